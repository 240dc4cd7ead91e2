"""The flow chart of a procedure on the screen: chapters down the left, their steps as boxes, arrows between them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from yishi_desktop.domain.flow_chart import Box, Chapter, Standing
from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets import painting
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.painting import TextRect

_GAP = 30
"""Pixels between two boxes; an arrow stands in them."""
_LOOKS = {
    Standing.PLAIN: (theme.PAPER, theme.BLUE, theme.INK),
    Standing.DONE: (theme.GREEN_PALE, theme.GREEN, theme.INK),
    Standing.HERE: (theme.BLUE, theme.BLUE_DEEP, theme.PAPER),
    Standing.AHEAD: (theme.PAPER, theme.BLUE, theme.INK),
    Standing.NOT_NEEDED: (theme.IDLE, theme.LINE, theme.INK_FAINT),
}
_NOTES = {Standing.DONE: "✓ 已办", Standing.HERE: "▶ 现在办这一步", Standing.NOT_NEEDED: "不用办"}


class FlowBox(QPushButton):
    """One box, painted; pressing it asks for its step. The screen reader hears its chapter and how it stands."""

    chosen = Signal(str)

    def __init__(self, title: str, note: str = "", *, box: Box | None = None) -> None:
        super().__init__()
        self.box = box
        self._title, self._note = title, note
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        said = filter(None, (title, box.standing.value if box else note, self._when()))
        self.setAccessibleName("，".join(said))
        if box is not None:
            self.setToolTip(f"依据：{box.clause}")
        self.clicked.connect(self._choose)

    def look_only(self) -> None:
        """Take neither the keyboard nor the mouse."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _choose(self) -> None:
        if self.box is not None:
            self.chosen.emit(self.box.id)

    def _when(self) -> str:
        """Of which matters a step on demand is, for the screen reader."""
        if not self._dashed() or self.box is None:
            return ""
        return f"{self.box.needed_when}才办" if self.box.needed_when else "需要时才办"

    def _dashed(self) -> bool:
        return self.box is not None and self.box.on_demand

    def _pieces(self, width: float) -> list[TextRect]:
        room = width - theme.px(1.2)
        bold = theme.scaled_font(0.95, bold=self.box is None or self.box.standing is Standing.HERE)
        high = painting.text_height(self._title, bold, room)
        pieces = [(self._title, QRectF(theme.px(0.6), theme.px(0.5), room, high), bold)]
        if self._note:
            small = theme.scaled_font(0.8)
            below = painting.text_height(self._note, small, room)
            top = pieces[0][1].bottom() + theme.px(0.15)
            pieces.append((self._note, QRectF(theme.px(0.6), top, room, below), small))
        return pieces

    def text_rects(self) -> list[TextRect]:
        pieces = self._pieces(self.width())
        spare = (self.height() - theme.px(0.5) - pieces[-1][1].bottom()) / 2
        for _, room, _ in pieces:
            room.translate(0, max(spare, 0))
        return pieces

    def sizeHint(self) -> QSize:
        width = theme.px(10.5)
        return QSize(width, round(self._pieces(width)[-1][1].bottom() + theme.px(0.5)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        standing = self.box.standing if self.box else Standing.PLAIN
        fill, edge, ink = _LOOKS[standing] if self.box else (theme.BLUE_PALE, theme.BLUE, theme.BLUE_DEEP)
        pen = QPen(QColor(edge), 2 if standing is Standing.HERE else 1.4)
        if self._dashed():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        soft = {theme.INK: theme.INK_SOFT}
        for number, piece in enumerate(self.text_rects()):
            colour = ink if number == 0 or self.box is None else soft.get(ink, ink)
            painting.draw_text(painter, piece, colour, Qt.AlignmentFlag.AlignCenter)
        painting.focus_ring(self, painter, radius=6)
        painter.end()


class FlowGate(QWidget):
    """A question at which the way divides: a diamond between two boxes, only looked at."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question
        self.setAccessibleName(question)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def text_rects(self) -> list[TextRect]:
        font = theme.scaled_font(0.85)
        room = self.width() * 0.6
        high = painting.text_height(self.question, font, room)
        return [(self.question, QRectF(self.width() * 0.2, (self.height() - high) / 2, room, high), font)]

    def sizeHint(self) -> QSize:
        width = theme.px(11)
        high = painting.text_height(self.question, theme.scaled_font(0.85), width * 0.6)
        return QSize(width, round(high * 1.7 + theme.px(1.6)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.setPen(QPen(QColor(theme.BLUE), 1.4))
        painter.setBrush(QColor(theme.PAPER))
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        middle = room.center()
        points = [
            QPointF(middle.x(), room.top()),
            QPointF(room.right(), middle.y()),
            QPointF(middle.x(), room.bottom()),
            QPointF(room.left(), middle.y()),
        ]
        painter.drawPolygon(QPolygonF(points))
        for piece in self.text_rects():
            painting.draw_text(painter, piece, theme.INK, Qt.AlignmentFlag.AlignCenter)
        painter.end()


class _ChapterRow(QWidget):
    """A chapter and its boxes in a row, going on in the next line where there are many."""

    def __init__(self, number: int, chapter: Chapter) -> None:
        super().__init__()
        self.head = FlowBox(f"{number}　{chapter.title}", chapter.clause)
        self.head.look_only()
        self.boxes = [FlowBox(box.title, _note(box), box=box) for box in chapter.boxes]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.head, 0, Qt.AlignmentFlag.AlignTop)
        steps = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        steps.setSizePolicy(policy)
        flow = FlowLayout(steps, gap=_GAP)
        self._way: list[QWidget] = []
        for box in self.boxes:
            flow.addWidget(box)
            if box.box is None or box.box.on_demand:
                continue
            self._way.append(box)
            for question in box.box.gates:
                self._way.append(FlowGate(question))
                flow.addWidget(self._way[-1])
        row.addWidget(steps, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.setPen(QPen(QColor(theme.EDGE), 1.5))
        painter.setBrush(QColor(theme.EDGE))
        for stop in self._way:
            self._arrow(painter, stop)
        painter.end()

    def _arrow(self, painter: QPainter, box: QWidget) -> None:
        """In the gap before a box: the boxes of the ordinary way stand side by side, also across two lines."""
        to = QPointF(box.mapTo(self, box.rect().topLeft())) + QPointF(-2, box.height() / 2)
        painter.drawLine(to - QPointF(_GAP - 5, 0), to - QPointF(6, 0))
        _head(painter, to, QPointF(1, 0))


class FlowChart(QWidget):
    """A whole chart. `chosen(step)` when a box is pressed; one that leads nowhere is only looked at."""

    chosen = Signal(str)

    def __init__(
        self, chapters: Sequence[Chapter], *, leads: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("协商流程图")
        self._rows = [_ChapterRow(number, chapter) for number, chapter in enumerate(chapters, 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for row in self._rows:
            column.addWidget(row)
            for box in row.boxes:
                box.chosen.connect(self.chosen)
                if not leads:
                    box.look_only()

    @property
    def boxes(self) -> list[FlowBox]:
        """Every step's box, in the order of the chart."""
        return [box for row in self._rows for box in row.boxes]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The arrows down from one chapter to the next."""
        painter = painting.begin(self)
        painter.setPen(QPen(QColor(theme.BLUE), 2))
        painter.setBrush(QColor(theme.BLUE))
        for above, below in zip(self._rows, self._rows[1:], strict=False):
            start, end = above.head, below.head
            x = start.mapTo(self, start.rect().center()).x()
            top = start.mapTo(self, start.rect().bottomLeft()).y() + 4
            bottom = end.mapTo(self, end.rect().topLeft()).y() - 3
            painter.drawLine(QPointF(x, top), QPointF(x, bottom - 6))
            _head(painter, QPointF(x, bottom), QPointF(0, 1))
        painter.end()


def _head(painter: QPainter, tip: QPointF, along: QPointF) -> None:
    """The head of an arrow that points `along`."""
    across = QPointF(-along.y(), along.x())
    back = tip - along * 8
    painter.drawPolygon(QPolygonF([tip, back + across * 4, back - across * 4]))


def _note(box: Box) -> str:
    said = _NOTES.get(box.standing, "")
    if box.on_demand and box.standing in (Standing.PLAIN, Standing.AHEAD):
        said = box.needed_when or ("需要时" if "需要时" not in box.title else "")
    return said
