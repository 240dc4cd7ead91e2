"""Looking at an X display from outside: what is on it, and when it stops changing."""

import hashlib
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

PATIENCE = 60.0
"""Seconds after which a window that has not come will not come."""
STILL = 1.0
"""Seconds without a change after which a window is called finished."""


class Screen:
    """One display; made once in a process, because Qt connects to one."""

    def __init__(self, display: str) -> None:
        os.environ.update(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        self._app = QGuiApplication([])
        self._seen = ""
        self._since = time.monotonic()

    def close(self) -> None:
        """Let go of the display, so that its server can end."""
        self._app.shutdown()

    def wait_for(self, happened: Callable[[], bool], program: "subprocess.Popen[bytes] | None") -> float:
        """Seconds until it happened. `TimeoutError` after a minute; `RuntimeError` when the program ends before."""
        started = time.monotonic()
        while not happened():
            if program is not None and program.poll() is not None:
                told = program.stderr.read().decode("utf-8", "replace") if program.stderr else ""
                raise RuntimeError(f"the program ended with {program.returncode}: {told[-1500:]}")
            if time.monotonic() - started > PATIENCE:
                raise TimeoutError("the window did not come")
            self._app.processEvents()
        return time.monotonic() - started

    def is_painted(self) -> bool:
        """Is the middle of the screen no longer the bare black of an empty display?"""
        return self._grabbed(680, 380, 6, 6).pixelColor(3, 3).lightness() > 0

    def is_bare(self) -> bool:
        """Has everything gone from the middle of the screen?"""
        return not self.is_painted()

    def is_settled(self) -> bool:
        """Painted, and the same for a second."""
        if not self.is_painted():
            return False
        image = self._grabbed()  # held by a name: its bytes go with it
        now = hashlib.sha256(bytes(image.constBits())).hexdigest()
        if now != self._seen:
            self._seen, self._since = now, time.monotonic()
        return time.monotonic() - self._since > STILL

    def photograph(self, path: Path) -> int:
        """Save what is on the screen; the number of its colours."""
        image = self._grabbed().convertToFormat(QImage.Format.Format_RGB888)
        image.save(str(path))
        data, wide = bytes(image.constBits()), image.width() * 3
        rows = (
            data[start : start + wide]
            for start in range(0, image.height() * image.bytesPerLine(), image.bytesPerLine())
        )
        return len({row[at : at + 3] for row in rows for at in range(0, wide, 3)})

    def _grabbed(self, *area: int) -> QImage:
        self._app.processEvents()
        return self._app.primaryScreen().grabWindow(0, *area).toImage()
