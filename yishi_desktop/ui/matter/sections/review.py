"""六必议 and 五不议: which rule brings the topic in, and whether one keeps it out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.case import ExclusionAnswer
from yishi_desktop.domain.procedure import RuleItem, Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.domain.prose import EXCLUSION_REASON
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.checklist import Answer, ChecklistEditor, Question
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.remarks import Remarks
from yishi_desktop.ui.matter.sections.base import SectionPart, wrong_at
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.finding import FindingLabel
from yishi_desktop.ui.widgets.text import button, hint, label, subheading

MUST, EXCLUSIONS = "review.must_rules", "review.exclusions"


class _Tick(QWidget):
    """A box to tick with words that wrap beside it; QCheckBox alone cannot wrap its text."""

    def __init__(self, item: RuleItem, words: str) -> None:
        super().__init__()
        self.item = item
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        text = label(words, wrap=True)
        text.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)


class ReviewPart(SectionPart):
    """The two lists, word for word as the document has them."""

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        procedure = editing.situation.procedure
        self._ticks = [_Tick(item, around.say(item.text)) for item in procedure.must]
        said = around.sentences(EXCLUSION_REASON)
        self.exclusions = ChecklistEditor(
            [Question(item.id, around.say(item.text), sentences=said) for item in procedure.exclusions],
            reason_when=True,
        )
        self.exclusions.name_for("五不议审查")
        self._other_reading = VerdictBox()
        self.none_of_them = button("每条都看过了，都不是")
        self.none_of_them.clicked.connect(self._none_of_them)
        self._findings = {MUST: FindingLabel(), EXCLUSIONS: FindingLabel()}
        self._remarks = {MUST: Remarks(), EXCLUSIONS: Remarks()}
        self._lay_out()
        for tick in self._ticks:
            tick.box.toggled.connect(self._ticked)
        self.exclusions.edited.connect(self._answered)
        self.refresh()

    def _lay_out(self) -> None:
        self.body.addWidget(subheading("六必议：属于哪一种（可以不止一种）"))
        ticks = QVBoxLayout()
        ticks.setSpacing(8)
        for tick in self._ticks:
            ticks.addWidget(tick)
        self.body.addLayout(ticks)
        self._add_findings(MUST)
        self.body.addWidget(subheading("五不议：有没有下面的情形"))
        self.body.addWidget(hint("每条都要答。有一条“是”，就不组织协商，要写明理由并告诉提出人。"))
        self.body.addWidget(self.exclusions)
        self.body.addWidget(self.none_of_them, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._other_reading)
        self._add_findings(EXCLUSIONS)

    def _add_findings(self, path: str) -> None:
        self.body.addWidget(self._findings[path])
        self.body.addWidget(self._remarks[path])
        self._remarks[path].explained.connect(self.explained)

    def refresh(self) -> None:
        chosen = self.editing.case.review.must_rules
        for tick in self._ticks:
            tick.box.blockSignals(True)
            tick.box.setChecked(tick.item.id in chosen)
            tick.box.blockSignals(False)
        given = self.editing.case.review.exclusions
        self.exclusions.set_value(tuple(Answer(answer.rule, answer.hit, answer.reason) for answer in given))

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        self._show_other_readings()
        for path, place in self._findings.items():
            place.set_finding(*wrong_at(path, findings))
            self._remarks[path].show_findings([finding for finding in findings if finding.fact == path])
        return set(self._findings)

    def _show_other_readings(self) -> None:
        """What stands against keeping the topic out, next to the answer that would."""
        hit = {answer.rule for answer in self.editing.case.review.exclusions if answer.hit}
        items = [item for item in self.editing.situation.procedure.exclusions if item.id in hit]
        told = [f"{item.short}：{item.other_reading}" for item in items if item.other_reading]
        self._other_reading.set_verdict("info", "另一种读法", self.around.say("\n".join(dict.fromkeys(told))))
        self._other_reading.setVisible(bool(told))

    def fact_at(self, widget: QWidget) -> str:
        below = (self.exclusions, self._findings[EXCLUSIONS], self._remarks[EXCLUSIONS])
        return EXCLUSIONS if any(part.isAncestorOf(widget) for part in below) else MUST

    def focus_fact(self, path: str) -> bool:
        if path == MUST and self._ticks:
            self._ticks[0].box.setFocus()
        elif path == EXCLUSIONS:
            self.exclusions.row(self.editing.situation.procedure.exclusions[0].id).flag.setFocus()
        return path in self._findings

    def _ticked(self) -> None:
        chosen = tuple(tick.item.id for tick in self._ticks if tick.box.isChecked())
        if self.editing.set(MUST, chosen):
            self.edited.emit()

    def _none_of_them(self) -> None:
        """否 to every question nobody has answered yet; what has been answered stays."""
        for question in self.editing.situation.procedure.exclusions:
            row = self.exclusions.row(question.id)
            if row.answer().answer is None:
                row.set_answer(row.answer()._replace(answer=False))
        self._answered()

    def _answered(self) -> None:
        answers = tuple(
            ExclusionAnswer(rule=answer.key, hit=answer.answer, reason=answer.reason)
            for answer in self.exclusions.value()
            if answer.answer is not None or answer.reason
        )
        if self.editing.set(EXCLUSIONS, answers):
            self.edited.emit()
