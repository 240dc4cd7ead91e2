"""A sheet of the ledger on the screen: the same typed rows the workbook is made of."""

from collections.abc import Container
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from yishi_desktop.domain.ledger.columns import Heading, Row, Share, Table, Value
from yishi_desktop.domain.ledger.summary import Summary
from yishi_desktop.ui.widgets.table import SPOKEN, TextModel

Index = QModelIndex | QPersistentModelIndex
CENTRED = frozenset({"count", "flag", "share", "date"})

COMMON = frozenset(
    {
        "number",
        "session.held_on",
        "topic.title",
        "session.form",
        "present",
        "vote.votes_for",
        "vote.votes_against",
        "vote.abstentions",
        "agreed",
        "due_on",
        "done_on",
        "counts",
    }
)
"""The columns of 明细 that are looked at every day; the whole sheet has 45."""


def cell_text(value: Value) -> str:
    """A value as it stands on the screen: 2026-03-15, 是, 2/3（66.67%）. Nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Share):
        return f"{value}（{_percent(value)}）" if value.whole else ""
    return str(value)


def _percent(share: Share) -> str:
    """Two places, rounded half up in whole numbers: 20 of 30 is 66.67 %, not 66.7 %."""
    hundredths = (share.part * 20_000 + share.whole) // (2 * share.whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def summary_table(summary: Summary) -> Table:
    """年度汇总 as a table like the others."""
    headings = (
        Heading("group", "类别", "text", 8),
        Heading("label", "项目", "text", 14),
        Heading("value", "数量", "share", 8),
        Heading("note", "怎么数的", "text", 30),
    )
    lines = summary.lines()
    groups = ["", *(line.group for line in lines)]
    rows = (
        Row(
            (
                line.group if line.group != before else "",
                line.label,
                _with_unit(line.value, line.unit),
                line.note,
            )
        )
        for before, line in zip(groups, lines, strict=False)
    )
    return Table("summary", "年度汇总", headings, tuple(rows))


def _with_unit(value: Value, unit: str) -> Value:
    return f"{cell_text(value)}{unit}" if unit and value is not None else value


def only(table: Table, wanted: Container[str]) -> Table:
    """The table with some of its columns."""
    places = [place for place, heading in enumerate(table.headings) if heading.id in wanted]
    return Table(
        table.id,
        table.title,
        tuple(table.headings[place] for place in places),
        tuple(Row(tuple(row.values[p] for p in places), row.case_id, row.session) for row in table.rows),
    )


class LedgerModel(TextModel):
    """One sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table("", "", (), ())

    def set_table(self, table: Table) -> None:
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def row_words(self, row: int) -> list[str]:
        return [cell_text(value) for value in self.table.rows[row].values]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in SPOKEN:
            return cell_text(self.table.rows[index.row()].values[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            kind = self.table.headings[index.column()].kind
            side = Qt.AlignmentFlag.AlignHCenter if kind in CENTRED else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.table.headings[section].label
        return None
