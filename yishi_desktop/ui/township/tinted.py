"""A sheet whose words may be coloured; the words carry the meaning, the colour only leads the eye."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from yishi_desktop.ui.ledger.model import Index, LedgerModel


class TintedModel(LedgerModel):
    """`tint(row, column)` gives a colour, or nothing. It must be a method of the page that owns the table."""

    def __init__(self, tint: Callable[[int, int], str]) -> None:
        super().__init__()
        self._tint = tint

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole:
            colour = self._tint(index.row(), index.column())
            return QColor(colour) if colour else None
        return super().data(index, role)
