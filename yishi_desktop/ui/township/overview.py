"""All villages at a glance: by month, what is open, and the files; from here everything else is reached."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.office import Office
from yishi_desktop.services.township import office as township_office
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import ConfirmDialog, confirm
from yishi_desktop.ui.ledger.sheet import SheetView
from yishi_desktop.ui.printing.files import EXCEL, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.township.chart import YearChart, year_bars
from yishi_desktop.ui.township.picture import ALL, BELOW, NOTHING_SENT, Picture
from yishi_desktop.ui.township.tinted import TintedModel
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.scrolling import scrolling
from yishi_desktop.ui.widgets.segments import Segments
from yishi_desktop.ui.widgets.tag import Tag
from yishi_desktop.ui.widgets.text import button, heading, hint, label
from yishi_desktop.ui.widgets.two_ends import TwoEnds

SHEETS = (
    ("matrix", "各村次数"),
    ("chart", "图"),
    ("groups", "分片汇总"),
    ("undone", "没落实的"),
    ("short", "公示不足的"),
    ("waiting", "上报和异议"),
    ("files", "收到的文件"),
)
NOTHING_HERE = {
    "matrix": "还没有村。",
    "chart": "",
    "groups": "各村都在一个乡镇，不用分片。",
    "undone": "各村答应的事都落实了。",
    "short": "没有公示不足的。",
    "waiting": "没有上报的事，也没有待处理的异议。",
    "files": "还没有收下台账。点右上角的“收台账”。",
}
EXPLAINED = {
    "matrix": "数字是各村登记的、计入次数的协商；空着的月份是台账还没报到。双击一行看这个村。",
    "chart": "和各村次数是同样的数字。",
    "groups": "按乡镇（往上按县、市）相加，和各村的数字一样多。",
    "undone": "状态是村里填报那天的。双击一行看这个村。",
    "short": "结果公示、落实公示没有贴，或者没有贴够天数。双击一行看这个村。",
    "waiting": "村里上报乡镇的事，和公示期间有人提出、还没处理的异议。双击一行看这个村。",
    "files": "收错了可以拿掉，以后还能再收。",
}
NO_SUCH_VILLAGE = {NOTHING_SENT: "应报的村都交了。", BELOW: "交来的村里，没有次数不够的。"}
NOBODY_EXPECTED = "还没有应报名单，看不出哪个村没有交。点右上角的“应报名单”，把该交的村放进去。"
_OF_NO_VILLAGE = ("files", "groups", "chart")
"""Lists whose rows do not each speak of one village."""
_STATE = 1
"""The column of the villages' table that says in words how one stands."""


