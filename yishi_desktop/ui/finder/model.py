"""The places found, as a list a keyboard can go through."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from yishi_desktop.domain.everywhere import Hit
from yishi_desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole


class Hits(QAbstractTableModel):
    """One row a hit."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[Hit, ...] = ()

    def set_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.before}{hit.found}{hit.after}\n{hit.spot.where}"
        return None


class HitDelegate(QStyledItemDelegate):
    """Two lines: the words with what was found in bold, and below where they stand. Both fold when they are long."""

    ACROSS, DOWN = 12, 8

    def text_room(self, cell: QRect) -> QRect:
        """The room for text; checks read it."""
        return cell.adjusted(self.ACROSS, self.DOWN, -self.ACROSS, -self.DOWN)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = cast("QAbstractItemView", option.widget)
        wide = max(view.viewport().width(), 200) - 2 * self.ACROSS
        text = str(index.data())
        wrap = int(Qt.TextFlag.TextWordWrap)
        need = QFontMetricsF(_bold()).boundingRect(QRect(0, 0, wide, 100_000).toRectF(), wrap, text)
        return QSize(wide, round(need.height()) + 2 * self.DOWN + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        filled.text = ""
        filled.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, filled, painter, filled.widget
        )
        hit: Hit = index.data(HIT)
        room = self.text_room(filled.rect)
        painter.save()
        painter.setPen(filled.palette.color(QPalette.ColorRole.Text))
        painter.setFont(filled.font)
        wrap = int(Qt.TextFlag.TextWordWrap)
        words = f"{hit.before}{hit.found}{hit.after}"
        first = painter.boundingRect(room, wrap, words)
        if first.height() <= painter.fontMetrics().height() * 1.5:
            _paint_marked(painter, room, hit, filled.font)
        else:
            painter.drawText(room, wrap, words)
        painter.setPen(theme.INK_SOFT)
        painter.setFont(filled.font)
        painter.drawText(room.adjusted(0, first.height() + 2, 0, 0), wrap, hit.spot.where)
        painter.restore()


def _paint_marked(painter: QPainter, room: QRect, hit: Hit, font: QFont) -> None:
    """The line with the words found on a ground of their own."""
    left, ascent = float(room.x()), painter.fontMetrics().ascent()
    for text, marked in ((hit.before, False), (hit.found, True), (hit.after, False)):
        wide = QFontMetricsF(font).horizontalAdvance(text)
        if marked:
            painter.fillRect(
                round(left), room.y(), round(wide) + 1, painter.fontMetrics().height(), theme.AMBER_PALE
            )
        painter.drawText(round(left), room.y() + ascent, text)
        left += wide


def _bold() -> QFont:
    return theme.scaled_font(1.02)
