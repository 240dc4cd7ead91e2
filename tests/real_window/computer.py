"""A computer of one's own for the program: a display, a window keeper, an accessibility bus, an empty home."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.real_window.events import Devices
from tests.real_window.person import Person, Wait
from tests.real_window.reader import Reader
from tools.bundle_window import screen

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def started(home: Path, data: Path, wait: Wait) -> Iterator[tuple[Person, "subprocess.Popen[bytes]"]]:
    """The program on that data, and somebody in front of it. Ends with the program, however it ended."""
    with screen() as display, _session_bus(display, home) as bus:
        env = {**_environment(display, home), "DBUS_SESSION_BUS_ADDRESS": bus}
        command = [sys.executable, "-m", "yishi_desktop", "--data", str(data)]
        with subprocess.Popen(command, cwd=ROOT, env=env) as program:
            devices, reader = Devices(display), Reader(bus)
            try:
                wait(reader.windows)
                yield Person(devices, reader, wait), program
            finally:
                program.kill()
                reader.close()
                devices.close()


def _environment(display: str, home: Path) -> dict[str, str]:
    more = {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_RUNTIME_DIR": str(home),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
    }
    return {**os.environ, **more}


@contextmanager
def _session_bus(display: str, home: Path) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    env = _environment(display, home)
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as bus:
        assert bus.stdout is not None
        try:
            yield bus.stdout.readline().decode().strip()
        finally:
            bus.terminate()
