"""A workbook of somebody else's, filled in, as bytes: openpyxl's, but written in memory and without a clock.

openpyxl writes sheets to temporary files first; one left behind by a power cut would hold people's names in plain
text.
"""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from yishi_desktop.ledger_files.package import TimelessZip


def filled_file(book: Workbook, dated: datetime) -> bytes:
    """The file. `dated` is what its properties give as the time it was made."""
    target = BytesIO()
    book.properties.created = book.properties.modified = dated
    _MemoryWriter(book, TimelessZip(target, "w", ZIP_DEFLATED)).save()
    return target.getvalue()


class _MemoryWriter(ExcelWriter):  # type: ignore[misc]
    """Composes each sheet in memory."""

    def write_worksheet(self, ws: Worksheet) -> None:
        # As in openpyxl 3.1.5, but for the target of the sheet's writer.
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        writer = WorksheetWriter(ws, out=BytesIO())
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)
