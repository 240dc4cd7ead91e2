"""Row 8: rows out to a styled workbook. `scale` is the number of rows; everybody writes the same columns and values.

Widths, wrapping, borders, formats for dates and shares, frozen panes, filter or print set-up: as much of it as each
library offers without tricks.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from benchmarks import material
from yishi_desktop.domain.ledger.columns import Row, Share, Table, Value
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.ledger_files.book import Book
from yishi_desktop.ledger_files.cells import letters
from yishi_desktop.ledger_files.package import write_to
from yishi_desktop.ledger_files.sheet import TitleBlock, write_table

TITLE = "示例县2026年度议事协商台账汇总"


def _table(folder: Path) -> Table:
    """The sheet of sessions of a village, masked as it goes to the township."""
    with material.opened(folder / "writing-rows-village") as office:
        found = [office.situation(material.matter(number)) for number in range(3)]
    return ledger_rows(found, *material.YEAR, masked=True).sessions


_LONG = 12
"""Characters: longer than names, places and choices, which do come again."""


class Many(Sequence[Row]):
    """So many rows, each with words of its own, made as they are asked for."""

    def __init__(self, rows: Sequence[Row], count: int) -> None:
        self._rows, self._count = rows, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: Any) -> Any:
        """Numbers and long texts are of the row's own: nobody is to gain by having met them before."""
        row = self._rows[number % len(self._rows)]
        _, second, *rest = row.values
        own = (f"{one}{number}" if isinstance(one, str) and len(one) > _LONG else one for one in rest)
        return Row((number + 1, f"{second}-{number}", *own), row.case_id, row.session)

    def __iter__(self) -> Iterator[Row]:
        return map(self.__getitem__, range(self._count))


def rows(table: Table, count: int) -> Iterator[Row]:
    return iter(Many(table.rows, count))


def ours(folder: Path, scale: int) -> Any:
    """As the program writes a ledger's sheet, into a file."""
    table, path = _table(folder), folder / f"ours-{scale}.xlsx"
    long: Any = Many(table.rows, scale)

    def work() -> None:
        book = Book(TITLE)
        write_table(book.create_sheet("明细"), replace(table, rows=long), TitleBlock(TITLE, ("", "")))
        with path.open("wb") as target:
            write_to(target, book, datetime(2026, 12, 20))  # noqa: DTZ001 - a day

    return work


# ----------------------------------------------------------------------------------------------------- the others
def _words(value: Value) -> str:
    return "是" if value is True else "否" if value is False else str(value)


def openpyxl_styled(folder: Path, scale: int) -> Any:
    """openpyxl as its tutorial shows it: every cell is given its styles."""
    table = _table(folder)

    def work() -> None:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Border, Font, Side
        from openpyxl.utils import get_column_letter

        book = Workbook()
        sheet = book.active
        line = Side(style="thin", color="FF808080")
        sheet.append([heading.label for heading in table.headings])
        for at, heading in enumerate(table.headings, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = heading.width * 1.7
        for number, row in enumerate(rows(table, scale), start=2):
            for at, value in enumerate(row.values, start=1):
                cell = sheet.cell(number, at)
                cell.value, cell.number_format = _plain(value)
                cell.font = Font(name="宋体", size=10)
                cell.alignment = Alignment(wrap_text=True, vertical="center")
                cell.border = Border(left=line, right=line, top=line, bottom=line)
        sheet.freeze_panes = "C2"
        book.save(folder / f"openpyxl-{scale}.xlsx")

    return work


def _plain(value: Value) -> tuple[Any, str]:
    if isinstance(value, Share):
        return value.part / value.whole, "0.00%"
    if isinstance(value, date):
        return value, "yyyy-mm-dd"
    if isinstance(value, int) and not isinstance(value, bool):
        return value, "0"
    return ("" if value is None else _words(value)), "@"


def xlsxwriter(folder: Path, scale: int) -> Any:
    """XlsxWriter with constant memory and formats made once."""
    table = _table(folder)

    def work() -> None:
        from xlsxwriter import Workbook

        book = Workbook(folder / f"xlsxwriter-{scale}.xlsx", {"constant_memory": True})
        sheet = book.add_worksheet("明细")
        look = {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True, "valign": "vcenter"}
        formats = {name: book.add_format(look | {"num_format": name}) for name in FORMATS}
        for at, heading in enumerate(table.headings):
            sheet.set_column(at, at, heading.width * 1.7)
            sheet.write_string(0, at, heading.label)
        for number, row in enumerate(rows(table, scale), start=1):
            sheet.set_row(number, 30)
            for at, value in enumerate(row.values):
                plain, name = _plain(value)
                if isinstance(plain, str):
                    sheet.write_string(number, at, plain, formats[name])
                elif isinstance(plain, date):
                    moment = datetime(plain.year, plain.month, plain.day)  # noqa: DTZ001 - a day
                    sheet.write_datetime(number, at, moment, formats[name])
                else:
                    sheet.write_number(number, at, plain, formats[name])
        sheet.freeze_panes(1, 2)
        book.close()

    return work


FORMATS = ("@", "0", "0.00%", "yyyy-mm-dd")


def rust(folder: Path, scale: int) -> Any:
    """The Rust writer by its simplest call: one record a row, formats by column."""
    table = _table(folder)

    def work() -> None:
        from rustpy_xlsxwriter import write_worksheet

        labels = [f"{at} {heading.label}" for at, heading in enumerate(table.headings)]
        records = (
            dict(zip(labels, (_plain(v)[0] for v in row.values), strict=True)) for row in rows(table, scale)
        )
        write_worksheet(records, str(folder / f"rust-{scale}.xlsx"), sheet_name="明细")

    return work


# ------------------------------------------------------------------------------------------------------ the floor
def raw(folder: Path, scale: int) -> Any:
    """The floor: a workbook whose parts are ready, its rows one formatted string each, and zip.

    No widths of text, no cleaning, nothing looked at; but what comes out can be opened.
    """
    table = _table(folder)
    ready = _ready_parts(replace(table, rows=()))
    sheet = "xl/worksheets/sheet1.xml"
    head, tail = ready.pop(sheet).decode().split("</sheetData>")

    def work() -> None:
        path = folder / f"raw-{scale}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in ready.items():
                archive.writestr(name, content)
            with archive.open(sheet, "w") as out:
                text = io.TextIOWrapper(out, "utf-8", write_through=False)
                text.write(head)
                for number, row in enumerate(rows(table, scale), start=_FIRST_ROW):
                    text.write(_raw_row(number, row.values))
                text.write(f"</sheetData>{tail}")
                text.flush()
                text.detach()

    return work


_FIRST_ROW = 7


def _ready_parts(empty: Table) -> dict[str, bytes]:
    """The parts of our workbook without rows."""
    book = Book(TITLE)
    write_table(book.create_sheet("明细"), empty, TitleBlock(TITLE, ("", "")))
    target = io.BytesIO()
    write_to(target, book, datetime(2026, 12, 20))  # noqa: DTZ001 - a day
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_LETTERS = [letters(column) for column in range(1, 200)]


def _raw_row(number: int, values: tuple[Value, ...]) -> str:
    cells = "".join(
        f'<c r="{letter}{number}" s="1"><v>{value:d}</v></c>'
        if isinstance(value, int)
        else f'<c r="{letter}{number}" s="2" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
        for letter, value in zip(_LETTERS, values, strict=False)
    )
    return f'<row r="{number}" ht="30" customHeight="1">{cells}</row>'
