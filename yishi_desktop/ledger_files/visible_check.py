"""Whether the sheets people see still say what the machine sheet says.

Somebody who corrects a number in Excel does not know of the sheet nobody sees; taking the hidden number in silence
would make the township's sum differ from the village's paper. So a difference is named with sheet, row and column.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger_columns import Row, Share, Table, Value
from yishi_desktop.ledger_files.cells import EARLIEST_DAY, NO, YES, sheet_text
from yishi_desktop.ledger_files.machine_sheet import UNREADABLE, open_to_read
from yishi_desktop.ledger_files.sheet import EMPTY_WORDS

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET_NAMES = {"sessions": "明细", "topics": "议题库", "notices": "公示台账", "tasks": "落实台账"}
# What programs do to texts on saving again: blanks and line ends, and the ways to write control characters.
_NOT_SAID = re.compile(r"\s+|_x[0-9A-Fa-f]{4}_|x005F_|\ufffd")
_NUMBERING = ("序号",)


def refuse_edited(data: bytes, tables: Iterable[Table]) -> None:
    """Raises `UserError` naming the first place where a visible sheet differs from its table."""
    try:
        book = open_to_read(data)
        for table in tables:
            place = _difference(book, table)
            if place:
                raise UserError(
                    f"{place}和导出时不一样，表格在导出以后被人改过。",
                    "现有的资料没有受影响。",
                    "请村里在议事里改好，再重新导出一份。",
                )
        book.close()
    except UNREADABLE as error:
        raise UserError(
            "表格打不开，可能已经损坏。", "现有的资料没有受影响。", "请让对方重新导出一份。"
        ) from error


def _difference(book: "Workbook", table: Table) -> str:
    name = SHEET_NAMES[table.id]
    if name not in book.sheetnames:
        return f"工作表“{name}”（没有了）"
    start, shown = _data_rows(book[name], len(table.headings))
    for place, (row, seen) in enumerate(zip_longest(table.rows, shown), start=start):
        column = _row_difference(row, seen)
        if column:
            return f"工作表“{name}”第{place}行{get_column_letter(column)}列"
    return ""


def _data_rows(sheet: Any, width: int) -> tuple[int, list[tuple[Any, ...]]]:
    """The number of the first row of data, and the rows from there on that hold anything."""
    rows = [tuple(row) + (None,) * (width - len(row)) for row in sheet.iter_rows(values_only=True)]
    heading = next((n for n, row in enumerate(rows) if row and row[0] in _NUMBERING), len(rows))
    start = heading + 1
    # Where headings stand under bands, the numbering's heading takes up both rows.
    if start < len(rows) and rows[start][:1] == (None,) and any(rows[start]):
        start += 1
    found = [row for row in rows[start:] if any(value not in (None, "") for value in row)]
    return start + 1, [row for row in found if EMPTY_WORDS not in row]


def _row_difference(row: Row | None, seen: Sequence[Any] | None) -> int:
    """The first column that differs, counted from 1; 0 when the row is as it was."""
    if row is None or seen is None:
        return 1
    pairs = zip_longest(row.values, seen)
    return next((n for n, (value, cell) in enumerate(pairs, start=1) if not _says(cell, value)), 0)


def _says(cell: Any, value: Value) -> bool:
    if isinstance(value, bool):
        return bool(cell == (YES if value else NO))
    if isinstance(value, Share):
        return isinstance(cell, int | float) and abs(cell - value.part / value.whole) < 1e-9
    if isinstance(value, date) and value >= EARLIEST_DAY:
        return _day(cell) == value
    if isinstance(value, int):
        return bool(cell == value or cell == str(value))
    return _said(cell) == _said(value)


def _day(cell: Any) -> date | None:
    return cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None


def _said(value: Any) -> str:
    return _NOT_SAID.sub("", sheet_text("" if value is None else str(value)))
