"""A second start brings the window of the first one to the front.

The lock on the data folder decides who is first; this is only how the second tells the first, by a local socket of
this user named after the folder. Where that does not work the second start says so in words, as without it.
"""

import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_WAIT = 2000
"""Milliseconds for the first program to answer; it may be busy painting, or not listening yet."""
_AGAIN = 50
"""Milliseconds between two tries."""
_SEEN = b"seen"


class FirstWindow(QObject):
    """Listens for later starts on the same data folder. Make it only while holding the folder's lock."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name_for(folder))  # of a program that was killed: the lock is ours
        self.listens = self._server.listen(name_for(folder))
        self._server.newConnection.connect(self._raise)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _raise(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.write(_SEEN)
        socket.flush()
        state = self._window.windowState() & ~Qt.WindowState.WindowMinimized
        self._window.setWindowState(state | Qt.WindowState.WindowActive)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def first_window_raised(folder: Path) -> bool:
    """Ask the program that holds the folder to come to the front; did it answer?"""
    _allow_others_in_front()
    return _Asking(folder).answer()


class _Asking(QObject):
    """Asks again and again for as long as the first program may need to begin to listen."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._loop = QEventLoop(self)
        self._again = QTimer(self, interval=_AGAIN)
        self._again.timeout.connect(self._ask)

    def answer(self) -> bool:
        """Whether it answered in time."""
        self._again.start()
        QTimer.singleShot(_WAIT, self._loop, self._loop.quit)
        return _seen(self._folder) or bool(self._loop.exec())

    def _ask(self) -> None:
        if _seen(self._folder):
            self._loop.exit(True)


def _seen(folder: Path) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name_for(folder))
    answered = socket.waitForConnected(_WAIT) and socket.waitForReadyRead(_WAIT)
    seen = answered and bytes(socket.readAll().data()) == _SEEN
    socket.abort()
    return seen


def name_for(folder: Path) -> str:
    """The same for every spelling of a folder, without its name: it may hold a person's."""
    return f"yishi-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"


def _allow_others_in_front() -> None:
    """Windows lets only the program somebody has just started put a window in front; it may pass that on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
