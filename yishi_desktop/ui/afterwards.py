"""What nobody waits for at a start: done once the first screen stands there.

Each event that passes a filter written in Python becomes a Python object, also those of the thousand that build a screen; and
the ear for later starts brings the network library.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from yishi_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from yishi_desktop.ui.first_window import FirstWindow


class Afterwards(QObject):
    """Waits for the records, or for whatever stands in their place; belongs to the window."""

    def __init__(self, folder: Path, window: MainWindow, app: QApplication) -> None:
        super().__init__(window)
        self._folder = folder
        self._window = window
        self._app = app
        self._listener: FirstWindow | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._begin)
        window.desk.changed.connect(self._shown)
        window.desk.unopened.connect(self._shown)
        if not window.desk.tasks.is_busy():  # locked: nothing is being read, and somebody types a password
            self._soon.start()

    def _shown(self, _: object) -> None:
        if self._listener is None:
            self._soon.start()

    def _begin(self) -> None:
        from yishi_desktop.ui.first_window import FirstWindow
        from yishi_desktop.ui.guards import install_guards

        install_guards(self._app)
        self._listener = FirstWindow(self._folder, self._window)

    def close(self) -> None:
        """Listen no more."""
        if self._listener is not None:
            self._listener.close()
