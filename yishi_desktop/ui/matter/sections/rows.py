"""Several of the same: tasks, deliveries, entries of the minutes. Each row is made of the facts its class declares."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.facts import Fact, facts_of
from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings, field_for, is_short, recorded, shown
from yishi_desktop.ui.editors.field import FormField, stand_side_by_side
from yishi_desktop.ui.editors.phrases import offer_phrases
from yishi_desktop.ui.matter.remarks import Remarks
from yishi_desktop.ui.matter.sections.base import SectionPart, wrong_at
from yishi_desktop.ui.widgets.finding import FindingLabel
from yishi_desktop.ui.widgets.text import button, label

_COLUMNS = 2
AT_ONCE = 3
"""Rows made before anything else is done: a list of everybody in the village would hold the window up."""


class RowPanel(QFrame):
    """One row as a small panel of fields with a button to take it away."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self, title: str, record: Any, around: Surroundings, only: Sequence[str] = (), path: str = ""
    ) -> None:
        """`only` names the facts it asks; nothing for every fact the record has. `path` is the fact the rows stand in."""
        super().__init__()
        self._path = path
        self.setProperty("role", "panel")
        self._around = around
        facts = facts_of(type(record))
        self._facts: dict[str, Fact] = {name: facts[name] for name in only or facts}
        self._record = record
        self.fields: dict[str, FormField] = {}
        self._remove = button("删去这一条", "link", name=f"删去{title}")
        self._remove.clicked.connect(self.removed)
        self._lay_out(title)
        self.show_record(record)

    def _lay_out(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 12)
        head = QHBoxLayout()
        head.addWidget(label(title, "label"), 1)
        head.addWidget(self._remove)
        outer.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        outer.addLayout(grid)
        at = 0
        for name, fact in self._facts.items():
            field = field_for(fact, self._around)
            field.editor.name_for(f"{title}：{fact.label}", fact.help)
            offer_phrases(field, self._around.sentences(f"{self._path}.{name}"))
            field.edited.connect(self.changed)
            self.fields[name] = field
            wide = not is_short(fact)
            if not wide and at % _COLUMNS:
                stand_side_by_side(list(self.fields.values())[-2:])
            at += (-at) % _COLUMNS if wide else 0
            grid.addWidget(field, at // _COLUMNS, at % _COLUMNS, 1, _COLUMNS if wide else 1)
            at += _COLUMNS if wide else 1
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)

    def show_record(self, record: Any) -> None:
        """Show a row's values without telling."""
        self._record = record
        for name, field in self.fields.items():
            field.editor.set_value(shown(getattr(record, name), self._facts[name]))

    def record(self) -> Any:
        """The row as it stands in the fields."""
        values = {
            name: recorded(field.editor.value(), self._facts[name], self._around, getattr(self._record, name))
            for name, field in self.fields.items()
        }
        self._record = replace(self._record, **values)
        return self._record

    def finish(self) -> None:
        """Take over what is half typed."""
        for field in self.fields.values():
            field.editor.finish()


class RowsPart(SectionPart):
    """Any number of rows of the section's one repeated fact, and a button for one more."""

    panel_class: type[RowPanel] = RowPanel

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        self.path = next(path for path in (*section.facts, *section.optional) if FACTS[path].kind == "rows")
        self._fact = FACTS[self.path]
        self._panels: list[RowPanel] = []
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._put_some)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        self._finding = FindingLabel()
        self.body.addWidget(self._finding)
        self._remarks = Remarks()
        self._remarks.explained.connect(self.explained)
        self.body.addWidget(self._remarks)
        self.add_button = button(f"＋ 加一条{around.say(self._fact.label)}")
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.clicked.connect(self.add_row)
        self.refresh()

    def refresh(self) -> None:
        rows = self._rows()
        while len(self._panels) > len(rows):
            self._drop(self._panels[-1])
        for panel, row in zip(self._panels, rows, strict=False):
            panel.show_record(row)
        self._put_some()

    def _put_some(self) -> None:
        """The next rows; the rest when the window has nothing else to do."""
        for row in self._waiting()[:AT_ONCE]:
            self._put(row)
        if self._waiting():
            self._later.start()

    def _waiting(self) -> tuple[Any, ...]:
        return self._rows()[len(self._panels) :]

    def complete(self) -> None:
        for row in self._waiting():
            self._put(row)

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        self._finding.set_finding(*wrong_at(self.path, findings))
        self._remarks.show_findings([finding for finding in findings if finding.fact == self.path])
        return {self.path}

    def finish(self) -> None:
        for panel in self._panels:
            panel.finish()

    def fact_at(self, widget: QWidget) -> str:
        return self.path

    def focus_fact(self, path: str) -> bool:
        if path == self.path:
            self.add_button.setFocus()
        return path == self.path

    def add_row(self) -> None:
        """One more row, with the cursor in its first field."""
        assert self._fact.row is not None
        self._set((*self._rows(), self._fact.row()))
        self.refresh()
        self.complete()
        next(iter(self._panels[-1].fields.values())).editor.setFocus()

    def _rows(self) -> tuple[Any, ...]:
        rows = self.editing.value(self.path)
        return rows if isinstance(rows, tuple) else ()

    def _put(self, row: Any) -> None:
        panel = self.panel_class(
            f"{self.around.say(self._fact.label)}第{len(self._panels) + 1}条",
            row,
            self.around,
            path=self.path,
        )
        panel.changed.connect(self._changed)
        panel.removed.connect(self._removed)
        self._panels.append(panel)
        self._list.addWidget(panel)
        if self.isVisible():
            panel.show()  # at once: the cursor is put into it

    def _drop(self, panel: RowPanel) -> None:
        self._panels.remove(panel)
        panel.hide()
        panel.deleteLater()

    def _changed(self) -> None:
        self._set((*(panel.record() for panel in self._panels), *self._waiting()))

    def _removed(self) -> None:
        gone = self.sender()
        stay = (panel.record() for panel in self._panels if panel is not gone)
        self._set((*stay, *self._waiting()))
        self.refresh()

    def _set(self, rows: tuple[Any, ...]) -> None:
        if self.editing.set(self.path, rows):
            self.edited.emit()
