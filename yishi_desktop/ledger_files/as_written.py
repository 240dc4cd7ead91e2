"""A ledger as this program wrote it, read and known again without a spreadsheet library.

Most files come to the township straight from a village. Then every visible sheet has the SHA-256 that the machine
sheet names, and nobody has to open the sheets and compare cell by cell. A file that any other program has saved again
has other bytes; it goes the long way of `machine_sheet` and `visible_check`.
"""

import hashlib
import re
import zlib
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
# What row_xml.long_text writes, and nothing else.
_CELL = re.compile(
    r'<row r="(\d+)"><c r="A\1" t="inlineStr"><is><t xml:space="preserve">([^<]*)</t></is></c></row>'
)
_START, _END = "<sheetData>", "</sheetData>"
_BROKEN = (BadZipFile, zlib.error, OSError, EOFError, KeyError, NotImplementedError, ValueError)


class Sheets:
    """The sheets of a file as they are unpacked, once: the hash of each, and the words of the last, which is the machine's.

    `take` is given every part of the file piece by piece (`preflight.preflight`), in any order of the parts.
    """

    def __init__(self) -> None:
        self._hashes: dict[int, hashlib._Hash] = {}
        self._names: dict[int, str] = {}
        self._last: list[bytes] = []

    def take(self, name: str, piece: bytes) -> None:
        """Another piece of the part of this name."""
        found = _SHEET.fullmatch(name)
        if not found:
            return
        number = int(found[1])
        if number > max(self._names, default=-1):
            self._last = []
        self._names.setdefault(number, name)
        self._hashes.setdefault(number, hashlib.sha256()).update(piece)
        if number == max(self._names):
            self._last.append(piece)

    def are_as_written(self, sheets: Mapping[str, str]) -> bool:
        """Whether every sheet but the last is byte for byte the one whose SHA-256 `sheets` gives for its part's name."""
        visible = sorted(self._names)[:-1]
        return bool(visible) and {self._names[n]: self._hashes[n].hexdigest() for n in visible} == sheets

    def machine_cells(self) -> list[str]:
        """The texts of the machine sheet; none where it does not look as we write it."""
        try:
            xml = b"".join(self._last).decode("ascii")
        except ValueError:
            return []
        start, end = xml.find(_START) + len(_START), xml.rfind(_END)
        if start < len(_START) or end < start:
            return []
        rows = list(_CELL.finditer(xml, start, end))
        covered = sum(row.end() - row.start() for row in rows)
        return [unescape(row[2]) for row in rows] if covered == end - start else []


def sheets_in(data: bytes) -> Sheets:
    """The sheets of a file that has been checked already, or is our own; none where it cannot be unpacked."""
    sheets = Sheets()
    try:
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                if _SHEET.fullmatch(name):
                    sheets.take(name, archive.read(name))
    except _BROKEN:
        return Sheets()
    return sheets
