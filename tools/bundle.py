"""Build the folder that runs without Python, look at it from outside, and use it: `python3 dev.py bundle`.

    python3 dev.py bundle              build, then try it
    python3 dev.py bundle --try-only   try the one in dist/ again
    python3 dev.py bundle --measure    also build a minimal PySide6 program and compare size and start

The trial starts the programs in a folder with a Chinese name and a blank, with an environment that knows no Python:
every line below 试用 is a program of the bundle that was run and whose answer was looked at. On Linux with Xvfb the
window is opened, photographed (dist/window.png: look at it) and closed; on Windows docs/windows-hand-test.md says what
a person looks at instead.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.packing import COMMAND, NAME, ROOT

DIST, BUILD = ROOT / "dist", ROOT / "build"
BUNDLE = DIST / NAME
WINDOWS = sys.platform == "win32"
SUFFIX = ".exe" if WINDOWS else ""
PICTURE = DIST / "window.png"


class Unfit(Exception):  # noqa: N818 - a finding, told in one line
    """The bundle does not do what it must."""


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
    for size, name in parts[:6]:
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
        if missing := [tool for tool in ("Xvfb", "openbox", "xdotool") if shutil.which(tool) is None]:
            raise Unfit(f"没有 {'、'.join(missing)}，窗口没有试 / the window was not tried")
        yield window(user)


class User:
    """Somebody with this bundle, a home of their own, and no Python anywhere."""

    def __init__(self, bundle: Path, home: Path) -> None:
        self.bundle = bundle
        self.home = home
        self.data = home / "资料"
        (home / "空").mkdir(parents=True)

    def environment(self, **more: str) -> dict[str, str]:
        """What the programs see: nothing of the environment this tool runs in but where Windows lies."""
        system = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        mine = {"PATH": str(self.home / "空"), "HOME": str(self.home), "LOCALAPPDATA": str(self.home)}
        return {**system, **mine, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **more}

    def program(self, name: str = COMMAND) -> str:
        """The path of one of the two programs."""
        return str(self.bundle / f"{name}{SUFFIX}")

    def run(self, *words: object) -> str:
        """Run a command of the bundle and return what it printed."""
        command = [self.program(), *map(str, words)]
        done = subprocess.run(
            command, env=self.environment(), cwd=self.home, capture_output=True, timeout=300, check=False
        )
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        if done.returncode:
            raise Unfit(f"{words[0]}: {done.returncode}\n{out[-500:]}{err[-1500:]}")
        return out


def commands(user: User) -> Iterator[str]:
    """The demonstration, a printed form, the ledger, the merge, the check of every record, a backup."""
    fill(user.data)
    made = user.home / "示例"
    yield "demo：" + user.run("demo", made).strip().splitlines()[-1]
    papers = user.home / "文书"
    user.run("--data", user.data, "print", "2026-01", "--form", "协商记录表", "--to", papers)
    yield f"print：{said(papers.glob('*.pdf'), b'%PDF')}，{said(papers.glob('*.docx'), b'PK')}"
    ledger = user.home / "台账.xlsx"
    user.run("--data", user.data, "ledger", 2026, "--to", ledger)
    merged = user.home / "汇总.xlsx"
    told = user.run("merge", ledger, "--to", merged).strip().splitlines()
    yield f"merge：{said([ledger], b'PK')} → {said([merged], b'PK')}，{told[0]}"
    yield f"verify：{expect(user.run('--data', user.data, 'verify'), '资料完好')}"
    yield f"backup：{Path(user.run('--data', user.data, 'backup').strip()).name[:4]}…"
    yield f"--self-test：{expect(user.run('--self-test'), '自检通过').split('，')[0]}"


def fill(folder: Path) -> None:
    """The sample village's records, written by the source tree: the bundle opens what others wrote."""
    from yishi_desktop.services.case_files import load_sample_village
    from yishi_desktop.services.office import open_office

    with open_office(folder) as office:
        load_sample_village(office)


def said(paths: object, begins: bytes) -> str:
    """The name of the one file there must be, which begins as its kind does."""
    found = list(paths)  # type: ignore[call-overload]
    if len(found) != 1 or not found[0].read_bytes().startswith(begins):
        raise Unfit(f"{begins!r}: {found}")
    return str(found[0].name)


def expect(answer: str, words: str) -> str:
    """The answer, which must contain these words."""
    if words not in answer:
        raise Unfit(f"“{words}”: {answer[-500:]}")
    return answer.strip().splitlines()[-1]


# --------------------------------------------------------------------------------------------------- window
def window(user: User) -> str:
    """Open the real window on the records, photograph it, and close it as a person does."""
    from tools.screen import Screen

    with screen() as display:
        seen = Screen(display)
        env = user.environment(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        command = [user.program(NAME), "--data", str(user.data)]
        with subprocess.Popen(command, env=env, cwd=user.home, stderr=subprocess.PIPE) as running:
            try:
                seen.wait_for(seen.is_settled, running)
                colours = seen.photograph(PICTURE)
                subprocess.run(
                    ["xdotool", "key", "alt+F4"], env={**os.environ, "DISPLAY": display}, check=True
                )
                seen.wait_for(lambda: running.poll() is not None, None)
            finally:
                running.kill()
        seen.close()
    if running.returncode:
        raise Unfit(f"窗口关闭时的结果是 {running.returncode}")
    if colours < FEWEST_COLOURS:
        raise Unfit(f"窗口只有{colours}种颜色，多半是空的：{PICTURE}")
    return f"窗口：打开、照相（{PICTURE.relative_to(ROOT)}，{colours}种颜色）、关闭"


FEWEST_COLOURS = 200
"""Written text alone has more greys than that; an empty window has a handful."""


@contextmanager
def screen(keeper: str = "openbox") -> Iterator[str]:
    """An X display nobody sees, of the size of a small laptop, with a window keeper; its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        env = {**os.environ, "DISPLAY": display}
        with subprocess.Popen([keeper], env=env, stderr=subprocess.DEVNULL) as keeping:
            try:
                yield display
            finally:
                keeping.kill()
                server.terminate()


Question = Callable[[], bool]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
