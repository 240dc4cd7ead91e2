"""What every part of the settings is written on: a scrolling sheet with a heading and a line that explains."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets.text import hint, subheading

READABLE = 58
"""Multiples of the type size: the longest line the eye likes to travel."""


class Panel(QScrollArea):
    """Put things into `body`."""

    def __init__(self, title: str, explanation: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "page")
        inside.setMaximumWidth(theme.px(READABLE))
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(20, 14, 20, 20)
        self.body.setSpacing(10)
        self.body.addWidget(subheading(title))
        if explanation:
            self.body.addWidget(hint(explanation))
        self.setWidget(inside)
