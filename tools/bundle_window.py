"""The bundle's window, opened on a display nobody sees, photographed and closed as a person closes it."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bundle_trial import PASSWORD, Unfit, User
from tools.packing import DIST, NAME, ROOT

if TYPE_CHECKING:
    from tools.screen import Screen

FEWEST_COLOURS = 200
"""Written text alone has more greys than that; an empty window has a handful."""
TOOLS = ("Xvfb", "openbox", "xdotool")


def windows(user: User) -> Iterator[str]:
    """The window on records, on none, and on encrypted ones, which a password opens."""
    from tools.screen import Screen

    with screen() as display:
        seen = Screen(display)
        keys = Keys(display)
        yield f"窗口：{_shown(user, seen, keys, user.data, 'window')}"
        yield f"第一次打开：{_shown(user, seen, keys, user.home / '新村', 'window-first')}"
        yield f"加密的窗口，打密码：{_unlocked(user, seen, keys)}"
        seen.close()


class Keys:
    """The keyboard of one display."""

    def __init__(self, display: str) -> None:
        self._env = {**os.environ, "DISPLAY": display}

    def press(self, key: str) -> None:
        """One key, or several at once: alt+F4."""
        subprocess.run(["xdotool", "key", key], env=self._env, check=True)

    def type(self, words: str) -> None:
        """ASCII alone: others lie on no key."""
        subprocess.run(["xdotool", "type", "--delay", "30", words], env=self._env, check=True)


def _shown(user: User, seen: "Screen", keys: Keys, data: Path, name: str) -> str:
    with _opened(user, seen, keys, data):
        seen.wait_for(seen.is_settled, None)
        return _photographed(seen, name)


def _unlocked(user: User, seen: "Screen", keys: Keys) -> str:
    """The lock has a blinking cursor and few colours: it never settles, and what comes after it is told by its colours."""
    with _opened(user, seen, keys, user.home / "加密"):
        seen.wait_for(_has(seen, FEWEST_COLOURS), None)
        _photographed(seen, "window-locked")
        locked = seen.photograph(DIST / "window-locked.png")
        keys.type(PASSWORD)
        keys.press("Return")
        seen.wait_for(_has(seen, 2 * locked), None)
        seen.wait_for(seen.is_settled, None)
        return _photographed(seen, "window-unlocked")


def _has(seen: "Screen", colours: int) -> Callable[[], bool]:
    """Are there so many colours on the screen?"""
    probe = DIST / "window-probe.png"

    def has() -> bool:
        found = seen.photograph(probe)
        probe.unlink()
        return found >= colours

    return has


@contextmanager
def _opened(user: User, seen: "Screen", keys: Keys, data: Path) -> Iterator[None]:
    env = user.environment(DISPLAY=os.environ["DISPLAY"], QT_QPA_PLATFORM="xcb")
    command = [user.program(NAME), "--data", str(data)]
    with subprocess.Popen(command, env=env, cwd=user.home, stderr=subprocess.PIPE) as running:
        try:
            seen.wait_for(seen.is_painted, running)
            yield
            keys.press("alt+F4")
            seen.wait_for(lambda: running.poll() is not None, None)
        finally:
            running.kill()
    seen.wait_for(seen.is_bare, None)
    if running.returncode:
        raise Unfit(f"窗口关闭时的结果是 {running.returncode}")


def _photographed(seen: "Screen", name: str) -> str:
    picture = DIST / f"{name}.png"
    colours = seen.photograph(picture)
    if colours < FEWEST_COLOURS:
        raise Unfit(f"窗口只有{colours}种颜色，多半是空的：{picture}")
    return f"照相（{picture.relative_to(ROOT)}，{colours}种颜色）、关闭"


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
