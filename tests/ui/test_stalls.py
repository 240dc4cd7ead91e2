"""What the window's thread is made to do, act by act, has an upper bound: numbers of things, and no times.

`python -m tests.ui.stalls` measures what the bounds come to in milliseconds (docs/usability.md).
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEW_MATTERS = "5"
WIDGETS, DRESSED, CALLS = 320, 6, 62_000
"""What one act may make and dress anew, and how much it may call before the window can paint again."""
MORE_WIDGETS = {"设置：本地规定": 540, "翻到公告和通知": 1_600}
"""Every reading of every passage with its grounds; and a line of fields for everybody told, bit by bit."""
MORE_CALLS = {"翻到公告和通知": 90_000, "翻到签到": 115_000}
LOADING = ("第一次", "打开", "设置：", "换")
"""Acts that load modules as well, whose calls depend on what was loaded before."""


@pytest.fixture(scope="module")
def acts():
    words = [sys.executable, "-m", "tests.ui.stalls", "counts", FEW_MATTERS]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(made) > 50
    return made


def test_no_act_makes_more_widgets_than_somebody_waits_for(acts):
    assert [one for one in acts if one["widgets"] > MORE_WIDGETS.get(one["act"], WIDGETS)] == []


def test_no_widget_is_dressed_again_for_what_it_was_before(acts):
    assert [one for one in acts if one["dressed"] > DRESSED] == []


def test_no_act_keeps_the_window_from_painting_longer_than_somebody_waits_for(acts):
    at_work = [one for one in acts if not one["act"].startswith(LOADING)]
    assert len(at_work) > 20
    assert [one for one in at_work if one["at_once"] > MORE_CALLS.get(one["act"], CALLS)] == []
