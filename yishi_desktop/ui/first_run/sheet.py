"""The white sheet each page of the first start is written on: one question, one explaining line, the answers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.text import heading, hint


class Sheet(QScrollArea):
    """Scrolls only where the type is large; put things into `body`."""

    def __init__(self, question: str, explanation: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.question = heading(question)
        self.explanation = hint(explanation)
        self.setWidget(self._ground())

    def _ground(self) -> QWidget:
        card = Card()
        card.body.setContentsMargins(12, 4, 12, 4)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.question)
        head.addWidget(self.explanation)
        head.setContentsMargins(0, 0, 0, 4)
        card.body.addLayout(head)
        self.body = card.body
        inside = QWidget()
        inside.setProperty("role", "page")
        around = QVBoxLayout(inside)
        around.setContentsMargins(20, 16, 20, 16)
        around.addWidget(card)
        return inside

    def begin(self) -> None:
        """Put the keyboard where the first answer is given."""
        raise NotImplementedError
