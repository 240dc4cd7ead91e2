"""The fields of one sheet of paper on one page, to be typed from top to bottom without the mouse."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from yishi_desktop.domain import late_entries
from yishi_desktop.domain.facts import Fact
from yishi_desktop.domain.late_entries import PEOPLE
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.editors.fact_fields import Surroundings, editor_for, recorded, shown
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.paragraphs import TextEditor
from yishi_desktop.ui.editors.people import PeopleEditor, PersonChoice
from yishi_desktop.ui.editors.when import DateEditor
from yishi_desktop.ui.guards import ENTER
from yishi_desktop.ui.widgets.rail import ROOM_BESIDE

COLUMNS = 12
ROOMY = 96
"""Multiples of the type size from which the whole form stands on one screen."""
_WIDTHS = {
    "session.held_on": 3,
    "topic.title": 9,
    "session.venue": 4,
    "session.kind": 2,
    PEOPLE: 12,
    "session.expected": 2,
    "session.present": 2,
    "vote.votes_for": 2,
    "vote.votes_against": 2,
    "vote.abstentions": 2,
    "outcome.agreed_opinion": 6,
    "implementation.summary": 6,
    "outcome.destination": 4,
    "late_entry.source": 9,
}
"""Twelfths of the form's width, a quarter for all others; in a narrow window at least a third, in a very narrow one half."""
_NAMES = {PEOPLE: "到会的人"}


class LateEntryForm(QWidget):
    """One field for every fact asked, laid out for a window of this width in pixels. `edited` tells that something was typed."""

    edited = Signal()

    def __init__(self, editing: CaseEditing, around: Surroundings, *, width: int = 0) -> None:
        super().__init__()
        self._least = 4 if width < theme.px(ROOMY) else 1
        if width < theme.px(ROOM_BESIDE):
            self._least = 6
        self.editing = editing
        self._around = around
        self.fields: dict[str, FormField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._row = self._column = 0
        for path in late_entries.asked(editing.situation.procedure):
            self._add(path)
        self.refresh()

    def _add(self, path: str) -> None:
        fact = FACTS[path]
        field = FormField(self._around.say(_NAMES.get(path, fact.label)), self._editor(path, fact))
        field.setObjectName(path)
        field.edited.connect(self._record)
        self.fields[path] = field
        width = max(_WIDTHS.get(path, 3), self._least)
        if self._column + width > COLUMNS:
            self._row, self._column = self._row + 1, 0
        self._grid.addWidget(field, self._row, self._column, 1, width)
        self._column += width

    def _editor(self, path: str, fact: Fact) -> Editor:
        if path == PEOPLE:
            return PeopleEditor(self._around.candidates())
        if fact.kind == "text":
            editor = TextEditor(lines=1)
            editor.paper.installEventFilter(self)
            return editor
        found = editor_for(fact, self._around)
        if isinstance(found, DateEditor):
            found.pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # whoever types goes past the calendar
        return found

    # --- Enter goes on, everywhere ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a longer text goes on too; Shift and Enter begin a new line in it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_bare_enter(event):
            self._go_on()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lists and answers leave Enter to the form."""
        if _is_bare_enter(event):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        self.focus_after(self.path_at(QApplication.focusWidget()))

    def focus_after(self, path: str) -> None:
        """Put the cursor at the fact behind one; it stays at the last."""
        paths = list(self.fields)
        self.focus_fact(paths[min(paths.index(path) + 1, len(paths) - 1)] if path else paths[0])

    # --- between the record and the fields ---

    def refresh(self) -> None:
        """Show what is recorded now."""
        for path, field in self.fields.items():
            field.editor.set_value(self._shown(path))

    def _shown(self, path: str) -> object:
        if path != PEOPLE:
            return shown(self.editing.value(path), FACTS[path])
        lines = self.editing.situation.session.attendance
        return tuple(PersonChoice(one.person.name, one.person.person_id) for one in lines)

    def finish(self) -> None:
        """Take over what is half typed."""
        for field in self.fields.values():
            field.editor.finish()

    def _record(self) -> None:
        field = self.sender()
        path = next(path for path, other in self.fields.items() if other is field)
        value = self.fields[path].editor.value()
        if path == PEOPLE:
            self._record_people(value)
        elif not self.editing.set(path, recorded(value, FACTS[path], self._around, self.editing.value(path))):
            return
        self.edited.emit()

    def _record_people(self, chosen: tuple[PersonChoice, ...]) -> None:
        """Who came; how many they are is written beside it unless the paper says another number."""
        session = self.editing.situation.session
        before = {(line.person.name, line.person.person_id): line.person for line in session.attendance}
        named = (before.get((one.name, one.key)) or self._around.person(one) for one in chosen)
        people = late_entries.came([person for person in named if person], session.attendance)
        self.editing.replace_session(replace(session, attendance=people), PEOPLE)

    # --- findings and places ---

    def show_wrong(self, wrong: Mapping[str, str]) -> None:
        """Sentences at their fields; all others are right."""
        for path, field in self.fields.items():
            field.set_finding(wrong.get(path, ""))

    def place_of(self, path: str) -> str:
        """Where a finding about a fact is shown: at its field, and what is wrong with the sum of the votes at the first
        of them; nowhere when the form does not ask for it.
        """
        if path in self.fields or path.partition(".")[0] != "vote":
            return path if path in self.fields else ""
        return next((one for one in self.fields if one.startswith("vote.")), "")

    def path_at(self, widget: QWidget | None) -> str:
        """The fact of the field a widget belongs to; empty when it is none here."""
        if widget is None:
            return ""
        return next((path for path, field in self.fields.items() if field.isAncestorOf(widget)), "")

    def focus_fact(self, path: str) -> None:
        """Put the cursor at a fact."""
        self.fields[path].editor.setFocus()


def _is_bare_enter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return Qt.Key(event.key()) in ENTER and held == Qt.KeyboardModifier.NoModifier
