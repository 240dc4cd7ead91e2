"""本地规定: how ambiguous passages are read here, and the numbers the county sets; who decided, and since when."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.ambiguities import Ambiguity, Reading, ambiguities, reading_of
from yishi_desktop.domain.facts import facts_of
from yishi_desktop.domain.overlay import for_organisation, origin, problem_of
from yishi_desktop.domain.people import CountyNumber, Organisation, ReadingNote
from yishi_desktop.domain.procedure import Number, Procedure
from yishi_desktop.domain.wording import localise
from yishi_desktop.services import village
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.line import CountEditor, LineEditor
from yishi_desktop.ui.editors.when import DateEditor
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.settings.village.county_names import CountyNames
from yishi_desktop.ui.turns import Piece, Turns
from yishi_desktop.ui.widgets.tag import SavedIndicator
from yishi_desktop.ui.widgets.text import hint, label, rule, subheading
from yishi_desktop.ui.widgets.tile import Tile

PAUSE = 600
"""Milliseconds without a key before what was typed is kept."""
_LARGEST = 9999


class _Source(QWidget):
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


class _Question(QWidget):
    """An ambiguous passage with its readings; one without an answer to give says only what is done."""

    edited = Signal()

    def __init__(self, ambiguity: Ambiguity, desk: Desk) -> None:
        super().__init__()
        self.ambiguity = ambiguity
        self.tiles: dict[Tile, Reading] = {}
        self.source = _Source(ReadingNote, desk, ambiguity.question) if ambiguity.field else None
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


class _NumberRow(QWidget):
    """A number the county may set, with where it now comes from."""

    edited = Signal()

    def __init__(self, number: Number, desk: Desk) -> None:
        super().__init__()
        self.number = number
        self.value = FormField("", CountEditor(number.unit, _LARGEST))
        self.value.title.hide()
        self.value.editor.name_for(f"{number.label}（本地）")
        self.source = _Source(CountyNumber, desk, number.label)
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


class LocalPanel(Panel):
    """Kept as it is typed; it follows when the village chooses another document."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__(
            "本地规定", "文件没有写清楚的地方怎么读，县里定了什么数，在这里写明：谁定的、从哪天起。填了就存。"
        )
        self._desk = desk
        self.saved = SavedIndicator()
        self.body.addWidget(self.saved)
        self._shown = QWidget()
        self.body.addWidget(self._shown)
        self.names = CountyNames(desk, files)
        self.names.taken_in.connect(self._taken_in)
        self.body.addWidget(self.names)
        self.body.addStretch(1)
        self.questions: list[_Question] = []
        self.numbers: list[_NumberRow] = []
        self._built_for = ""
        self._turns = Turns(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        desk.changed.connect(self._changed)
        self._build()

    def _changed(self, changed: Changed) -> None:
        if changed.touches("organisation") and not self._timer.isActive():
            self._build()

    def _taken_in(self) -> None:
        """What the county's file says stands above anything half typed here."""
        self._timer.stop()
        self._build()

    def _build(self) -> None:
        procedure = self._desk.definitions.procedures.get(self._desk.snapshot.organisation.procedure)
        wanted = f"{procedure.id if procedure else ''} {self._desk.snapshot.organisation.kind} {theme.base()}"
        if wanted != self._built_for:
            self._furnish(procedure)
            self._built_for = wanted
        self.names.setVisible(procedure is not None)
        if procedure is not None:
            self._show_organisation(procedure)
            self.names.show_procedure(procedure)

    def _furnish(self, procedure: Procedure | None) -> None:
        """Passages and numbers come bit by bit: some documents have two dozen."""
        shown = QWidget()
        self._rows = QVBoxLayout(shown)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.questions, self.numbers = [], []
        self._turns.clear()
        if procedure is None:
            self._rows.addWidget(
                label("还没有选办事依据。请到“本村资料”里选（乡镇在“镇规则包”里选）。", wrap=True)
            )
        else:
            self._turns.put(self._pieces(procedure))
        self.body.replaceWidget(self._shown, shown)
        self._shown.hide()
        self._shown.deleteLater()
        self._shown = shown
        if self.isVisible():
            shown.show()

    def _pieces(self, procedure: Procedure) -> Iterator[Piece]:
        yield partial(self._put_title, "文件没有写清楚的地方")
        for ambiguity in ambiguities(procedure):
            yield partial(self._put_question, ambiguity)
        yield partial(
            self._put_title,
            "本地定的数",
            "不填就按文件。写了从哪天起的，只管那天起登记的事，以前的事还按原来的数。",
        )
        for number in procedure.numbers:
            if number.adjustable:
                yield partial(self._put_number, number, procedure)

    def _put_title(self, words: str, explained: str = "") -> None:
        self._rows.addWidget(subheading(words))
        if explained:
            self._rows.addWidget(hint(explained))

    def _put_question(self, ambiguity: Ambiguity) -> None:
        question = _Question(ambiguity, self._desk)
        question.show_organisation(self._desk.snapshot.organisation)
        question.edited.connect(self._edited)
        self.questions.append(question)
        self._rows.addWidget(question)

    def _put_number(self, number: Number, procedure: Procedure) -> None:
        row = _NumberRow(number, self._desk)
        row.show_organisation(self._desk.snapshot.organisation, self._in_force(procedure))
        row.edited.connect(self._edited)
        self.numbers.append(row)
        self._rows.addWidget(row)

    def _show_organisation(self, procedure: Procedure) -> None:
        organisation, in_force = self._desk.snapshot.organisation, self._in_force(procedure)
        for question in self.questions:
            question.show_organisation(organisation)
        for number in self.numbers:
            number.show_organisation(organisation, in_force)

    def _in_force(self, procedure: Procedure) -> Procedure:
        return for_organisation(procedure, self._desk.snapshot.organisation, self._desk.clock().date())

    # --- keeping ---

    def _edited(self) -> None:
        self.saved.saving()
        self._timer.start()

    def keep(self) -> None:
        """Keep what stands here now."""
        self._timer.stop()
        wanted = self._wanted()
        if wanted != self._desk.snapshot.organisation:
            self._desk.act(partial(_keep, organisation=wanted), self._kept)

    def _wanted(self) -> Organisation:
        organisation = self._desk.snapshot.organisation
        for question in self.questions:
            organisation = question.put_into(organisation)
        here: Mapping[str, CountyNumber | None] = {row.number.id: row.county_number() for row in self.numbers}
        others = [one for one in organisation.county_numbers if one.pack or one.id not in here]
        own = [one for one in here.values() if one is not None]
        return replace(organisation, county_numbers=(*others, *own))

    def _kept(self, _: Changed) -> None:
        self.saved.saved(self._desk.clock().time())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep_typed()

    def keep_typed(self) -> None:
        """Keep what was typed a moment ago, without waiting for the pause."""
        if self._timer.isActive():
            for row in self.numbers:
                row.finish()
            for question in self.questions:
                question.finish()
            self.keep()


def _keep(office: Office, organisation: Organisation) -> Changed:
    return village.save_organisation(office, organisation)
