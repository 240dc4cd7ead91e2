"""One question on a form: label, hint, editor, finding."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.widgets.finding import FindingLabel
from yishi_desktop.ui.widgets.text import hint, label


class FormField(QWidget):
    """Label above, hint line, editor, and below it what is wrong.

    What the editor itself cannot read (an impossible date) is said first; else what `set_finding` was given.
    """

    edited = Signal()

    def __init__(
        self, title: str, editor: Editor, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.title = label(title, "label", wrap=True)
        self._hint = hint(help_text) if help_text else None
        self.finding = FindingLabel()
        self._given = ("", "")
        self.neighbours: tuple[FormField, ...] = ()
        self._lift = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(3)
        self._box.addWidget(self.title)
        if self._hint is not None:
            self._box.addWidget(self._hint)
        self._box.addSpacerItem(self._lift)
        self._box.addWidget(editor)
        self._box.addWidget(self.finding)
        self._box.addStretch(1)  # fields side by side keep their labels on one line
        self.title.setBuddy(editor)
        editor.name_for(title, help_text)
        editor.edited.connect(self.edited)
        editor.problem_changed.connect(self._show)
        self._show()

    def show_hint(self, shown: bool) -> None:
        """Show the line that explains the question, or leave it to the screen reader."""
        if self._hint is not None:
            self._hint.setVisible(shown)

    def is_explained(self) -> bool:
        """Whether a line below the label explains the question."""
        return self._hint is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() == event.size().width():
            return
        heads = {one: one.head() for one in self.neighbours if not one.isHidden()}
        for one, high in heads.items():
            one.push(max(heads.values()) - high)

    def head(self) -> int:
        """Pixels above the editor."""
        parts: list[QLabel | None] = [self.title, self._hint]
        shown = [part for part in parts if part is not None and not part.isHidden()]
        return sum(part.heightForWidth(self.width()) + self._box.spacing() for part in shown)

    def push(self, by: int) -> None:
        """Move the editor so many pixels down."""
        if by != self._lift.sizeHint().height():
            self._lift.changeSize(0, by, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self._box.invalidate()

    def set_finding(self, sentence: str, clause: str = "") -> None:
        """Show what the checks found about this fact; an empty sentence clears it."""
        self._given = (sentence, clause)
        self._show()

    def put_beside(self, widget: QWidget) -> None:
        """Let something small stand at the right of the label."""
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        self._box.insertLayout(0, row)

    def put_below(self, widget: QWidget) -> None:
        """Let something more stand below the finding."""
        self._box.insertWidget(self._box.count() - 1, widget)

    def _show(self) -> None:
        problem = self.editor.problem()
        sentence, clause = (problem, "") if problem else self._given
        self.finding.set_finding(sentence, clause)
        self.editor.set_bad(bool(sentence))


def stand_side_by_side(fields: Sequence[FormField]) -> None:
    """Keep the editors of one row on one line, also where only one of the questions is explained."""
    if any(one.is_explained() for one in fields):
        for one in fields:
            one.neighbours = tuple(fields)
