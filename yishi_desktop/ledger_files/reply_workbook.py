"""What the township tells its villages, as a workbook to print: one village a page, room to write how it was done."""

from collections.abc import Sequence
from datetime import date, datetime

from yishi_desktop.domain.ledger.columns import Table
from yishi_desktop.domain.township.reports import reply_table
from yishi_desktop.domain.wording import date_text
from yishi_desktop.ledger_files.book import Book, Sheet
from yishi_desktop.ledger_files.package import to_bytes
from yishi_desktop.ledger_files.sheet import TitleBlock, write_table


def write_replies(replies: Sequence[tuple[str, Sequence[str]]], title: str, day: date, program: str) -> bytes:
    """The workbook; the same bytes for the same replies, day and program."""
    book = Book(title)
    table = reply_table(replies)
    sheet = book.create_sheet(table.title)
    about = (f"{len(replies)}个村（社区），{date_text(day)}", f"由议事 {program} 根据各村交来的台账列出")
    first = write_table(sheet, table, TitleBlock(title, about))
    _break_pages(sheet, table, first)
    return to_bytes(book, datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day, no moment in time


def _break_pages(sheet: Sheet, table: Table, first: int) -> None:
    """A new page where another village begins; the rows of data start at `first`."""
    for number, (one, following) in enumerate(zip(table.rows, table.rows[1:], strict=False), start=first):
        if one.case_id != following.case_id:
            sheet.breaks.append(number)
