"""A person as a tile: one click says they came."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets import painting
from yishi_desktop.ui.widgets.painting import TextRect


class PersonTile(QPushButton):
    """Name and role on a tile that can be ticked. `marked(key, present)` is emitted on a click."""

    marked = Signal(str, bool)

    def __init__(self, key: str, name: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._person = name
        self._role = role
        self._remark = ""
        self._states = ("已到", "未到")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._name_it)
        self.clicked.connect(self._mark)
        self._name_it()

    def set_present(self, present: bool) -> None:
        """Show the state without emitting."""
        self.setChecked(present)

    def set_remark(self, remark: str) -> None:
        """A word after the role: 迟到14:50, 回避."""
        self._remark = remark
        self._name_it()
        self.updateGeometry()
        self.update()

    def _mark(self) -> None:
        self.marked.emit(self.key, self.isChecked())

    def _name_it(self) -> None:
        state = self._states[not self.isChecked()]
        self.setAccessibleName("，".join(filter(None, [self._person, self._role, self._remark, state])))

    def set_states(self, ticked: str, empty: str) -> None:
        """What the screen reader says of a ticked name, and of one that is not."""
        self._states = (ticked, empty)
        self._name_it()

    def _lines(self) -> str:
        return "　".join(filter(None, [self._role, self._remark]))

    def _pieces(self, width: float) -> list[TextRect]:
        """Name and role from the top; a long name (买买提·阿不都热西提·吐尔逊江) is set smaller and may take two lines."""
        left = theme.px(2.9)
        room = width - left - theme.px(0.5)
        name_font, role_font = theme.scaled_font(1.05, bold=True), theme.scaled_font(0.88)
        if QFontMetricsF(name_font).horizontalAdvance(self._person) > room:
            name_font, role_font = theme.scaled_font(0.82, bold=True), theme.scaled_font(0.8)
        high = painting.text_height(self._person, name_font, room)
        below = painting.text_height(self._lines(), role_font, room)
        return [
            (self._person, QRectF(left, 0, room, high), name_font),
            (self._lines(), QRectF(left, high, room, below), role_font),
        ]

    def text_rects(self) -> list[TextRect]:
        pieces = self._pieces(self.width())
        top = max((self.height() - pieces[-1][1].bottom()) / 2, 0)
        return [(text, room.translated(0, top), font) for text, room, font in pieces]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(theme.px(5), round(self._pieces(width)[-1][1].bottom()) + theme.px(0.6))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(15), theme.px(5))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(11), theme.px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        on = self.isChecked()
        edge = theme.GREEN if on else theme.BLUE if self.underMouse() else theme.EDGE
        painter.setPen(QPen(QColor(edge), 2 if on else 1))
        painter.setBrush(QColor(theme.GREEN_PALE if on else theme.PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        side = theme.px(1.6)
        box = QRectF(theme.px(0.8), (self.height() - side) / 2, side, side)
        painting.disc(painter, box, theme.GREEN if on else theme.PAPER, theme.GREEN if on else theme.EDGE)
        if on:
            painting.tick(painter, box)
        name, role = self.text_rects()
        painting.draw_text(painter, name, theme.INK, Qt.AlignmentFlag.AlignVCenter)
        painting.draw_text(painter, role, theme.INK_SOFT, Qt.AlignmentFlag.AlignVCenter)
        painting.focus_ring(self, painter, radius=6)
        painter.end()
