"""Counting votes: a counter that can be pressed or typed, and the bar with the line to pass."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.reading import count_in
from yishi_desktop.ui.widgets import painting
from yishi_desktop.ui.widgets.painting import TextRect
from yishi_desktop.ui.widgets.text import button, label, set_state


class BigCounter(QFrame):
    """One count of a vote: −, a huge number, ＋. Blank means not counted yet, which is not 0.

    `edited()` is emitted only when the value changed. The first ＋ on a blank makes 1, the first − makes 0.
    """

    edited = Signal()

    def __init__(self, title: str, colour: str = theme.INK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._value: int | None = None
        self._largest: int | None = None
        heading = label(title, "h2")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading.setStyleSheet(f"color: {colour};")
        self._less = self._step("minus", f"{title}减1")
        self._more = self._step("plus", f"{title}加1")
        self.number = QLineEdit()
        self.number.setProperty("role", "counter")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAccessibleName(f"{title}人数")
        self.number.setMinimumWidth(theme.px(4.4))
        self._state = label("还没有点票", "hint")
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out(heading)
        self._less.clicked.connect(self._minus)
        self._more.clicked.connect(self._plus)
        self.number.textChanged.connect(self._typed)

    def _step(self, icon: str, name: str) -> QPushButton:
        result = button("", "counter", icon=icon, name=name)
        result.setIconSize(QSize(theme.px(2.4), theme.px(2.4)))
        result.setProperty("repeats", True)  # two quick presses are two votes
        return result

    def _lay_out(self, heading: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._less)
        row.addWidget(self.number, 1)
        row.addWidget(self._more)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 8)
        box.setSpacing(6)
        box.addWidget(heading)
        box.addLayout(row)
        box.addWidget(self._state)

    def value(self) -> int | None:
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show a count without emitting."""
        self._value = value
        self.number.setText("" if value is None else str(value))
        self._show_state()

    def set_largest(self, largest: int | None) -> None:
        """More than this is pointed out, never refused."""
        self._largest = largest
        self._show_state()

    def _typed(self, text: str) -> None:
        value = count_in(text)
        if value != self._value:
            self._value = value
            self.edited.emit()
        self._show_state()

    def _plus(self) -> None:
        self.number.setText(str((self._value or 0) + 1))

    def _minus(self) -> None:
        self.number.setText(str(max((self._value or 0) - 1, 0)))

    def _show_state(self) -> None:
        text, bad = self._words()
        self._state.setText(text)
        set_state(self._state, "role", "error" if bad else "hint")
        set_state(self.number, "bad", bad)
        self._less.setEnabled(self._value != 0)

    def _words(self) -> tuple[str, bool]:
        typed = self.number.text().strip()
        if typed and self._value is None:
            return "请填数字", True
        if self._value is None:
            return "还没有点票", False
        if self._largest is not None and self._value > self._largest:
            return f"比到会的{self._largest}人多", True
        return "", False


class Part(NamedTuple):
    """One part of the bar: its word, how many, its colour."""

    title: str
    votes: int
    colour: str


class TallyBar(QWidget):
    """All present as one bar, with the line that must be passed.

    The line stands at num/den of the base; `line_text` says whether reaching it is enough.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._parts: Sequence[Part] = ()
        self._base = 0
        self._share = (2, 3)
        self._line_text = ""

    def set_tally(
        self,
        parts: Sequence[Part],
        base: int,
        share: tuple[int, int],
        line_text: str = "三分之二线，超过才通过",
    ) -> None:
        """Show counts out of `base` people, the line at `share` = (num, den)."""
        self._parts, self._base, self._share, self._line_text = parts, base, share, line_text
        counts = "，".join(f"{part.title}{part.votes}人" for part in parts)
        self.setAccessibleName(f"实到会{base}人，{counts}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(5.2))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(20), theme.px(5.2))

    def _bar(self) -> QRectF:
        return QRectF(0, theme.px(2.1), self.width(), theme.px(2.5))

    def _segments(self) -> list[tuple[Part, QRectF]]:
        bar, left = self._bar(), 0.0
        whole = max(self._base, sum(part.votes for part in self._parts), 1)
        result = []
        for part in self._parts:
            wide = bar.width() * part.votes / whole
            result.append((part, QRectF(left, bar.y(), wide, bar.height())))
            left += wide
        return result

    def _line_x(self) -> float:
        whole = max(self._base, sum(part.votes for part in self._parts), 1)
        return self._bar().width() * self._base * self._share[0] / self._share[1] / whole

    def text_rects(self) -> list[TextRect]:
        small = theme.scaled_font(0.92)
        metrics = QFontMetricsF(small)
        need = metrics.horizontalAdvance(self._line_text) + 8
        right = self._line_x() - 6
        left = right - need if right >= need else min(self._line_x() + 6, self.width() - need)
        pieces = [(self._line_text, QRectF(left, 0, need, theme.px(2.0)), small)]
        for part, room in self._segments():
            words = [f"{part.title} {part.votes}", str(part.votes)]
            fitting = (word for word in words if metrics.horizontalAdvance(word) + 8 <= room.width())
            pieces += [(word, room, small) for word in [next(fitting, "")] if word]
        return pieces

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.LINE))
        painter.drawRoundedRect(self._bar(), 4, 4)
        for part, room in self._segments():
            painter.fillRect(room, QColor(part.colour))
        line, *words = self.text_rects()
        painting.draw_text(painter, line, theme.INK, Qt.AlignmentFlag.AlignCenter)
        for piece in words:
            painting.draw_text(painter, piece, theme.PAPER, Qt.AlignmentFlag.AlignCenter)
        painter.setPen(QPen(QColor(theme.INK), 3))
        painter.drawLine(
            QPointF(self._line_x(), theme.px(0.3)),
            QPointF(self._line_x(), self.height() - 2),
        )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()
