"""What fits on a small or enlarged screen: windows no larger than it, pages that scroll as a whole where it is too low."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

TITLE_BAR = 32
"""What the system puts above a window, in pixels; a small or enlarged screen must hold both."""


def scrolling(page: QWidget) -> QWidget:
    """Give a page its scroll area; what it shows goes into the widget returned."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    inside.setProperty("role", "page")  # what lies below shows through
    area.setWidget(inside)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    return inside


def that_fits(window: QWidget, width: int, height: int) -> QSize:
    """A window's first size, or what the screen leaves of it below a title bar."""
    return QSize(width, height).boundedTo(window.screen().availableSize() - QSize(0, TITLE_BAR))
