"""议事: every matter of the village, to be found, opened, taken in and given away."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import case_files, cases
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import CASE as CASE_KIND
from yishi_desktop.services.office import Office
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui import theme
from yishi_desktop.ui.cases.filters import Filters
from yishi_desktop.ui.cases.model import HEADINGS, TOPIC, CaseLine, line_of
from yishi_desktop.ui.cases.search import SearchBox
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import CASE, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.lines_model import LinesModel
from yishi_desktop.ui.widgets.table import Table
from yishi_desktop.ui.widgets.text import button, heading, hint, label

AT_ONCE = 20
"""So many lines are worked out before anybody notices."""


class CasesPage(QWidget):
    """The list, its filters and its search. Only ids are kept; everything else is read from the snapshot."""

    case_wanted = Signal(str, str)
    new_case_wanted = Signal()
    late_entry_wanted = Signal()
    copy_wanted = Signal(str)

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._files = files or Files()
        self._found: dict[str, int] | None = None  # id → place among what was found
        self._known: dict[str, tuple[Situation, CaseLine]] = {}
        self._search_job: Job | None = None
        self._lines_job: Job | None = None
        self.model = LinesModel[CaseLine](HEADINGS)
        self.saved_bar = SavedBar(self._files)
        self._lay_out()
        desk.changed.connect(self._changed)
        self._read_lines()
        self._show()

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(10)
        box.addLayout(self._head())
        self.filters = Filters()
        self.filters.changed.connect(self._show)
        box.addWidget(self.filters)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list())
        self._stack.addWidget(self._nothing())
        box.addWidget(self._stack, 1)
        box.addWidget(self.saved_bar)
        box.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        self.search = SearchBox("找议题", "找议题、人名或任何写过的字")
        self.search.setMinimumWidth(theme.px(20))
        self.search.setMaximumWidth(theme.px(34))
        self.search.asked.connect(self._look_for)
        self.new_button = button("登记新议题", "primary", icon="plus")
        self.new_button.clicked.connect(self.new_case_wanted)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(heading("议事"))
        row.addWidget(self.search, 1)
        row.addStretch(0)
        row.addWidget(self.new_button)
        return row

    def _list(self) -> Table:
        self.table = Table(self.model, TOPIC, "全部议题")
        self.table.setShowGrid(False)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.activated.connect(self._open_row)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        return self.table

    def _nothing(self) -> Card:
        card = Card()
        self._nothing_words = label("", "h2", wrap=True)
        self._nothing_help = hint()
        self.nothing_button = button("", "primary")
        self.nothing_button.clicked.connect(self._nothing_pressed)
        card.body.addWidget(self._nothing_words)
        card.body.addWidget(self._nothing_help)
        card.body.addWidget(self.nothing_button, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        return card

    def _foot(self) -> QHBoxLayout:
        self.open_button = button("打开选中的议题")
        self.copy_button = button("照着它登记新的", name="照着选中的登记新的")
        self.copy_button.setToolTip("抄下议题、参加的人、地点和方案；日期、票数、结果不抄")
        self.copy_button.clicked.connect(self._copy)
        self.export_button = button("导出案卷", name="导出选中的案卷")
        self.import_button = button("导入案卷")
        self.late_button = button("补录旧记录")
        self.late_button.clicked.connect(self.late_entry_wanted)
        self.open_button.clicked.connect(self._open_chosen)
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(self._import)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.open_button)
        row.addWidget(self.copy_button)
        row.addWidget(self.export_button)
        row.addStretch(1)
        row.addWidget(self.late_button)
        row.addWidget(self.import_button)
        return row

    # -------------------------------------------------------------------------------------------- showing
    def _changed(self, changed: Changed) -> None:
        self._read_lines()
        if self.search.words():
            self._look_for(self.search.words())
        self._show()

    def _read_lines(self) -> None:
        self._lines = self._all_lines()
        self.filters.offer(self._lines)

    def _all_lines(self) -> list[CaseLine]:
        """A line is worked out again only when its matter has changed: that takes a thousand times as long."""
        known, self._known = self._known, {}
        unknown = []
        for situation in self._desk.snapshot.situations:
            before = known.get(situation.case.id)
            if before and before[0] == situation:
                self._known[situation.case.id] = before
            else:
                unknown.append(situation)
        if len(unknown) > AT_ONCE:
            self._work_out(unknown)
        else:
            self._known |= worked_out(unknown)
        return [
            self._known[one.case.id][1]
            for one in self._desk.snapshot.situations
            if one.case.id in self._known
        ]

    def _work_out(self, unknown: list[Situation]) -> None:
        """Many lines are worked out by the worker; the list shows them when they are there."""
        if self._lines_job is None:
            self._lines_job = self._desk.ask(partial(_lines_of, unknown), self.take_lines)

    def take_lines(self, lines: dict[str, tuple[Situation, CaseLine]]) -> None:
        """Show lines that were worked out elsewhere."""
        self._lines_job = None
        self._known |= lines
        self._read_lines()
        self._show()

    def _show(self) -> None:
        chosen = self.chosen_case()
        lines = self.filters.wanted(self._lines)
        if self._found is not None:
            lines = sorted(
                (line for line in lines if line.id in self._found), key=partial(_place_of, self._found)
            )
        else:
            lines.reverse()  # the newest first
        self.model.set_lines(lines)
        self._select(chosen)
        self.filters.say(len(lines))
        self._say_nothing()
        self._stack.setCurrentIndex(0 if lines else 1)
        self._selected()

    def _say_nothing(self) -> None:
        if not self._desk.snapshot.situations:
            words = ("还没有登记过议题。", "登记以后，这里能看到每件事办到哪一步。", "登记第一个议题")
        elif self._found is not None:
            words = (f"没有找到“{self.search.words()}”。", "少写几个字再找，或者看全部。", "看全部议题")
        else:
            words = ("这里没有议题。", "换一个年份、类别，或者看全部。", "看全部议题")
        self._nothing_words.setText(words[0])
        self._nothing_help.setText(words[1])
        self.nothing_button.setText(words[2])

    def _select(self, case_id: str) -> None:
        row = self.model.row_of(case_id)
        if row >= 0:
            self.table.selectRow(row)

    def chosen_case(self) -> str:
        """The id of the selected matter, or ""."""
        rows = self.table.selectionModel().selectedRows()
        line = self.model.line(rows[0].row()) if rows else None
        return line.id if line else ""

    def _selected(self, now: QItemSelection | None = None, before: QItemSelection | None = None) -> None:
        chosen = bool(self.chosen_case())
        self.open_button.setEnabled(chosen)
        self.copy_button.setEnabled(chosen)
        self.export_button.setEnabled(chosen)

    # ------------------------------------------------------------------------------------------ searching
    def _look_for(self, words: str) -> None:
        if self._search_job is not None:
            self._search_job.cancel()
            self._search_job = None
        if not words:
            self._found = None
            self._show()
            return
        self._search_job = self._desk.ask(partial(_search, words), self._show_found)

    def _show_found(self, found: list[str]) -> None:
        self._search_job = None
        self._found = {case_id: place for place, case_id in enumerate(found)}
        self._show()

    def _nothing_pressed(self) -> None:
        if not self._desk.snapshot.situations:
            self.new_case_wanted.emit()
            return
        self._found = None
        self.search.clear()
        self.filters.show_all()
        self._show()

    # --------------------------------------------------------------------------------------------- acting
    def _open_row(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if line:
            self.case_wanted.emit(line.id, "")

    def _open_chosen(self) -> None:
        self.case_wanted.emit(self.chosen_case(), "")

    def _copy(self) -> None:
        self.copy_wanted.emit(self.chosen_case())

    def _import(self) -> None:
        path = self._files.open(self, "导入哪个案卷", CASE)
        if path:
            self._desk.act(partial(_import_case, path), self._imported)

    def _imported(self, changed: Changed) -> None:
        case_id = next(iter(changed.ids), "")
        situation = self._desk.snapshot.situation(case_id)
        self._select(case_id)
        if situation:
            self.saved_bar.told(f"已导入“{situation.case.topic.title}”")

    def _export(self) -> None:
        situation = self._desk.snapshot.situation(self.chosen_case())
        if situation is None:
            return
        path = self._files.save_as(self, "案卷存到哪里", _file_name(situation.case), CASE)
        if path:
            self._desk.ask(partial(_export_case, situation.case, path), self._exported)

    def _exported(self, written: tuple[Path, str]) -> None:
        path, photos = written
        self.saved_bar.saved(path, f"案卷里没有电话。{photos}")


def _lines_of(situations: list[Situation], _: Office) -> dict[str, tuple[Situation, CaseLine]]:
    return worked_out(situations)


def worked_out(situations: list[Situation]) -> dict[str, tuple[Situation, CaseLine]]:
    """The lines of these matters, each with what it was worked out from."""
    return {one.case.id: (one, line_of(one)) for one in situations}


def _place_of(places: dict[str, int], line: CaseLine) -> int:
    return places[line.id]


def _file_name(case: Case) -> str:
    return safe_name(f"{case.number} {case.topic.title}".strip(), ".json")


def _search(words: str, office: Office) -> list[str]:
    return cases.search(office, words)


def _import_case(path: Path, office: Office) -> Changed:
    return Changed.one(CASE_KIND, case_files.import_case(office, path).id)


def _export_case(case: Case, path: Path, office: Office) -> tuple[Path, str]:
    return path, case_files.export_case(office, case, path).words
