"""The search box: tells what is in it shortly after the last key, and what is being composed counts."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.reading import cleaned_line


class SearchBox(QLineEdit):
    """`asked(words)` after a short pause, at once on Enter, and only when the words are others than before."""

    asked = Signal(str)
    PAUSE = 200
    """Milliseconds."""

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        self.setProperty("enterActs", True)
        self.addAction(theme.icon("search", theme.INK_SOFT), QLineEdit.ActionPosition.LeadingPosition)
        self._composing = ""
        self._told = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(self.PAUSE)
        self.timer.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._tell)

    def words(self) -> str:
        """What to look for, with what is just being composed at the cursor."""
        at = self.cursorPosition()
        text = self.text()
        return cleaned_line(text[:at] + self._composing + text[at:]).strip()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = (
            event.preeditString()
        )  # before the box takes it, or the new text meets the old preedit
        super().inputMethodEvent(event)
        self.timer.start()

    def _typed(self, text: str) -> None:
        self.timer.start()

    def _tell(self) -> None:
        self.timer.stop()
        words = self.words()
        if words != self._told:
            self._told = words
            self.asked.emit(words)
