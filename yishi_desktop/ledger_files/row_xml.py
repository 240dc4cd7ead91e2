"""Cells and rows as the XML of a sheet, without an object for every cell.

A township's year has hundreds of thousands of cells; a spreadsheet library takes ten times as long for them, and two
gigabytes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from yishi_desktop.domain.ledger.columns import Heading, Row, Share, Value
from yishi_desktop.ledger_files.cells import (
    NO,
    YES,
    escape,
    is_day,
    is_number,
    letters,
    lines_needed,
    look_of,
    sheet_text,
)
from yishi_desktop.ledger_files.styles import CELL_STYLES, TEXT_IDS, VALUE_IDS

# Day 0 of the sheet's calendar, counted so that days from 1 March 1900 on are right.
_DAY_ZERO = date(1899, 12, 30).toordinal()
_TEXT = ' t="inlineStr"'


def row_xml(number: int, height: float | None, cells: Iterable[str]) -> str:
    """A row of these cells; `height` in points, as the reader thinks fit where none is given."""
    tall = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{"".join(cells)}</row>'


def cell_xml(value: Value, style: str) -> str:
    """A cell from behind its place on: a real date, a real number, or text that no program takes for anything else."""
    if isinstance(value, str):
        value = sheet_text(value)
    if value is None or value == "":  # a text of nothing but control characters, too
        return f' s="{VALUE_IDS[style]}"/>'
    content = _content(value)
    ids = TEXT_IDS if content.startswith(_TEXT) else VALUE_IDS
    return f' s="{ids[style]}"{content}'


def _content(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return _text(YES if value else NO)
    if isinstance(value, Share):
        return f"><v>{value.part / value.whole!r}</v></c>"
    if is_day(value):
        return f"><v>{value.toordinal() - _DAY_ZERO}</v></c>"
    return f"><v>{value}</v></c>" if is_number(value) else _text(sheet_text(str(value)))


def _text(text: str) -> str:
    return f"{_TEXT}><is>{_words(text)}</is></c>"


def _words(text: str) -> str:
    """Blanks at the ends are lost unless it is said that they belong to the text."""
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    return f"<t{kept}>{escape(text)}</t>"


_SHORT = 16
"""Characters. What is no longer comes again and again in a ledger: names, places, choices."""
_MOST_KNOWN = 5000


class _Cell(NamedTuple):
    """A cell from behind its place on, and the lines its text needs."""

    xml: str
    lines: int


class _Column:
    """The cells of one column. Days, numbers and short texts come again, and are worked out once."""

    def __init__(self, at: int, heading: Heading) -> None:
        self.start = f'<c r="{letters(at)}'
        self._heading = heading
        self._blank = CELL_STYLES[look_of(heading, None)]
        self._known: dict[Value, _Cell] = {}
        self._flags = {flag: self._made(flag) for flag in (True, False)}

    def cell(self, value: Value) -> _Cell:
        """The cell of a value."""
        if value is True or value is False:  # as keys they would be 1 and 0
            return self._flags[value]
        found = self._known.get(value)
        if found is None:
            found = self._made(value)
            if not isinstance(value, str) or len(value) <= _SHORT:
                self._remember(value, found)
        return found

    def _remember(self, value: Value, cell: _Cell) -> None:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[value] = cell

    def _made(self, value: Value) -> _Cell:
        if not isinstance(value, str):
            return _Cell(f'"{cell_xml(value, CELL_STYLES[look_of(self._heading, value)])}', 1)
        lines = lines_needed(sheet_text(value), self._heading.width) if value else 1
        return _Cell(f'"{cell_xml(value, self._blank)}', lines)


class RowWriter:
    """Writes rows below these headings; `height` turns lines into points."""

    def __init__(self, headings: Sequence[Heading], height: Callable[[int], float]) -> None:
        self._columns = [_Column(at, heading) for at, heading in enumerate(headings, start=1)]
        self._height = height

    def rows(self, rows: Iterable[Row], first: int, least: int = 2) -> Iterator[str]:
        """Each row as XML, numbered from `first`, as tall as its longest text needs and at least `least` lines."""
        for number, row in enumerate(rows, start=first):
            yield self._row(number, row.values, least)

    def _row(self, number: int, values: Sequence[Value], least: int) -> str:
        tallest, cells = least, []
        for column, value in zip(self._columns, values, strict=True):
            xml, lines = column.cell(value)
            cells.append(f"{column.start}{number}{xml}")
            if lines > tallest:
                tallest = lines
        return row_xml(number, self._height(tallest), cells)


def long_text(pieces: Iterable[str]) -> Iterator[str]:
    """One cell a row in the first column: texts of a machine's own making, written as they are.

    `as_written` reads them back and knows nothing but these very words.
    """
    for number, piece in enumerate(pieces, start=1):
        cell = f'<c r="A{number}"{_TEXT}><is><t xml:space="preserve">{escape(piece)}</t></is></c>'
        yield f'<row r="{number}">{cell}</row>'