class OverviewView(QWidget):
    """`village_wanted(key)` for one village; the other signals ask for what their names say."""

    left = Signal()
    intake_wanted = Signal()
    list_wanted = Signal()
    replies_wanted = Signal()
    village_wanted = Signal(str)
    year_chosen = Signal(int)
    find_wanted = Signal()

    def __init__(self, desk: Desk, files: Files, way_back: str = "") -> None:
        super().__init__()
        self._desk, self._files = desk, files
        self.picture: Picture | None = None
        self.question: ConfirmDialog | None = None
        self._path = Path()
        self.saved_bar = SavedBar(files)
        self._lay_out(way_back)
        self._connect()
        self._show_parts()

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self, way_back: str) -> None:
        box = QVBoxLayout(scrolling(self))
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._head(way_back))
        box.addLayout(self._numbers())
        box.addWidget(self._start())
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(self._tabs())
        self.view = SheetView(model=TintedModel(self._tint))
        self._empty = hint()
        self.chart = YearChart()
        body.addWidget(self.view, 1)
        body.addWidget(self.chart, 1)
        body.addWidget(self._nothing(), 1)
        body.addLayout(self._foot())
        box.addWidget(self._body, 1)
        box.addWidget(self.saved_bar)

    def _head(self, way_back: str) -> TwoEnds:
        self.back = button(way_back, icon="back")
        self.back.setVisible(bool(way_back))
        self.year_box = QComboBox()
        self.year_box.setAccessibleName("看哪一年")
        self.year_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list_button = button("应报名单")
        self.replies_button = button("回复清单")
        self.summary_button = button("存汇总表")
        self.intake_button = button("收台账", "primary", icon="plus")
        self.find_button = button("找", name="在各村台账里找", icon="search")
        self.find_button.setToolTip("在各村交来的台账里找（按Ctrl+F）")
        title = heading("各村台账")
        title.setWordWrap(False)
        names = (self.back, title, self.year_box, self.find_button)
        actions = (self.list_button, self.replies_button, self.summary_button, self.intake_button)
        return TwoEnds(names, actions, 10)

    def _numbers(self) -> FlowLayout:
        flow = FlowLayout(gap=8)
        names = (
            ("sent", "info"),
            ("nothing", "overdue"),
            ("below", "due"),
            ("undone", "due"),
            ("short", "due"),
        )
        self._tags = {key: Tag("", tone) for key, tone in (*names, ("doubtful", "overdue"))}
        for tag in self._tags.values():
            flow.addWidget(tag)
        return flow

    def _start(self) -> QFrame:
        """What stands here before the first ledger."""
        self._beginning = QFrame()
        self._beginning.setProperty("role", "card")
        box = QVBoxLayout(self._beginning)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        box.addWidget(label("还没有收各村的台账。", "h2", wrap=True))
        for words in (
            "1. 各村在自己的“台账”里点“导出Excel报乡镇”，把文件用U盘或者微信交来。",
            "2. 把这些文件放在一个文件夹里，点“收台账”。程序逐份检查，坏的、改过的会告诉您是哪一格。",
            "3. 收下以后，这里就能看谁没交、谁次数不够、哪些没落实，还能存汇总表、给各村回复。",
        ):
            box.addWidget(label(words, wrap=True))
        box.addWidget(hint("先放一份应报名单（村名和12位代码），就能看出哪个村还没有交。"))
        self.first_intake = button("开始收台账", "primary")
        self.first_list = button("先放应报名单")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.first_intake)
        row.addWidget(self.first_list)
        row.addStretch(1)
        box.addSpacing(theme.px(0.5))
        box.addLayout(row)
        box.addStretch(1)
        return self._beginning

    def _nothing(self) -> QFrame:
        """Stands where the table would, so that nothing jumps."""
        self._blank = Card()
        self._blank.body.addWidget(self._empty)
        self._blank.body.addStretch(1)
        return self._blank

    def _tabs(self) -> TwoEnds:
        self.sheets = Segments("看什么", SHEETS)
        self.which = Segments("看哪些村", ((ALL, "全部"), (NOTHING_SENT, "没交的"), (BELOW, "次数不够的")))
        return TwoEnds((self.sheets,), (self.which,), 6)

    def _foot(self) -> QHBoxLayout:
        self.open_button = button("看这个村")
        self.remove_button = button("拿掉这个文件")
        self._explained = hint()
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.open_button)
        row.addWidget(self.remove_button)
        row.addWidget(self._explained, 1)
        return row

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        for one in (self.intake_button, self.first_intake):
            one.clicked.connect(self.intake_wanted)
        for one in (self.list_button, self.first_list):
            one.clicked.connect(self.list_wanted)
        self.replies_button.clicked.connect(self.replies_wanted)
        self.find_button.clicked.connect(self.find_wanted)
        self.summary_button.clicked.connect(self._ask_name)
        self.year_box.activated.connect(self._year_chosen)
        self.sheets.chosen.connect(self._sheet_chosen)
        self.which.chosen.connect(self._sheet_chosen)
        self.view.activated.connect(self._activated)
        self.view.selectionModel().currentRowChanged.connect(self._row_changed)
        self.open_button.clicked.connect(self._open)
        self.remove_button.clicked.connect(self._ask_to_remove)

    # -------------------------------------------------------------------------------------------- showing
    def begin(self) -> None:
        """Put the keyboard where the work goes on; what was said about earlier work goes."""
        self.saved_bar.hide()
        (self.view if self.view.isVisible() else self.first_intake).setFocus()

    def show_picture(self, picture: Picture) -> None:
        """Show the township as it is now."""
        self.picture = picture
        self._fill_years(picture)
        self._show_numbers(picture)
        self._show_parts()
        self._show_sheet()

    def _fill_years(self, picture: Picture) -> None:
        self.year_box.clear()
        for year in picture.years:
            self.year_box.addItem(f"{year}年", year)
        self.year_box.setCurrentIndex(self.year_box.findData(picture.year))
        self.year_box.setMinimumWidth(self.year_box.sizeHint().width() + 8)  # Qt measures a pixel short

    def _show_numbers(self, picture: Picture) -> None:
        sent = sum(one.year is not None for one in picture.standings)
        counts = {
            "nothing": (picture.count(NOTHING_SENT), "个村没交"),
            "below": (picture.count(BELOW), "个村次数不够"),
            "undone": (sum(one.undone for one in picture.standings), "件没落实"),
            "short": (sum(one.short for one in picture.standings), "份公示不足"),
            "doubtful": (sum(one.doubtful for one in picture.standings), "件待核对"),
        }
        for key, (count, words) in counts.items():
            self._tags[key].setText(f"{count}{words}")
            self._tags[key].setVisible(count > 0)
        listed = len(picture.holdings.expected)
        self._tags["sent"].setText(
            f"应报{listed}个村，交来{sent}个" if listed else f"交来{sent}个村，没有应报名单"
        )

    def _show_parts(self) -> None:
        empty = self.picture is None or self.picture.is_empty
        self._beginning.setVisible(self.picture is not None and empty)
        self._body.setVisible(not empty)
        for one in (self.year_box, self.list_button, self.intake_button, self._tags["sent"]):
            one.setVisible(not empty)
        received = self.picture is not None and bool(self.picture.holdings.received)
        self.summary_button.setVisible(received)
        self.replies_button.setVisible(not empty)
        self.find_button.setVisible(received)

    def _show_sheet(self) -> None:
        if self.picture is None:
            return
        if "groups" not in self.picture.tables and self.sheets.current() == "groups":
            self.sheets.set_current("matrix")
        wanted = self.sheets.current()
        table = self.picture.tables.get(wanted)
        if wanted == "matrix":
            table = self.picture.matrix(self.which.current())
        self.which.setVisible(wanted == "matrix")
        self.sheets.buttons["groups"].setVisible("groups" in self.picture.tables)
        drawn = wanted == "chart"
        filled = drawn or (table is not None and bool(table.rows))
        self.chart.setVisible(drawn)
        self.chart.show_bars(year_bars(self.picture.standings, self.picture.year))
        self.view.setVisible(filled and not drawn)
        self._blank.setVisible(not filled)
        self._empty.setText(self._why_empty(wanted))
        self._explained.setText(EXPLAINED[wanted] if filled else "")
        if table is not None:
            self.view.show_table(table)
        self.open_button.setVisible(filled and wanted not in _OF_NO_VILLAGE)
        self.remove_button.setVisible(filled and wanted == "files")
        self._row_changed(QModelIndex(), QModelIndex())

    def _why_empty(self, wanted: str) -> str:
        """Without a list of who is to send, nobody knows who has not: that is no "all have sent"."""
        which = self.which.current()
        if wanted != "matrix":
            return NOTHING_HERE[wanted]
        assert self.picture is not None
        if which == NOTHING_SENT and not self.picture.holdings.expected:
            return NOBODY_EXPECTED
        return NO_SUCH_VILLAGE.get(which, NOTHING_HERE[wanted])

    def _tint(self, row: int, column: int) -> str:
        """Villages with something open stand out, months without a session step back."""
        if self.picture is None or self.sheets.current() != "matrix":
            return ""
        line = self.view.sheet.table.rows[row]
        if column != _STATE:
            return theme.INK_FAINT if line.values[column] == 0 else ""
        standing = self.picture.standing(line.case_id)
        if standing is None or standing.year is None:
            return theme.RED
        return theme.AMBER if standing.missing else theme.GREEN

    def _sheet_chosen(self, key: str) -> None:
        self._show_sheet()

    def _year_chosen(self, at: int) -> None:
        self.year_chosen.emit(self.year_box.itemData(at))

    # ------------------------------------------------------------------------------------------- one row
    def key(self) -> str:
        """What the row stands for on which the keyboard is; empty when it is on none."""
        at = self.view.currentIndex().row()
        rows = self.view.sheet.table.rows
        return rows[at].case_id if 0 <= at < len(rows) else ""

    def _row_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        chosen = current.isValid()
        self.open_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)

    def _activated(self, index: QModelIndex) -> None:
        if self.sheets.current() not in _OF_NO_VILLAGE:
            self._open()

    def _open(self) -> None:
        if self.key():
            self.village_wanted.emit(self.key())

    def _ask_to_remove(self) -> None:
        at = self.view.currentIndex().row()
        if self.key():
            name = self.view.sheet.index(at, 0).data()
            detail = "这份台账就不算在数字里了。文件本身不动，以后还能再收。"
            self.question = confirm(self, f"拿掉“{name}”？", detail, "拿掉", "先不拿")
            self.question.accepted.connect(self._remove)

    def _remove(self) -> None:
        self._desk.act(partial(township_office.put_away, record_ids=(self.key(),)))

    # -------------------------------------------------------------------------------------------- writing
    def _ask_name(self) -> None:
        self._desk.ask(township_office.summary_name, self._ask_where)

    def _ask_where(self, suggested: str) -> None:
        path = self._files.save_as(self, "汇总表存到哪里", suggested, EXCEL)
        if path is None:
            return
        self._path = path
        self.saved_bar.busy("正在做汇总表……")
        self.summary_button.setEnabled(False)
        self._desk.ask(partial(_save, path), self._saved, self._failed)

    def _saved(self, said: list[str]) -> None:
        self.summary_button.setEnabled(True)
        self.saved_bar.saved(self._path, said[-1])

    def _failed(self, error: UserError) -> None:
        self.summary_button.setEnabled(True)
        self.saved_bar.hide()
        self._desk.refused.emit(error)


def _save(path: Path, office: Office) -> list[str]:
    return township_office.save_summary(office, path)
