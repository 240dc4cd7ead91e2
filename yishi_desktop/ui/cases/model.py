"""The list of matters as a table: number, topic, where it stands, when it was last deliberated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from yishi_desktop.domain.agenda import is_open
from yishi_desktop.domain.choices import EndingKind
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.cases import state_of
from yishi_desktop.ui.widgets.table import SPOKEN, TextModel

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("编号", "议题", "办到哪一步", "最近一次协商")
TOPIC = 1


class Standing(Enum):
    """Which matters are shown."""

    ALL = "全部"
    OPEN = "在办"
    CLOSED = "已办结"
    EXCLUDED = "不予协商"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A matter as one line."""

    case_id: str
    cells: tuple[str, str, str, str]
    standing: Standing
    years: frozenset[int]


def line_of(situation: Situation) -> CaseLine:
    """One line of the list."""
    case = situation.case
    held = [session.held_on for session in case.sessions if session.held_on]
    cells = (
        case.number,
        case.topic.title or "（还没写议题）",
        "已归档" if case.archive.archived_on and case.ending.kind is None else state_of(situation),
        f"{max(held):%Y-%m-%d}" if held else "还没有协商",
    )
    return CaseLine(case.id, cells, _standing(situation), _years([case.opened_on, *held]))


def _years(days: Sequence[date | None]) -> frozenset[int]:
    return frozenset(day.year for day in days if day)


def _standing(situation: Situation) -> Standing:
    if situation.case.ending.kind is EndingKind.EXCLUDED:
        return Standing.EXCLUDED
    return Standing.OPEN if is_open(situation) else Standing.CLOSED


class CasesModel(TextModel):
    """The lines now shown."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[CaseLine] = []

    def set_lines(self, lines: Sequence[CaseLine]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def row_words(self, row: int) -> tuple[str, ...]:
        return self._lines[row].cells

    def line(self, row: int) -> CaseLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, case_id: str) -> int:
        """The row of a matter, −1 when it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.case_id == case_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in SPOKEN:
            return self._lines[index.row()].cells[index.column()]
        return None  # and with it the side of a table's own choice, the left

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return HEADINGS[section] if role == Qt.ItemDataRole.DisplayRole else None
