"""Work only the window's thread can do, cut into pieces: between two of them it paints and takes keys."""

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

Piece = Callable[[], None]


class Turns(QObject):
    """One piece whenever the window has nothing else to do. Pieces put in later come after those that wait."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Piece] = deque()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._take_one)

    def put(self, pieces: Iterable[Piece]) -> None:
        """Do these, one by one."""
        self._waiting.extend(pieces)
        self._soon.start()

    def finish(self) -> None:
        """Do at once whatever still waits."""
        while self._waiting:
            self._waiting.popleft()()

    def clear(self) -> None:
        """Forget what still waits."""
        self._waiting.clear()

    def is_done(self) -> bool:
        return not self._waiting

    def _take_one(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
        if self._waiting:
            self._soon.start()
