"""Plain questions, two in a row where they are short."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from yishi_desktop.domain.overlay import named_fact
from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings, field_for, is_short, recorded, shown
from yishi_desktop.ui.editors.field import FormField, stand_side_by_side
from yishi_desktop.ui.editors.phrases import offer_phrases
from yishi_desktop.ui.matter.remarks import Remarks, worth_knowing
from yishi_desktop.ui.matter.sections.base import SectionPart, wrong_at
from yishi_desktop.ui.widgets.text import button

AGREED = "outcome.agreed_opinion"


class FieldsPart(SectionPart):
    """One field for every fact of the section; what is offered and not demanded says so."""

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        self.fields: dict[str, FormField] = {}
        self._remarks: dict[str, Remarks] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._place = (0, 0)
        for path in (*section.facts, *section.optional):
            if FACTS[path].kind not in ("rows", "checklist"):
                self._add(path, optional=path in section.optional)
        self.refresh()

    def _add(self, path: str, *, optional: bool) -> None:
        situation = self.editing.situation
        fact = named_fact(path, situation.organisation, situation.registered_on)
        field = field_for(fact, self.around, optional=optional)
        field.setObjectName(path)
        field.edited.connect(self._record)
        self.fields[path] = field
        if path == AGREED:
            self._offer_the_vote(field)
        self._offer_phrases(path, field)
        row, column = self._place
        if is_short(fact):
            if column:
                stand_side_by_side(list(self.fields.values())[-2:])
            self._grid.addWidget(field, row, column)
            self._place = (row, 1) if column == 0 else (row + 1, 0)
        else:
            row += column
            self._grid.addWidget(field, row, 0, 1, 2)
            self._place = (row + 1, 0)

    def _offer_phrases(self, path: str, field: FormField) -> None:
        offer_phrases(field, self.around.sentences(path))

    def _offer_the_vote(self, field: FormField) -> None:
        """The words that were voted on are the result, as a rule; nobody should have to type them twice."""
        self._as_voted = button("照表决的意见写", "link")
        self._as_voted.clicked.connect(self._take_the_vote)
        field.put_below(self._as_voted)

    def _take_the_vote(self) -> None:
        opinion = self.editing.value("vote.opinion")
        self.fields[AGREED].editor.set_value(opinion)
        if self.editing.set(AGREED, opinion):
            self.edited.emit()

    def _show_offer(self) -> None:
        if AGREED in self.fields:
            verdict = self.editing.situation.verdict()
            voted = (
                verdict is not None
                and verdict.passed
                and bool(str(self.editing.value("vote.opinion")).strip())
            )
            self._as_voted.setVisible(voted and not self.fields[AGREED].editor.value().strip())

    def refresh(self) -> None:
        for path, field in self.fields.items():
            field.editor.set_value(shown(self.editing.value(path), FACTS[path]))

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        for path, field in self.fields.items():
            field.set_finding(*wrong_at(path, findings))
            self._remark(path, [finding for finding in findings if finding.fact == path])
        self._show_offer()
        return set(self.fields)

    def _remark(self, path: str, findings: Sequence[Finding]) -> None:
        """What is worth knowing about one answer, right below it; most answers never need the room."""
        if path not in self._remarks:
            if not worth_knowing(findings):
                return
            self._remarks[path] = Remarks()
            self._remarks[path].explained.connect(self.explained)
            self.fields[path].put_below(self._remarks[path])
        self._remarks[path].show_findings(findings)

    def finish(self) -> None:
        for field in self.fields.values():
            field.editor.finish()

    def fact_at(self, widget: QWidget) -> str:
        return next((path for path, field in self.fields.items() if field.isAncestorOf(widget)), "")

    def focus_fact(self, path: str) -> bool:
        if path not in self.fields:
            return False
        self.fields[path].editor.setFocus()
        return True

    def _record(self) -> None:
        field = self.sender()
        path = next(path for path, other in self.fields.items() if other is field)
        fact = FACTS[path]
        old = self.editing.value(path)
        if self.editing.set(path, recorded(self.fields[path].editor.value(), fact, self.around, old)):
            self.edited.emit()
