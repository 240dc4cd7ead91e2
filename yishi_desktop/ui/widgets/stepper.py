"""The steps of a procedure, down the left side: where one is, what is missing, what does not apply."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets import painting
from yishi_desktop.ui.widgets.painting import TextRect


class StepState(Enum):
    """How a step stands; the value is what the screen reader says."""

    DONE = "已完成"
    CURRENT = "正在办"
    ATTENTION = "缺内容"
    LATER = "未开始"
    PAST_MENDING = "有内容无法补"
    NOT_APPLICABLE = "不用办"


@dataclass(frozen=True)
class Step:
    """One row: a key of ours, its title, how it stands, a short note (“缺2项”), and its parts."""

    key: str
    title: str
    state: StepState = StepState.LATER
    note: str = ""
    parts: tuple["Step", ...] = ()


class StepRow(QPushButton):
    """One step or part of a step, painted; title and note wrap, never cut."""

    chosen = Signal(str)

    def __init__(self, number: int, *, part: bool) -> None:
        super().__init__()
        self.step = Step("", "")
        self._number = number
        self._part = part
        self._open = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._choose)

    def show_step(self, step: Step, *, is_open: bool) -> None:
        """Show a step; `is_open` marks the one on the screen now."""
        self.step = step
        self._open = is_open
        words = [f"第{self._number}{'项' if self._part else '步'}", step.title, step.state.value, step.note]
        self.setAccessibleName("，".join(filter(None, words)))
        self.updateGeometry()
        self.update()

    def _choose(self) -> None:
        self.chosen.emit(self.step.key)

    # ------------------------------------------------------------------------------------------- geometry
    def _left(self) -> float:
        return theme.px(2.9 if self._part else 1.0)

    def _side(self) -> float:
        return theme.px(1.6 if self._part else 1.85)

    def _pieces(self, width: float) -> list[TextRect]:
        left = self._left() + self._side() + theme.px(0.7)
        room = width - left - theme.px(0.6)
        pad = theme.px(0.5 if self._part else 0.7)
        title = theme.scaled_font(0.95 if self._part else 1.0, bold=self._open or not self._part)
        high = max(painting.text_height(self.step.title, title, room), self._side())
        pieces = [(self.step.title, QRectF(left, pad, room, high), title)]
        if self.step.note:
            small = theme.scaled_font(0.85)
            below = painting.text_height(self.step.note, small, room)
            pieces.append((self.step.note, QRectF(left, pad + high, room, below), small))
        return pieces

    def text_rects(self) -> list[TextRect]:
        return self._pieces(self.width())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        pad = theme.px(0.5 if self._part else 0.7)
        return round(self._pieces(width)[-1][1].bottom() + pad)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(12))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(9), self.heightForWidth(max(self.width(), theme.px(9))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # another width may take another line

    # ------------------------------------------------------------------------------------------- painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        self._paint_ground(painter)
        pieces = self.text_rects()
        title = pieces[0][1]
        side = self._side()
        line = min(title.height(), theme.px(2.2))
        self._paint_mark(painter, QRectF(self._left(), title.top() + (line - side) / 2, side, side))
        quiet = self.step.state is StepState.NOT_APPLICABLE
        colour = theme.INK_FAINT if quiet and not self._open else theme.INK
        painting.draw_text(painter, pieces[0], colour, Qt.AlignmentFlag.AlignVCenter)
        if self.step.note:
            warn = self.step.state is StepState.ATTENTION
            note = theme.AMBER if warn else theme.INK_SOFT
            painting.draw_text(painter, pieces[1], note, Qt.AlignmentFlag.AlignTop)
        painting.focus_ring(self, painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        if self._open:
            painter.fillRect(self.rect(), QColor(theme.BLUE_PALE))
            painter.fillRect(QRectF(0, 0, 5, self.height()), QColor(theme.BLUE))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.STRIPE))

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        fill, edge, ink = _MARKS[self.step.state]
        if self._open and self.step.state is StepState.CURRENT:
            fill, ink = theme.BLUE, theme.PAPER
        thick = 2.2 if self.step.state is StepState.CURRENT else 1.5
        painting.disc(painter, box, fill, edge, width=thick)
        if self.step.state is StepState.DONE:
            painting.tick(painter, box)
            return
        sign = _SIGNS.get(self.step.state, str(self._number))
        piece = (sign, box, theme.scaled_font(0.8, bold=True))
        painting.draw_text(painter, piece, ink, Qt.AlignmentFlag.AlignCenter)


_SIGNS = {StepState.ATTENTION: "!", StepState.PAST_MENDING: "缺", StepState.NOT_APPLICABLE: "—"}
_MARKS = {
    StepState.DONE: (theme.GREEN, theme.GREEN, theme.PAPER),
    StepState.CURRENT: (theme.PAPER, theme.BLUE, theme.BLUE_DEEP),
    StepState.ATTENTION: (theme.AMBER, theme.AMBER, theme.PAPER),
    StepState.LATER: (theme.PAPER, theme.EDGE, theme.INK_SOFT),
    StepState.PAST_MENDING: (theme.PAPER, theme.AMBER, theme.AMBER),
    StepState.NOT_APPLICABLE: (theme.IDLE, theme.LINE, theme.INK_FAINT),
}


class Stepper(QScrollArea):
    """The list of steps. `chosen(key)` asks to open a step or a part; any of them may be opened at any time."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("办事步骤")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: dict[str, StepRow] = {}
        self._renew()
        self._rescale()

    def _renew(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 8, 0, 8)
        self._list.setSpacing(0)
        self._rows.clear()
        self.setWidget(inside)

    def set_steps(self, steps: Iterable[Step], open_key: str) -> None:
        """Show these steps, the one with `open_key` as the open one. Rows stay if the keys are the same."""
        flat = [item for number, step in enumerate(steps, 1) for item in _flattened(number, step)]
        if [step.key for step, _, _ in flat] != list(self._rows):
            self._build(flat)
        for step, _, _ in flat:
            self._rows[step.key].show_step(step, is_open=step.key == open_key)
        if open_key in self._rows:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # rows just made have no place yet
            self.ensureWidgetVisible(self._rows[open_key], 0, theme.px(4))

    def _build(self, flat: list[tuple[Step, int, bool]]) -> None:
        self._renew()
        for step, number, part in flat:
            row = StepRow(number, part=part)
            row.chosen.connect(self.chosen)
            self._rows[step.key] = row
            self._list.addWidget(row)
        self._list.addStretch(1)

    def row(self, key: str) -> StepRow:
        return self._rows[key]

    def _rescale(self) -> None:
        self.setFixedWidth(theme.px(17) + 18)  # with room for the scroll bar, or it would cut the rows

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rescale()


def _flattened(number: int, step: Step) -> list[tuple[Step, int, bool]]:
    parts = [(part, at, True) for at, part in enumerate(step.parts, 1)]
    return [(step, number, False), *parts]
