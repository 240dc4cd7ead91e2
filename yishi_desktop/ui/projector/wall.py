"""The picture on the wall: as large as the screen allows, readable from the last row."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from yishi_desktop.domain.projection import Projected, Standing
from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets import painting
from yishi_desktop.ui.widgets.painting import WRAPPED, TextRect

_TONES = {
    Standing.PASSED: (theme.GREEN, theme.GREEN_PALE),
    Standing.FAILED: (theme.RED, theme.RED_PALE),
}
_QUIET = (theme.BLUE_DEEP, theme.BLUE_PALE)
_COUNTS = (("同意", theme.GREEN), ("反对", theme.RED), ("弃权", theme.GREY))
_SMALLEST = 8.0  # points; a long opinion on a small window is set smaller rather than cut


class Piece(NamedTuple):
    """A text at its place, with its colour and where in its room it stands."""

    text: str
    room: QRectF
    font: QFont
    colour: str
    align: Qt.AlignmentFlag


@dataclass(frozen=True)
class _Rooms:
    """The picture cut into its parts, from top to bottom."""

    topic: QRectF
    opinion: QRectF
    counts: QRectF
    bar: QRectF
    verdict: QRectF


class Wall(QWidget):
    """Paints a `Projected`. Every text is set as large as its room allows and never cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Projected | None = None
        self.setMinimumSize(QSize(480, 300))

    def show_projected(self, shown: Projected) -> None:
        """Show another state of the vote."""
        if shown != self._shown:
            self._shown = shown
            self.setAccessibleName(f"大屏：{shown.topic}。{shown.sentence}")
            self.update()

    # --- where things stand ---

    def _rooms(self) -> _Rooms:
        edge = self.width() * 0.03
        wide, high = self.width() - 2 * edge, float(self.height())
        voting = self._shown is not None and bool(self._shown.opinion)

        def room(top: float, share: float) -> QRectF:
            return QRectF(edge, high * top, wide, high * share)

        if voting:
            return _Rooms(
                room(0.03, 0.12), room(0.17, 0.28), room(0.47, 0.24), room(0.72, 0.11), room(0.85, 0.12)
            )
        return _Rooms(room(0.06, 0.34), room(0.4, 0.0), room(0.46, 0.24), room(0.72, 0.11), room(0.85, 0.12))

    def pieces(self) -> list[Piece]:
        """Every text of the picture, fitted."""
        if self._shown is None:
            return []
        rooms, shown = self._rooms(), self._shown
        centre = Qt.AlignmentFlag.AlignCenter
        made = [
            _fitted(
                shown.topic or "议事协商", rooms.topic, theme.INK_SOFT if shown.opinion else theme.INK, centre
            )
        ]
        if shown.opinion:
            made.append(_fitted(shown.opinion, rooms.opinion, theme.INK, centre, bold=True))
        made += self._counts(rooms.counts)
        made += self._line_words(rooms.bar)
        ink, _ = _TONES.get(shown.standing, _QUIET)
        made.append(_fitted(shown.sentence, rooms.verdict.adjusted(16, 4, -16, -4), ink, centre, bold=True))
        return made

    def _counts(self, room: QRectF) -> list[Piece]:
        """Who is here, the three counts, and how many are still lacking, each a column of word and number."""
        assert self._shown is not None
        shown = self._shown
        columns = [("在场", _number(shown.present), theme.INK)]
        columns += [
            (word, _number(count), colour)
            for (word, colour), count in zip(_COUNTS, shown.counts, strict=True)
        ]
        if shown.short is not None:
            columns.append(("还差", str(shown.short), theme.BLUE_DEEP if shown.short else theme.GREEN))
        wide = room.width() / len(columns)
        centre = Qt.AlignmentFlag.AlignCenter
        made = []
        for place, (word, number, colour) in enumerate(columns):
            column = QRectF(room.x() + place * wide, room.y(), wide, room.height())
            head = QRectF(column.x(), column.y(), wide, column.height() * 0.3)
            made.append(_fitted(word, head, colour, centre))
            made.append(_fitted(number, column.adjusted(0, head.height(), 0, 0), colour, centre, bold=True))
        return made

    def _line_words(self, room: QRectF) -> list[Piece]:
        """What the line on the bar is called, beside it on the side that has room."""
        assert self._shown is not None
        if self._shown.share is None:
            return []
        words = f"{self._shown.share_words}线：{self._shown.needed}人"
        above = QRectF(room.x(), room.y(), room.width(), room.height() * 0.45)
        font = _font_for(words, above, bold=False)
        wide, at = QFontMetricsF(font).horizontalAdvance(words) + 4, self._line_at(room)
        left = at - wide - 8 if at - wide - 8 >= room.x() else min(at + 8, room.right() - wide)
        return [
            Piece(
                words,
                QRectF(left, above.y(), wide, above.height()),
                font,
                theme.INK,
                Qt.AlignmentFlag.AlignCenter,
            )
        ]

    def _line_at(self, room: QRectF) -> float:
        assert self._shown is not None and self._shown.share is not None
        num, den = self._shown.share
        return room.x() + room.width() * num / den * (self._shown.base or 0) / self._whole()

    def _whole(self) -> int:
        assert self._shown is not None
        return max(self._shown.base or 0, sum(count or 0 for count in self._shown.counts), 1)

    def text_rects(self) -> list[TextRect]:
        return [(piece.text, piece.room, piece.font) for piece in self.pieces()]

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), QColor(theme.PAPER))
        if self._shown is not None:
            rooms = self._rooms()
            _, ground = _TONES.get(self._shown.standing, _QUIET)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(rooms.verdict, 10, 10)
            if self._shown.share is not None:
                self._paint_bar(painter, rooms.bar)
            for text, room, font, colour, align in self.pieces():
                painting.draw_text(painter, (text, room, font), colour, align)
        painter.end()

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        assert self._shown is not None
        bar = room.adjusted(0, room.height() * 0.5, 0, 0)
        painter.fillRect(bar, QColor(theme.LINE))
        left = bar.x()
        for (_, colour), count in zip(_COUNTS, self._shown.counts, strict=True):
            wide = bar.width() * (count or 0) / self._whole()
            painter.fillRect(QRectF(left, bar.y(), wide, bar.height()), QColor(colour))
            left += wide
        painter.setPen(QPen(QColor(theme.INK), max(3.0, self.width() / 300)))
        at = self._line_at(room)
        painter.drawLine(QPointF(at, room.y()), QPointF(at, room.bottom()))


def _number(count: int | None) -> str:
    return "—" if count is None else str(count)


def _fitted(text: str, room: QRectF, colour: str, align: Qt.AlignmentFlag, *, bold: bool = False) -> Piece:
    return Piece(text, room, _font_for(text, room, bold=bold), colour, align)


def _font_for(text: str, room: QRectF, *, bold: bool) -> QFont:
    """The largest type in which the text, wrapped, fits the room."""
    font = QFont(QApplication.font())
    font.setBold(bold)
    small, large = _SMALLEST, max(_SMALLEST, room.height() * 0.75)
    while large - small > 0.5:
        middle = (small + large) / 2
        font.setPointSizeF(middle)
        small, large = (middle, large) if _fits(text, font, room) else (small, middle)
    font.setPointSizeF(small)
    return font


def _fits(text: str, font: QFont, room: QRectF) -> bool:
    need = QFontMetricsF(font).boundingRect(QRectF(0, 0, room.width(), 1e6), WRAPPED, text)
    return need.width() <= room.width() and need.height() <= room.height()
