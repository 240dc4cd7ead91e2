"""Writing the ledger as a workbook: ask where, write in the worker, say where it is."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.delivering.passphrases import new_passphrase
from yishi_desktop.services.office import Office
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import EXCEL, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar

MASKED_NOTE = "电话、不公开的姓名和投票选择已经隐去。"
WHOLE_NOTE = "这一份是村里留存的，不要外传。"


class LedgerExport(QObject):
    """`start` asks for a place and writes there. `busy(bool)` tells when it is at work."""

    busy = Signal(bool)

    def __init__(self, desk: Desk, bar: SavedBar, page: QWidget, files: Files | None = None) -> None:
        super().__init__(page)
        self._desk = desk
        self._bar = bar
        self._page = page
        self._files = files or Files()
        self._path = Path()
        self._start = self._until = date.min
        self._masked, self._open_after = True, False
        self._passphrase = ""

    def start(
        self, start: date, until: date, *, masked: bool, open_after: bool = False, locked: bool = False
    ) -> None:
        """Write the ledger of these days; `open_after` also opens it, for printing, `locked` gives it a password."""
        self._passphrase = new_passphrase() if locked else ""
        self._start, self._until = start, until
        self._masked, self._open_after = masked, open_after
        self._desk.ask(partial(_name, start, until, masked), self._ask_where)

    def _ask_where(self, suggested: str) -> None:
        path = self._files.save_as(self._page, "台账存到哪里", suggested, EXCEL)
        if path is None:
            return
        self._path = path
        self._bar.busy("正在做台账……")
        self.busy.emit(True)
        work = partial(_export, self._start, self._until, path, self._masked, self._passphrase)
        self._desk.ask(work, self._written, self._failed)

    def _written(self, answer: object) -> None:
        self.busy.emit(False)
        note = MASKED_NOTE if self._masked else WHOLE_NOTE
        if self._passphrase:
            note = f"打开密码：{self._passphrase}。请打电话告诉乡镇，不要写在U盘上；程序不留底，丢了就再导出一次。"
        self._bar.saved(self._path, note)
        if self._open_after:
            self._files.show(self._path)

    def _failed(self, error: Exception) -> None:
        self.busy.emit(False)
        self._bar.hide()
        self._desk.refused.emit(error)


def _export(start: date, until: date, path: Path, masked: bool, passphrase: str, office: Office) -> None:
    ledgers.export(office, start, until, path, masked=masked, passphrase=passphrase)


def _name(start: date, until: date, masked: bool, office: Office) -> str:
    name = ledgers.suggested_name(office, start, until)
    return name if masked else name.replace("台账", "台账（村里留存）")
