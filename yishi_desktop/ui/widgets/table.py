"""Tables of text whose cells wrap and never lose a line without a sign.

Qt asks a delegate for the size of every cell some thirty times until a table stands. So the table measures each text
once, gives its rows and columns the sizes that follow, and nothing is asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from yishi_desktop.ui import theme

# Plain numbers: looking an enumeration's member up takes longer than the question it is for.
_WRAP = int(Qt.TextFlag.TextWordWrap)
_WORDS = int(Qt.ItemDataRole.DisplayRole)
_SIDE = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
SPOKEN = frozenset({_WORDS, int(Qt.ItemDataRole.AccessibleTextRole)})
"""What a model of words is asked for its words by."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_MARKED = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus
_OWN_WAY = re.compile(r"[\n\u2028\u0590-\u08ff]")
"""What a line that is simply written from the left cannot hold: breaks, and words that run from the right."""
_NO_ROOM = 1_000_000
MOST_REMEMBERED = 20_000
"""Widths and heights of texts."""
MANY_ROWS = 1_000
"""With more, rows have one line each and say with … that there is more: measuring each would hold the window up."""
Index = QModelIndex | QPersistentModelIndex


class Measure:
    """How wide and how high texts are in one font, each measured once."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self.line, self.ascent = self.metrics.height(), self.metrics.ascent()
        self._wide: dict[str, int] = {}
        self._as_line: dict[str, int] = {}
        self._high: dict[tuple[str, int], int] = {}
        self._short: dict[tuple[str, int], str] = {}

    def wide(self, text: str) -> int:
        """The longest line."""
        found = self._wide.get(text)
        if found is None:
            _make_room(self._wide)
            found = max(map(self.metrics.horizontalAdvance, text.split("\n")))
            self._wide[text] = found
        return found

    def is_line(self, text: str, room: int) -> bool:
        """Whether it can simply be written into a room so wide."""
        found = self._as_line.get(text)
        if found is None:
            _make_room(self._as_line)
            found = _NO_ROOM if _OWN_WAY.search(text) else self.wide(text)
            self._as_line[text] = found
        return found <= room

    def high(self, text: str, room: int) -> int:
        """How high it is, folded into a room so wide."""
        if self.is_line(text, room):
            return self.line
        found = self._high.get((text, room))
        if found is None:
            _make_room(self._high)
            found = self.metrics.boundingRect(QRect(0, 0, room, 100_000), _WRAP, text).height()
            self._high[text, room] = found
        return found

    def shortened(self, text: str, room: int) -> str:
        """The text, or its beginning and … where the room is too narrow for it."""
        if self.is_line(text, room):
            return text
        found = self._short.get((text, room))
        if found is None:
            _make_room(self._short)
            first, more, _ = text.partition("\n")
            line = f"{first}…" if more else text
            found = self.metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
            self._short[text, room] = found
        return found


def _make_room(remembered: dict[Any, Any]) -> None:
    if len(remembered) > MOST_REMEMBERED:
        remembered.clear()


class TextModel(QAbstractTableModel):
    """Rows of words. `row_words` is what `data` says of a whole row; asking it cell by cell takes ten times as long."""

    def row_words(self, row: int) -> Sequence[str]:
        columns = range(self.columnCount())
        return [str(self.data(self.index(row, column), _WORDS)) for column in columns]


class CellDelegate(QStyledItemDelegate):
    """Cells with padding. It belongs here: with `QTableView::item {padding}` in a style sheet row heights are computed
    without it, and the last line of a wrapped cell is lost.
    """

    ACROSS, DOWN = 10, 7

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.measure = Measure(view.font())

    def text_room(self, cell: QRect) -> QRect:
        """The room for text in a cell; checks read it too."""
        return cell.adjusted(self.ACROSS, self.DOWN, -self.ACROSS, -self.DOWN)

    def high(self, rows: Iterable[Sequence[str]], widths: Iterable[int]) -> Iterator[int]:
        """The heights of rows with these texts in cells so wide."""
        rooms, least = [max(wide - 2 * self.ACROSS, 1) for wide in widths], theme.px(3.4)
        for texts in rows:
            high = max(map(self.measure.high, texts, rooms), default=0)
            yield max(high + 2 * self.DOWN + 2, least)

    def wide(self, text: str) -> int:
        """The width of a cell whose text is not folded."""
        return self.measure.wide(text) + 2 * self.ACROSS + 2

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data(_WORDS))
        return QSize(self.wide(text), *self.high([[text]], [option.rect.width() or self.wide(text)]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The style marks what is chosen; the words are written here, most of them as the single line they are."""
        if option.state & _MARKED:
            option.widget.style().drawControl(
                QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
            )
        ask = partial(index.model().data, index)
        text, side = ask(_WORDS), ask(_SIDE) or _LEFT
        room, measure = self.text_room(option.rect), self.measure
        painter.save()
        painter.setFont(measure.font)
        painter.setPen(ask(_COLOUR) or option.palette.color(QPalette.ColorRole.Text))
        if not _wraps(option.widget):
            text = measure.shortened(text, room.width())
        if measure.is_line(text, room.width()):
            left = (room.width() - measure.wide(text)) // 2 if side & _CENTRE else 0
            down = (room.height() - measure.line) // 2 + measure.ascent
            painter.drawText(room.x() + left, room.y() + down, text)
        else:
            painter.drawText(room, int(side) | _WRAP, text)
        painter.restore()


