"""Make the pictures of every page again: docs/screens/pages and the page that shows them.

    .venv/bin/python -m tools.screens

The walk is the one the audit takes (tests/ui/tour.py), at 100 percent with the sample village, in a window as large as a
screen of 1366 × 768 leaves it. A page that is new to the walk appears here by itself; what is gone goes.
"""

import subprocess
import sys
from pathlib import Path

from PIL import Image

from tests.ui.tour import PARTS

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "docs" / "screens"
COLOURS = 64
"""A screen has few; with these its letters are still smooth."""
NOT_SHOWN = ("xinjiang", "shenzhen")
"""Walked, and like Gansu's to look at."""
TITLES = {
    "start": "The first minute, and a locked screen",
    "places": "The places on the rail, the finder, the help",
    "settings": "Settings",
    "matter": "A matter by 金市民〔2023〕43号, step by step",
    "elsewhere": "A matter by the document of Gansu",
    "windows": "Windows: printing, photos, the wall, questions",
    "township": "The township's desk",
}


def main() -> int:
    """Walk each part, shrink its pictures, list them."""
    pages = SCREENS / "pages"
    taken = {part: _taken(part, pages / part) for part in PARTS}
    (SCREENS / "README.md").write_text(_listing(taken), encoding="utf-8")
    return 0


def _taken(part: str, folder: Path) -> list[str]:
    """The names of the pictures of one part, in the order of the walk."""
    for old in folder.glob("*.png"):
        old.unlink()
    words = [sys.executable, "-m", "tests.ui.tour", part, "100", "short", str(folder)]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    sys.stdout.write(done.stdout)
    for other in (one for name in NOT_SHOWN for one in folder.glob(f"{name}*.png")):
        other.unlink()
    found = sorted(folder.glob("*.png"), key=_taken_at)
    for path in found:
        _shrink(path)
    return [path.stem for path in found]


def _taken_at(path: Path) -> float:
    return path.stat().st_mtime


def _shrink(path: Path) -> None:
    picture = Image.open(path).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)


def _listing(taken: dict[str, list[str]]) -> str:
    lines = [
        "# Every page",
        "",
        "Made by `python -m tools.screens`; what was found on them: [usability](../usability.md).",
        "",
    ]
    for part, names in taken.items():
        lines += [f"## {TITLES[part]}", ""]
        lines += [f"![{name}](pages/{part}/{name}.png)" for name in names]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
