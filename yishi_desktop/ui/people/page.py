"""名册: who lives here and what they do. Everybody who is invited, signs in or supervises is chosen from it."""

from functools import cached_property, partial

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from yishi_desktop.domain.kinship import kinship_conflicts
from yishi_desktop.domain.people import Person
from yishi_desktop.domain.taking_part import parts_of
from yishi_desktop.services import village
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.roster import RosterLine
from yishi_desktop.services.roster_order import in_order
from yishi_desktop.ui import theme
from yishi_desktop.ui.cases.search import SearchBox
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import UndoBar
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.finder.marking import mark_words
from yishi_desktop.ui.people.above_list import AboveList
from yishi_desktop.ui.people.election_panel import ElectionPanel
from yishi_desktop.ui.people.list_and_side import ListAndSide
from yishi_desktop.ui.people.model import GROUP, HEADINGS, NAME, ROLES, TERM, PersonLine, answers, line_of
from yishi_desktop.ui.people.panel import PersonPanel
from yishi_desktop.ui.people.paste_panel import PastePanel
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.lines_model import LinesModel
from yishi_desktop.ui.widgets.table import Table
from yishi_desktop.ui.widgets.text import button, heading, hint, label

NAME_WIDE = 9.0
"""Multiples of the base size."""
ROOMY, TIGHT = 36.0, 26.0
"""Multiples of the base size the list needs beside a panel for duties and group, and for duties at all."""


