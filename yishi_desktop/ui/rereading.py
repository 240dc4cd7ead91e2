"""Reads the old backups again, one after another, so that whatever the user asks for meanwhile comes in between."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from yishi_desktop.services.keeping import rereading
from yishi_desktop.storage.backup import Backup
from yishi_desktop.ui.desk import Desk


class Rereading(QObject):
    """`damaged` tells the folders of those that are not what was written, once all were read."""

    damaged = Signal(list)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._left: list[Backup] = []
        self._bad: list[Path] = []

    def start_if_due(self) -> None:
        """Once at a start is enough."""
        self._desk.ask(rereading.backups_to_reread, self._begin)

    def _begin(self, backups: list[Backup]) -> None:
        self._left = backups
        if backups:
            self._next()

    def _next(self) -> None:
        self._desk.ask(partial(rereading.is_whole, backup=self._left[0]), self._was_read)

    def _was_read(self, whole: bool) -> None:
        backup = self._left.pop(0)
        if not whole:
            self._bad.append(backup.folder)
        if self._left:
            self._next()
            return
        self._desk.ask(rereading.note_reread)
        if self._bad:
            self.damaged.emit(self._bad)
