"""The county's 协商目录 as a spreadsheet to fill in. Reading one is `roster_sheet.read_sheet`."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from yishi_desktop.ledger_files.cells import put_text
from yishi_desktop.ledger_files.package import to_bytes
from yishi_desktop.ledger_files.styles import CELL_STYLES, HEADING, add_styles

_EMPTY_ROWS = 60
_WORDS_SHEET = "可以填的词"


def template(
    headings: Sequence[str],
    widths: Sequence[int],
    offered: Mapping[str, Sequence[str]],
    example: Sequence[str],
    made_at: datetime,
) -> bytes:
    """An empty list with these headings and one example row; `offered` are the words to choose from by heading."""
    book = Workbook()
    add_styles(book)
    book.properties.title, book.properties.creator, book.properties.language = "协商目录", "议事", "zh-CN"
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "协商目录"
    _write_table(sheet, headings, widths, example)
    _write_words(book.create_sheet(_WORDS_SHEET), sheet, headings, offered)
    return to_bytes(book, made_at.replace(tzinfo=None))


def _write_table(
    sheet: Worksheet, headings: Sequence[str], widths: Sequence[int], example: Sequence[str]
) -> None:
    for column, (words, width) in enumerate(zip(headings, widths, strict=True), 1):
        cell = sheet.cell(1, column)
        cell.style = HEADING
        put_text(cell, words)
        sheet.column_dimensions[get_column_letter(column)].width = width
        for row in range(2, _EMPTY_ROWS + 2):
            sheet.cell(row, column).style = CELL_STYLES["text"]
    for column, words in enumerate(example, 1):
        put_text(sheet.cell(2, column), words)
    sheet.freeze_panes = "A2"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.print_title_rows = "1:1"


def _write_words(
    words_sheet: Worksheet, sheet: Worksheet, headings: Sequence[str], offered: Mapping[str, Sequence[str]]
) -> None:
    for column, (heading, words) in enumerate(offered.items(), 1):
        letter = get_column_letter(column)
        words_sheet.column_dimensions[letter].width = 34
        for row, text in enumerate((heading, *words), 1):
            cell = words_sheet.cell(row, column)
            cell.style = HEADING if row == 1 else CELL_STYLES["text"]
            put_text(cell, text)
        choices = f"'{_WORDS_SHEET}'!${letter}$2:${letter}${len(words) + 1}"
        offer = DataValidation("list", formula1=choices, allow_blank=True)
        offer.showErrorMessage = False
        sheet.add_data_validation(offer)
        place = get_column_letter(list(headings).index(heading) + 1)
        offer.add(f"{place}2:{place}{_EMPTY_ROWS + 1}")