class PeoplePage(QWidget):
    """The roster on the left, one person or a pasted table on the right. `case_wanted(case_id, step)` asks for a matter."""

    case_wanted = Signal(str, str)

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk, self._files = desk, files
        self._before: tuple[Person, ...] = ()
        self._wanted = 0
        self.model = LinesModel[PersonLine](HEADINGS)
        self._lay_out()
        self.undo_bar = UndoBar(self)
        self.undo_bar.undone.connect(self._take_back)
        desk.changed.connect(self._changed)
        self._show()

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(12)
        box.addLayout(self._head())
        self.sides = ListAndSide(self._left())
        self.sides.fitted.connect(self._fit)
        box.addWidget(self.sides, 1)

    def _head(self) -> QHBoxLayout:
        self.search = SearchBox("找人", "姓名或拼音首字母")
        self.search.setMinimumWidth(theme.px(15))
        self.search.setMaximumWidth(theme.px(26))
        self.search.asked.connect(self._look_for)
        self.paste_button = button("从表格放进来")
        self.paste_button.clicked.connect(self._open_paste)
        self.add_button = button("加一个人", "primary", icon="plus")
        self.add_button.clicked.connect(self.add)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(heading("名册"))
        row.addWidget(self.search, 1)
        row.addStretch(0)
        row.addWidget(self.paste_button)
        row.addWidget(self.add_button)
        return row

    def _left(self) -> QWidget:
        self.above = AboveList()
        self.above.ordered.connect(self._show)
        self.above.election_wanted.connect(self._open_election)
        self.table = Table(self.model, ROLES, "名册上的人")
        self.table.setShowGrid(False)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nobody())
        whole = QWidget()
        left = QVBoxLayout(whole)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(self.above)
        left.addWidget(self._stack, 1)
        return whole

    def _nobody(self) -> Card:
        card = Card()
        self._nobody_words = label("", "h2", wrap=True)
        self._nobody_help = hint()
        card.body.addWidget(self._nobody_words)
        card.body.addWidget(self._nobody_help)
        card.body.addStretch(1)
        return card

    @cached_property
    def panel(self) -> PersonPanel:
        """The form of one person; made when it is first wanted."""
        moment = self._desk.snapshot
        panel = PersonPanel(Surroundings(moment.today, kind=moment.organisation.kind))
        panel.save_wanted.connect(self._save)
        panel.remove_wanted.connect(self._remove)
        panel.case_wanted.connect(self._open_matter)
        panel.closed.connect(self._close_panel)
        self.sides.add_panel(panel)
        return panel

    @cached_property
    def paste_panel(self) -> PastePanel:
        """Where a table comes in; made when it is first wanted."""
        panel = PastePanel(self._desk, self._files)
        panel.take_wanted.connect(self._take)
        panel.closed.connect(self._close_panel)
        self.sides.add_panel(panel)
        return panel

    @cached_property
    def election_panel(self) -> ElectionPanel:
        """Where a new term begins; made when it is first wanted."""
        moment = self._desk.snapshot
        panel = ElectionPanel(Surroundings(moment.today, kind=moment.organisation.kind))
        panel.held.connect(self._hold_election)
        panel.closed.connect(self._close_panel)
        self.sides.add_panel(panel)
        return panel

    def _in_the_form(self) -> str:
        """Whose the form is now; nobody's before it is made."""
        return self.panel.person_id() if "panel" in self.__dict__ else ""

    def _fit(self, room: float, beside: bool) -> None:
        """Beside a panel the list leaves out what the form says too; in large type only the names stand there."""
        self.table.setColumnHidden(TERM, beside)
        self.table.setColumnHidden(GROUP, beside and room < ROOMY)
        only_names = beside and room < TIGHT
        self.table.setColumnHidden(ROLES, only_names)
        mode = QHeaderView.ResizeMode.Stretch if only_names else QHeaderView.ResizeMode.Fixed
        self.table.horizontalHeader().setSectionResizeMode(NAME, mode)
        self.table.setColumnWidth(NAME, theme.px(NAME_WIDE))  # a long name folds
        self.above.offer_tools(bool(self._desk.snapshot.people) and not beside)

    def _close_side(self) -> None:
        self.sides.close_panel()
        if self._in_the_form():
            self.panel.forget()

    # -------------------------------------------------------------------------------------------- showing
    def _changed(self, changed: Changed) -> None:
        if changed.touches("person", "organisation"):
            self._show()

    def _show(self) -> None:
        moment = self._desk.snapshot
        words = self.search.words()
        listed = in_order(moment.people, self.above.order())
        found = [person for person in listed if not words or answers(person, words)]
        chosen = self._in_the_form()
        self.table.selectionModel().blockSignals(True)
        self.model.set_lines([line_of(person, moment.organisation.kind) for person in found])
        if self.model.row_of(chosen) >= 0:
            self.table.selectRow(self.model.row_of(chosen))
        self.table.selectionModel().blockSignals(False)
        self._say(len(found), len(moment.people))

    def _say(self, found: int, everybody: int) -> None:
        self.above.say(found, self._desk.snapshot.people, self._desk.snapshot.today)
        self.above.offer_tools(bool(everybody) and not self.sides.is_open())
        self._nobody_words.setText("没有找到这个人。" if everybody else "名册上还没有人。")
        self._nobody_help.setText(
            "少打几个字再找，或者加一个人。"
            if everybody
            else "有了名册，签到、通知、选主持人和监督员时点名字就行，不用再打字。有现成的表格，点“从表格放进来”最快。"
        )
        self._stack.setCurrentIndex(0 if found else 1)

    def _look_for(self, words: str) -> None:
        self._show()

    # ----------------------------------------------------------------------------------- one person at a time
    def add(self) -> None:
        """Begin somebody new."""
        self.keep()
        self.table.clearSelection()
        self._desk.ask(village.new_person, self._open_new)

    def _open_new(self, person: Person) -> None:
        self.panel.show_new(person)
        self.sides.open_panel(self.panel)
        self.panel.form.fields["name"].editor.setFocus()

    def _selected(self, now: QItemSelection, before: QItemSelection) -> None:
        rows = self.table.selectionModel().selectedRows()
        line = self.model.line(rows[0].row()) if rows else None
        if line is not None and line.id != self._in_the_form():
            self.keep()
            self._open(line.id)

    def open_person(self, person_id: str, words: str = "") -> None:
        """Show somebody, with the field in which `words` stand."""
        self.search.clear()
        self._show()
        self._open(person_id)
        row = self.model.row_of(person_id)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
        if words:
            mark_words(self.panel, words)

    def _open(self, person_id: str) -> None:
        person = self._person(person_id)
        if person is None:
            return
        moment = self._desk.snapshot
        names = kinship_conflicts(moment.people).get(person_id, ())
        parts = parts_of(person.ref(), (one.case for one in moment.situations))
        self.panel.show_person(person, names, parts, moment.today.year)
        self.sides.open_panel(self.panel)

    def _person(self, person_id: str) -> Person | None:
        return next((one for one in self._desk.snapshot.people if one.id == person_id), None)

    def _close_panel(self) -> None:
        self.keep()
        self._close_side()
        self.table.clearSelection()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --------------------------------------------------------------------------------------------- acting
    def keep(self) -> None:
        """Save what is typed about somebody with a name; call before the page goes."""
        if self._in_the_form() and self.panel.has_changes():
            self.panel.save_now()

    def hideEvent(self, event: QHideEvent) -> None:
        if self.window().isVisible():  # another place was opened; not the end of the program
            self.keep()
        super().hideEvent(event)

    def _save(self, person: Person) -> None:
        self.panel.saved(person)
        self._desk.act(partial(village.save_person, person=person), self._saved)

    def _saved(self, changed: Changed) -> None:
        person_id = next(iter(changed.ids))
        if self.panel.person_id() != person_id or self.panel.has_changes():
            return
        self._open(person_id)
        row = self.model.row_of(person_id)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def _remove(self, person_id: str) -> None:
        removed = self._person(person_id)
        self._close_side()
        if removed is not None:
            self._before = (removed,)
            self._desk.act(partial(village.remove_person, person_id=person_id), self._offer_undo)

    def _offer_undo(self, changed: Changed) -> None:
        self.undo_bar.offer(f"已把{self._before[0].name}移出名册")

    def _take_back(self) -> None:
        self._desk.act(partial(village.save_people, changed=self._before, reason="撤销"))

    def _open_matter(self, case_id: str) -> None:
        self.keep()
        self.case_wanted.emit(case_id, "")

    # -------------------------------------------------------------------------------------------- elections
    def _open_election(self) -> None:
        self.keep()
        self.table.clearSelection()
        self.election_panel.show_people(self._desk.snapshot.people)
        self.sides.open_panel(self.election_panel)

    def _hold_election(self, changed: tuple[Person, ...], words: str) -> None:
        ids = {person.id for person in changed}
        self._before = tuple(person for person in self._desk.snapshot.people if person.id in ids)
        self._close_side()
        self._desk.act(partial(village.save_people, changed=changed, reason="换届"))
        self.undo_bar.offer(words)

    # ------------------------------------------------------------------------------------------- pasting
    def _open_paste(self) -> None:
        self.keep()
        if self._in_the_form():
            self.panel.forget()
        self.table.clearSelection()
        self.sides.open_panel(self.paste_panel)
        self.paste_panel.paste.setFocus()

    def _take(self, lines: tuple[RosterLine, ...]) -> None:
        self._wanted = len(lines)
        self._desk.act(partial(_add, lines), self._taken)

    def _taken(self, changed: Changed) -> None:
        self.paste_panel.taken(len(changed.ids), self._wanted)


def _add(lines: tuple[RosterLine, ...], office: Office) -> Changed:
    return village.add_people(office, lines)
