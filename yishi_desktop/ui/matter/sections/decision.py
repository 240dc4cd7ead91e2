"""A meeting that decides by law: who must come, who must agree, and whether it was enough."""

from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.decisions import Decision, bodies_for, decision, matter_rule
from yishi_desktop.domain.procedure import Section
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.sections.fields import FieldsPart
from yishi_desktop.ui.widgets.card import VerdictBox


class DecisionPart(FieldsPart):
    """The counts of the meeting, and above them what the law makes of them."""

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        self._verdict = VerdictBox()
        super().__init__(section, editing, around, parent)
        self.body.insertWidget(0, self._verdict)
        self.edited.connect(self._show_verdict)

    def refresh(self) -> None:
        super().refresh()
        self._show_verdict()

    def _show_verdict(self) -> None:
        found = decision(self.editing.situation)
        if found is None:
            self._verdict.set_verdict("info", self.around.say(self._where_to()), *self._planning())
            return
        clause = f"{found.rule.source} {found.rule.clause}"
        self._verdict.set_verdict(_tone(found), self.around.say(found.sentence), "", clause)

    def _where_to(self) -> str:
        """Which meeting has to decide, before one has been chosen."""
        bodies = bodies_for(self.editing.situation)
        if not bodies:
            return "选了提交哪个会议，这里就告诉您要多少人到会、多少人同意"
        return f"这类事依法要由{'、或者'.join(body.label for body in bodies)}决定"

    def _planning(self) -> tuple[str, str]:
        rule = matter_rule(self.editing.situation)
        if rule is None:
            return "", ""
        told = "协商达成一致，不等于已经决定。先选会议，填应当参加的人数，就知道最少要来多少人。"
        return told, " ".join(self.editing.situation.reference(rule.source, rule.clause))


def _tone(found: Decision) -> str:
    return {True: "ok", False: "overdue", None: "info"}[found.carried]
