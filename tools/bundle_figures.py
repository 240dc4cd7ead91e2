"""Size and start of the bundle against what is smallest: a PySide6 window with one label, bundled the same way.

Start is from the call of the program until the middle of the screen is painted, seen from outside on an X display, in
seconds of the clock and of the processor. `dev.py bundle --measure` prints all of it; row 13 of `dev.py bench` is made
of the same functions.
"""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tools.bundle_build import megabytes, pack
from tools.bundle_trial import User, fill
from tools.bundle_window import screen
from tools.packing import BUILD, BUNDLE, NAME, ROOT
from tools.screen import Screen

TURNS = 7
MINIMAL = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("议事"))
window.resize(1366, 697)
window.show()
sys.exit(app.exec())
"""
MINIMAL_BUNDLE = BUILD / "minimal_dist" / "minimal"
FONTS = ROOT / "resources" / "fonts"


Program = Callable[[User], list[str]]


class Started(NamedTuple):
    """Seconds until the first paint."""

    wall: float
    cpu: float


def figures(bundle: Path) -> Iterator[str]:
    """Four lines: size, Qt's files against what the used modules are linked to, start, start from source."""
    minimal = build_minimal()
    whole, smallest, fonts = (megabytes(path) for path in (bundle, minimal, FONTS))
    yield (
        f"大小 {whole:.0f} MB；最小程序不删减 {smallest:.0f} MB，加字体 {smallest + fonts:.0f} MB"
        f"（{whole / (smallest + fonts):.2f} 倍）"
    )
    carried, closure = qt_size(bundle), closure_size(bundle)
    yield f"Qt 的文件 {carried:.1f} MB，是所用模块所连的 {closure:.1f} MB 的 {carried / closure:.2f} 倍"
    times = in_turns([bundled, from_source, smallest_program])
    for name, other in (("从源代码启动", 1), ("最小程序", 2)):
        for measure in ("wall", "cpu"):
            ours, theirs = (statistics.median(getattr(one, measure) for one in times[n]) for n in (0, other))
            word = "处理器" if measure == "cpu" else "时间"
            yield f"启动，{word} {ours:.2f} s，{name} {theirs:.2f} s（{ours / theirs:.2f} 倍）"


# ---------------------------------------------------------------------------------------------------- size
def build_minimal() -> Path:
    """The smallest window, bundled by PyInstaller as it comes."""
    script = BUILD / "minimal.py"
    BUILD.mkdir(exist_ok=True)
    script.write_text(MINIMAL, encoding="utf-8")
    words = ["--distpath", str(MINIMAL_BUNDLE.parent), "--workpath", str(BUILD), "--specpath", str(BUILD)]
    pack(str(script), "--onedir", *words)
    return MINIMAL_BUNDLE


def qt_size(bundle: Path) -> float:
    """Megabytes of everything under PySide6 and shiboken6."""
    return sum(megabytes(bundle / "_internal" / name) for name in ("PySide6", "shiboken6"))


def closure_size(bundle: Path) -> float:
    """Megabytes of the Qt modules the program imports, of the way to the screen, and of all they are linked to."""
    from PyInstaller.depend.bindepend import get_imports

    inside = bundle / "_internal"
    way = next(inside.glob("PySide6/**/platforms/*qxcb.so"), None) or next(inside.rglob("qwindows.dll"))
    waiting = [*inside.glob("PySide6/Qt*.abi3.so"), *inside.glob("PySide6/Qt*.pyd"), way]
    found = {path.resolve() for path in waiting}
    while waiting:
        for _, path in get_imports(str(waiting.pop())):
            linked = Path(path).resolve() if path else None
            if linked and linked not in found and {"PySide6", "shiboken6"} & set(linked.parts):
                found.add(linked)
                waiting.append(linked)
    return sum(path.stat().st_size for path in found) / 1e6


# --------------------------------------------------------------------------------------------------- start
def bundled(user: User) -> list[str]:
    """The bundle on the sample village's records."""
    return [user.program(NAME), "--data", str(user.data)]


def from_source(user: User) -> list[str]:
    """The same from the source tree, by the Python that runs this."""
    return [sys.executable, "-m", "yishi_desktop", "--data", str(user.data)]


def smallest_program(_: User) -> list[str]:
    """The minimal program."""
    return [str(MINIMAL_BUNDLE / MINIMAL_BUNDLE.name)]


def in_turns(programs: list[Program]) -> list[list[Started]]:
    """Starts of each program, one after the other, so that a busy machine slows all of them alike."""
    times: list[list[Started]] = [[] for _ in programs]
    with a_user() as user, screen() as display:
        seen = Screen(display)
        for _ in range(TURNS):
            for program, found in zip(programs, times, strict=True):
                found.append(started(program(user), user, seen))
        seen.close()
    return times


@contextmanager
def a_user() -> Iterator[User]:
    """Somebody with the bundle in dist/ and the sample village's records."""
    with TemporaryDirectory(prefix="yishi-", ignore_cleanup_errors=True) as scratch:
        user = User(BUNDLE, Path(scratch))
        fill(user.data)
        yield user


def started(program: list[str], user: User, seen: Screen) -> Started:
    """Start it, wait for the paint, end it, and wait until the screen is bare again."""
    env = user.environment(DISPLAY=os.environ["DISPLAY"], QT_QPA_PLATFORM="xcb", PYTHONPATH=str(ROOT))
    before = _of_children()
    with subprocess.Popen(program, env=env, cwd=os.sep, stderr=subprocess.PIPE) as running:
        try:
            wall = seen.wait_for(seen.is_painted, running)
        finally:
            running.kill()
            running.wait()
    seen.wait_for(seen.is_bare, None)
    return Started(wall, _of_children() - before)


def _of_children() -> float:
    """Processor seconds of ended child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
