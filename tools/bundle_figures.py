"""Size and start of the bundle against what is smallest: a PySide6 window with one label, bundled the same way.

Start is from the call of the program until the middle of the screen is painted, seen from outside on an X display;
programs take turns, and the middle of five turns counts, so that a busy machine slows all of them alike.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bundle import BUILD, User, fill, megabytes, pack, screen
from tools.packing import NAME, ROOT
from tools.screen import Screen

TURNS = 5
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


def figures(bundle: Path) -> Iterator[str]:
    """Four lines: size, Qt's files against what the used modules are linked to, start, start from source."""
    minimal = build_minimal()
    yield f"大小 {megabytes(bundle):.0f} MB；最小程序不删减 {megabytes(minimal):.0f} MB"
    carried, closure = qt_size(bundle), closure_size(bundle)
    yield f"Qt 的文件 {carried:.1f} MB，是所用模块所连的 {closure:.1f} MB 的 {carried / closure:.2f} 倍"
    with TemporaryDirectory(prefix="yishi-") as scratch:
        user = User(bundle, Path(scratch))
        fill(user.data)
        data = ["--data", str(user.data)]
        source = [sys.executable, "-m", "yishi_desktop", *data]
        times = starts([[str(minimal / "minimal")], [user.program(NAME), *data], source], user)
    smallest, bundled, from_source = (statistics.median(found) for found in times)
    yield f"启动 {bundled:.2f} s，最小程序 {smallest:.2f} s（{bundled / smallest:.2f} 倍）"
    yield f"从源代码启动 {from_source:.2f} s（打包后是它的 {bundled / from_source:.2f} 倍）"


def build_minimal() -> Path:
    """The smallest window, bundled by PyInstaller as it comes."""
    script = BUILD / "minimal.py"
    BUILD.mkdir(exist_ok=True)
    script.write_text(MINIMAL, encoding="utf-8")
    place = BUILD / "minimal_dist"
    words = ["--distpath", str(place), "--workpath", str(BUILD), "--specpath", str(BUILD)]
    pack(str(script), "--onedir", *words)
    return place / "minimal"


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


def starts(programs: list[list[str]], user: User) -> list[list[float]]:
    """Seconds to the first paint, for each program, in turns."""
    times: list[list[float]] = [[] for _ in programs]
    with screen() as display:
        seen = Screen(display)
        env = user.environment(DISPLAY=display, QT_QPA_PLATFORM="xcb", PYTHONPATH=str(ROOT))
        for _ in range(TURNS):
            for program, found in zip(programs, times, strict=True):
                found.append(one_start(program, env, seen))
        seen.close()
    return times


def one_start(program: list[str], env: dict[str, str], seen: Screen) -> float:
    """Start it, wait for the paint, end it, and wait until the screen is bare again."""
    with subprocess.Popen(program, env=env, cwd=os.sep, stderr=subprocess.PIPE) as running:
        try:
            return seen.wait_for(seen.is_painted, running)
        finally:
            running.kill()
            running.wait()
            seen.wait_for(seen.is_bare, None)
