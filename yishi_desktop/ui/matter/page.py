"""The page of one step: what it asks, what is wrong with the answers, and what is worth knowing."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.conditions import holds
from yishi_desktop.domain.procedure import Section, Step
from yishi_desktop.domain.progress import Finding, FindingKind
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.finder.marking import mark_words
from yishi_desktop.ui.matter.photos.desk import PhotoDesk
from yishi_desktop.ui.matter.photos.part import PhotosPart
from yishi_desktop.ui.matter.remarks import PastMending, Remarks
from yishi_desktop.ui.matter.sections import PARTS
from yishi_desktop.ui.matter.sections.base import WRONG, SectionPart, wrong_at
from yishi_desktop.ui.matter.sections.catalogue import CataloguePart
from yishi_desktop.ui.matter.steps import neighbours
from yishi_desktop.ui.widgets.finding import FindingLabel
from yishi_desktop.ui.widgets.text import heading, hint

FORM_WIDTH = 62
"""Multiples of the type size: no line of a form is longer than the eye likes to travel."""


class StepPage(QScrollArea):
    """Built from the step's sections. Blanks are pointed out only once the page has been left: nobody likes to be
    told what is missing before they have begun.
    """

    edited = Signal()
    entered = Signal(str)
    wall_wanted = Signal()

    def __init__(
        self,
        step: Step,
        editing: CaseEditing,
        around: Surroundings,
        photo_desk: PhotoDesk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.step = step
        self.editing = editing
        self._around = around
        self.say_missing = False
        self.setAcceptDrops(True)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(step.title)
        inside = QWidget()
        inside.setProperty("role", "page")
        inside.setMaximumWidth(theme.px(FORM_WIDTH))
        self.setWidget(inside)  # first: what is put in later is dressed once, where it stays
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 14, 20, 20)
        self._column.setSpacing(14)
        self._column.addWidget(heading(around.say(step.title)))
        if step.help:
            self._column.addWidget(hint(around.say(step.help)))
        if step.named_by:
            self._column.addWidget(hint(step.named_by))
        self._waiting = hint()
        self._column.addWidget(self._waiting)
        self._elsewhere = FindingLabel()
        self._column.addWidget(self._elsewhere)
        self._past_mending = PastMending()
        self._column.addWidget(self._past_mending)
        self.parts = [(section, self._part(section, around)) for section in step.sections]
        self.remarks = Remarks()
        self.remarks.explained.connect(self._explained)
        self._column.addWidget(self.remarks)
        self.photos = PhotosPart(step, editing, around, photo_desk)
        self.photos.edited.connect(self._edited)
        self._column.addWidget(self.photos)
        self._column.addStretch(1)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.show_state()

    def _part(self, section: Section, around: Surroundings) -> SectionPart:
        part = PARTS[section.kind](section, self.editing, around, self.widget())
        part.edited.connect(self._edited)
        part.entered.connect(self.entered)
        part.wall_wanted.connect(self.wall_wanted)
        if isinstance(part, CataloguePart):
            part.rewritten.connect(self.refresh)
        part.explained.connect(self._explained)
        self._column.addWidget(part)
        return part

    def refresh(self) -> None:
        """Show what is recorded now, after undo or another session."""
        for _, part in self.parts:
            part.refresh()
        self.photos.refresh()
        self.show_state()

    def show_wall(self, shown: bool) -> None:
        """Say whether the room sees the matter."""
        for _, part in self.parts:
            part.show_wall(shown)

    def show_state(self) -> None:
        """Show the sections that apply, and the findings at their places."""
        found = self._findings()
        placed: set[str] = set()
        for section, part in self.parts:
            applies = holds(section.when, self.editing.situation)
            part.setVisible(applies)
            if applies:
                placed |= part.show_findings(found)
        self._say_what_comes_first()
        loose = [finding for finding in found if finding.fact not in placed]
        homeless = next((finding.fact for finding in loose if finding.kind in WRONG), "")
        self._elsewhere.set_finding(*wrong_at(homeless, loose))
        self.remarks.show_findings(loose)
        self._past_mending.show_findings(found)

    def _say_what_comes_first(self) -> None:
        """Where all that is asked depends on a step before, an empty page would be a riddle."""
        situation = self.editing.situation
        asks_first = bool(self.parts) and bool(self.parts[0][0].facts)
        asking = (section for section, _ in self.parts if section.facts)
        riddle = asks_first and not any(holds(section.when, situation) for section in asking)
        before = neighbours(self.editing, self.step)[0] if riddle else None
        self._waiting.setVisible(before is not None)
        if before is not None:
            self._waiting.setText(self._around.say(f"填好“{before.title}”以后，这里才列出要写的内容。"))

    def _findings(self) -> Sequence[Finding]:
        """In their places on the page; blanks only once it has been left."""
        found = self.editing.findings(self.step)
        return [finding for finding in found if self.say_missing or finding.kind is not FindingKind.MISSING]

    def finish(self) -> None:
        """Take over what is half typed; from now on blanks are pointed out."""
        for _, part in self.parts:
            part.finish()
        self.say_missing = True
        self.show_state()

    def show_place(self, path: str, words: str) -> None:
        """Bring the field of a fact into view, with these words in it selected."""
        if path == "case.photos":
            self.photos.show_caption(words)
            self.ensureWidgetVisible(self.photos)
            return
        for _, part in self.parts:
            part.complete()
        here = [part for _, part in self.parts if part.isVisibleTo(self) and part.focus_fact(path)]
        for part in here or [part for _, part in self.parts if part.isVisibleTo(self)]:
            if mark_words(part, words):
                break
        focus = self.window().focusWidget()
        if self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 20, 60)

    def focus_first(self) -> None:
        """Put the cursor where work begins: at the first thing missing, or at the first question."""
        missing = [finding.fact for finding in self.editing.findings(self.step)]
        for path in (*missing, *self.step.facts):
            if any(part.isVisibleTo(self) and part.focus_fact(path) for _, part in self.parts):
                return

    # --- photos dropped on the page ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.ensureWidgetVisible(self.photos)
        self.photos.take_in(_files_in(event.mimeData()))

    def _edited(self) -> None:
        self.show_state()
        self.edited.emit()

    def _explained(self, finding: Finding, text: str) -> None:
        self.editing.explain(finding, text)
        self._edited()


def _files_in(data: QMimeData) -> list[Path]:
    """The files of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
