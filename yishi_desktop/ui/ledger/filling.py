"""Filling in the township's own table: one line a column, what goes into it chosen once and remembered."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from yishi_desktop.services.delivering import filling
from yishi_desktop.services.delivering.filling import Template
from yishi_desktop.services.office import Office
from yishi_desktop.ui.column_choice import ColumnChoice, Question
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import EXCEL, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar

EMPTY = "（空着）"


class ColumnsDialog(ColumnChoice):
    """The columns of a table beside ours. `accepted` when the choice stands; `template()` gives it."""

    def __init__(self, template: Template, parent: QWidget) -> None:
        words = f"“{template.path.name}”有{len(template.columns)}栏。认得的已经选好，没有认出来的请选一下；下次记得。"
        super().__init__(
            Question("这张表的每一栏填什么？", words, "填好存到……", "先不填", "填什么"),
            {column: " ".join(text.split()) for column, text in template.columns},
            {"": EMPTY, **filling.our_columns()},
            template.chosen,
            parent,
        )
        self._template = template

    def template(self) -> Template:
        """The table with what is chosen now."""
        return replace(self._template, chosen=self.chosen())


class TableFilling(QObject):
    """From choosing the township's table to the filled one; told in the page's bar."""

    def __init__(self, desk: Desk, bar: SavedBar, page: QWidget, files: Files) -> None:
        super().__init__(page)
        self._desk, self._bar, self._page, self._files = desk, bar, page, files
        self.dialog: ColumnsDialog | None = None
        self._days = (date.min, date.min)
        self._path = Path()

    def start(self, start: date, until: date) -> None:
        """Ask for the table; its columns come next."""
        self._days = (start, until)
        path = self._files.open(self._page, "乡镇发的空表", EXCEL)
        if path is not None:
            self._desk.ask(partial(_look_at, path), self._ask_columns)

    def _ask_columns(self, template: Template) -> None:
        self.dialog = ColumnsDialog(template, self._page)
        self.dialog.accepted.connect(self._ask_where)
        self.dialog.open()

    def _ask_where(self) -> None:
        assert self.dialog is not None
        template = self.dialog.template()
        path = self._files.save_as(self._page, "填好的表存到哪里", f"填好的 {template.path.name}", EXCEL)
        if path is not None:
            self._path = path
            self._bar.busy("正在填表……")
            self._desk.ask(partial(_fill, template, self._days, path), self._filled, self._failed)

    def _filled(self, count: int) -> None:
        self._bar.saved(self._path, f"填了{count}行。请打开看一看。")

    def _failed(self, error: object) -> None:
        self._bar.hide()
        self._desk.refused.emit(error)


def _look_at(path: Path, office: Office) -> Template:
    return filling.look_at(office, path)


def _fill(template: Template, days: tuple[date, date], path: Path, office: Office) -> int:
    return filling.fill_template(office, template, *days, path)
