"""A table of lines whose cells are words: a matter, somebody on the roster, a row of somebody's sheet."""

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from yishi_desktop.ui.widgets.table import SPOKEN, TextModel

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Line(Protocol):
    """`id` is that of what the line stands for."""

    @property
    def id(self) -> str: ...

    @property
    def cells(self) -> tuple[str, ...]: ...


L = TypeVar("L", bound=Line)


class LinesModel(TextModel, Generic[L]):
    """The lines now shown, below `headings`."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = headings
        self._lines: list[L] = []

    def set_lines(self, lines: Sequence[L]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def row_words(self, row: int) -> tuple[str, ...]:
        return self._lines[row].cells

    def line(self, row: int) -> L | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, line_id: str) -> int:
        """The row of what has this id, −1 when it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.id == line_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # nothing of the side: the table's own choice is the left
        return self._lines[index.row()].cells[index.column()] if role in SPOKEN else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_LEFT)
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None