def _wraps(view: QWidget) -> bool:
    return not isinstance(view, QTableView) or view.wordWrap()


class Table(QTableView):
    """A read-only table of rows: no Tab trap, rows as high as their text, one column takes the free width.

    The others are as wide as their widest text; with `at_most` no wider than so many times theme.px(1), and what is longer
    goes on in the next line.
    """

    def __init__(
        self,
        model: TextModel,
        stretch: int,
        name: str,
        parent: QWidget | None = None,
        *,
        at_most: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self._at_most = at_most
        self.setAccessibleName(name)
        self._cells = CellDelegate(self)
        self._model = model
        self._texts: list[Sequence[str]] = []
        self._widest: dict[int, int] = {}
        self._fitted: list[int] | None = None
        self.setItemDelegate(self._cells)  # before the columns are sized
        model.modelReset.connect(self._read)  # before the header hears of it and asks how wide they are
        self._read()
        self.setModel(model)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._column_resized)
        model.modelReset.connect(self.fit_rows)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Rows as high as their text, or all of one line where there are many."""
        self._keep_to_the_type()
        many = self._model.rowCount() > MANY_ROWS
        self.setWordWrap(not many)
        rows, least = self.verticalHeader(), theme.px(3.4)
        if rows.defaultSectionSize() != least:
            rows.setDefaultSectionSize(least)
            self._fitted = None
        line = int(self.showGrid())
        wide = [self._shown_width(column) - line for column in range(self._model.columnCount())]
        if many or wide == self._fitted:
            return
        self._fitted = wide
        for row, high in enumerate(self._cells.high(self._texts, wide)):
            if rows.sectionSize(row) != high + line:
                rows.resizeSection(row, high + line)

    def _shown_width(self, column: int) -> int:
        """A column nobody sees makes no row higher."""
        return _NO_ROOM if self.isColumnHidden(column) else self.columnWidth(column)

    def sizeHintForColumn(self, column: int) -> int:
        """How wide the header makes a column that is as wide as its text."""
        if column not in self._widest:
            cells = map(self._cells.wide, self.texts_of(column))
            self._widest[column] = max(cells, default=0) + int(self.showGrid())
        widest = self._widest[column]
        return min(widest, theme.px(self._at_most)) if self._at_most else widest

    def _keep_to_the_type(self) -> None:
        """When it has become another, what was measured is worth nothing."""
        if self._cells.measure.font != self.font():
            self._cells.measure = Measure(self.font())
            self._widest, self._fitted = {}, None

    def wide(self, text: str) -> int:
        """How wide a text is in the type of now."""
        self._keep_to_the_type()
        return self._cells.measure.wide(text)

    def doItemsLayout(self) -> None:
        self.fit_rows()
        super().doItemsLayout()

    def texts_of(self, column: int) -> list[str]:
        """What the cells of a column say, of as many rows as are measured."""
        return [texts[column] for texts in self._texts]

    def _read(self) -> None:
        """What the cells that are measured say now."""
        self._texts = [self._model.row_words(row) for row in _looked_at(self._model.rowCount())]
        self._widest, self._fitted = {}, None

    def _column_resized(self, column: int, before: int, now: int) -> None:
        self.scheduleDelayedItemsLayout()


def _looked_at(count: int) -> list[int]:
    """The rows that are measured: all, or the first thousand and some at the end, where the numbers are longest."""
    if count <= MANY_ROWS:
        return list(range(count))
    return [*range(MANY_ROWS), *range(max(MANY_ROWS, count - 100), count)]
