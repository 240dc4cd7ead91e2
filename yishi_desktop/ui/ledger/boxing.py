"""年度装盒 from the ledger's page: ask where, put the year together in the worker, say what is missing."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.year_box import Progress, YearBox, save_year_box
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import PDF, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar


class Boxing(QObject):
    """`start` asks for a place and writes there; the bar of the page tells how far it is."""

    def __init__(self, desk: Desk, bar: SavedBar, page: QWidget, files: Files) -> None:
        super().__init__(page)
        self._desk = desk
        self._bar = bar
        self._page = page
        self._files = files
        self._path = Path()

    def start(self, start: date, until: date) -> None:
        """Put the box of these days together."""
        name = safe_name(f"{self._desk.snapshot.organisation.name}{start.year}年议事协商档案", ".pdf")
        path = self._files.save_as(self._page, "年度档案存到哪里", name, PDF)
        if path is None:
            return
        self._path = path
        self._bar.busy("正在把一年的材料装到一起……")
        job = self._desk.ask(partial(_save, start, until, path), self._saved, self._failed)
        job.progressed.connect(self._progress)

    def _progress(self, done: int, total: int, text: str) -> None:
        self._bar.busy(f"正在装：{text}（第{min(done + 1, total)}件事，共{total}件）")

    def _saved(self, box: YearBox) -> None:
        note = f"共{box.items}件{box.pages}页"
        if box.missing:
            note += f"，缺{len(box.missing)}件，在备考表里编了号，请写明原因"
        self._bar.saved(self._path, note)

    def _failed(self, error: Exception) -> None:
        self._bar.hide()
        self._desk.refused.emit(error)


def _save(start: date, until: date, path: Path, office: Office, progress: Progress) -> YearBox:
    return save_year_box(office, start, until, path, progress)
