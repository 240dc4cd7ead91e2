"""One visible sheet: title block, headings, rows, and how it prints on A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from yishi_desktop.domain.ledger.columns import Heading, Table, Value
from yishi_desktop.ledger_files.cells import lines_needed, look_of, put, put_text, sheet_text
from yishi_desktop.ledger_files.package import dress, merge, rows_below
from yishi_desktop.ledger_files.row_xml import RowWriter
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
_MARGIN = 8 / _MILLIMETRES_PER_INCH
_PRINTABLE_WIDTH = 297 - 2 * 8
_CHARACTER_WIDTH = BODY_POINTS * _MILLIMETRES_PER_INCH / 72
_TITLE_ROW, _ABOUT_ROWS = 1, (2, 3)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What stands above a table: the title and two lines about who reports what."""

    title: str
    about: tuple[str, str]


def write_table(sheet: Worksheet, table: Table, block: TitleBlock) -> int:
    """Fill a sheet of a `Book` with one table; the number of the first row of data.

    The rows themselves are made when the book is written, one at a time.
    """
    spreads = page_spreads(table.headings)
    write_title_block(sheet, block, spreads)
    first_row = _write_headings(sheet, table.headings, spreads)
    last_row = first_row + max(1, len(table.rows)) - 1
    if table.rows:
        writer = RowWriter(sheet, table.headings, _height)
        rows_below(sheet, len(table.headings), last_row, writer.rows(table.rows, first_row))
    else:
        _write_empty(sheet, first_row, spreads)
    frozen = _frozen(table.headings)
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{first_row}"
    set_up_page(sheet, first_row - 1)
    if len(spreads) > 1:
        _split_print(sheet, spreads, frozen, last_row)
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


def write_title_block(sheet: Worksheet, block: TitleBlock, spreads: Sequence[range]) -> None:
    """Title and reporting lines, once for each width of paper."""
    for number, columns in enumerate(spreads):
        _merged(sheet, _TITLE_ROW, columns, f"{block.title}{'（续）' if number else ''}", TITLE)
        for row, text in zip(_ABOUT_ROWS, block.about, strict=True):
            _merged(sheet, row, columns, text, ABOUT)
    sheet.row_dimensions[_TITLE_ROW].height = 36
    for row in _ABOUT_ROWS:
        sheet.row_dimensions[row].height = 18


def _merged(sheet: Worksheet, row: int, columns: range, text: str, style: str) -> None:
    for column in columns:
        dress(sheet.cell(row, column), style)
    put_text(sheet.cell(row, columns.start), text)
    if len(columns) > 1:
        merge(sheet, columns.start, row, columns.stop - 1, row)


def _write_headings(sheet: Worksheet, headings: Sequence[Heading], spreads: Sequence[range]) -> int:
    """Headings, with the bands above them where there are several. Returns the first row for data."""
    row = _ABOUT_ROWS[-1] + 1
    if len(spreads) > 1:
        for columns in spreads:
            _merged(sheet, row, columns, headings[columns.start - 1].band, BAND)
        sheet.row_dimensions[row].height = 18
        row += 1
    write_heading_row(sheet, row, [(heading.label, heading.width) for heading in headings])
    if len(spreads) > 1:
        _close_corner(sheet, row, range(1, spreads[0].start))
    return row + 1


def _close_corner(sheet: Worksheet, row: int, columns: range) -> None:
    """The repeated columns stand under no band: their headings take up both rows."""
    for column in columns:
        below, above = sheet.cell(row, column), sheet.cell(row - 1, column)
        dress(above, HEADING)
        put_text(above, below.value)
        below.value = None
        merge(sheet, column, row - 1, column, row)


def write_heading_row(sheet: Worksheet, row: int, headings: Sequence[tuple[str, float]]) -> None:
    """One row of headings, with the widths of the columns below them in full characters."""
    for column, (label, width) in enumerate(headings, start=1):
        cell = sheet.cell(row, column)
        dress(cell, HEADING)
        put_text(cell, label)
        sheet.column_dimensions[get_column_letter(column)].width = excel_width(width)
    sheet.row_dimensions[row].height = _height(max(lines_needed(label, width) for label, width in headings))


def excel_width(characters: float) -> float:
    """Full Chinese characters of the body size in Excel's unit, the width of a digit of the standard font."""
    pixels = characters * BODY_POINTS * 96 / 72
    return round(pixels / DIGIT_PIXELS, 2)


def _height(lines: int) -> float:
    return min(TALLEST, round(lines * LINE_POINTS + 7, 1))


def write_row(
    sheet: Worksheet, number: int, headings: Sequence[Heading], values: Sequence[Value], least: int = 2
) -> None:
    """One line of data, as tall as its longest text needs and at least `least` lines."""
    tallest = least
    for column, (heading, value) in enumerate(zip(headings, values, strict=True), start=1):
        cell = sheet.cell(number, column)
        dress(cell, CELL_STYLES[look_of(heading, value)])
        put(cell, value)
        if isinstance(value, str):
            tallest = max(tallest, lines_needed(sheet_text(value), heading.width))
    sheet.row_dimensions[number].height = _height(tallest)


def _write_empty(sheet: Worksheet, row: int, spreads: Sequence[range]) -> None:
    for column in range(1, spreads[0].start):
        dress(sheet.cell(row, column), EMPTY)
    for columns in spreads:
        _merged(sheet, row, columns, EMPTY_WORDS, EMPTY)
    sheet.row_dimensions[row].height = 30


def set_up_page(sheet: Worksheet, heading_rows: int) -> None:
    """A4 landscape, one page wide, headings on every page, numbered."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"1:{heading_rows}"
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    margins = sheet.page_margins
    margins.left = margins.right = _MARGIN
    margins.top, margins.bottom = 10 / _MILLIMETRES_PER_INCH, 14 / _MILLIMETRES_PER_INCH
    margins.header = margins.footer = 6 / _MILLIMETRES_PER_INCH
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def _split_print(sheet: Worksheet, spreads: Sequence[range], repeated: int, last_row: int) -> None:
    """Print a wide table on several widths of A4, one for each band, instead of shrinking it past reading.

    Each band is a print area of its own. Page breaks would not do: Excel ignores them where a sheet is fitted to a
    page, and a scale in percent runs over the paper's edge wherever a font is missing.
    """
    sheet.print_title_cols = f"A:{get_column_letter(repeated)}"
    sheet.print_area = [
        f"{get_column_letter(columns.start)}1:{get_column_letter(columns.stop - 1)}{last_row}"
        for columns in spreads
    ]
    sheet.print_options.horizontalCentered = False


def print_scale(headings: Sequence[Heading]) -> float:
    """How much the table is shrunk on paper: 1.0 is the size on screen."""
    spreads, repeated = page_spreads(headings), _frozen(headings)
    widths = [sum(headings[column - 1].width for column in columns) for columns in spreads]
    if len(spreads) > 1:
        widths = [width + sum(heading.width for heading in headings[:repeated]) for width in widths]
    return min(1.0, _PRINTABLE_WIDTH / (max(widths) * _CHARACTER_WIDTH))
