"""One village: how it stands, what it is told, and its rows as it sent them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.ledger_columns import Table
from yishi_desktop.domain.township_reports import reply_lines, state_words, tables_of_village
from yishi_desktop.domain.township_standing import Standing
from yishi_desktop.ui.cases.segments import Segments
from yishi_desktop.ui.ledger.model import COMMON, only
from yishi_desktop.ui.ledger.sheet import SheetView
from yishi_desktop.ui.township.picture import Picture
from yishi_desktop.ui.widgets.card import Card, VerdictBox
from yishi_desktop.ui.widgets.text import button, heading, hint

SHEETS = (("sessions", "明细"), ("topics", "议题库"), ("notices", "公示台账"), ("tasks", "落实台账"))
LONGEST = 4
"""Sentences of the reply shown above the rows; all of them are copied."""


class VillageView(QWidget):
    """`left()` when the clerk goes back to the villages."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tables: dict[str, Table] = {}
        self._reply: tuple[str, ...] = ()
        self._name = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(self._head())
        self.said = VerdictBox()
        box.addWidget(self.said)
        room = QWidget()  # keeps its place for a village that has no rows
        inside = QVBoxLayout(room)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._rows())
        box.addWidget(room, 1)

    def _head(self) -> QHBoxLayout:
        self.back = button("回各村台账", icon="back")
        self.title = heading()
        self._copied = hint()
        self._copied.setWordWrap(False)
        self.copy = button("抄下给这个村的回复")
        self.back.clicked.connect(self.left)
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        row.addWidget(self._copied)
        row.addWidget(self.copy)
        return row

    def _rows(self) -> QWidget:
        self._body = QWidget()
        self.sheets = Segments("看哪张表", SHEETS)
        self.columns = Segments("看多少列", (("common", "常用几列"), ("all", "全部列")))
        self.view = SheetView()
        self._blank = Card()
        self._blank.body.addWidget(hint("这张表里没有内容。"))
        self._blank.body.addStretch(1)
        self.sheets.chosen.connect(self._chosen)
        self.columns.chosen.connect(self._chosen)
        tabs = QHBoxLayout()
        tabs.addWidget(self.sheets)
        tabs.addStretch(1)
        tabs.addWidget(self.columns)
        box = QVBoxLayout(self._body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(tabs)
        box.addWidget(self.view, 1)
        box.addWidget(self._blank, 1)
        return self._body

    def begin(self) -> None:
        """Put the keyboard on the way back."""
        self.back.setFocus()

    def show_village(self, picture: Picture, one: Standing) -> None:
        """Show a village as it stands in the year looked at."""
        township = picture.holdings.township
        self._name = one.name
        self._reply = reply_lines(one, township, picture.year)
        code = f"　{one.code}" if one.code else ""
        self.title.setText(f"{one.name}{code}")
        self._copied.clear()
        tone = "overdue" if one.year is None else "due" if one.needs_a_look else "ok"
        shown = [*self._reply[:LONGEST]]
        if len(self._reply) > LONGEST:
            shown.append(f"还有{len(self._reply) - LONGEST}条，在“回复清单”里。")
        self.said.set_verdict(tone, f"{picture.year}年：{state_words(one)}", "\n".join(shown))
        self._tables = (
            {table.id: table for table in tables_of_village(township, one.place)}
            if township and one.place
            else {}
        )
        self._body.setVisible(bool(self._tables))
        self._show_sheet()

    def _chosen(self, key: str) -> None:
        self._show_sheet()

    def _show_sheet(self) -> None:
        wanted = self.sheets.current()
        self.columns.setVisible(wanted == "sessions")
        if (table := self._tables.get(wanted)) is None:
            return
        if wanted == "sessions" and self.columns.current() == "common":
            table = only(table, COMMON)
        else:
            table = only(table, {heading.id for heading in table.headings} - {"village"})
        self.view.show_table(table)
        self.view.setVisible(bool(table.rows))
        self._blank.setVisible(not table.rows)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join([f"{self._name}：", *self._reply]))
        self._copied.setText("已抄下")
