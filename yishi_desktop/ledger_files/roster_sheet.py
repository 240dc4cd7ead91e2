"""A roster as a spreadsheet: reading one that somebody made, and writing an empty one to fill in."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from yishi_desktop.ledger_files.book import Book, Offer, Printing, Sheet
from yishi_desktop.ledger_files.cells import letters
from yishi_desktop.ledger_files.machine_sheet import NAME, UNREADABLE
from yishi_desktop.ledger_files.package import to_bytes
from yishi_desktop.ledger_files.styles import CELL_STYLES, HEADING

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS = 5000
"""Rows of a sheet; the largest roster seen has a tenth."""
MOST_COLUMNS = 40
MOST_SHEETS = 30
"""Sheets of one table; one a year, or one a month, for years."""
BLANK_ROWS = 200
"""After so many rows without a word the table is over; coloured empty rows may go on to the end of the sheet."""
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
_EMPTY_ROWS = 56
_HALF = re.compile("[\ud800-\udfff]")
"""Half characters, which a cell can spell (_xD83D_) and no file can hold."""
_TEMPLATE_WIDTHS = (16, 30, 16, 20, 30)


class SheetError(Exception):
    """A file that cannot be read as a roster. `problem` says why, naming sheet and row where they are known."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class OwnLedgerError(SheetError):
    """A ledger this program wrote, which is read by other ways."""


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The first sheet: its name, and every row as text; row 1 of the sheet is `rows[0]`."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_sheet(data: bytes) -> SheetRows:
    """The first visible sheet of a workbook, values instead of formulas. `SheetError` when it is none.

    Files from elsewhere have to pass the check for hostile files first.
    """
    try:
        book = _opened(data)
        try:
            sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
            if sheet is None:
                raise SheetError("里面没有表")
            return SheetRows(sheet.title, tuple(_rows(sheet)))
        finally:
            book.close()
    except UNREADABLE as error:
        raise SheetError("不是Excel表格，或者文件坏了") from error


def read_sheets(data: bytes) -> tuple[SheetRows, ...]:
    """Every visible sheet, for tables that keep a sheet a year. `SheetError` as for one, `OwnLedgerError` for a ledger
    this program wrote.
    """
    try:
        book = _opened(data)
        try:
            if NAME in book.sheetnames:
                raise OwnLedgerError("是本程序导出的台账")
            shown = [one for one in book.worksheets if one.sheet_state == "visible"]
            if not shown:
                raise SheetError("里面没有表")
            return tuple(SheetRows(one.title, tuple(_rows(one))) for one in shown[:MOST_SHEETS])
        finally:
            book.close()
    except UNREADABLE as error:
        raise SheetError("不是Excel表格，或者文件坏了") from error


def _opened(data: bytes) -> "Workbook":
    """Openpyxl warns of decorations it does not know; they change no name."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _rows(sheet: Any) -> Iterator[tuple[str, ...]]:
    sheet.reset_dimensions()  # some programs write a wrong size into the file; then rows would be missing
    blank = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        words = tuple(_text(value, sheet.title, number) for value in row)
        blank = 0 if any(words) else blank + 1
        if blank > BLANK_ROWS:
            return
        if number > MOST_ROWS and not blank:
            raise SheetError(f"“{sheet.title}”第{number}行还有内容，最多{MOST_ROWS}行")
        yield words


def _text(value: object, sheet: str, row: int) -> str:
    """A cell as one line of text, none that says #N/A."""
    if isinstance(value, str) and value in _ERRORS:
        raise SheetError(f"“{sheet}”第{row}行有一格是{value}，是公式算错了")
    return one_line(value)


def one_line(value: object) -> str:
    """A value of a cell as one line of text; a telephone number kept as a number comes without .0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        value = f"{value:%Y-%m-%d}"
    return "" if value is None else " ".join(_HALF.sub("\ufffd", str(value)).split())


# ------------------------------------------------------------------------------------------------ the template
def template(headings: Sequence[str], duties: Sequence[str], duty_column: int, made_at: datetime) -> bytes:
    """An empty roster: one sheet with these headings, one that lists the duties offered in `duty_column` (from 0)."""
    book = Book("名册")
    sheet = book.create_sheet("名册")
    _write_headings(sheet, headings)
    _write_empty_rows(sheet, len(headings))
    _write_duties(book.create_sheet("身份怎么写"), duties)
    _offer_duties(sheet, letters(duty_column + 1), len(duties))
    return to_bytes(book, made_at.replace(tzinfo=None))


def _write_headings(sheet: Sheet, headings: Sequence[str]) -> None:
    for column, words in enumerate(headings, 1):
        sheet.put(1, column, words, HEADING)
    sheet.widths = dict(enumerate(_TEMPLATE_WIDTHS[: len(headings)], 1))
    sheet.frozen, sheet.printing = (0, 1), Printing(1)


def _write_empty_rows(sheet: Sheet, columns: int) -> None:
    """Rows with lines, as text: a telephone number stays as it is typed."""
    for row in range(2, _EMPTY_ROWS + 2):
        for column in range(1, columns + 1):
            sheet.put(row, column, None, CELL_STYLES["text"])


def _write_duties(sheet: Sheet, duties: Sequence[str]) -> None:
    notes = ("一个人有几个身份，用顿号隔开，例如“村民代表、党员”。这里没有的也可以照实写。", *duties)
    for row, words in enumerate(notes, 1):
        sheet.put(row, 1, words, CELL_STYLES["text"])
    sheet.widths[1], sheet.heights[1] = 40, 32


def _offer_duties(sheet: Sheet, column: str, count: int) -> None:
    """A list to choose from; anything else may be typed."""
    sheet.offers.append(Offer(f"{column}2:{column}{_EMPTY_ROWS + 1}", f"'身份怎么写'!$A$2:$A${count + 1}"))
