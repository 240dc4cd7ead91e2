"""Rows of a table as the XML of a sheet: what openpyxl would write for them, without an object for every cell.

A township's year has hundreds of thousands of cells; openpyxl takes ten times as long for them and two gigabytes.
Titles, headings, styles and page set-up stay with openpyxl: they are few.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from yishi_desktop.domain.ledger.columns import Heading, Row, Share, Value
from yishi_desktop.ledger_files.cells import (
    NO,
    YES,
    is_day,
    is_number,
    lines_needed,
    look_like_text,
    look_of,
    sheet_text,
)
from yishi_desktop.ledger_files.styles import CELL_STYLES

# Day 0 of the sheet's calendar, counted so that days from 1 March 1900 on are right.
_DAY_ZERO = date(1899, 12, 30).toordinal()


class _Column(NamedTuple):
    """A column as its cells need it: letter, heading, and the looks of a blank and of a text."""

    letter: str
    heading: Heading
    blank: int
    text: int


class RowWriter:
    """Writes rows below these headings in the styles of one sheet's workbook; `height` turns lines into points."""

    def __init__(self, sheet: Worksheet, headings: Sequence[Heading], height: Callable[[int], float]) -> None:
        self._looks = _style_ids(sheet)
        self._columns = [
            _Column(get_column_letter(at), heading, *self._looks[look_of(heading, None)])
            for at, heading in enumerate(headings, start=1)
        ]
        self._height = height

    def rows(self, rows: Iterable[Row], first: int, least: int = 2) -> Iterator[str]:
        """Each row as XML, numbered from `first`, as tall as its longest text needs and at least `least` lines."""
        for number, row in enumerate(rows, start=first):
            yield self._row(number, row.values, least)

    def _row(self, number: int, values: Sequence[Value], least: int) -> str:
        tallest = least
        cells = []
        for column, value in zip(self._columns, values, strict=True):
            text = sheet_text(value) if isinstance(value, str) else ""
            if text:
                tallest = max(tallest, lines_needed(text, column.heading.width))
                cells.append(f'<c r="{column.letter}{number}" s="{column.text}"{_text(text)}')
            elif value is None or isinstance(value, str):
                cells.append(f'<c r="{column.letter}{number}" s="{column.blank}"/>')
            else:
                cells.append(self._other(column, number, value))
        return f'<row r="{number}" ht="{self._height(tallest)}" customHeight="1">{"".join(cells)}</row>'

    def _other(self, column: _Column, number: int, value: Value) -> str:
        content = _content(value)
        plain, quoted = self._looks[look_of(column.heading, value)]
        style = quoted if content.startswith(_TEXT) else plain
        return f'<c r="{column.letter}{number}" s="{style}"{content}'


_TEXT = ' t="inlineStr"'


def _text(text: str) -> str:
    return f'{_TEXT}><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _content(value: Value) -> str:
    """A value as what it is: a real date, a real number, or text."""
    if isinstance(value, bool):
        return _text(YES if value else NO)
    if isinstance(value, Share):
        return f"><v>{value.part / value.whole!r}</v></c>"
    if is_day(value):
        return f"><v>{value.toordinal() - _DAY_ZERO}</v></c>"
    return f"><v>{value}</v></c>" if is_number(value) else _text(sheet_text(str(value)))


def _style_ids(sheet: Worksheet) -> Mapping[str, tuple[int, int]]:
    """The number of each look in the workbook's list of formats: for values, and for text that stays text."""
    return {
        name: (_style_id(sheet, style), _style_id(sheet, style, look_like_text))
        for name, style in CELL_STYLES.items()
    }


def _style_id(sheet: Worksheet, style: str, change: Callable[[Cell], None] | None = None) -> int:
    cell = Cell(sheet, row=1, column=1)
    cell.style = style
    if change:
        change(cell)
    return int(cell.style_id)


def long_text(pieces: Iterable[str]) -> Iterator[str]:
    """One cell a row in the first column: texts of a machine's own making, written as they are."""
    for number, piece in enumerate(pieces, start=1):
        yield f'<row r="{number}"><c r="A{number}"{_text(piece)}</row>'
