"""A ledger as this program wrote it, read and known again without a spreadsheet library.

Most files come to the township straight from a village. Then every visible sheet has the SHA-256 that the machine
sheet names, and nobody has to open the sheets and compare cell by cell. A file that any other program has saved again
has other bytes; it goes the long way of `machine_sheet` and `visible_check`.
"""

import hashlib
import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import unescape
from zipfile import BadZipFile, ZipFile

_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
# What row_xml.long_text writes, and nothing else.
_CELL = re.compile(
    r'<row r="(\d+)"><c r="A\1" t="inlineStr"><is><t xml:space="preserve">([^<]*)</t></is></c></row>'
)
_DATA = re.compile(r"<sheetData>(.*)</sheetData>", re.DOTALL)
_BROKEN = (BadZipFile, zlib.error, OSError, EOFError, KeyError, NotImplementedError, ValueError)


def machine_cells(data: bytes) -> list[str]:
    """The texts of the machine sheet, which is the last; none where it does not look as we write it."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            sheets = _sheets(archive)
            xml = archive.read(sheets[-1]).decode("ascii") if sheets else ""
    except _BROKEN:
        return []
    rows = _DATA.search(xml)
    cells = [unescape(found[2]) for found in _CELL.finditer(rows[1])] if rows else []
    return cells if rows and "".join(_CELL.split(rows[1])[0::3]) == "" else []


def is_as_written(data: bytes, sheets: Mapping[str, str]) -> bool:
    """Whether every sheet but the last is byte for byte the one whose SHA-256 `sheets` gives for its part's name."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            visible = _sheets(archive)[:-1]
            found = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in visible}
    except _BROKEN:
        return False
    return bool(found) and found == sheets


def _sheets(archive: ZipFile) -> list[str]:
    """The parts that are sheets, in the order of their numbers."""
    numbers = {int(found[1]): name for name in archive.namelist() if (found := _SHEET.fullmatch(name))}
    return [numbers[number] for number in sorted(numbers)]
