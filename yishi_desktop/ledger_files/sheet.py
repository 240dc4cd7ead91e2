"""One visible sheet: title block, headings, rows, and how it prints on A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from yishi_desktop.domain.ledger.columns import Heading, Table, Value
from yishi_desktop.ledger_files.book import Below, Printing, Sheet
from yishi_desktop.ledger_files.cells import letters, lines_needed, look_of, sheet_text
from yishi_desktop.ledger_files.row_xml import RowWriter
from yishi_desktop.ledger_files.sheet_xml import MARGIN
from yishi_desktop.ledger_files.styles import (
    ABOUT,
    BAND,
    BODY_POINTS,
    CELL_STYLES,
    DIGIT_PIXELS,
    EMPTY,
    HEADING,
    TITLE,
)

EMPTY_WORDS = "本期没有"
LINE_POINTS = BODY_POINTS * 1.36
# Excel's own upper limit for a row.
TALLEST = 409.0
_MILLIMETRES_PER_INCH = 25.4
_PRINTABLE_WIDTH = 297 - 2 * MARGIN
_CHARACTER_WIDTH = BODY_POINTS * _MILLIMETRES_PER_INCH / 72
_TITLE_ROW, _ABOUT_ROWS = 1, (2, 3)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What stands above a table: the title and two lines about who reports what."""

    title: str
    about: tuple[str, str]


def write_table(sheet: Sheet, table: Table, block: TitleBlock) -> int:
    """Fill a sheet with one table; the number of the first row of data.

    The rows themselves are made when the book is written, one at a time.
    """
    spreads = page_spreads(table.headings)
    write_title_block(sheet, block, spreads)
    first_row = _write_headings(sheet, table.headings, spreads)
    last_row = first_row + max(1, len(table.rows)) - 1
    if table.rows:
        rows = RowWriter(table.headings, _height).rows(table.rows, first_row)
        sheet.below = Below(len(table.headings), last_row, rows)
    else:
        _write_empty(sheet, first_row, spreads)
    frozen = _frozen(table.headings)
    sheet.frozen, sheet.grid_lines = (frozen, first_row - 1), False
    if len(spreads) > 1:
        sheet.printing = Printing(first_row - 1, frozen, _print_areas(spreads, last_row))
    else:
        sheet.printing = Printing(first_row - 1)
    return first_row


def page_spreads(headings: Sequence[Heading]) -> list[range]:
    """The columns that go on each width of paper: one for every band, and all on one where there are no bands.

    Columns are counted from 1. The leading columns without a band are repeated on every sheet of paper, so that sheets
    laid side by side, or read alone, still say which deliberation a line speaks of.
    """
    spreads, start = [], _frozen(headings) + 1
    for _, group in groupby(headings[start - 1 :], key=lambda heading: heading.band):
        end = start + len(list(group))
        spreads.append(range(start, end))
        start = end
    return spreads if len(spreads) > 1 else [range(1, len(headings) + 1)]


def _frozen(headings: Sequence[Heading]) -> int:
    """How many columns stay in sight: those before the first band, or the number and the name of the case."""
    if not any(heading.band for heading in headings):
        return 2
    return next(place for place, heading in enumerate(headings) if heading.band)


def write_title_block(sheet: Sheet, block: TitleBlock, spreads: Sequence[range]) -> None:
    """Title and reporting lines, once for each width of paper."""
    for number, columns in enumerate(spreads):
        _merged(sheet, _TITLE_ROW, columns, f"{block.title}{'（续）' if number else ''}", TITLE)
        for row, text in zip(_ABOUT_ROWS, block.about, strict=True):
            _merged(sheet, row, columns, text, ABOUT)
    sheet.heights |= {_TITLE_ROW: 36, **dict.fromkeys(_ABOUT_ROWS, 18)}


def _merged(sheet: Sheet, row: int, columns: range, text: str, style: str) -> None:
    for column in columns:
        sheet.put(row, column, text if column == columns.start else None, style)
    if len(columns) > 1:
        sheet.merge(columns.start, row, columns.stop - 1, row)


def _write_headings(sheet: Sheet, headings: Sequence[Heading], spreads: Sequence[range]) -> int:
    """Headings, with the bands above them where there are several. Returns the first row for data."""
    row = _ABOUT_ROWS[-1] + 1
    if len(spreads) > 1:
        for columns in spreads:
            _merged(sheet, row, columns, headings[columns.start - 1].band, BAND)
        sheet.heights[row] = 18
        row += 1
    write_heading_row(sheet, row, [(heading.label, heading.width) for heading in headings])
    if len(spreads) > 1:
        _close_corner(sheet, row, headings[: spreads[0].start - 1])
    return row + 1


def _close_corner(sheet: Sheet, row: int, headings: Sequence[Heading]) -> None:
    """The repeated columns stand under no band: their headings take up both rows."""
    for column, heading in enumerate(headings, start=1):
        sheet.put(row - 1, column, heading.label, HEADING)
        sheet.put(row, column, None, HEADING)
        sheet.merge(column, row - 1, column, row)


def write_heading_row(sheet: Sheet, row: int, headings: Sequence[tuple[str, float]]) -> None:
    """One row of headings, with the widths of the columns below them in full characters."""
    for column, (label, width) in enumerate(headings, start=1):
        sheet.put(row, column, label, HEADING)
        sheet.widths[column] = excel_width(width)
    sheet.heights[row] = _height(max(lines_needed(label, width) for label, width in headings))


def excel_width(characters: float) -> float:
    """Full Chinese characters of the body size in Excel's unit, the width of a digit of the standard font."""
    pixels = characters * BODY_POINTS * 96 / 72
    return round(pixels / DIGIT_PIXELS, 2)


def _height(lines: int) -> float:
    return min(TALLEST, round(lines * LINE_POINTS + 7, 1))


def write_row(
    sheet: Sheet, number: int, headings: Sequence[Heading], values: Sequence[Value], least: int = 2
) -> None:
    """One line of data, as tall as its longest text needs and at least `least` lines."""
    tallest = least
    for column, (heading, value) in enumerate(zip(headings, values, strict=True), start=1):
        sheet.put(number, column, value, CELL_STYLES[look_of(heading, value)])
        if isinstance(value, str):
            tallest = max(tallest, lines_needed(sheet_text(value), heading.width))
    sheet.heights[number] = _height(tallest)


def _write_empty(sheet: Sheet, row: int, spreads: Sequence[range]) -> None:
    for column in range(1, spreads[0].start):
        sheet.put(row, column, None, EMPTY)
    for columns in spreads:
        _merged(sheet, row, columns, EMPTY_WORDS, EMPTY)
    sheet.heights[row] = 30


def _print_areas(spreads: Sequence[range], last_row: int) -> tuple[str, ...]:
    """A wide table prints on several widths of A4, one for each band, instead of shrinking it past reading.

    Each band is a print area of its own. Page breaks would not do: Excel ignores them where a sheet is fitted to a
    page, and a scale in percent runs over the paper's edge wherever a font is missing.
    """
    return tuple(
        f"${letters(columns.start)}$1:${letters(columns.stop - 1)}${last_row}" for columns in spreads
    )


def print_scale(headings: Sequence[Heading]) -> float:
    """How much the table is shrunk on paper: 1.0 is the size on screen."""
    spreads, repeated = page_spreads(headings), _frozen(headings)
    widths = [sum(headings[column - 1].width for column in columns) for columns in spreads]
    if len(spreads) > 1:
        widths = [width + sum(heading.width for heading in headings[:repeated]) for width in widths]
    return min(1.0, _PRINTABLE_WIDTH / (max(widths) * _CHARACTER_WIDTH))
