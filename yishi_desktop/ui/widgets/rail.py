"""The permanent left rail: six places, never more, Ctrl+1 to Ctrl+6."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets import painting
from yishi_desktop.ui.widgets.painting import TextRect


class Place(NamedTuple):
    """Where the rail leads: a key of ours, the word on the rail, the name of its drawing."""

    key: str
    title: str
    icon: str


PLACES = (
    Place("home", "工作台", "home"),
    Place("cases", "议事", "cases"),
    Place("notices", "公示提醒", "notices"),
    Place("ledger", "台账", "ledger"),
    Place("people", "名册", "people"),
    Place("settings", "设置与帮助", "settings"),
)


HELP = Place("help", "帮助", "help")
ROOM_BESIDE = 68
"""Multiples of the type size: in a narrower window the words stand below the drawings, and the rail takes half."""


class RailButton(QPushButton):
    """One place: drawing, word, and how many things wait there. One without a number only asks, and is never chosen."""

    chosen = Signal(str)

    def __init__(self, place: Place, number: int = 0) -> None:
        super().__init__()
        self.place = place
        self._count = 0
        self._narrow = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if number:
            self.setCheckable(True)
            self.setAutoExclusive(True)
            self.setShortcut(f"Ctrl+{number}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)
        self.clicked.connect(self._choose)

    def set_count(self, count: int) -> None:
        """Say how many things wait there; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(f"{self.place.title}，{count}件" if count else self.place.title)
        self.update()

    def _choose(self) -> None:
        self.chosen.emit(self.place.key)

    def set_narrow(self, narrow: bool) -> None:
        """The word below the drawing, or beside it."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(5.2), theme.px(3.3)) if self._narrow else QSize(theme.px(12.6), theme.px(3.7))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def text_rects(self) -> list[TextRect]:
        if self._narrow:
            below = QRectF(0, theme.px(1.9), self.width(), self.height() - theme.px(1.9))
            return [(self.place.title, below, theme.scaled_font(0.72, bold=True))]
        left = theme.px(3.7)
        room = QRectF(left, 0, self.width() - left - 4, self.height())
        return [(self.place.title, room, theme.scaled_font(bold=True))]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        self._paint_ground(painter)
        theme.drawing(self.place.icon, theme.PAPER).render(painter, self._drawing())
        text, room, font = self.text_rects()[0]
        font.setBold(self.isChecked())
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        if not self._narrow:
            align = Qt.AlignmentFlag.AlignVCenter
        painting.draw_text(painter, (text, room, font), theme.PAPER, align)
        self._paint_count(painter)
        painting.focus_ring(self, painter, theme.FOCUS_ON_BLUE)
        painter.end()

    def _drawing(self) -> QRectF:
        side = theme.px(1.5 if self._narrow else 1.75)
        if self._narrow:
            return QRectF((self.width() - side) // 2, theme.px(0.4), side, side)
        return QRectF(theme.px(1.35), (self.height() - side) // 2, side, side)

    def _paint_ground(self, painter: QPainter) -> None:
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(theme.RAIL_CHOSEN))
            painter.fillRect(QRect(0, 0, 4, self.height()), QColor(theme.PAPER))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.RAIL_HOVER))

    def _paint_count(self, painter: QPainter) -> None:
        if not self._count:
            return
        side = theme.px(1.5 if self._narrow else 1.75)
        top = theme.px(0.2) if self._narrow else (self.height() - side) / 2
        box = QRectF(self.width() - side - theme.px(0.2 if self._narrow else 0.6), top, side, side)
        painting.disc(painter, box, theme.AMBER_PALE, theme.AMBER_PALE)
        piece = (str(min(self._count, 99)), box, theme.scaled_font(0.8, bold=True))
        painting.draw_text(painter, piece, theme.AMBER, Qt.AlignmentFlag.AlignCenter)


class Rail(QFrame):
    """The rail. `chosen(key)` is emitted when a place is asked for."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place] = PLACES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setAccessibleName("主导航")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 14, 0, 14)
        self._layout.setSpacing(2)
        self._buttons = {place.key: self._add(place, number) for number, place in enumerate(places, 1)}
        self._layout.addStretch(1)
        self._narrow = True  # until there is known to be room: the window must not grow for it
        self._rescale()

    def _add(self, place: Place, number: int) -> RailButton:
        result = RailButton(place, number)
        result.chosen.connect(self.chosen)
        self._layout.addWidget(result)
        return result

    def add_foot(self, widget: QWidget) -> None:
        """Put something at the foot of the rail, such as the way to the help."""
        self._layout.addWidget(widget)
        self._rescale()

    def button(self, key: str) -> RailButton:
        return self._buttons[key]

    def set_current(self, key: str) -> None:
        """Show which place is open, without asking for it again. Tab stops there alone; arrows go to the others."""
        self._buttons[key].setChecked(True)
        for other, place in self._buttons.items():
            stops = Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus
            place.setFocusPolicy(stops)

    def fit(self, window_width: int) -> None:
        """Take as much as a window of this width, in pixels, can spare."""
        narrow = window_width < theme.px(ROOM_BESIDE)
        if narrow != self._narrow:
            self._narrow = narrow
            self._rescale()

    def _rescale(self) -> None:
        self.setFixedWidth(theme.px(5.2 if self._narrow else 12.6))
        for each in self.findChildren(RailButton):
            each.set_narrow(self._narrow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rescale()
