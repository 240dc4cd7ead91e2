"""Whether the sheets people see still say what the machine sheet says.

Somebody who corrects a number in Excel does not know of the sheet nobody sees; taking the hidden number in silence
would make the township's sum differ from the village's paper. So a difference is named with sheet, row and column.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Row, Share, Table, Value
from yishi_desktop.ledger_files.cells import EARLIEST_DAY, NO, YES, letters, sheet_text
from yishi_desktop.ledger_files.machine_sheet import UNREADABLE, open_to_read
from yishi_desktop.ledger_files.sheet import EMPTY_WORDS

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET_NAMES = {"sessions": "明细", "topics": "议题库", "notices": "公示台账", "tasks": "落实台账"}
# What programs do to texts on saving again: blanks and line ends, and the ways to write control characters.
_NOT_SAID = re.compile(r"\s+|_x[0-9A-Fa-f]{4}_|x005F_|\ufffd")
_NUMBERING = ("序号",)


def refuse_edited(data: bytes, tables: Iterable[Table]) -> None:
    """Raises `UserError` naming the first cell where a visible sheet differs from its table, and what to type there."""
    try:
        book = open_to_read(data)
        for table in tables:
            what, advice = _difference(book, table)
            if what:
                raise UserError(
                    f"工作表“{SHEET_NAMES[table.id]}”{what}，表格在导出以后被人改过。",
                    "现有的资料没有受影响。",
                    advice,
                )
        book.close()
    except UNREADABLE as error:
        raise UserError(
            "表格打不开，可能已经损坏。", "现有的资料没有受影响。", "请让对方重新导出一份。"
        ) from error


AGAIN = "请村里在议事里改好，再重新导出一份。"
_SHORT = 40


def _difference(book: "Workbook", table: Table) -> tuple[str, str]:
    """What differs first, and what to do about it; empty when nothing does."""
    name = SHEET_NAMES[table.id]
    if name not in book.sheetnames:
        return "没有了", AGAIN
    headings, start, shown = _data_rows(book[name], len(table.headings))
    for place, (row, seen) in enumerate(zip_longest(table.rows, shown), start=start):
        if row is None or seen is None:
            return f"第{place}行是{'多出来' if row is None else '少了'}的", AGAIN
        if column := _row_difference(row, seen):
            now = _cell_words(seen[column - 1] if column <= len(seen) else None)
            then = _cell_words(row.values[column - 1] if column <= len(row.values) else None)
            heading = headings[column - 1] if column <= len(headings) else ""
            return (
                f"第{place}行{letters(column)}列“{heading}”现在是{now}，导出时是{then}",
                f"要用{now}，请村里在议事里改成它，再重新导出；不是要改，请在这一格填回{then}。",
            )
    return "", ""


def _cell_words(value: Any) -> str:
    """A value as somebody would type it."""
    if isinstance(value, bool):
        value = YES if value else NO
    day = _day(value)
    text = day.isoformat() if day else "" if value is None else str(value)
    text = " ".join(text.split())
    return f"“{text[:_SHORT]}{'……' if len(text) > _SHORT else ''}”" if text else "空的"


def _data_rows(sheet: Any, width: int) -> tuple[list[str], int, list[tuple[Any, ...]]]:
    """The headings, the number of the first row of data, and the rows from there on that hold anything."""
    rows = [tuple(row) + (None,) * (width - len(row)) for row in sheet.iter_rows(values_only=True)]
    heading = next((n for n, row in enumerate(rows) if row and row[0] in _NUMBERING), len(rows))
    start = heading + 1
    # Where headings stand under bands, the numbering's heading takes up both rows.
    if start < len(rows) and rows[start][:1] == (None,) and any(rows[start]):
        start += 1
    words = zip(*reversed(rows[heading:start]), strict=True)
    said = ((row, [value for value in row if value not in (None, "")]) for row in rows[start:])
    headings = ["".join(str(next(filter(None, texts), "")).split()) for texts in words]
    # a row of a matter says more than that there is none, whatever somebody has typed into it
    return headings, start + 1, [row for row, values in said if set(values) - {EMPTY_WORDS}]


def _row_difference(row: Row, seen: Sequence[Any]) -> int:
    """The first column that differs, counted from 1; 0 when the row is as it was."""
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
