"""What the painted widgets share.

Text painted by hand cannot be seen from outside, so such a widget lists it in `text_rects()`:
(text, the room it is painted in, font); checks and screen tests read it there.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from yishi_desktop.ui import theme

TextRect = tuple[str, QRectF, QFont]
WRAPPED = int(Qt.TextFlag.TextWordWrap)


def text_height(text: str, font: QFont, width: float) -> float:
    """The height wrapped text needs at a width, both in pixels."""
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, max(width, 1), 1e5), WRAPPED, text).height()


def begin(widget: QWidget) -> QPainter:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def focus_ring(widget: QWidget, painter: QPainter, colour: str = theme.FOCUS, radius: float = 4) -> None:
    """The ring of keyboard focus, just inside the widget."""
    if not (widget.hasFocus() and widget.property("kb")):
        return
    painter.setPen(QPen(QColor(colour), 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)


def disc(
    painter: QPainter, box: QRectF, fill: str, edge: str, *, width: float = 1.5, dashed: bool = False
) -> None:
    """A filled circle with an edge."""
    pen = QPen(QColor(edge), width)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(fill))
    inset = width / 2
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def tick(painter: QPainter, box: QRectF, colour: str = theme.PAPER) -> None:
    """A tick mark in the middle of a box, drawn rather than typed: fonts draw ✓ each in its own way."""
    pen = QPen(QColor(colour), box.width() * 0.11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    shape = ((0.28, 0.53), (0.43, 0.68), (0.73, 0.35))
    painter.drawPolyline([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in shape])


def draw_text(painter: QPainter, piece: TextRect, colour: str, align: Qt.AlignmentFlag) -> None:
    """One entry of `text_rects()`, wrapped."""
    text, room, font = piece
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, int(align) | WRAPPED, text)
