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
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Cells with padding. It belongs here: with `QTableView::item {padding}` in a style sheet row heights are computed
    without it, and the last line of a wrapped cell is lost.
    """

    ACROSS, DOWN = 10, 7

    def text_room(self, cell: QRect) -> QRect:
        """The room for text in a cell; checks read it too."""
        return cell.adjusted(self.ACROSS, self.DOWN, -self.ACROSS, -self.DOWN)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        filled = self._filled(option, index)
        room = self._room(filled.widget, index)
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
        painter.drawText(self.text_room(filled.rect), int(filled.displayAlignment) | _WRAP, text)
        painter.restore()


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
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
