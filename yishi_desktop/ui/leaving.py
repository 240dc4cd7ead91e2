"""Leaving the program: the window goes only once what was typed is kept; where that fails, only after asking."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from yishi_desktop.ui.dialogs import ConfirmDialog, confirm
from yishi_desktop.ui.tasks import Tasks


class _Stand(Enum):
    """How far closing the window has come: `REFUSED` when something typed could not be kept."""

    STAYING = 0
    WAITING = 1
    REFUSED = 2
    GOING = 3


class Leaving(QObject):
    """Belongs to the window; asked at its every attempt to close. `keep` has the window keep what is half typed."""

    def __init__(self, window: QWidget, tasks: Tasks, keep: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._tasks, self._keep = window, tasks, keep
        self._stand = _Stand.STAYING
        self.question: ConfirmDialog | None = None
        tasks.busy_changed.connect(self._busy)

    def may_go(self) -> bool:
        """Whether to close now. If not, the window is closed once everything is kept, or somebody agrees to lose it."""
        if self._stand in (_Stand.STAYING, _Stand.WAITING):
            self._keep()
            self._stand = _Stand.WAITING if self._tasks.is_busy() else _Stand.GOING
        if self._stand is _Stand.REFUSED:
            self._ask()
        return self._stand is _Stand.GOING

    def refused(self) -> None:
        """Something could not be done; if it was the keeping, the window stays."""
        if self._stand is _Stand.WAITING:
            self._stand = _Stand.REFUSED

    def _busy(self, busy: bool) -> None:
        if not busy and self._stand is _Stand.WAITING:
            self._go()

    def _ask(self) -> None:
        self.question = confirm(
            self._window,
            "还有内容没有存上，仍要关闭？",
            "关闭以后，上次“已保存”之后填的内容就没有了。先不关，可以腾出地方再存一次。",
            "仍要关闭",
            "先不关",
        )
        self.question.accepted.connect(self._go)
        self.question.rejected.connect(self._stay)

    def _go(self) -> None:
        self._stand = _Stand.GOING
        self._window.close()

    def _stay(self) -> None:
        self._stand = _Stand.STAYING
