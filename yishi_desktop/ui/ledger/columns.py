"""栏目: which columns the ledger's workbook shows, in which order and under which names; kept as a named layout."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Table
from yishi_desktop.domain.ledger.layout import STANDARD, Layout, ShownColumn, columns_in_order
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering import layouts
from yishi_desktop.services.delivering.layouts import LONGEST_NAME, STANDARD_NAME
from yishi_desktop.services.office import Office
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import QuietDialog
from yishi_desktop.ui.widgets.segments import Segments
from yishi_desktop.ui.widgets.text import button, label

_ID = Qt.ItemDataRole.UserRole


class ColumnsTable(QTableWidget):
    """The columns of one sheet: ticked when shown, with the name they are to have."""

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setHorizontalHeaderLabels(["显示的栏目", "改叫什么（不写就照原来的）"])
        self.setAccessibleName("表里的栏目")
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(theme.px(22))

    def show_columns(self, table: Table, columns: Sequence[ShownColumn]) -> None:
        """Fill in the columns of a sheet."""
        labels = {heading.id: heading.label for heading in table.headings}
        self.setRowCount(len(columns))
        for row, column in enumerate(columns):
            name, other = QTableWidgetItem(labels[column.id]), QTableWidgetItem(column.label)
            name.setData(_ID, column.id)
            name.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            name.setCheckState(Qt.CheckState.Unchecked if column.hidden else Qt.CheckState.Checked)
            self.setItem(row, 0, name)
            self.setItem(row, 1, other)
        if columns:
            self.setCurrentCell(0, 0)

    def columns(self) -> tuple[ShownColumn, ...]:
        """What is chosen now."""
        return tuple(self._column(row) for row in range(self.rowCount()))

    def _column(self, row: int) -> ShownColumn:
        name, other = self.item(row, 0), self.item(row, 1)
        assert name is not None and other is not None
        hidden = name.checkState() == Qt.CheckState.Unchecked
        return ShownColumn(id=str(name.data(_ID)), label=other.text().strip(), hidden=hidden)

    def move_current(self, by: int) -> None:
        """Move the chosen column up or down."""
        row = self.currentRow()
        if not (row >= 0 and 0 <= row + by < self.rowCount()):
            return
        for place in range(2):
            one, other = self.takeItem(row, place), self.takeItem(row + by, place)
            self.setItem(row + by, place, one)
            self.setItem(row, place, other)
        self.setCurrentCell(row + by, 0)


class LayoutDialog(QuietDialog):
    """Edit, name and use a layout. `save(layout)` and `remove(name)` do it and give the refusal back by `refuse`."""

    def __init__(
        self,
        known: Sequence[Layout],
        used: Layout,
        save: Callable[[Layout], object],
        remove: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(
            "台账里要哪些栏目？",
            ["只改给人看的表：栏目多少、叫什么、排在哪里，都不影响乡镇接收和合并。序号总在最前面。"],
            parent,
        )
        self._known = {STANDARD_NAME: STANDARD} | {one.name: one for one in known}
        self._save, self._remove = save, remove
        self._tables = {table.id: table for table in layouts.tables()}
        self._layout = used
        self._lay_out()
        self.choice.setCurrentText(used.name or STANDARD_NAME)
        self._load(used)
        self._connect()

    def _lay_out(self) -> None:
        self.choice = QComboBox()
        self.choice.setAccessibleName("用哪个版式")
        self.choice.addItems(list(self._known))
        self.name = QLineEdit()
        self.name.setAccessibleName("版式的名字")
        self.name.setPlaceholderText("起个名字，例如：镇里要的")
        self.name.setMaxLength(LONGEST_NAME)
        head = QHBoxLayout()
        head.addWidget(label("版式"))
        head.addWidget(self.choice)
        head.addSpacing(12)
        head.addWidget(label("名字"))
        head.addWidget(self.name, 1)
        self.sheets = Segments("哪张表", [(table.id, table.title) for table in self._tables.values()])
        sheets = QHBoxLayout()
        sheets.addWidget(self.sheets)
        sheets.addStretch(1)
        self.table = ColumnsTable()
        self.up, self.down = button("上移"), button("下移")
        self.plain = button("这张表照标准")
        side = QVBoxLayout()
        for one in (self.up, self.down, self.plain):
            side.addWidget(one)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.table, 1)
        middle.addLayout(side)
        self.wrong = label("", "error", wrap=True)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        for place, part in enumerate((head, sheets, middle), start=2):
            box.insertLayout(place, part, int(part is middle))
        box.insertWidget(5, self.wrong)
        self.setMinimumWidth(theme.px(52))
        self.delete, self.leave = button("删去这个版式"), button("先不改")
        self.agree = button("存好就用", "primary")
        for one in (self.delete, self.leave, self.agree):
            self.buttons.addWidget(one)

    def _connect(self) -> None:
        self.choice.currentTextChanged.connect(self._chosen)
        self.sheets.chosen.connect(self._sheet_chosen)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)
        self.plain.clicked.connect(self._as_standard)
        self.leave.clicked.connect(self.reject)
        self.delete.clicked.connect(self._delete)
        self.agree.clicked.connect(self._agree)

    def _load(self, layout: Layout) -> None:
        self._layout = layout
        self.name.setText(layout.name)
        self.delete.setVisible(bool(layout.name))
        self._show_sheet()

    def _show_sheet(self) -> None:
        self._shown = self.sheets.current()
        table = self._tables[self._shown]
        self.table.show_columns(table, columns_in_order(table, self._layout))

    def _note(self) -> None:
        self._layout = self._layout.with_sheet(self._shown, self.table.columns())

    def _chosen(self, name: str) -> None:
        self._load(self._known[name])

    def _sheet_chosen(self, key: str) -> None:
        self._note()
        self._show_sheet()

    def _as_standard(self) -> None:
        self._layout = self._layout.with_sheet(self._shown, ())
        self._show_sheet()

    def _up(self) -> None:
        self.table.move_current(-1)

    def _down(self) -> None:
        self.table.move_current(1)

    def _delete(self) -> None:
        self._remove(self._layout.name)

    def _agree(self) -> None:
        self._note()
        name = self.name.text().strip()
        self._save(Layout(name=name, sheets=self._layout.sheets))

    def refuse(self, error: UserError) -> None:
        """Say what is wrong, and stay."""
        self.wrong.setText(f"{error.happened}{error.do_next}")
        self.name.setFocus()


class LayoutEditing(QObject):
    """From the button to the layout in use."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.dialog: LayoutDialog | None = None

    def start(self) -> None:
        """Read what there is, then ask."""
        self._desk.ask(layouts.layouts, self._ask)

    def _ask(self, known: Sequence[Layout]) -> None:
        used = self._desk.snapshot.layout
        self.dialog = LayoutDialog(known, used, self._save, self._remove, self._page)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        """Also before what was asked for is done."""
        self.dialog = None

    def _save(self, layout: Layout) -> None:
        self._desk.act(partial(_save, layout), self._done, self._refused)

    def _remove(self, name: str) -> None:
        self._desk.act(partial(_remove, name), self._done, self._refused)

    def _done(self, changed: Changed) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _refused(self, error: UserError) -> None:
        if self.dialog is not None:
            self.dialog.refuse(error)
        else:
            self._desk.refused.emit(error)


def _save(layout: Layout, office: Office) -> Changed:
    """Without a name and without a change, the program's own layout is meant."""
    if not layout.name and layouts.tidied(layout) == STANDARD:
        return layouts.use(office, STANDARD_NAME)
    return layouts.save(office, layout)


def _remove(name: str, office: Office) -> Changed:
    return layouts.remove(office, name)
