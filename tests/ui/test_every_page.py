"""Every page, at 100, 125 and 150 percent, with the shortest and the longest data: the audit finds nothing. In type of
one and a half to two times the usual size as well, on the whole screen, with the shortest data and with the longest; in the
largest also on pages that were open before the type grew. At 125 percent one and a half times is as large as fits.

Everyday runs take each part once: with the shortest data on the whole screen or with the longest on the smallest.
`python3 dev.py soak pages` takes all ninety-six walks. That the audit finds a planted fault of each kind: test_audit.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soaking import SOAKING
from tests.ui.tour import DATA, PARTS, SCALES

ROOT = Path(__file__).resolve().parents[2]
EVERYDAY = {
    ("start", 150, "longest"),
    ("places", 150, "longest"),
    ("settings", 125, "longest"),
    ("matter", 125, "longest"),
    ("elsewhere", 100, "short"),
    ("windows", 150, "short"),
    ("township", 100, "longest"),
    ("places", "100/twice", "short"),
    ("start", "100/twice", "short"),
    ("places", "100/grown", "short"),
}
ALL = [(part, scale, data) for part in PARTS for scale in SCALES for data in DATA]
ALL += [
    (part, f"100/{size}", data)
    for part in PARTS
    for size in ("half_more", "three_quarters_more", "twice")
    for data in DATA
]
ALL += [(part, "125/half_more", "longest") for part in PARTS]
ALL += [(part, "100/grown", "short") for part in ("start", "places", "matter", "elsewhere", "township")]


@pytest.mark.parametrize(("part", "scale", "data"), [one for one in ALL if SOAKING or one in EVERYDAY])
def test_nothing_is_wrong_on_any_page(part, scale, data):
    words = [sys.executable, "-m", "tests.ui.tour", part, str(scale), data]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    pages = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(pages) >= LEAST_PAGES[part]
    assert [page for page in pages if page["found"]] == []


LEAST_PAGES = {
    "start": 6,
    "places": 10,
    "settings": 17,
    "matter": 20,
    "elsewhere": 30,
    "windows": 10,
    "township": 8,
}
"""So that a walk that stops early does not pass."""
