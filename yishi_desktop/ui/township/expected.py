"""应报名单: the villages a ledger is expected from, pasted or from a spreadsheet, checked line by line."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.ledger.columns import Heading, Row, Table
from yishi_desktop.domain.township.standing import Expected
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.township.expected_villages import (
    ExpectedList,
    as_text,
    read_expected,
    read_expected_file,
)
from yishi_desktop.services.township.office import save_expected
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.ledger.sheet import SheetView
from yishi_desktop.ui.people.roster_paste import PasteBox
from yishi_desktop.ui.printing.files import TABLE, Files
from yishi_desktop.ui.township.tinted import TintedModel
from yishi_desktop.ui.widgets.text import button, heading, hint, label

HEADINGS = (
    Heading("line", "行", "count", 3),
    Heading("name", "村（社区）", "text", 8),
    Heading("code", "12位代码", "text", 8),
    Heading("phone", "电话", "text", 7),
    Heading("check", "看看对不对", "text", 8),
)


class ExpectedView(QWidget):
    """`left()` when the clerk goes back to the villages, with a new list or with the old one."""

    left = Signal()
    PAUSE = 150
    """Milliseconds after the last key before the list is read."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__()
        self._desk, self._files = desk, files
        self.read = ExpectedList((), ())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.PAUSE)
        self._timer.timeout.connect(self.read_now)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(self._head())
        box.addWidget(
            hint(
                "一行一个村：村名、统计用区划代码（12位）、电话，后两样可以不写；没有交的，照电话催。从WPS表格里选中、复制，粘贴到左边；标题行、序号会跳过。"
            )
        )
        box.addLayout(self._columns(), 1)
        box.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        self.back = button("回各村台账", icon="back")
        self.from_file = button("选一个Excel表格")
        self.back.clicked.connect(self.left)
        self.from_file.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(heading("应报名单"), 1)
        row.addWidget(self.from_file)
        return row

    def _columns(self) -> QHBoxLayout:
        self.box = PasteBox()
        self.box.setAccessibleName("应报名单")
        self.box.setPlaceholderText("后陈村　330723103201")
        self.box.setMinimumWidth(theme.px(18))
        self.box.setTabStopDistance(theme.px(9))  # five characters, so that the codes stand in a column
        self.box.textChanged.connect(self._timer.start)
        self.table = SheetView(model=TintedModel(self._tint))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.box, 4)
        row.addWidget(self.table, 7)
        return row

    def _foot(self) -> QHBoxLayout:
        self._words = label("", wrap=True)
        self.save = button("", "primary")
        self.save.clicked.connect(self._save)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.save)
        return row

    # -------------------------------------------------------------------------------------------- reading
    def begin(self) -> None:
        """Put the keyboard where the list is pasted."""
        self.box.setFocus()

    def show_villages(self, villages: Sequence[Expected]) -> None:
        """The list as it is kept."""
        self.box.setPlainText(as_text(villages))
        self.read_now()

    def read_now(self) -> None:
        """Read what stands in the box, without waiting."""
        self._timer.stop()
        self.read = read_expected(self.box.toPlainText())
        rows = [Row((one.line, "", "", "", f"✕ {one.message}")) for one in self.read.problems]
        rows += [Row((None, one.name, one.code, one.phone, "✓")) for one in self.read.villages]
        self.table.show_table(Table("expected", "读到的名单", HEADINGS, tuple(rows)))
        good, bad = len(self.read.villages), len(self.read.problems)
        self.save.setText(f"用这份名单（{good}个村）")
        self.save.setEnabled(good > 0 and not bad)
        if bad:
            self._words.setText(f"有{bad}行要改一改，在左边改好再用。")
        else:
            self._words.setText(f"读到{good}个村，都没有问题。" if good else "还没有名单。")

    def _tint(self, row: int, column: int) -> str:
        return theme.RED if column == len(HEADINGS) - 1 and row < len(self.read.problems) else ""

    # --------------------------------------------------------------------------------------------- acting
    def _choose(self) -> None:
        path = self._files.open(self, "选名单文件", TABLE)
        if path is not None:
            self._desk.ask(partial(_read, path), self._show_file)

    def _show_file(self, text: str) -> None:
        self.box.setPlainText(text)
        self.read_now()

    def _save(self) -> None:
        self.read_now()
        if self.save.isEnabled():
            self._desk.act(partial(_keep, self.read.villages), self._saved)

    def _saved(self, changed: Changed) -> None:
        self.left.emit()


def _read(path: Path, office: Office) -> str:
    return read_expected_file(path)


def _keep(villages: Sequence[Expected], office: Office) -> Changed:
    return save_expected(office, villages)
