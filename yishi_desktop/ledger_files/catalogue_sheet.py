"""The county's 协商目录 as a spreadsheet to fill in. Reading one is `roster_sheet.read_sheet`."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from yishi_desktop.ledger_files.book import Book, Offer, Printing, Sheet
from yishi_desktop.ledger_files.cells import letters
from yishi_desktop.ledger_files.package import to_bytes
from yishi_desktop.ledger_files.styles import CELL_STYLES, HEADING

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
    book = Book("协商目录")
    sheet = book.create_sheet("协商目录")
    _write_table(sheet, headings, widths, example)
    _write_words(book.create_sheet(_WORDS_SHEET), sheet, headings, offered)
    return to_bytes(book, made_at.replace(tzinfo=None))


def _write_table(
    sheet: Sheet, headings: Sequence[str], widths: Sequence[int], example: Sequence[str]
) -> None:
    filled = dict(enumerate(example, 1))
    for column, (words, width) in enumerate(zip(headings, widths, strict=True), 1):
        sheet.widths[column] = width
        sheet.put(1, column, words, HEADING)
        sheet.put(2, column, filled.get(column), CELL_STYLES["text"])
        for row in range(3, _EMPTY_ROWS + 2):
            sheet.put(row, column, None, CELL_STYLES["text"])
    sheet.frozen, sheet.printing = (0, 1), Printing(1)


def _write_words(
    words_sheet: Sheet, sheet: Sheet, headings: Sequence[str], offered: Mapping[str, Sequence[str]]
) -> None:
    for column, (heading, words) in enumerate(offered.items(), 1):
        letter = letters(column)
        words_sheet.widths[column] = 34
        for row, text in enumerate((heading, *words), 1):
            words_sheet.put(row, column, text, HEADING if row == 1 else CELL_STYLES["text"])
        choices = f"'{_WORDS_SHEET}'!${letter}$2:${letter}${len(words) + 1}"
        place = letters(list(headings).index(heading) + 1)
        sheet.offers.append(Offer(f"{place}2:{place}{_EMPTY_ROWS + 1}", choices))
