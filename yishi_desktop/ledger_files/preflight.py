"""The check of a workbook from elsewhere before anything opens it: size, shape, and nothing that runs or reaches out.

An .xlsx is a zip of XML. Files made to harm a reader unpack to gigabytes, define entities, claim cells in the last
row of the sheet, or carry programs. Each is refused in words; nothing is unpacked beyond a megabyte at a time.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from yishi_desktop.domain.errors import UserError

MAX_FILE = 40 << 20
MAX_UNPACKED = 160 << 20
MAX_ENTRIES = 2000
MAX_RATIO = 300
MAX_ROW, MAX_COLUMN = 200_000, 400
_CHUNK = 1 << 20
_OVERLAP = 400
_OLE = b"\xd0\xcf\x11\xe0"
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
# Cells that may lie too far out: from column O?, three letters or six digits on. A look at each of all the others
# would take longer than everything else in here, and so would a pattern that does not begin with plain letters.
_CELL = re.compile(
    rb'r="(?<!\wr=")(?=[A-Za-z]{3}|[A-Za-z]{1,2}\d{6}|[O-Zo-z][A-Za-z])([A-Za-z]{1,6})(\d{1,10})"(?:[^<>/]{0,200}(/>|></c>))?'
)
_MACROS = ("vbaproject.bin", "xl/macrosheets/", "xl/activex/", "xl/embeddings/", "xl/externallinks/")


Take = Callable[[str, bytes], None]
"""Is given the name of a part and the next piece of it."""


def preflight(data: bytes, *, by_hand: bool = False, take: Take | None = None) -> None:
    """Raises `UserError` with the reason when these bytes must not be opened as a workbook.

    Every part is unpacked once; `take` is given what was looked at, so that nobody has to unpack it again.

    `by_hand`: people made it. Then links and macros, which nothing here follows or runs, may be in it, and so may
    empty cells far down, which WPS leaves when whole columns were coloured.
    """
    _refuse_other_formats(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_entries(archive.infolist())
            if not by_hand:
                _refuse_programs(archive.infolist())
            for entry in archive.infolist():
                _check_content(archive, entry, take, far_blanks=by_hand)
    except _BROKEN as error:
        raise _refused("文件不完整，可能U盘拔早了。") from error


def _refuse_other_formats(data: bytes) -> None:
    if not data:
        raise _refused("文件是空的。")
    if data.startswith(_OLE):
        raise _refused("这是旧的 xls 格式，或者加了密码。")
    if not data.startswith(b"PK"):
        raise _refused("不是 Excel 文件。")
    if len(data) > MAX_FILE:
        raise _refused("文件太大，不像是台账。")


def _check_entries(entries: list[ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if "[content_types].xml" not in names:
        raise _refused("不是 Excel 文件。")
    if len(entries) > MAX_ENTRIES or len(set(names)) != len(names):
        raise _refused("文件内部的结构不正常。")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(map(_is_bomb, entries)):
        raise _refused("文件解开后大得不正常。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refused("文件加了密码。")


def _refuse_programs(entries: list[ZipInfo]) -> None:
    if any(mark in entry.filename.lower() for entry in entries for mark in _MACROS):
        raise _refused("文件里带有宏、嵌入的文件或者外部链接。")


def _is_bomb(entry: ZipInfo) -> bool:
    return entry.file_size > _CHUNK and entry.file_size > MAX_RATIO * max(1, entry.compress_size)


def _check_content(archive: ZipFile, entry: ZipInfo, take: Take | None, *, far_blanks: bool) -> None:
    if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
        return
    in_sheet = entry.filename.lower().startswith("xl/worksheets/")
    for part, new in _parts(archive, entry):
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise _refused("文件里有不允许的定义。")
        if in_sheet:
            _refuse_far_cells(part, far_blanks=far_blanks)
        if take:
            take(entry.filename, new)


def _parts(archive: ZipFile, entry: ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """The entry a megabyte at a time, with the end of the one before and alone, and no more than it says it has."""
    tail, read = b"", 0
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            if read > entry.file_size:
                raise _refused("文件解开后大得不正常。")
            yield tail + chunk, chunk
            tail = chunk[-_OVERLAP:]


def _refuse_far_cells(part: bytes, *, far_blanks: bool) -> None:
    for found in _CELL.finditer(part):
        if found[3] and far_blanks:
            continue
        if int(found[2]) > MAX_ROW or _column(found[1]) > MAX_COLUMN:
            place = (found[1] + found[2]).decode()
            raise _refused(f"表格太大，{place} 格里有内容。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refused(what: str) -> UserError:
    return UserError(what, "现有的资料没有受影响。", "请让对方用议事重新导出一份，直接拷来，不要另存。")
