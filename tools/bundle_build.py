"""PyInstaller at work on build.spec, and the weight of what came of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.bundle_trial import Unfit
from tools.packing import BUILD, BUNDLE, DIST, ROOT


def build() -> None:
    """Run build.spec, from nothing: a source that changes while it runs is otherwise left as it was, the next time too."""
    pack(str(ROOT / "build.spec"), "--clean", "--distpath", str(DIST), "--workpath", str(BUILD))
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
