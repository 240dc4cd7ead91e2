"""Build the folder that runs without Python, look at it from outside, and use it: `python3 dev.py bundle`.

    python3 dev.py bundle              build, then try it
    python3 dev.py bundle --try-only   try the one in dist/ again
    python3 dev.py bundle --measure    also build a minimal PySide6 program and compare size and start

The trial starts the programs in a folder with a Chinese name and a blank, with an environment that knows no Python:
every line below 试用 is something a program of the bundle was asked to do and whose answer was looked at. The list is
TRIALS in tools/bundle_trial.py. On Linux with Xvfb the window is opened too and photographed (dist/window*.png: look at
them); on Windows docs/windows-hand-test.md says what a person looks at instead.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bundle_build import build, sizes
from tools.bundle_figures import figures
from tools.bundle_trial import Unfit, User, commands
from tools.packing import BUNDLE, NAME, WINDOWS


def main(words: list[str]) -> int:
    """Build and try; 1 with one line when something is not as it must be."""
    try:
        if "--try-only" not in words:
            _say("打包 / building ...")
            build()
        _say("\n大小 / size")
        for line in sizes(BUNDLE):
            _say(f"  {line}")
        _say("\n试用 / trial")
        for line in trial(BUNDLE):
            _say(f"  通过 ok  {line}")
        if "--measure" in words:
            _say("\n与最小的 PySide6 程序比 / against a minimal PySide6 program")
            for line in figures(BUNDLE):
                _say(f"  {line}")
    except Unfit as finding:
        _say(f"  失败 FAILED  {finding}")
        return 1
    _say(f"\n{BUNDLE}")
    return 0


# --------------------------------------------------------------------------------------------------- trial
def trial(bundle: Path) -> Iterator[str]:
    """Use a copy of the bundle elsewhere; one line for each thing it did. `Unfit` for the first it did not."""
    with TemporaryDirectory(prefix="yishi-", ignore_cleanup_errors=True) as scratch:
        place = Path(scratch) / "安装 目录" / NAME
        shutil.copytree(bundle, place, symlinks=True)
        user = User(place, Path(scratch) / "家")
        yield from commands(user)
        if WINDOWS:
            yield "窗口请照 docs/windows-hand-test.md 用眼睛看 / open the window by hand"
            return
        from tools.bundle_window import TOOLS, windows

        if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
            raise Unfit(f"没有 {'、'.join(missing)}，窗口没有试 / the window was not tried")
        yield from windows(user)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
