"""A workbook as bytes: the same bytes for the same content, and nothing written to the disk on the way."""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_END_OF_ROWS = re.compile(rb"<sheetData ?/>|</sheetData>")
_SIZE = re.compile(rb'<dimension ref="[^"]*" ?/>')


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows still to be written below what a sheet has, as XML, and how far they reach."""

    width: int
    last: int
    xml: Iterable[str]


class Book(Workbook):  # type: ignore[misc]
    """A workbook whose sheets may end in rows that are made only when it is written.

    `digests` are the SHA-256 of the sheets written so far, by the names of their parts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.waiting: dict[str, _Rows] = {}
        self.digests: dict[str, str] = {}
        self.looks: dict[str, StyleArray] = {}


def dress(cell: Cell, style: str) -> None:
    """Give a cell of a `Book` one of its named styles; openpyxl alone works the style out anew for every cell."""
    looks = cell.parent.parent.looks
    if style not in looks:
        cell.style = style
        looks[style] = cell._style  # noqa: SLF001
    cell._style = copy(looks[style])  # noqa: SLF001


def merge(sheet: Worksheet, left: int, top: int, right: int, bottom: int) -> None:
    """One cell of several, which have their styles already; openpyxl's own way works each border out anew."""
    sheet.merged_cells.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))


def rows_below(sheet: Worksheet, width: int, last: int, xml: Iterable[str]) -> None:
    """Let rows of `width` columns, up to row `last`, follow what a sheet of a `Book` has; they are asked for once."""
    sheet.parent.waiting[sheet.title] = _Rows(width, last, xml)


def to_bytes(book: Workbook, dated: datetime) -> bytes:
    """The workbook's file. `dated` is what its properties give as the time it was made."""
    target = BytesIO()
    write_to(target, book, dated)
    return target.getvalue()


def write_to(target: BinaryIO, book: Workbook, dated: datetime) -> None:
    """As `to_bytes`, into a file, a row at a time."""
    book.properties.created = book.properties.modified = dated
    _MemoryWriter(book, _TimelessZip(target, "w", ZIP_DEFLATED)).save()


class _TimelessZip(ZipFile):
    """Writes no clock into the archive, nor the system it was made on."""

    def writestr(self, name, data, *_more) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002
        super().writestr(_entry(name), data)

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> str:
        """An entry that is never in memory as a whole; its SHA-256."""
        digest = sha256()
        with self.open(_entry(name), "w", force_zip64=True) as entry:
            for piece in pieces:
                entry.write(piece)
                digest.update(piece)
        return digest.hexdigest()


def _entry(name: str) -> ZipInfo:
    info = ZipInfo(name, _ZIP_TIME)
    info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 0, 0
    return info


class _MemoryWriter(ExcelWriter):  # type: ignore[misc]
    """Composes each sheet in memory.

    openpyxl writes sheets to temporary files first; one left behind by a power cut would hold people's names in plain
    text.
    """

    def write_worksheet(self, ws: Worksheet) -> None:
        # As in openpyxl 3.1.5, but for the target of the sheet's writer.
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        writer = WorksheetWriter(ws, out=BytesIO())
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._write_part(ws, writer.read())
        self.manifest.append(ws)

    def _write_part(self, ws: Worksheet, xml: bytes) -> None:
        name, book = ws.path[1:], ws.parent
        if not isinstance(book, Book):
            self._archive.writestr(name, xml)
            return
        waiting = book.waiting.get(ws.title)
        pieces = _with_rows(xml, waiting) if waiting else [xml]
        book.digests[name] = self._archive.write_pieces(name, pieces)


def _with_rows(sheet: bytes, waiting: _Rows) -> Iterator[bytes]:
    """The sheet's XML with the rows before the end of its data, a few thousand cells at a time."""
    corner = f"{get_column_letter(waiting.width)}{waiting.last}"
    sheet = _SIZE.sub(f'<dimension ref="A1:{corner}"/>'.encode(), sheet, count=1)
    end = _END_OF_ROWS.search(sheet)
    assert end is not None  # every sheet has one
    yield sheet[: end.start()]
    yield b"" if end[0].startswith(b"</") else b"<sheetData>"
    batch: list[str] = []
    for row in waiting.xml:
        batch.append(row)
        if len(batch) == _BATCH:
            yield "".join(batch).encode()
            batch.clear()
    yield "".join(batch).encode()
    yield b"</sheetData>"
    yield sheet[end.end() :]


_BATCH = 200
"""Rows."""
