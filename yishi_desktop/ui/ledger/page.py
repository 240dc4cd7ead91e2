"""台账: the year as tables, worked out from the records, to look at and to hand to the township."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Table
from yishi_desktop.domain.ledger.layout import arranged
from yishi_desktop.domain.ledger.rows import Ledger, ledger_rows
from yishi_desktop.domain.ledger.summary import Summary
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.township.returns import receipt_words
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering import outbox
from yishi_desktop.services.delivering.upload_place import upload_place
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.services.printing.year_papers import year_papers, year_situation
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors import DateEditor
from yishi_desktop.ui.ledger.boxing import Boxing
from yishi_desktop.ui.ledger.columns import LayoutEditing
from yishi_desktop.ui.ledger.exporting import LedgerExport
from yishi_desktop.ui.ledger.filling import TableFilling
from yishi_desktop.ui.ledger.model import COMMON, only, summary_table
from yishi_desktop.ui.ledger.sheet import SheetView
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.scrolling import scrolling
from yishi_desktop.ui.widgets.segments import Segments
from yishi_desktop.ui.widgets.tag import Tag
from yishi_desktop.ui.widgets.text import button, heading, hint, label
from yishi_desktop.ui.widgets.two_ends import TwoEnds

SHEETS = (
    ("sessions", "明细"),
    ("summary", "年度汇总"),
    ("topics", "议题库"),
    ("notices", "公示台账"),
    ("tasks", "落实台账"),
)
FREE = "free"
EXPLAINED = {
    "masked": "报乡镇的一份：内部的内容（不公开的姓名、反映人、内部备注等）已经隐去，可以交出去。",
    "whole": "村里留存的一份：内部的内容都在，不要外传，也不要张贴。",
}


class LedgerPage(QWidget):
    """Five sheets of a year, or of any days."""

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._files = files or Files()
        self._wanted_paper: list[Paper] = []
        self._stale = True
        self._ledger: Ledger | None = None
        self._job: Job | None = None
        self.saved_bar = SavedBar(self._files)
        self.exporter = LedgerExport(desk, self.saved_bar, self, self._files)
        self.boxing = Boxing(desk, self.saved_bar, self, self._files)
        self.filling = TableFilling(desk, self.saved_bar, self, self._files)
        self.layout_editing = LayoutEditing(desk, self)
        self._lay_out()
        self._connect()
        self._fill_years()

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        box = QVBoxLayout(scrolling(self))
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(10)
        box.addWidget(self._head())
        box.addWidget(self._free_days())
        box.addLayout(self._numbers())
        box.addWidget(self._tabs())
        self.view = SheetView()
        self.view.setMinimumHeight(theme.px(12))
        box.addWidget(self.view, 1)
        self._empty = label("", "hint", wrap=True)
        box.addWidget(self._empty)
        box.addWidget(self.saved_bar)
        box.addLayout(self._foot())

    def _head(self) -> TwoEnds:
        self.year_box = QComboBox()
        self.year_box.setAccessibleName("哪一年的台账")
        self.year_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.papers_button = button("全年文书 ▾", icon="print", name="全年文书")
        self.papers_button.setMenu(self._papers_menu())
        self.print_button = button("在WPS里打印", icon="print")
        self.export_button = button("导出Excel报乡镇", "primary")
        title = heading("议事协商台账")
        title.setWordWrap(False)
        buttons = (self.papers_button, self.print_button, self.export_button)
        return TwoEnds((title, self.year_box), buttons)

    def _papers_menu(self) -> QMenu:
        """The papers of the village as a whole: the call for topics, the chart on the wall, register and report."""
        menu = QMenu(self)
        for paper in year_papers(self._desk.definitions.forms):
            action = menu.addAction(paper.title)
            action.setData(paper)
            action.triggered.connect(self._print_year_paper)
        menu.addSeparator()
        menu.addAction("年度装盒（封面、目录和全部材料）").triggered.connect(self._box)
        return menu

    def _free_days(self) -> QWidget:
        self._days = QWidget()
        row = QHBoxLayout(self._days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.from_day, self.until_day = (DateEditor(self._desk.snapshot.today) for _ in range(2))
        for words, editor in (("从", self.from_day), ("到", self.until_day)):
            editor.name_for(f"{words}哪一天")
            row.addWidget(label(words))
            row.addWidget(editor)
        self._wrong = label("", "error", wrap=True)
        row.addWidget(self._wrong, 1)
        self._days.hide()
        return self._days

    def _numbers(self) -> FlowLayout:
        flow = FlowLayout(gap=8)
        self._tags = {tone: Tag("", tone) for tone in ("info", "ok", "due", "quiet")}
        for tag in self._tags.values():
            flow.addWidget(tag)
        return flow

    def _tabs(self) -> TwoEnds:
        self.sheets = Segments("看哪张表", SHEETS)
        self.columns = Segments("看多少列", (("common", "常用几列"), ("all", "全部列")))
        self.layout_button = button("栏目……")
        return TwoEnds((self.sheets,), (self.columns, self.layout_button), 6)

    def _foot(self) -> QHBoxLayout:
        self.copies = Segments("看哪一份", (("masked", "报乡镇的"), ("whole", "村里留存的")))
        self._explained: QLabel = hint(EXPLAINED["masked"])
        row = QHBoxLayout()
        row.setSpacing(14)
        self.lock_box = QCheckBox("加打开密码")
        row.addWidget(self.copies)
        row.addWidget(self.lock_box)
        self.fill_button = button("填乡镇的表……")
        self.upload_button = button("网上报乡镇")
        row.addWidget(self._explained, 1)
        row.addWidget(self.fill_button)
        row.addWidget(self.upload_button)
        return row

    def _connect(self) -> None:
        self.year_box.currentIndexChanged.connect(self._year_chosen)
        self.from_day.edited.connect(self._work_out)
        self.until_day.edited.connect(self._work_out)
        self.sheets.chosen.connect(self._sheet_chosen)
        self.columns.chosen.connect(self._sheet_chosen)
        self.copies.chosen.connect(self._copy_chosen)
        self.export_button.clicked.connect(self._export)
        self.print_button.clicked.connect(self._print)
        self.upload_button.clicked.connect(self._upload)
        self.fill_button.clicked.connect(self._fill)
        self.layout_button.clicked.connect(self.layout_editing.start)
        self.exporter.busy.connect(self._busy)
        self._desk.changed.connect(self._changed)

    # --------------------------------------------------------------------------------------------- period
    def _fill_years(self) -> None:
        today = self._desk.snapshot.today
        cases = [situation.case for situation in self._desk.snapshot.situations]
        days = [case.opened_on for case in cases]
        days += [session.held_on for case in cases for session in case.sessions]
        chosen = self.year_box.currentData()
        self.year_box.blockSignals(True)
        self.year_box.clear()
        for year in sorted({today.year, *(day.year for day in days if day)}, reverse=True):
            self.year_box.addItem(f"{year}年", year)
        self.year_box.addItem("自己选日子", FREE)
        wanted = self.year_box.findData(chosen if chosen is not None else today.year)
        self.year_box.setCurrentIndex(max(0, wanted))
        self.year_box.setMinimumWidth(self.year_box.sizeHint().width() + 8)  # Qt measures a pixel short
        self.year_box.blockSignals(False)

    def period(self) -> tuple[date, date] | None:
        """The first and last day shown; None while the days chosen make no period."""
        year = self.year_box.currentData()
        if year != FREE:
            return date(year, 1, 1), date(year, 12, 31)
        start, until = self.from_day.value(), self.until_day.value()
        return (start, until) if start and until and start <= until else None

    def _year_chosen(self, at: int) -> None:
        free = self.year_box.currentData() == FREE
        if free and self.from_day.value() is None:
            today = self._desk.snapshot.today
            self.from_day.set_value(date(today.year, 1, 1))
            self.until_day.set_value(today)
        self._days.setVisible(free)
        self._work_out()

    # -------------------------------------------------------------------------------------------- showing
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_upload()
        self._explained.setText(self._explanation(self.copies.current()))
        if self._stale:
            self._work_out()

    def _changed(self, changed: Changed) -> None:
        self._fill_years()
        self._stale = True
        if self.isVisible():
            self._work_out()

    def _work_out(self) -> None:
        period = self.period()
        self._wrong.setText("" if period else self._what_is_wrong())
        self.export_button.setEnabled(period is not None)
        self.print_button.setEnabled(period is not None)
        if period is None:
            return
        self._stale = False
        moment = self._desk.snapshot
        if self._job is not None:
            self._job.cancel()
        work = partial(
            _rows,
            situations=moment.situations,
            period=period,
            masked=self.copies.current() == "masked",
            procedure=self._desk.definitions.procedures.get(moment.organisation.procedure),
        )
        self._job = self._desk.ask(work, self._worked_out)

    def _worked_out(self, ledger: Ledger) -> None:
        self._job = None
        self._ledger = ledger
        self._show_numbers(ledger)
        self._show_sheet()

    def _what_is_wrong(self) -> str:
        start, until = self.from_day.value(), self.until_day.value()
        if start and until:
            return "结束的日子早于开始的日子，请改其中一个。"
        return "请把两个日子都填上。"

    def _show_numbers(self, ledger: Ledger) -> None:
        for tone, words in _numbers_in_words(ledger.summary).items():
            self._tags[tone].setText(words)
            self._tags[tone].setVisible(bool(words))

    def _show_sheet(self) -> None:
        if self._ledger is None:
            return
        table = self._table(self._ledger)
        self.view.show_table(table)
        name = self._desk.snapshot.layout.name
        self.layout_button.setText(f"栏目：{name}……" if name else "栏目……")
        self.columns.setVisible(self.sheets.current() == "sessions")
        self._empty.setText("" if table.rows else "这段日子还没有可以登记到这张表里的内容。")
        self._empty.setVisible(not table.rows)

    def _table(self, ledger: Ledger) -> Table:
        wanted = self.sheets.current()
        if wanted == "summary":
            return summary_table(ledger.summary)
        table = arranged(getattr(ledger, wanted), self._desk.snapshot.layout)
        return only(table, COMMON) if wanted == "sessions" and self.columns.current() == "common" else table

    def _sheet_chosen(self, key: str) -> None:
        self._show_sheet()

    def _explanation(self, key: str) -> str:
        """What the copy is for; and for the one that goes to the township, what the township says it has."""
        receipt = self._desk.snapshot.receipt
        return f"{EXPLAINED[key]}{receipt_words(receipt)}" if receipt and key == "masked" else EXPLAINED[key]

    def _show_upload(self) -> None:
        """The way by network is there once somebody has said where to, and for the copy that may leave the village."""
        self.upload_button.setVisible(bool(upload_place().address) and self.copies.current() == "masked")

    def _copy_chosen(self, key: str) -> None:
        self._show_upload()
        self._explained.setText(self._explanation(key))
        self.export_button.setText("导出Excel报乡镇" if key == "masked" else "导出Excel村里留存")
        self._work_out()

    # --------------------------------------------------------------------------------------------- acting
    def _export(self) -> None:
        self._write(open_after=False)

    def _fill(self) -> None:
        period = self.period()
        if period:
            self.filling.start(*period)

    def _upload(self) -> None:
        period = self.period()
        if period:
            self.upload_button.setEnabled(False)
            self.saved_bar.busy("正在做台账……")
            self._desk.act(partial(_queue, period), self._queued, self._not_queued)

    def _queued(self, changed: Changed) -> None:
        self.upload_button.setEnabled(True)
        told = "已经放进待传的文件，有网就传" if changed.ids else "这一份已经放进去过，内容没有变，不用再传"
        self.saved_bar.told(f"{told}。传到没有，看“设置与帮助”的“网络上传”。")

    def _not_queued(self, error: UserError) -> None:
        self.upload_button.setEnabled(True)
        self.saved_bar.hide()
        self._desk.refused.emit(error)

    def _print(self) -> None:
        self._write(open_after=True)

    def _print_year_paper(self) -> None:
        action = self.sender()
        period = self.period()
        if isinstance(action, QAction) and period:
            self._wanted_paper = [action.data()]
            self._desk.ask(partial(_of_year, period=period), self._open_print)

    def _open_print(self, situation: Situation) -> None:
        PrintDialog(self._desk, situation, self._wanted_paper, self, files=self._files).open()

    def _box(self) -> None:
        period = self.period()
        if period:
            self.boxing.start(*period)

    def _write(self, *, open_after: bool) -> None:
        period = self.period()
        if period:
            masked = self.copies.current() == "masked"
            locked = self.lock_box.isChecked() and not open_after
            self.exporter.start(*period, masked=masked, open_after=open_after, locked=locked)

    def _busy(self, busy: bool) -> None:
        self.export_button.setEnabled(not busy)
        self.print_button.setEnabled(not busy)


def _numbers_in_words(summary: Summary) -> dict[str, str]:
    """What stands above the sheets, by the tone of the tag."""
    unfinished = f"落实中{summary.under_way}件、未落实{summary.not_done}件"
    return {
        "info": f"协商{summary.sentence}",
        "ok": f"达成一致{summary.agreed_matters.part}件",
        "due": unfinished if summary.under_way + summary.not_done else "",
        "quiet": "台账自动来自各次记录，不用另外填",
    }


def _rows(
    _: Office,
    situations: Sequence[Situation],
    period: tuple[date, date],
    masked: bool,
    procedure: Procedure | None,
) -> Ledger:
    return ledger_rows(situations, *period, masked=masked, procedure=procedure)


def _queue(period: tuple[date, date], office: Office) -> Changed:
    return outbox.queue_ledger(office, *period)


def _of_year(office: Office, period: tuple[date, date]) -> Situation:
    return year_situation(office, *period)
