"""公示提醒: what hangs on the board, what should, what may come down, and the days ahead."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.agenda import DayEntry
from yishi_desktop.domain.look_backs import open_promises
from yishi_desktop.domain.notice_board import Hanging, Posting
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import day_list, look_backs
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.home.rows import DayRow
from yishi_desktop.ui.notices.row import PostingRow
from yishi_desktop.ui.printing.files import CALENDAR, Files
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.text import button, heading, hint, label, rule

FIRST_TAKEN_DOWN = 12
"""Notices taken down are shown so many at a time: a village has a thousand of them after some years."""
LEARNT = (
    "协商达成一致，要把结果贴到公开栏；办完以后，还要把落实情况贴出来。"
    "两样都不少于15日，中间不能撤。到时候这里会提醒您贴，也会告诉您最早哪天能撤下。"
)


class NoticesPage(QWidget):
    """Worked out anew whenever the records change. `case_wanted(case_id, step)` opens the matter at the notice."""

    case_wanted = Signal(str, str)

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._files = files or Files()
        self.saved_bar = SavedBar(self._files)
        self.rows: list[PostingRow] = []
        self._most = FIRST_TAKEN_DOWN
        self._board = QVBoxLayout()
        self._board.setSpacing(12)
        self._days = Card("往后30天")
        self._lay_out()
        desk.changed.connect(self._changed)
        self._show()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 12)
        box.setSpacing(10)
        box.addLayout(self._head())
        self._count = hint()
        box.addWidget(self._count)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(_scrolled("公示栏上的材料", self._board), 7)
        days = QVBoxLayout()
        days.setContentsMargins(0, 0, 0, 0)
        days.addWidget(self._days)
        columns.addWidget(_scrolled("往后30天的日子", days), 4)
        box.addLayout(columns, 1)
        box.addWidget(self.saved_bar)

    def _head(self) -> QHBoxLayout:
        self.print_button = button("打印日子单", icon="print")
        self.phone_button = button("存到手机日历")
        self.slips_button = button("打印回头看单")
        self.slips_button.setToolTip("答应办事、还没有办完的，一人一张")
        self.slips_button.clicked.connect(self._print_slips)
        self.print_button.clicked.connect(self._print)
        self.phone_button.clicked.connect(self._to_phone)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(heading("公示提醒"), 1)
        row.addWidget(self.slips_button)
        row.addWidget(self.phone_button)
        row.addWidget(self.print_button)
        return row

    # --- taking the days away ---

    def _print(self) -> None:
        self._desk.ask(day_list.day_list, self._open_print)

    def _print_slips(self) -> None:
        if open_promises(self._desk.snapshot.situations):
            self._desk.ask(look_backs.slips, self._open_print)
        else:
            self.saved_bar.told("现在没有答应了还没办完的事，不用打印回头看单。")

    def _open_print(self, made: tuple[Situation, Paper]) -> None:
        situation, paper = made
        PrintDialog(self._desk, situation, paper, self.window(), files=self._files).open()

    def _to_phone(self) -> None:
        name = safe_name(f"{self._desk.snapshot.organisation.name}议事日子") + ".ics"
        path = self._files.save_as(self, "把日子存成手机日历", name, CALENDAR)
        if path is not None:
            self._desk.ask(partial(_save_calendar, path=str(path)), self._saved)

    def _saved(self, answer: tuple[str, int]) -> None:
        path, count = answer
        words = (
            f"有{count}个日子。把这个文件发到自己的手机上（微信“文件传输助手”就行），点开，选“添加到日历”。"
        )
        self.saved_bar.saved(Path(path), words)

    # --- showing ---

    def _changed(self, changed: Changed) -> None:
        self._show()

    def _show(self) -> None:
        postings = self._desk.snapshot.board
        up = sum(posting.hanging in (Hanging.POSTED, Hanging.FREE) for posting in postings)
        self._count.setText(f"现在贴着{up}份" if up else "现在没有贴着的材料")
        self._show_board(postings)
        self._show_days(self._desk.snapshot.overview.days)

    def _show_board(self, postings: Sequence[Posting]) -> None:
        _clear(self._board)
        self.rows = []
        for hanging, group in groupby(postings, key=_hanging):
            self._board.addWidget(self._card(hanging, list(group)))
        if not postings:
            card = Card("公示栏上还没有材料")
            card.body.addWidget(label(LEARNT, wrap=True))
            self._board.addWidget(card)
        self._board.addStretch(1)

    def _card(self, hanging: Hanging, postings: Sequence[Posting]) -> Card:
        card = Card(f"{hanging.value}（{len(postings)}份）")
        shown = postings[: self._most] if hanging is Hanging.TAKEN_DOWN else postings
        for number, posting in enumerate(shown):
            row = PostingRow(posting, self._desk.snapshot.today, self._desk.snapshot.organisation.kind)
            row.wanted.connect(self.case_wanted)
            self.rows.append(row)
            if number:
                card.body.addWidget(rule())
            card.body.addWidget(row)
        if len(shown) < len(postings):
            more = button(f"再看{min(FIRST_TAKEN_DOWN, len(postings) - len(shown))}份更早的", "link")
            more.clicked.connect(self._show_more)
            card.body.addWidget(rule())
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _show_more(self) -> None:
        self._most += FIRST_TAKEN_DOWN
        self._show()

    def _show_days(self, entries: Sequence[DayEntry]) -> None:
        _clear(self._days.body)
        today = self._desk.snapshot.today
        late = any(entry.on < today for entry in entries)
        self._days.title.setText("过了期的，和往后30天" if late else "往后30天")
        for day, on_it in groupby(entries, key=_day_of):
            words = "今天" if day == today else ""
            market = self._desk.snapshot.organisation.market_days
            self._days.body.addWidget(DayRow(list(on_it), words, market))
        if not entries:
            self._days.body.addWidget(hint("没有到期的日子，也没有定好的会。"))
        self._days.body.addStretch(1)


def _save_calendar(office: Office, path: str) -> tuple[str, int]:
    return path, day_list.save_calendar(office, Path(path))


def _hanging(posting: Posting) -> Hanging:
    return posting.hanging


def _day_of(entry: DayEntry) -> object:
    return entry.on


def _scrolled(name: str, rows: QVBoxLayout) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    rows.setContentsMargins(0, 0, 0, 0)
    inside.setLayout(rows)
    area.setWidget(inside)
    return area


def _clear(rows: QVBoxLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
