"""A workbook as bytes: the same bytes for the same content, and nothing written to the disk on the way.

A temporary file left behind by a power cut would hold people's names in plain text.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from yishi_desktop.ledger_files.book import Book
from yishi_desktop.ledger_files.cells import escape
from yishi_desktop.ledger_files.sheet_xml import DECLARATION, MAIN, print_names, sheet_entry, sheet_xml
from yishi_desktop.ledger_files.styles import styles_xml

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def to_bytes(book: Book, dated: datetime) -> bytes:
    """The workbook's file. `dated` is what its properties give as the time it was made."""
    target = BytesIO()
    write_to(target, book, dated)
    return target.getvalue()


def write_to(target: BinaryIO, book: Book, dated: datetime) -> None:
    """As `to_bytes`, into a file, some rows at a time."""
    with TimelessZip(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(book))
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("docProps/core.xml", _properties(book.title, dated))
        archive.writestr("xl/workbook.xml", _workbook(book))
        archive.writestr("xl/_rels/workbook.xml.rels", _sheet_relations(book))
        archive.writestr("xl/styles.xml", DECLARATION + styles_xml())
        for number, sheet in enumerate(book.sheets, start=1):
            name = f"xl/worksheets/sheet{number}.xml"
            book.digests[name] = archive.write_pieces(name, sheet_xml(sheet))


class TimelessZip(ZipFile):
    """Writes no clock into the archive, nor the system it was made on."""

    def writestr(self, name, data, *_more) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002
        """An entry, as a whole."""
        super().writestr(_entry(name), data)

    def write_pieces(self, name: str, pieces: Iterable[str]) -> str:
        """An entry that is never in memory as a whole; its SHA-256."""
        digest = sha256()
        with self.open(_entry(name), "w", force_zip64=True) as entry:
            for piece in pieces:
                data = piece.encode()
                entry.write(data)
                digest.update(data)
        return digest.hexdigest()


def _entry(name: str) -> ZipInfo:
    info = ZipInfo(name, _ZIP_TIME)
    info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 0, 0
    return info


# --- the parts around the sheets ---------------------------------------------------------------------------------


def _content_types(book: Book) -> str:
    parts = [
        ("/xl/workbook.xml", f"{_SHEET_TYPE}.sheet.main+xml"),
        ("/xl/styles.xml", f"{_SHEET_TYPE}.styles+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *(
            (f"/xl/worksheets/sheet{number}.xml", f"{_SHEET_TYPE}.worksheet+xml")
            for number in range(1, len(book.sheets) + 1)
        ),
    ]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


_RELATIONS = _relations(
    (
        (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
)


def _sheet_relations(book: Book) -> str:
    numbers = range(1, len(book.sheets) + 1)
    sheets = [(f"{_OFFICE}/relationships/worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    return _relations([*sheets, (f"{_OFFICE}/relationships/styles", "styles.xml")])


def _workbook(book: Book) -> str:
    sheets = "".join(sheet_entry(sheet, number) for number, sheet in enumerate(book.sheets, start=1))
    names = "".join(name for place, sheet in enumerate(book.sheets) for name in print_names(sheet, place))
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}/relationships"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets>{f'<definedNames>{names}</definedNames>' if names else ''}</workbook>"
    )


def _properties(title: str, dated: datetime) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{dated:%Y-%m-%dT%H:%M:%SZ}<'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>议事</dc:creator><dc:language>zh-CN</dc:language>"
        f"<dcterms:created {moment}/dcterms:created><dcterms:modified {moment}/dcterms:modified></cp:coreProperties>"
    )
