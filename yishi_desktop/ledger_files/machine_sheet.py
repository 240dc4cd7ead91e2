"""The sheet nobody sees: the records behind the visible tables, for the township's program to read back.

One cell holds the manifest, the cells below it the payload as JSON in pieces. The manifest carries the SHA-256 of the
whole, so a changed, cut or re-ordered sheet is found.
"""

import hashlib
import json
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from yishi_desktop.domain.errors import UserError
from yishi_desktop.ledger_files.as_written import Sheets, sheets_in
from yishi_desktop.ledger_files.book import Below, Book
from yishi_desktop.ledger_files.row_xml import long_text

if TYPE_CHECKING:
    from openpyxl import Workbook

NAME = "_data"
NOT_OURS = "文件里没有本程序的数据页，可能是另存时丢掉了，或者不是本程序导出的。"
FORMAT = "yishi-ledger"
VERSION = 3
"""The schema of ledger files: 1 the first, 2 a merged file says which columns it has, 3 with 张贴是否按时."""
PIECE = 30000
# The ways readers of workbooks fail on broken and foreign files; XML errors are SyntaxErrors.
UNREADABLE = (
    BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    ArithmeticError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class MachineSheet:
    """What was read back. `payload` is exactly what was given to the writer.

    `sheets` are the hashes of the visible sheets as they were written, by part; none in files of older programs.
    """

    program: str
    payload: Mapping[str, Any]
    sha256: str
    sheets: Mapping[str, str] = field(default_factory=dict)


def add_machine_sheet(book: Book, payload: Mapping[str, Any], program: str) -> None:
    """Append the sheet. `payload` is plain JSON: mappings, lists, texts, whole numbers, booleans.

    One of its own values may be an iterator in place of a list; then one thing of it at a time is in memory.
    """
    sheet = book.create_sheet(NAME)
    sheet.out_of_sight = True
    pieces, digest = _cut(_parts(payload))
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "program": program,
        "sha256": digest,
        "length": sum(map(len, pieces)),
        "pieces": len(pieces),
    }
    sheet.below = Below(1, 1 + len(pieces), long_text(_texts(book, manifest, pieces)))


def _parts(payload: Mapping[str, Any]) -> Iterator[str]:
    """What `_as_text` makes of the payload, bit by bit."""
    before = "{"
    for name in sorted(payload):
        value = payload[name]
        yield f"{before}{_as_text(name)}:"
        before = ","
        if isinstance(value, list | Iterator):
            yield "["
            yield from (f"{',' if number else ''}{_as_text(one)}" for number, one in enumerate(value))
            yield "]"
        else:
            yield _as_text(value)
    yield "}" if payload else "{}"


def _cut(parts: Iterable[str]) -> tuple[list[str], str]:
    """The text in pieces that fit into cells, and its SHA-256."""
    pieces: list[str] = []
    rest, digest = "", hashlib.sha256()
    for part in parts:
        digest.update(part.encode("ascii"))
        rest += part
        whole = len(rest) // PIECE * PIECE
        pieces += (rest[start : start + PIECE] for start in range(0, whole, PIECE))
        rest = rest[whole:]
    return [*pieces, rest] if rest else pieces, digest.hexdigest()


def _texts(book: Book, manifest: Mapping[str, Any], pieces: Sequence[str]) -> Iterator[str]:
    """The manifest in front; asked for when the other sheets are written and their hashes known."""
    yield _as_text({**manifest, "sheets": book.digests})
    yield from pieces


def _as_text(value: object) -> str:
    """Canonical JSON in plain ASCII: rare and half characters survive any program that saves the file again."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    # Programs take _x0041_ in a cell for the letter A, and openpyxl drops x005F_ wherever it stands.
    return text.replace("_x", "\\u005fx").replace("x005F_", "x005F\\u005f")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def read_machine_sheet(data: bytes, sheets: Sheets | None = None) -> MachineSheet:
    """The payload of a workbook made by this program; `sheets` are those of the file where they are unpacked already.

    `UserError` when it is no workbook, has no such sheet, comes from a newer program, or was changed. Files from
    elsewhere have to pass the check for hostile files first.
    """
    cells = _cells(data, sheets or sheets_in(data))
    manifest = _manifest(next(cells, ""))
    text = "".join(cells)
    if len(text) != manifest.get("length") or _hash_of(text) != manifest.get("sha256"):
        raise _damaged("隐藏的数据页被改动过，或者不完整。")
    written = manifest.get("sheets", {})
    return MachineSheet(
        str(manifest.get("program", "")),
        json.loads(text),
        str(manifest["sha256"]),
        written if isinstance(written, dict) else {},
    )


def _hash_of(text: str) -> str:
    return _sha256(text) if text.isascii() else ""


def open_to_read(data: bytes) -> "Workbook":
    """The workbook for reading cell by cell; one of `UNREADABLE` when it cannot be read.

    openpyxl warns of decorations it does not know, such as other programs add; they change no value.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(data), read_only=True, data_only=True)


def _cells(data: bytes, sheets: Sheets) -> Iterator[str]:
    quick = sheets.machine_cells()
    if quick and f'"format":"{FORMAT}"' in quick[0]:
        return iter(quick)
    try:
        book = open_to_read(data)
        if NAME not in book.sheetnames:
            raise _damaged(NOT_OURS)
        values = [row[0] for row in book[NAME].iter_rows(max_col=1, values_only=True) if row]
    except UNREADABLE as error:
        raise _damaged("文件打不开：不是 Excel 文件，或者已经损坏。") from error
    return iter([str(value) for value in values if value is not None])


def _manifest(text: str) -> Mapping[str, Any]:
    try:
        manifest = json.loads(text)
    except ValueError as error:
        raise _damaged("数据页的说明读不出来。") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _damaged("数据页不是本程序写的。")
    if not isinstance(manifest.get("version"), int) or manifest["version"] > VERSION:
        raise UserError(
            "这个台账是更新版本的程序导出的。", "文件没有被改动。", "请先升级本程序，再接收这个文件。"
        )
    return manifest


def _damaged(what: str) -> UserError:
    return UserError(what, "现有的数据没有受影响。", "请让对方重新导出一份，直接拷来，不要另存。")
