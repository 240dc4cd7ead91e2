"""补录 from an old Excel ledger: the table chosen, its columns and rows looked through, all taken in, all taken back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QHeaderView, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.old_ledgers import TAKEN, OldRow, OldSheet, column_letter, label_of
from yishi_desktop.domain.wording import localise
from yishi_desktop.services import old_ledgers
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.old_ledgers import OldLedger, Preview
from yishi_desktop.ui import theme
from yishi_desktop.ui.column_choice import ColumnChoice, Question
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import show_error
from yishi_desktop.ui.late_entries.earlier import EarlierOnes
from yishi_desktop.ui.late_entries.old_rows import (
    CHECK,
    HEADINGS,
    TOPIC,
    columns_in_words,
    in_words,
    lines_of,
)
from yishi_desktop.ui.people.model import PersonLine
from yishi_desktop.ui.printing.files import LEDGERS, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.widgets.lines_model import LinesModel
from yishi_desktop.ui.widgets.table import Table
from yishi_desktop.ui.widgets.text import button, heading, hint, label

_HOW = (
    "选以前自己用Excel或者WPS做的议事台账，一行录成一件。先看清楚每一行读成什么，再一次录进来，"
    "录错了可以整份撤回。认不出的栏、填得不合规矩的格都原样放进备注，不会丢。原来的文件不动。"
)
_INTO_THE_REMARK = "（放进备注）"


class OldLedgerPage(QWidget):
    """`closed()` leads back. Nothing is recorded before 录进来 is pressed."""

    closed = Signal()

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__()
        self._desk, self._files = desk, files
        self._book: OldLedger | None = None
        self._chosen: dict[int, str] = {}
        self._preview = Preview((), {})
        self._left_out: set[int] = set()
        self._told = ""
        self.columns: ColumnChoice | None = None
        self._lay_out()
        self._show()

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        self.bar = SavedBar(self._files)
        area = QScrollArea()
        area.setAccessibleName("从旧台账补录")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        box.addWidget(area, 1)
        box.addWidget(self.bar)
        box.addWidget(self._foot())

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "header")
        self.back = button("回补录", icon="back")
        self.back.clicked.connect(self.closed)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(heading("从旧台账补录"), 1)
        return head

    def _inside(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(10)
        column.addWidget(hint(_HOW))
        column.addLayout(self._of_the_file())
        column.addLayout(self._of_the_columns())
        self._summary = label("", wrap=True)
        column.addWidget(self._summary)
        self._model = LinesModel[PersonLine](HEADINGS)
        self.table = Table(self._model, CHECK, "读到的每一行")
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(theme.px(14))
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.horizontalHeader().setSectionResizeMode(TOPIC, QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.table, 1)
        self.earlier = EarlierOnes(self._desk)
        self.earlier.taken_back.connect(self._taken_back)
        column.addWidget(self.earlier)
        column.addStretch(0)
        return inside

    def _of_the_file(self) -> QHBoxLayout:
        self.choose = button("选旧台账……", icon="plus")
        self.choose.clicked.connect(self._choose)
        self._file = label("", wrap=True)
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("哪一张表")
        self.sheets.currentIndexChanged.connect(self._sheet_chosen)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.choose)
        row.addWidget(self._file, 1)
        row.addWidget(self.sheets)
        return row

    def _of_the_columns(self) -> QHBoxLayout:
        self._known = label("", wrap=True)
        self.correct = button("看看栏目对不对")
        self.correct.clicked.connect(self._ask_columns)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._known, 1)
        row.addWidget(self.correct)
        return row

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "footer")
        self.leave_out = button("这一行不录")
        self.leave_out.clicked.connect(self._leave_out)
        self.take = button("录进来", "primary")
        self.take.clicked.connect(self._take)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.leave_out)
        row.addWidget(self.take)
        return foot

    # -------------------------------------------------------------------------------------------- reading
    def begin(self) -> None:
        """Show what came in earlier; a table half looked through stays as it was left."""
        self.earlier.read_anew()
        self.choose.setFocus()

    def _choose(self) -> None:
        path = self._files.open(self, "选以前的台账", LEDGERS)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a table made by hand."""
        self.bar.busy("正在读……")
        self._desk.ask(partial(_look_at, path), self._take_up, self._cannot)

    def _cannot(self, error: UserError) -> None:
        self.bar.hide()
        show_error(self.window(), error)

    def _take_up(self, book: OldLedger) -> None:
        self._book = book
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for sheet in book.sheets:
            self.sheets.addItem(sheet.name)
        self.sheets.blockSignals(False)
        self._sheet_chosen(0)

    def _sheet_chosen(self, at: int) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._chosen = sheet.proposed()
            self._left_out = set()
            self._look_through()

    def _sheet(self) -> OldSheet | None:
        if self._book is None:
            return None
        return self._book.sheets[max(0, self.sheets.currentIndex())]

    def _look_through(self) -> None:
        sheet = self._sheet()
        if self._book is not None and sheet is not None:
            work = partial(_preview, self._book, sheet, dict(self._chosen))
            self._desk.ask(work, self._looked_through, self._cannot)
        elif self._told:
            self._looked_through(self._preview)

    def _looked_through(self, preview: Preview) -> None:
        self._preview = preview
        self.bar.hide()
        self._show()
        if self._told:
            self.bar.told(self._told)
            self._told = ""

    # ------------------------------------------------------------------------------------------- columns
    def _ask_columns(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        kind = self._desk.snapshot.organisation.kind
        self.columns = ColumnChoice(
            Question(
                "旧台账的每一栏是什么？",
                "认得的已经选好。没有选的，原样放进备注。",
                "就这样",
                "不改了",
                "是什么",
            ),
            {place: f"{column_letter(place)}列 {' '.join(text.split())}" for place, text in sheet.columns},
            {"": _INTO_THE_REMARK, **{path: localise(label_of(path), kind) for path in TAKEN}},
            self._chosen,
            self,
        )
        self.columns.accepted.connect(self._columns_chosen)
        self.columns.open()

    def _columns_chosen(self) -> None:
        assert self.columns is not None
        self._chosen = self.columns.chosen()
        self._look_through()

    # -------------------------------------------------------------------------------------------- showing
    def _show(self) -> None:
        sheet = self._sheet()
        for part in (self._known, self.correct, self._summary, self.table, self.leave_out):
            part.setVisible(sheet is not None)
        self.sheets.setVisible(self._book is not None and len(self._book.sheets) > 1)
        self._file.setText(f"“{self._book.name}”" if self._book else "")
        if sheet is not None:
            self._known.setText(columns_in_words(sheet, self._chosen))
            self._model.set_lines(lines_of(self._preview, self._left_out))
            self._summary.setText(in_words(self._preview, self._left_out))
        ready = len(self._wanted())
        self.take.setText(f"录进来（{ready}件）" if ready else "录进来")
        self.take.setEnabled(bool(ready))
        self._selected()

    def _wanted(self) -> list[OldRow]:
        return [row for row in self._preview.ready if row.number not in self._left_out]

    def _selected(self, now: QItemSelection | None = None, before: QItemSelection | None = None) -> None:
        number = self._selected_number()
        self.leave_out.setEnabled(any(row.number == number for row in self._preview.ready))
        self.leave_out.setText("这一行还是录" if number in self._left_out else "这一行不录")

    def _selected_number(self) -> int:
        rows = self.table.selectionModel().selectedRows()
        line = self._model.line(rows[0].row()) if rows else None
        return int(line.id) if line else -1

    def _leave_out(self) -> None:
        number = self._selected_number()
        self._left_out ^= {number}
        self._show()
        self.table.selectRow(self._model.row_of(str(number)))

    # ---------------------------------------------------------------------------------------- taking in
    def _take(self) -> None:
        sheet = self._sheet()
        if self._book is None or sheet is None or not (rows := self._wanted()):
            return
        self.take.setEnabled(False)
        self.bar.busy(f"正在录{len(rows)}件……")
        self._desk.act(partial(_take_in, self._book, sheet, rows), self._taken, self._not_taken)

    def _not_taken(self, error: UserError) -> None:
        self._cannot(error)
        self._show()

    def _taken(self, changed: Changed) -> None:
        self._told = f"录进来{len(self._wanted())}件，都在“议事”里。"
        self._left_out = set()
        self.earlier.read_anew()
        self._look_through()

    def _taken_back(self) -> None:
        self._told = "撤回了。"
        self._look_through()


def _look_at(path: Path, _: Office) -> OldLedger:
    return old_ledgers.look_at(path)


def _preview(book: OldLedger, sheet: OldSheet, chosen: dict[int, str], office: Office) -> Preview:
    return old_ledgers.preview(office, book, sheet, chosen)


def _take_in(book: OldLedger, sheet: OldSheet, rows: Sequence[OldRow], office: Office) -> Changed:
    return old_ledgers.take_in(office, book, sheet, rows)
