"""Several lines of text."""

import math

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.editors.line import length_words
from yishi_desktop.ui.reading import cleaned_text
from yishi_desktop.ui.widgets.text import label


class _Paper(QPlainTextEdit):
    """Plain text that takes only clean text and lets Tab go on to the next field."""

    resized = Signal()
    """Its width changed, so lines fold elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def text_height(self) -> float:
        """Of all lines as folded now, in pixels."""
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(cleaned_text(source.text()))


class TextEditor(Editor):
    """Prose. It grows with what is written, from `lines` lines to four times as many, then scrolls."""

    def __init__(self, lines: int = 3, limit: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._limit = limit
        self.paper = _Paper()
        self._count = label("", "hint")
        self._count.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.paper)
        box.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.paper)
        self._last = ""
        self.paper.textChanged.connect(self._typed)
        self.paper.resized.connect(self._grow)
        self._grow()

    def value(self) -> str:
        return self.paper.toPlainText()

    def _write(self, value: str) -> None:
        self.paper.setPlainText(cleaned_text(value))

    def problem(self) -> str:
        written = len(self.value())
        return length_words(written, self._limit)[0] if self._limit and written > self._limit else ""

    def _typed(self) -> None:
        """Qt signals at every composing key, with the text unchanged; `_compare` looks at the text."""
        if self._limit:
            words, over = length_words(len(self.value()), self._limit)
            self._count.setText(words)
            self._count.setVisible(bool(words) and not over)
        self._grow()
        self._compare()

    def _grow(self) -> None:
        """As high as the text, folded at the present width, between the least and the most number of lines."""
        line = self.paper.fontMetrics().lineSpacing()
        wanted, most = self.paper.text_height(), self._lines * 4 * line
        high = min(max(wanted, self._lines * line), most)
        edges = 2 * (self.paper.frameWidth() + 8) + round(2 * self.paper.document().documentMargin())
        self.paper.setFixedHeight(math.ceil(high) + edges)
        policy = Qt.ScrollBarPolicy  # a bar that comes and goes would fold the lines anew each time
        self.paper.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted > most else policy.ScrollBarAlwaysOff
        )
