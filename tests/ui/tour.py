"""A walk through every page of the program, as large as a screen of a scale shows it, with short or with the longest data.

    python -m tests.ui.tour PART SCALE DATA            what the audit finds on each page, a line of JSON each
    python -m tests.ui.tour PART SCALE DATA FOLDER     and a picture of each page in FOLDER

PART is one of PARTS, SCALE 100, 125 or 150 (percent of a 1366 × 768 screen), DATA short or longest. After a slash the
SCALE may name a size of type: 100/twice; or 100/grown: everything is opened in the usual size first, and looked at once
the type has been made twice as large. Each walk is a process of its own, because Qt reads the scale of a screen once, at
its start.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

SCALES = (100, 125, 150)
DATA = ("short", "longest")
PARTS = ("start", "places", "settings", "matter", "elsewhere", "windows", "township")
TITLE_AND_TASK_BAR = 71
"""Pixels of a screen's height a window does not get, at any scale."""


def screen_of(scale: int) -> dict[str, object]:
    """The environment in which Qt finds a small laptop's screen at a scale; to be set before Qt is imported."""
    config = Path(__file__).resolve().parents[1] / "screen.json"
    screen = json.loads(config.read_text(encoding="utf-8"))
    about = screen["screens"][0]
    about |= {
        "dpr": scale / 100,
        "width": about["width"] * 100 // scale,
        "height": about["height"] * 100 // scale,
    }
    return screen


def run(
    part: str, scale: int, data: str, folder: Path | None, scratch: Path, size: str = "standard"
) -> Iterator[str]:
    """The lines of one walk."""
    (scratch / "screen.json").write_text(json.dumps(screen_of(scale)), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={scratch / 'screen.json'}"
    # the settings of this computer belong to no walk
    for name in ("XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME"):
        os.environ[name] = str(scratch)
    from tests.ui.stops import Walk

    with Walk(scratch, scale, data == "longest", size) as walk:
        for stop in walk.part(part):
            if folder is not None:
                walk.photograph(stop, folder / f"{stop.name}.png")
            found = walk.audited(stop)
            yield json.dumps({"page": stop.name, "found": found}, ensure_ascii=False)


def main(words: list[str]) -> int:
    part, scale, data, *rest = words
    scale, _, size = scale.partition("/")
    with TemporaryDirectory(prefix="yishi-") as scratch:
        folder = Path(rest[0]) if rest else None
        for line in run(part, int(scale), data, folder, Path(scratch), size or "standard"):
            sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
