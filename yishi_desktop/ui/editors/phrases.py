"""常用语: a small way to ready sentences beside a field, which are put in where the cursor stands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton

from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.line import LineEditor
from yishi_desktop.ui.editors.paragraphs import TextEditor

KEYS = "Ctrl+J"


class PhraseButton(QPushButton):
    """Belongs to one editor. Tab passes it by, as fields are many; its keys open it from within the editor."""

    def __init__(self, editor: TextEditor | LineEditor, title: str, sentences: Sequence[str]) -> None:
        super().__init__("常用语 ▾")
        self._editor = editor
        self.setProperty("role", "inline")
        self.setAccessibleName(f"常用语：{title}")
        self.setToolTip(f"选一句现成的话，填在光标那里（按{KEYS}）")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.list = QMenu(self)
        for sentence in sentences:
            self.list.addAction(sentence).triggered.connect(self._put_in)
        self.setMenu(self.list)
        keys = QShortcut(QKeySequence(KEYS), editor, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.showMenu)

    def _put_in(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QAction):
            self._write(chosen.text())
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, sentence: str) -> None:
        """One step of the editor's own undo."""
        if isinstance(self._editor, LineEditor):
            self._editor.line.insert(sentence)
        else:
            self._editor.paper.insertPlainText(sentence)


def offer_phrases(field: FormField, sentences: Sequence[str]) -> None:
    """Let a field offer sentences, where there are any and it takes them."""
    if sentences and isinstance(field.editor, TextEditor | LineEditor):
        field.put_beside(PhraseButton(field.editor, field.title.text(), sentences))
