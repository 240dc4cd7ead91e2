"""A workbook as bytes: the same bytes for the same content, and nothing written to the disk on the way."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def to_bytes(book: Workbook, dated: datetime) -> bytes:
    """The workbook's file. `dated` is what its properties give as the time it was made."""
    book.properties.created = book.properties.modified = dated
    target = BytesIO()
    _MemoryWriter(book, _TimelessZip(target, "w", ZIP_DEFLATED)).save()
    return target.getvalue()


class _TimelessZip(ZipFile):
    """Writes no clock into the archive, nor the system it was made on."""

    def writestr(self, name, data, *_more) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002
        info = ZipInfo(name, _ZIP_TIME)
        info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 0, 0
        super().writestr(info, data)


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
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)
