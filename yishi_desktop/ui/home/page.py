"""工作台: what is to be done, how often the village has deliberated this year, and what falls on the next days."""

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.agenda import DayEntry
from yishi_desktop.domain.ledger.rows import year_summary
from yishi_desktop.domain.ledger.summary import Summary
from yishi_desktop.domain.wording import date_text
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.overview import Overview
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import ConfirmDialog, confirm
from yishi_desktop.ui.home.rows import DayRow, SentBackRow, ToDoRow
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.dots import Dots
from yishi_desktop.ui.widgets.text import button, heading, hint, label, rule

if TYPE_CHECKING:
    from yishi_desktop.ui.ledger.exporting import LedgerExport

_WEEKDAYS = "一二三四五六日"
TOLD_AFTER = 7
"""Days without a copy on a stick."""


class HomePage(QWidget):
    """The first screen of every day. Everything on it is worked out anew when the records change."""

    case_wanted = Signal(str, str)
    new_case_wanted = Signal()
    place_wanted = Signal(str)
    find_wanted = Signal()

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._asked: ConfirmDialog | None = None
        self.saved_bar = SavedBar(files or Files())
        self._files = files
        self._export: LedgerExport | None = None
        self._lay_out()
        desk.changed.connect(self._changed)
        self._show()

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 12)
        box.setSpacing(12)
        box.addLayout(self._head())
        box.addWidget(self._practice_ribbon())
        box.addWidget(self._backup_ribbon())
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self._tasks(), 7)
        columns.addWidget(self._side(), 4)
        box.addLayout(columns, 1)
        box.addWidget(self.saved_bar)
        box.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        self._title = heading()
        self._day = hint()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._day)
        self.new_button = button("登记新议题", icon="plus")
        self.new_button.clicked.connect(self.new_case_wanted)
        self.find_button = button("找一找", icon="search")
        self.find_button.setToolTip("在全部资料里找（按Ctrl+F）")
        self.find_button.clicked.connect(self.find_wanted)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.find_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _practice_ribbon(self) -> QFrame:
        words = label("练习村：这里有练习用的示例议题，可以随便改。正式用以前请删除示例。", wrap=True)
        self.remove_button = button("删除示例", "link")
        self.remove_button.clicked.connect(self._ask_to_remove)
        self.ribbon = _ribbon(words, self.remove_button)
        return self.ribbon

    def _backup_ribbon(self) -> QFrame:
        """Before the reminder at every start: whoever sees it every day has time to fetch a stick."""
        self._only_here = label(wrap=True)
        to_backups = button("去备份", "link")
        to_backups.clicked.connect(self._to_settings)
        self.backup_ribbon = _ribbon(self._only_here, to_backups)
        self.backup_ribbon.hide()
        return self.backup_ribbon

    def _tasks(self) -> Card:
        self._task_card = Card("要办的事")
        self._task_area, self._task_list = _scrolled("要办的事")
        self._task_card.body.addWidget(self._task_area, 1)
        return self._task_card

    def _side(self) -> QScrollArea:
        """Both cards scroll together: in large type neither would have room to scroll by itself."""
        area, side = _scrolled("今年协商次数和这几天的日子")
        side.setSpacing(12)
        year = Card("今年协商次数")
        self._dots = Dots()
        self._year_words = label(wrap=True)
        self._year_reasons = hint()
        for line in (self._dots, self._year_words, self._year_reasons):
            year.body.addWidget(line)
        side.addWidget(year)
        days = Card("这几天的日子")
        self._day_list = days.body
        side.addWidget(days, 1)
        area.setMinimumWidth(theme.px(24))  # four circles side by side
        return area

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.export_button = button("导出全年台账")
        self.backup_button = button("备份到U盘")
        self.export_button.clicked.connect(self._export_year)
        self.backup_button.clicked.connect(self._to_settings)
        for widget in (self.export_button, self.backup_button):
            row.addWidget(widget)
        self._backup_words = hint()
        self._backup_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._backup_words, 1)
        return row

    # -------------------------------------------------------------------------------------------- showing
    def set_last_backup(self, day: date | None) -> None:
        """Say when the data were last backed up; nothing when that is not known."""
        if day is None:
            self._backup_words.clear()
            return
        ago = (self._desk.snapshot.today - day).days
        when = "今天" if ago <= 0 else f"{date_text(day)}（{ago}天前）"
        self._backup_words.setText(f"上次备份：{when}")

    def set_days_on_this_computer_only(self, days: int) -> None:
        """Say for how many days no copy has left this computer; nothing in the first week."""
        self.backup_ribbon.setVisible(days >= TOLD_AFTER)
        self._only_here.setText(f"已经{days}天没有备份到U盘：电脑坏了、丢了，资料就找不回来。")

    def _changed(self, changed: Changed) -> None:
        self._show()

    def _show(self) -> None:
        moment = self._desk.snapshot
        view = moment.overview
        place = moment.organisation.name
        self._title.setText(f"{place}　议事协商" if place else "议事协商")
        self._day.setText(f"{date_text(moment.today)}　星期{_WEEKDAYS[moment.today.weekday()]}")
        self.ribbon.setVisible(view.has_samples)
        self._show_tasks(view, new_village=not moment.situations)
        self._show_year(view.summary if moment.situations else self._summary_of_nothing())
        self._show_days(view)

    def _show_tasks(self, view: Overview, *, new_village: bool) -> None:
        _clear(self._task_list)
        sent_back = [one for one in self._desk.snapshot.remarks if not one.is_answered]
        for one in sent_back:
            back = SentBackRow(one)
            back.wanted.connect(self.case_wanted)
            self._task_list.addWidget(back)
            self._task_list.addWidget(rule())
        count = len(view.to_do) + len(sent_back)
        self._task_card.title.setText(f"要办的事（{count}件）" if count else "要办的事")
        for number, what in enumerate(view.to_do):
            row = ToDoRow(what, first=number == 0)
            row.wanted.connect(self.case_wanted)
            if number:
                self._task_list.addWidget(rule())
            self._task_list.addWidget(row)
        if not count:
            self._show_nothing_to_do(new_village=new_village)
        self._task_list.addStretch(1)

    def _show_nothing_to_do(self, *, new_village: bool) -> None:
        if not new_village:
            self._task_list.addWidget(label("现在没有要办的事。", wrap=True))
            self._task_list.addWidget(hint("办结的事在“议事”里，全年的数字在“台账”里。"))
            return
        self._task_list.addSpacing(theme.px(2))
        self._task_list.addWidget(label("还没有登记过议题。", "h2", wrap=True))
        self._task_list.addWidget(
            hint("村民反映的事、党组织提出的事，先登记成一个议题。以后每一步要做什么，这里会一件一件提醒。")
        )
        self.first_button = button("登记第一个议题", "primary")
        self.first_button.clicked.connect(self.new_case_wanted)
        self._task_list.addSpacing(theme.px(1))
        self._task_list.addWidget(self.first_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_year(self, summary: Summary) -> None:
        wanted = summary.minimum.number if summary.minimum else 4
        self._dots.set_counts(summary.counted, wanted)
        self._dots.setVisible(summary.counted <= 8)
        self._year_words.setText(_done_words(summary))
        self._year_reasons.setText("\n".join(summary.reasons))

    def _summary_of_nothing(self) -> Summary:
        """Without a case only the village's own procedure says how many sessions are wanted."""
        moment = self._desk.snapshot
        procedure = self._desk.definitions.procedures.get(moment.organisation.procedure)
        return year_summary((), moment.today.year, procedure)

    def _show_days(self, view: Overview) -> None:
        _clear(self._day_list)
        for day, entries in groupby(view.days, key=_day_of):
            words = "今天" if day == view.today else ""
            self._day_list.addWidget(
                DayRow(list(entries), words, self._desk.snapshot.organisation.market_days)
            )
        if not view.days:
            self._day_list.addWidget(hint("往后30天没有到期的日子。"))
        self._day_list.addStretch(1)

    # --------------------------------------------------------------------------------------------- acting
    def _export_year(self) -> None:
        year = self._desk.snapshot.today.year
        self._exporting().start(date(year, 1, 1), date(year, 12, 31), masked=True)

    def _exporting(self) -> "LedgerExport":
        """Made, and the ledger loaded, when it is first wanted."""
        if self._export is None:
            from yishi_desktop.ui.ledger.exporting import LedgerExport

            self._export = LedgerExport(self._desk, self.saved_bar, self, self._files)
        return self._export

    def _to_settings(self) -> None:
        self.place_wanted.emit("settings")

    def _ask_to_remove(self) -> None:
        self._asked = confirm(
            self,
            "删除示例议题？",
            "只删除练习用的示例，您自己登记的议题都留着。",
            "删除示例",
            "先不删",
        )
        self._asked.accepted.connect(self._remove)

    def _remove(self) -> None:
        from yishi_desktop.services.case_files import leave_practice

        self._desk.act(leave_practice)


def _done_words(summary: Summary) -> str:
    again = f"，其中再次协商{summary.redeliberations}次" if summary.redeliberations else ""
    return f"已完成{summary.counted}次{again}，事项{summary.matters}件"


def _day_of(entry: DayEntry) -> date:
    return entry.on


def _ribbon(words: QLabel, way_out: QPushButton) -> QFrame:
    ribbon = QFrame()
    ribbon.setProperty("verdict", "due")
    row = QHBoxLayout(ribbon)
    row.setContentsMargins(16, 2, 10, 2)
    row.addWidget(words, 1)
    row.addWidget(way_out)
    return ribbon


def _scrolled(name: str) -> tuple[QScrollArea, QVBoxLayout]:
    """A list that scrolls when it is longer than its card."""
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    inside.setProperty("role", "page")
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(6)
    area.setWidget(inside)
    return area, rows


def _clear(rows: QVBoxLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
