"""One question on a form: label, hint, editor, finding."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(3)
        for part in filter(None, (self.title, self._hint, editor, self.finding)):
            self._box.addWidget(part)
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
