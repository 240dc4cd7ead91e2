"""A form made from the facts a record declares: one field for each, in the order they are declared or named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from yishi_desktop.domain.facts import Fact, facts_of
from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.editors.fact_fields import Surroundings, editor_for, recorded, shown
from yishi_desktop.ui.editors.field import FormField, stand_side_by_side

GAP = 14
"""Pixels between two fields."""


class RecordForm(QWidget):
    """`set_record` shows a record, `record` reads it back with what was typed. Facts not named stay as they are.

    `rows` are the names of facts, those of an inner sequence side by side. `editors` replaces the usual editor of a fact
    by another of the same values.
    """

    edited = Signal()

    def __init__(
        self,
        record: type[Any],
        rows: Sequence[Sequence[str]],
        around: Surroundings,
        editors: Mapping[str, Editor] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._facts = facts_of(record)
        self._record: Any = None
        self.fields: dict[str, FormField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        widest = max(len(row) for row in rows)
        for column in range(widest):
            self._grid.setColumnStretch(column, 1)
        for at, row in enumerate(rows):
            self._add_row(at, row, widest, editors or {})

    def _add_row(self, at: int, row: Sequence[str], widest: int, editors: Mapping[str, Editor]) -> None:
        stand_side_by_side([self._add(name, editors) for name in row])
        for column, name in enumerate(row):
            last = column == len(row) - 1
            self._grid.addWidget(self.fields[name], at, column, 1, widest - column if last else 1)

    def _add(self, name: str, editors: Mapping[str, Editor]) -> FormField:
        fact = self._facts[name]
        field = FormField(
            self._around.say(fact.label),
            editors.get(name) or editor_for(fact, self._around),
            self._around.say(fact.help),
        )
        field.edited.connect(self.edited)
        self.fields[name] = field
        return field

    def set_record(self, record: Any) -> None:
        """Show a record; nothing is emitted."""
        self._record = record
        for name, field in self.fields.items():
            field.editor.set_value(shown(getattr(record, name), self._facts[name]))
            field.set_finding("")

    def record(self) -> Any:
        """The record shown, with every field as it stands now."""
        values = {name: self._value(name, self._facts[name]) for name in self.fields}
        return replace(self._record, **values)

    def _value(self, name: str, fact: Fact) -> Any:
        old = getattr(self._record, name)
        return recorded(self.fields[name].editor.value(), fact, self._around, old)

    def finish(self) -> None:
        """Take over what is half typed."""
        for field in self.fields.values():
            field.editor.finish()

    def is_changed(self) -> bool:
        """Whether a field says something else than the record that was set."""
        return self._record is not None and self.record() != self._record

    def first_problem(self) -> FormField | None:
        """The first field that cannot be read, if any."""
        return next((field for field in self.fields.values() if field.editor.problem()), None)
