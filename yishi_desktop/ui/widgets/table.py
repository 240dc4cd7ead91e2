"""Tables of text whose cells wrap and never lose a line without a sign."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
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

_WRAP = int(Qt.TextFlag.TextWordWrap)
_WORDS, _FONT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.FontRole
MOST_REMEMBERED = 20_000
"""Sizes of cells."""
MANY_ROWS = 1_000
"""With more, rows have one line each and say with … that there is more: measuring each would hold the window up."""
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Cells with padding. It belongs here: with `QTableView::item {padding}` in a style sheet row heights are computed
    without it, and the last line of a wrapped cell is lost.
    """

    ACROSS, DOWN = 10, 7

    def text_room(self, cell: QRect) -> QRect:
        """The room for text in a cell; checks read it too."""
        return cell.adjusted(self.ACROSS, self.DOWN, -self.ACROSS, -self.DOWN)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._sizes: dict[tuple[str, int, str], QSize] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Remembered by text, room and font: a view asks dozens of times for each row."""
        room = self._room(option.widget, index)
        font = index.data(_FONT) or option.font
        key = (str(index.data(_WORDS)), room, font.key())
        if key not in self._sizes:
            if len(self._sizes) > MOST_REMEMBERED:
                self._sizes.clear()
            self._sizes[key] = self._measured(self._filled(option, index), room)
        return self._sizes[key]

    def _measured(self, filled: QStyleOptionViewItem, room: int) -> QSize:
        box = QFontMetrics(filled.font).boundingRect(QRect(0, 0, room, 100_000), _WRAP, filled.text)
        high = max(box.height() + 2 * self.DOWN + 2, theme.px(3.4))
        return QSize(box.width() + 2 * self.ACROSS + 2, high)

    def _filled(self, option: QStyleOptionViewItem, index: Index) -> QStyleOptionViewItem:
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        return filled

    def _room(self, view: QWidget, index: Index) -> int:
        if not isinstance(view, QTableView) or not view.wordWrap():
            return 100_000
        mode = view.horizontalHeader().sectionResizeMode(index.column())
        if mode == QHeaderView.ResizeMode.ResizeToContents:
            return 100_000
        return max(view.columnWidth(index.column()) - 2 * self.ACROSS, 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        filled = self._filled(option, index)
        text, filled.text = filled.text, ""
        style = filled.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, filled, painter, filled.widget)
        painter.save()
        painter.setFont(filled.font)
        painter.setPen(filled.palette.color(QPalette.ColorRole.Text))
        room = self.text_room(filled.rect)
        if not _wraps(filled.widget):
            text = QFontMetrics(filled.font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(filled.displayAlignment) | _WRAP, text)
        painter.restore()


def _wraps(view: QWidget) -> bool:
    return not isinstance(view, QTableView) or view.wordWrap()


class Table(QTableView):
    """A read-only table of rows: no Tab trap, rows as high as their text, one column takes the free width."""

    def __init__(
        self, model: QAbstractItemModel, stretch: int, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))  # before the columns are sized
        self.setModel(model)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        header.setResizeContentsPrecision(MANY_ROWS)
        model.modelAboutToBeReset.connect(self._measure_nothing)
        model.modelReset.connect(self._fit_rows)
        self._fit_rows()

    def _measure_nothing(self) -> None:
        """Until the new rows are there: the header would measure them before anybody knows how many there are."""
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _fit_rows(self) -> None:
        """Rows as high as their text, or all of one line where there are many."""
        many = self.model().rowCount() > MANY_ROWS
        self.setWordWrap(not many)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(theme.px(3.4))
        wanted = QHeaderView.ResizeMode.Fixed if many else QHeaderView.ResizeMode.ResizeToContents
        rows.setSectionResizeMode(wanted)
