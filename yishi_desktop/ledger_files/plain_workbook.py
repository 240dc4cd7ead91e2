"""One table as a workbook to print, in the dress of the ledger."""

from collections.abc import Sequence
from datetime import date, datetime

from yishi_desktop.domain.ledger.columns import Table
from yishi_desktop.ledger_files.book import Book
from yishi_desktop.ledger_files.package import to_bytes
from yishi_desktop.ledger_files.sheet import TitleBlock, write_table


def write_plain(tables: Sequence[Table], title: str, about: tuple[str, str], day: date) -> bytes:
    """A sheet for each table; the same bytes for the same tables and day."""
    book = Book(title)
    for table in tables:
        write_table(book.create_sheet(table.title), table, TitleBlock(title, about))
    return to_bytes(book, datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day, no moment in time
