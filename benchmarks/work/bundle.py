"""Row 13: the folder that runs without Python, as `dev.py bundle` left it in dist/: its Qt files, its size, its start."""

from pathlib import Path
from typing import Any

from tools.packing import BUNDLE


def minimal(folder: Path, scale: int) -> None:
    """The smallest PySide6 program, bundled once; nothing where there is no bundle to compare it with."""
    if not BUNDLE.is_dir():
        return
    from tools.bundle_figures import MINIMAL_BUNDLE, build_minimal

    if not MINIMAL_BUNDLE.is_dir():
        build_minimal()


def sizes(folder: Path, scale: int) -> Any:
    """Both ratios of what lies on the disk."""
    from tools.bundle_build import megabytes
    from tools.bundle_figures import FONTS, MINIMAL_BUNDLE, closure_size, qt_size

    def work() -> dict[str, float]:
        smallest = megabytes(MINIMAL_BUNDLE) + megabytes(FONTS)
        return {"qt": qt_size(BUNDLE) / closure_size(BUNDLE), "size": megabytes(BUNDLE) / smallest}

    return work


def start(folder: Path, scale: int) -> Any:
    """The bundle's window on the sample village, once from cold files and once more; the second counts."""
    from tools.bundle_figures import bundled

    return lambda: _second_start(bundled)


def source(folder: Path, scale: int) -> Any:
    """The same window from the source tree."""
    from tools.bundle_figures import from_source

    return lambda: _second_start(from_source)


def _second_start(program: Any) -> dict[str, float]:
    from tools.bundle_figures import a_user, started
    from tools.bundle_window import screen
    from tools.screen import Screen

    with a_user() as user, screen() as display:
        seen = Screen(display)
        started(program(user), user, seen)
        found = started(program(user), user, seen)
        seen.close()
    return {"start_cpu": found.cpu, "start_wall": found.wall}
