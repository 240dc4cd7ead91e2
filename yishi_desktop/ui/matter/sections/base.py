"""What every part of a page has in common."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding, FindingKind
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.widgets.text import hint, subheading

WRONG = frozenset({FindingKind.MISSING, FindingKind.BROKEN})


class SectionPart(QWidget):
    """A part of a step's page. It shows facts of the case being edited and records what is entered.

    `edited` tells that a fact was recorded; `entered(path)` that the cursor came to a fact, for the preview;
    `wall_wanted` that the room should see it, or see it no longer; `explained(finding, text)` that a finding was passed
    over with an explanation.
    """

    edited = Signal()
    entered = Signal(str)
    wall_wanted = Signal()
    explained = Signal(object, str)

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.section = section
        self.editing = editing
        self.around = around
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        if section.title:
            self.body.addWidget(subheading(around.say(section.title)))
        if section.help:
            self.body.addWidget(hint(around.say(section.help)))
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def refresh(self) -> None:
        """Show what is recorded now, without telling that anything was edited."""

    def complete(self) -> None:
        """Have everything there at once, also what is made bit by bit."""

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        """Show findings at their fields; the facts that have a place for them here."""
        return set()

    def finish(self) -> None:
        """Take over what is half typed."""

    def show_wall(self, shown: bool) -> None:
        """The room sees this matter on the wall, or no longer."""

    def fact_at(self, widget: QWidget) -> str:
        """The path of the fact a widget belongs to, empty when none."""
        return ""

    def focus_fact(self, path: str) -> bool:
        """Put the cursor at a fact, if it is here."""
        return False

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            path = self.fact_at(now)
            if path:
                self.entered.emit(path)


def wrong_at(path: str, findings: Sequence[Finding]) -> tuple[str, str]:
    """Everything that is missing or broken at one fact, a line each, and the clauses it rests on."""
    here = [finding for finding in findings if finding.fact == path and finding.kind in WRONG]
    sentences = dict.fromkeys(finding.message for finding in here)
    clauses = dict.fromkeys(finding.reference for finding in here if finding.reference)
    return "\n".join(sentences), "；".join(clauses)
