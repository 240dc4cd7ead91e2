"""One of several answers, as a piece large enough to hit: a round mark, the answer, and a line that explains it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets import painting
from yishi_desktop.ui.widgets.painting import TextRect


class Tile(QPushButton):
    """A choice among its siblings: exactly one is pressed in, the arrow keys go from one to the next.

    With `points` it is a sample of type: painted in that size whatever the program's own size is now.
    """

    def __init__(
        self, title: str, note: str = "", *, points: float = 0.0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._note, self._points = title, note, points
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._toggled)

    def _toggled(self, chosen: bool) -> None:
        """Tab stops once at the group, at the chosen one. Qt does the same, but only after the first focus."""
        shelf = self.parentWidget()
        if not chosen or shelf is None:
            return
        for tile in shelf.findChildren(Tile, options=Qt.FindChildOption.FindDirectChildrenOnly):
            stops = tile is self
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)

    def nextCheckState(self) -> None:
        """Pressing the answer that is given keeps it, also where it is the only one."""
        self.setChecked(True)

    def title(self) -> str:
        """The answer in words."""
        return self._title

    # ------------------------------------------------------------------------------------------- geometry
    def _font(self, multiple: float = 1.0, *, bold: bool = False) -> QFont:
        font = theme.scaled_font(multiple, bold=bold)
        if self._points:
            font.setPointSizeF(self._points)
        return font

    def _pieces(self, width: float) -> list[TextRect]:
        left = theme.px(3.2)
        room = width - left - theme.px(0.9)
        font = self._font(bold=True)
        high = painting.text_height(self._title, font, room)
        pieces = [(self._title, QRectF(left, theme.px(0.85), room, high), font)]
        if self._note:
            small = self._font(0.92)
            below = painting.text_height(self._note, small, room)
            pieces.append(
                (self._note, QRectF(left, pieces[0][1].bottom() + theme.px(0.25), room, below), small)
            )
        return pieces

    def text_rects(self) -> list[TextRect]:
        pieces = self._pieces(self.width())
        if not self._note:  # a title alone stands in the middle, beside taller siblings too
            room = pieces[0][1]
            room.moveTop((self.height() - room.height()) / 2)
        return pieces

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._pieces(width)[-1][1].bottom() + theme.px(0.85))

    def sizeHint(self) -> QSize:
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = theme.px(11)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    # ------------------------------------------------------------------------------------------- painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        self._paint_ground(painter)
        pieces = self.text_rects()
        first_line = min(pieces[0][1].height(), theme.px(2.4))
        self._paint_mark(painter, pieces[0][1].top() + first_line / 2)
        painting.draw_text(painter, pieces[0], theme.INK, Qt.AlignmentFlag.AlignTop)
        for piece in pieces[1:]:
            ink = theme.INK if self._points else theme.INK_SOFT
            painting.draw_text(painter, piece, ink, Qt.AlignmentFlag.AlignTop)
        painting.focus_ring(self, painter, radius=7)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        chosen, over, bad = self.isChecked(), self.underMouse(), self.property("bad")
        edge = theme.RED if bad else theme.BLUE if chosen or over else theme.EDGE
        painter.setPen(QPen(QColor(edge), 2 if chosen or bad else 1))
        painter.setBrush(QColor(theme.BLUE_PALE if chosen else theme.STRIPE if over else theme.PAPER))
        inset = 1.0 if chosen else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 7, 7)

    def _paint_mark(self, painter: QPainter, middle: float) -> None:
        side = theme.px(1.5)
        box = QRectF(theme.px(1.0), middle - side / 2, side, side)
        edge = theme.BLUE if self.isChecked() else theme.EDGE
        painting.disc(painter, box, theme.PAPER, edge, width=2 if self.isChecked() else 1.5)
        if self.isChecked():
            inner = box.adjusted(side * 0.26, side * 0.26, -side * 0.26, -side * 0.26)
            painting.disc(painter, inner, theme.BLUE, theme.BLUE, width=0.1)
