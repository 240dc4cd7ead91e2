"""How many sessions of the year are done: big marks, not a percentage."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets import painting


class Dots(QWidget):
    """n of m circles: ticked when done, dashed with its number when not."""

    def __init__(self, done: int = 0, needed: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_counts(done, needed)

    def set_counts(self, done: int, needed: int) -> None:
        """More done than needed shows more circles."""
        self._done = done
        self._shown = max(done, needed)
        self.setAccessibleName(f"已完成{done}次，应完成{needed}次")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side, gap = theme.px(4.0), theme.px(1.0)
        return QSize(self._shown * (side + gap) - gap + 2, side + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        side, gap = theme.px(4.0), theme.px(1.0)
        for at in range(self._shown):
            self._paint_dot(painter, at, QRectF(1 + at * (side + gap), 1, side, side))
        painter.end()

    def _paint_dot(self, painter: QPainter, at: int, box: QRectF) -> None:
        if at < self._done:
            painting.disc(painter, box, theme.GREEN, theme.GREEN)
            painting.tick(painter, box)
            return
        painting.disc(painter, box, theme.PAPER, theme.EDGE, width=2, dashed=True)
        piece = (str(at + 1), box, theme.scaled_font(1.25))
        painting.draw_text(painter, piece, theme.INK_SOFT, Qt.AlignmentFlag.AlignCenter)
