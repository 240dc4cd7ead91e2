"""The roster as a table, and who answers to what is typed above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from yishi_desktop.domain.people import OrganisationKind, Person, Role
from yishi_desktop.domain.wording import localise
from yishi_desktop.ui.widgets.table import SPOKEN, TextModel

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("姓名", "身份", "组别", "任期")
NAME, ROLES, TERM = 0, 1, 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody as one line."""

    person_id: str
    cells: tuple[str, str, str, str]


def holds_both_offices(person: Person) -> bool:
    """一肩挑: secretary of the Party organisation and director of the committee in one person."""
    return {Role.PARTY_SECRETARY, Role.COMMITTEE_DIRECTOR} <= set(person.roles)


def roles_text(person: Person, kind: OrganisationKind) -> str:
    """Every duty in words; 一肩挑 is said, since it decides who may supervise."""
    words = "、".join(localise(role.label, kind) for role in person.roles)
    return f"{words}（一肩挑）" if holds_both_offices(person) else words


def line_of(person: Person, kind: OrganisationKind) -> PersonLine:
    """One line of the roster."""
    return PersonLine(
        person.id, (person.name or "（没有姓名）", roles_text(person, kind), person.group, _term(person))
    )


def _term(person: Person) -> str:
    if not (person.term_from or person.term_until):
        return ""
    start = f"{person.term_from:%Y.%m}" if person.term_from else ""
    end = f"{person.term_until:%Y.%m}" if person.term_until else ""
    return f"{start}—{end}"


def answers(person: Person, words: str) -> bool:
    """Whether what was typed may mean this person: name, pinyin initials, group or duty."""
    typed = "".join(words.replace("'", "").split())
    said = (person.name, person.group, *(role.label for role in person.roles))
    return any(typed in text for text in said) or any(key.startswith(typed.lower()) for key in person.keys)


class RosterModel(TextModel):
    """The lines now shown."""

    def __init__(self, headings: Sequence[str] = HEADINGS) -> None:
        super().__init__()
        self._headings = headings
        self._lines: list[PersonLine] = []

    def set_lines(self, lines: Sequence[PersonLine]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def row_words(self, row: int) -> tuple[str, ...]:
        return self._lines[row].cells

    def line(self, row: int) -> PersonLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, person_id: str) -> int:
        """The row of somebody, −1 when they are not shown."""
        return next((row for row, line in enumerate(self._lines) if line.person_id == person_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._lines[index.row()].cells[index.column()] if role in SPOKEN else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_LEFT)
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None
