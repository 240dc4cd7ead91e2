"""A layout that puts things side by side and goes to the next line when the line is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Rows of items, left to right. With `columns_of` > 0 all items get one width of at least that many pixels,
    so that they stand in columns.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 10, columns_of: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._columns_of = columns_of
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def set_columns_of(self, width: int) -> None:
        self._columns_of = width
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items, all of a line equally high, and return the height they take."""
        y = rect.y()
        for line in self._lines(rect.width()):
            high = max(size.height() for _, size in line)
            if move:
                self._place(line, QPoint(rect.x(), y), high)
            y += high + self.spacing()
        return max(y - self.spacing() - rect.y(), 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        free = -1
        for item in self._items:
            if item.isEmpty():
                continue  # hidden
            size = self._size(item, width)
            if size.width() > free:
                lines.append([])
                free = width
            lines[-1].append((item, size))
            free -= size.width() + self.spacing()
        return lines

    def _place(self, line: list[tuple[QLayoutItem, QSize]], at: QPoint, high: int) -> None:
        for item, size in line:
            item.setGeometry(QRect(at, QSize(size.width(), high)))
            at += QPoint(size.width() + self.spacing(), 0)

    def _size(self, item: QLayoutItem, width: int) -> QSize:
        hint = item.sizeHint().expandedTo(item.minimumSize())
        if self._columns_of:
            columns = max(1, (width + self.spacing()) // (self._columns_of + self.spacing()))
            hint.setWidth((width - self.spacing() * (columns - 1)) // columns)
        wide = min(hint.width(), width)
        return QSize(wide, item.heightForWidth(wide) if item.hasHeightForWidth() else hint.height())
