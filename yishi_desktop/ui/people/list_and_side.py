"""A list, and beside it the panel somebody has opened; where there is no room for both, the panel alone."""

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from yishi_desktop.ui import theme

PANEL = 35.0
"""Width of the side panel in multiples of the base size."""
LEAST = 12.0
"""What a list needs to be of any use beside it, in the same."""


LAID_OUT = QEvent.Type.LayoutRequest.value


class ListAndSide(QWidget):
    """`fitted(room, beside)` tells how many multiples of the base size the list has, and whether a panel stands beside it."""

    fitted = Signal(float, bool)

    def __init__(self, listed: QWidget) -> None:
        super().__init__()
        self._listed = listed
        self._side = QStackedWidget()
        self._side.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(listed, 1)
        self._row.addWidget(self._side)

    def add_panel(self, panel: QWidget) -> None:
        self._side.addWidget(panel)

    def is_open(self) -> bool:
        return not self._side.isHidden()

    def open_panel(self, panel: QWidget) -> None:
        """Show a panel beside the list."""
        self._side.setCurrentWidget(panel)
        self._fit(beside=True)
        QCoreApplication.sendPostedEvents(None, LAID_OUT)  # else the list asks for the room it had before
        self._side.show()

    def close_panel(self) -> None:
        self._side.hide()
        self._fit(beside=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(beside=self.is_open())

    def _fit(self, *, beside: bool) -> None:
        """What takes room goes before what needs it comes: a window grows by itself and never shrinks again."""
        room = self.width() / theme.px(1)
        if beside:
            room -= PANEL + self._row.spacing() / theme.px(1)
        both = not beside or room >= LEAST
        self._listed.setVisible(both)
        self._side.setMaximumWidth(theme.px(PANEL) if both else self.maximumWidth())
        self._side.setMinimumWidth(theme.px(PANEL) if both and beside else 0)
        self.fitted.emit(room, beside)
