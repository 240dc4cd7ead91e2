"""Build the folder that runs without Python, look at it from outside, and use it: `python3 dev.py bundle`.

    python3 dev.py bundle              build, then try it
    python3 dev.py bundle --try-only   try the one in dist/ again
    python3 dev.py bundle --measure    also build a minimal PySide6 program and compare size and start

The trial starts the programs in a folder with a Chinese name and a blank, with an environment that knows no Python:
every line below 试用 is something a program of the bundle was asked to do and whose answer was looked at. The list is
TRIALS in tools/bundle_trial.py. On Linux with Xvfb the window is opened too and photographed (dist/window*.png: look at
them); on Windows docs/windows-hand-test.md says what a person looks at instead.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bundle_trial import Unfit, User, commands
from tools.packing import BUILD, BUNDLE, DIST, NAME, ROOT, WINDOWS


def main(words: list[str]) -> int:
    """Build and try; 1 with one line when something is not as it must be."""
    try:
        if "--try-only" not in words:
            build()
        _say("\n大小 / size")
        for line in sizes(BUNDLE):
            _say(f"  {line}")
        _say("\n试用 / trial")
        for line in trial(BUNDLE):
            _say(f"  通过 ok  {line}")
        if "--measure" in words:
            from tools.bundle_figures import figures

            _say("\n与最小的 PySide6 程序比 / against a minimal PySide6 program")
            for line in figures(BUNDLE):
                _say(f"  {line}")
    except Unfit as finding:
        _say(f"  失败 FAILED  {finding}")
        return 1
    _say(f"\n{BUNDLE}")
    return 0


def build() -> None:
    """Run build.spec."""
    _say("打包 / building ...")
    pack(str(ROOT / "build.spec"), "--distpath", str(DIST), "--workpath", str(BUILD))
    strip_python(BUNDLE)


def strip_python(bundle: Path) -> None:
    """Leave out what only a debugger reads in Python's own libraries; some Pythons for Linux carry 20 MB of it.

    PyInstaller's own strip would take all libraries, those of wheels too, some of which do not survive it.
    """
    tool = shutil.which("strip")
    if tool is None or sys.platform != "linux":
        return
    inside = bundle / "_internal"
    for file in (*inside.glob("libpython*.so*"), *inside.glob("python3.*/lib-dynload/*.so")):
        subprocess.run([tool, "--strip-unneeded", str(file)], check=True)


def pack(*words: str) -> None:
    """Run PyInstaller; what it thinks of the build goes to build/pyinstaller.log."""
    BUILD.mkdir(exist_ok=True)
    log = BUILD / "pyinstaller.log"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *words]
    # packages copied without their compiled files start twice as slowly
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with log.open("w", encoding="utf-8") as out:
        code = subprocess.run(command, cwd=ROOT, env=env, stdout=out, stderr=out, check=False).returncode
    if code:
        raise Unfit(f"PyInstaller: {code}, {log}")


# --------------------------------------------------------------------------------------------------- sizes
def sizes(folder: Path) -> Iterator[str]:
    """The whole, and its heavy parts, in megabytes of file contents."""
    inside = folder / "_internal"
    yield f"{megabytes(folder):6.1f} MB  {sum(1 for _ in folder.rglob('*'))} files"
    parts = sorted(((megabytes(path), path.name) for path in inside.iterdir()), reverse=True)
    for size, name in parts[:12]:
        yield f"{size:6.1f} MB  {name}"


def megabytes(path: Path) -> float:
    """What the files of a folder (or one file) hold; a link weighs nothing."""
    files = [path] if path.is_file() else [*path.rglob("*")]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink()) / 1e6


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
