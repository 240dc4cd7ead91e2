"""One village: how it stands, what it is told, and its rows as it sent them."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.ledger.columns import Table
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.township.reports import is_passed_up, reply_lines, state_words, tables_of_village
from yishi_desktop.domain.township.returns import LONGEST_REMARK, remark_table
from yishi_desktop.domain.township.standing import Standing
from yishi_desktop.domain.township.union import Place, Record
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.services.printing.remark_papers import thread_with
from yishi_desktop.services.township.return_packages import remark_on, settle_remark
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.line import LineEditor
from yishi_desktop.ui.ledger.model import COMMON, only
from yishi_desktop.ui.ledger.sheet import SheetView
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.township.matter_card import MatterCard
from yishi_desktop.ui.township.picture import Picture
from yishi_desktop.ui.widgets.card import Card, VerdictBox
from yishi_desktop.ui.widgets.scrolling import scrolling
from yishi_desktop.ui.widgets.segments import Segments
from yishi_desktop.ui.widgets.text import button, heading, hint

SHEETS = (
    ("sessions", "明细"),
    ("topics", "议题库"),
    ("notices", "公示台账"),
    ("tasks", "落实台账"),
    ("remarks", "退回的"),
)
LONGEST = 4
"""Sentences of the reply shown above the rows; all of them are copied."""


class VillageView(QWidget):
    """`left()` when the clerk goes back to the villages."""

    left = Signal()

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk, self._files = desk, files or Files()
        self._place: Place | None = None
        self._tables: dict[str, Table] = {}
        self._reply: tuple[str, ...] = ()
        self._name = ""
        self._records: list[Record] = []
        self._passed_up: set[str] = set()
        self.card: MatterCard | None = None
        box = QVBoxLayout(scrolling(self))
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
        box.addLayout(self._foot())
        self.view.selectionModel().currentRowChanged.connect(self._row_changed)
        self.view.activated.connect(self._opened)
        return self._body

    def _foot(self) -> QHBoxLayout:
        self.remark = LineEditor(LONGEST_REMARK)
        self.remark.name_for("退回意见")
        self.remark.line.setPlaceholderText("要村里改什么，写一句；村里导入回执就看得到")
        self.send_back = button("退回这一行")
        self.reply = button("答复上报的这件事")
        self.look = button("看这件事")
        self.reply.clicked.connect(self._reply_to)
        self.look.clicked.connect(self._look)
        self.settle = button("这一条办好了")
        self.print_thread = button("打印退回和答复", icon="print")
        self.print_thread.clicked.connect(self._ask_thread)
        self.send_back.clicked.connect(self._send_back)
        self.settle.clicked.connect(self._settle)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.look)
        row.addWidget(self.remark, 1)
        row.addWidget(self.send_back)
        row.addWidget(self.reply)
        row.addWidget(self.settle)
        row.addWidget(self.print_thread)
        return row

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
        if one.place != self._place:
            self._copied.clear()
        tone = "overdue" if one.year is None else "due" if one.needs_a_look else "ok"
        shown = [*self._reply[:LONGEST]]
        if len(self._reply) > LONGEST:
            shown.append(f"还有{len(self._reply) - LONGEST}条，在“回复清单”里。")
        self.said.set_verdict(tone, f"{picture.year}年：{state_words(one)}", "\n".join(shown))
        self._place = one.place
        self._tables = (
            {table.id: table for table in tables_of_village(township, one.place)}
            if township and one.place
            else {}
        )
        kept = township.kept if township else ()
        self._records = [one.record for one in kept if one.delivery.place == self._place]
        self._passed_up = {
            record.record_id for record in self._records if any(map(is_passed_up, record.lines))
        }
        if self._tables and one.place:
            self._tables["remarks"] = remark_table(picture.remarks.get(one.place, ()))
        self._body.setVisible(bool(self._tables))
        self._show_sheet()

    def show_matter(self, record_id: str, sheet: str) -> None:
        """Everything this village sent of one matter, over the row it has in a table."""
        self.sheets.set_current(sheet)
        self._show_sheet()
        rows = self.view.sheet.table.rows
        row = next((at for at, one in enumerate(rows) if one.case_id == record_id), -1)
        if row >= 0:
            self.view.setCurrentIndex(self.view.sheet.index(row, 0))
            self._look()

    def show_again(self, picture: Picture) -> None:
        """The same village after something was sent back."""
        one = next((one for one in picture.standings if self._place and one.place == self._place), None)
        if one is not None:
            self.show_village(picture, one)

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
        self.remark.setVisible(wanted != "remarks")
        self.send_back.setVisible(wanted != "remarks")
        self.look.setVisible(wanted != "remarks")
        self.settle.setVisible(wanted == "remarks")
        self.print_thread.setVisible(wanted == "remarks" and bool(table.rows))
        self._row_changed(QModelIndex(), QModelIndex())

    # ---------------------------------------------------------------------------------------- sending back
    def _key(self) -> str:
        """The matter of the row the keyboard is on, or the remark."""
        rows, at = self.view.sheet.table.rows, self.view.currentIndex().row()
        return rows[at].case_id if 0 <= at < len(rows) else ""

    def _row_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        self.send_back.setEnabled(current.isValid())
        self.look.setEnabled(current.isValid())
        wanted = self.sheets.current() != "remarks"
        self.reply.setVisible(wanted and current.isValid() and self._key() in self._passed_up)
        self.settle.setEnabled(current.isValid())

    def _send_back(self) -> None:
        if self._place and self._key():
            work = partial(remark_on, place=self._place, record_id=self._key(), text=self.remark.value())
            self._desk.act(work, self._sent_back)

    def _reply_to(self) -> None:
        """The township's answer to what was passed up travels with the next receipt."""
        if self._place and self._key():
            place, record, text = self._place, self._key(), self.remark.value()
            work = partial(remark_on, place=place, record_id=record, text=text, replies=True)
            self._desk.act(work, self._sent_back)

    def _opened(self, index: QModelIndex) -> None:
        if self.sheets.current() != "remarks":
            self._look()

    def _look(self) -> None:
        """Everything the village sent of the matter of this row."""
        key = self._key()
        tables = [
            replace(table, rows=tuple(row for row in table.rows if row.case_id == key))
            for name, table in self._tables.items()
            if name != "remarks"
        ]
        known = next((line for line in self._records if line.record_id == key), None)
        if known is not None:
            self.card = MatterCard(f"{known.number} {known.title}".strip(), tables, self)
            self.card.open()

    def _sent_back(self, changed: Changed) -> None:
        self.remark.set_value("")
        self._copied.setText("已退回，在“退回的”里；做回执交给村里")

    def _settle(self) -> None:
        if self._key():
            self._desk.act(partial(settle_remark, remark_id=self._key()))

    def _ask_thread(self) -> None:
        if self._place:
            self._desk.ask(partial(thread_with, place=self._place), self._print_thread)

    def _print_thread(self, found: tuple[Situation, Paper]) -> None:
        situation, paper = found
        PrintDialog(self._desk, situation, [paper], self, files=self._files).open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join([f"{self._name}：", *self._reply]))
        self._copied.setText("已抄下")
