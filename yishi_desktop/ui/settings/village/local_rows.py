"""The rows of 本地规定: a passage that can be read in several ways, and a number the county may set."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.ambiguities import Ambiguity, Reading, reading_of
from yishi_desktop.domain.facts import facts_of
from yishi_desktop.domain.overlay import origin, problem_of
from yishi_desktop.domain.people import CountyNumber, Organisation, ReadingNote
from yishi_desktop.domain.procedure import Number, Procedure
from yishi_desktop.domain.wording import localise
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.field import FormField, stand_side_by_side
from yishi_desktop.ui.editors.line import CountEditor, LineEditor
from yishi_desktop.ui.editors.when import DateEditor
from yishi_desktop.ui.widgets.text import hint, label, rule
from yishi_desktop.ui.widgets.tile import Tile

_LARGEST = 9999


class Source(QWidget):
    """Who decided, and since when."""

    edited = Signal()

    def __init__(self, record: type[Any], desk: Desk, about: str) -> None:
        super().__init__()
        facts = facts_of(record)
        self.by = FormField(facts["by"].label, LineEditor(), facts["by"].help)
        self.since = FormField(facts["since"].label, DateEditor(desk.snapshot.today))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(0, 1)
        for column, field in enumerate((self.by, self.since)):
            field.editor.name_for(f"{about}：{field.title.text()}")
            field.edited.connect(self.edited)
            grid.addWidget(field, 0, column)
        stand_side_by_side((self.by, self.since))

    def show_source(self, record: ReadingNote | CountyNumber) -> None:
        """Show what is recorded."""
        self.by.editor.set_value(record.by)
        self.since.editor.set_value(record.since)

    def values(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {"by": self.by.editor.value(), "since": self.since.editor.value()}

    def finish(self) -> None:
        """Take over what is half typed."""
        for field in (self.by, self.since):
            field.editor.finish()


class Question(QWidget):
    """An ambiguous passage with its readings; one without an answer to give says only what is done."""

    edited = Signal()

    def __init__(self, ambiguity: Ambiguity, desk: Desk) -> None:
        super().__init__()
        self.ambiguity = ambiguity
        self.tiles: dict[Tile, Reading] = {}
        self.source = Source(ReadingNote, desk, ambiguity.question) if ambiguity.field else None
        kind = desk.snapshot.organisation.kind
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 8)
        box.setSpacing(6)
        box.addWidget(rule())
        box.addWidget(label(localise(ambiguity.question, kind), "label", wrap=True))
        box.addWidget(hint(localise(ambiguity.passage, kind)))
        for reading in ambiguity.readings:
            words = localise(reading.words, kind)
            grounds = localise(reading.grounds, kind) + ("（没有选就按这一种）" if reading.usual else "")
            if self.source is not None:
                tile = Tile(words, grounds)
                tile.clicked.connect(self.edited)
                self.tiles[tile] = reading
                box.addWidget(tile)
            else:
                box.addWidget(label(f"{words}：{grounds}", wrap=True))
        if self.source is not None:
            box.addWidget(self.source)
            self.source.edited.connect(self.edited)

    def show_organisation(self, organisation: Organisation) -> None:
        """Show the reading in force."""
        if self.source is None:
            return
        in_force = reading_of(self.ambiguity, organisation)
        next(tile for tile, reading in self.tiles.items() if reading is in_force).setChecked(True)
        self.source.show_source(organisation.note_on(self.ambiguity.field))

    def put_into(self, organisation: Organisation) -> Organisation:
        """The organisation with what is chosen here."""
        if self.source is None:
            return organisation
        field = self.ambiguity.field
        chosen = next(reading for tile, reading in self.tiles.items() if tile.isChecked())
        silent = getattr(organisation, field) is None and chosen.usual
        changes: dict[str, Any] = {field: None if silent else chosen.value}
        note = ReadingNote(field=field, **self.source.values())
        others = tuple(one for one in organisation.reading_notes if one.field != field)
        notes = others if note == ReadingNote(field=field) else (*others, note)
        return replace(organisation, reading_notes=notes, **changes)

    def finish(self) -> None:
        """Take over what is half typed."""
        if self.source is not None:
            self.source.finish()


class NumberRow(QWidget):
    """A number the county may set, with where it now comes from."""

    edited = Signal()

    def __init__(self, number: Number, desk: Desk) -> None:
        super().__init__()
        self.number = number
        self.value = FormField("", CountEditor(number.unit, _LARGEST))
        self.value.title.hide()
        self.value.editor.name_for(f"{number.label}（本地）")
        self.source = Source(CountyNumber, desk, number.label)
        self._words = label(wrap=True)
        self._origin = hint()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 8)
        box.setSpacing(4)
        box.addWidget(rule())
        for widget in (self._words, self._origin, self.value, self.source):
            box.addWidget(widget)
        self.value.edited.connect(self._edited)
        self.source.edited.connect(self.edited)

    def show_organisation(self, organisation: Organisation, procedure: Procedure) -> None:
        """Show what the county has set, and the number now in force."""
        own = next((o for o in organisation.county_numbers if o.id == self.number.id and not o.pack), None)
        self.value.editor.set_value(own.value if own else None)
        self.source.show_source(own or CountyNumber(id=self.number.id))
        now = next(one for one in procedure.numbers if one.id == self.number.id)
        self._words.setText(f"{now.label}：现在按{now.value}{now.unit}")
        self._origin.setText(f"依据：{origin(now, procedure)}")
        self._show_problem()

    def county_number(self) -> CountyNumber | None:
        """What the county sets, `None` while it sets nothing or something it cannot."""
        value = self.value.editor.value()
        if value is None or self.value.editor.problem() or problem_of(self.number, value):
            return None
        return CountyNumber(id=self.number.id, value=value, **self.source.values())

    def finish(self) -> None:
        """Take over what is half typed."""
        self.value.editor.finish()
        self.source.finish()

    def _edited(self) -> None:
        self._show_problem()
        self.edited.emit()

    def _show_problem(self) -> None:
        value = self.value.editor.value()
        self.value.set_finding(problem_of(self.number, value), self.number.clause)
        self.source.setVisible(value is not None)
