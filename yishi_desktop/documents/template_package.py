"""A .docx from elsewhere as a package of parts: what may be opened, and the parts a template is filled in.

The same bytes may have been made to harm a reader, so nothing is unpacked beyond a limit, entities are refused before any
parser sees them, and a file that carries programs or reaches out is not taken at all.
"""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.dom.minidom import Document, parseString
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from yishi_desktop.domain.errors import UserError

MAX_UNPACKED = 60 << 20
MAX_PART = 8 << 20
MAX_ENTRIES = 600
_MAIN = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0"
_PROGRAMS = ("vbaproject.bin", "activex/", "embeddings/", "afchunk")
_BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    ExpatError,
)
_SAFE = "没有收下这个模板，原来的没有动。"
_ENCODING = re.compile(rb"""<\?xml[^>]{0,80}?(?:encoding=["']([\w-]+)["'])?[^>]{0,40}\?>|<w:""")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Package:
    """The entries of a file in their order, and those of them that hold text, parsed."""

    entries: tuple[tuple[str, bytes], ...]
    texts: dict[str, Document]

    def written(self) -> bytes:
        """The package as a file, its texts as they now are; the same bytes every time."""
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for name, content in self.entries:
                entry = ZipInfo(name, _EPOCH)
                entry.compress_type = ZIP_DEFLATED
                text = self.texts.get(name)
                archive.writestr(entry, text.toxml(encoding="UTF-8") if text is not None else content)
        return buffer.getvalue()


def open_package(data: bytes) -> Package:
    """The package in these bytes. `UserError` says why they are none, or must not be opened."""
    if data.startswith(_OLE):
        raise refused("这是旧的doc格式，或者加了密码。", "请在WPS里另存为docx，再选一次。")
    if not data.startswith(b"PK"):
        raise refused("这不是Word文件。", "请选一个docx文件。")
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check(archive.infolist())
            entries = tuple((entry.filename, archive.read(entry)) for entry in archive.infolist())
        texts = {name: _parsed(content) for name, content in entries if _holds_text(name)}
        package = Package(entries, texts)
        package.written()  # what cannot be written again, because it is nested too deep, is not taken
    except _BROKEN as error:
        raise refused("文件不完整，读不出来。", "请重新拷贝一份，再选一次。") from error
    return package


def _check(entries: list[ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if _MAIN not in names:
        raise refused("这不是Word文件。", "请选一个docx文件。")
    if any(part in name for name in names for part in _PROGRAMS):
        raise refused("这个文件里带着程序或者别的文件。", "请在WPS里另存为普通的docx，再选一次。")
    large = sum(entry.file_size for entry in entries) > MAX_UNPACKED
    if large or len(entries) > MAX_ENTRIES or any(_too_long(entry) for entry in entries):
        raise refused("文件太大，不像是文书模板。", "请看看是不是选错了文件。")


def _too_long(entry: ZipInfo) -> bool:
    return _holds_text(entry.filename) and entry.file_size > MAX_PART


def _holds_text(name: str) -> bool:
    return name == _MAIN or (name.startswith(("word/header", "word/footer")) and name.endswith(".xml"))


def _parsed(content: bytes) -> Document:
    """A part as a tree. Entities are refused unparsed, in whatever encoding they would hide."""
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    plain = declared is not None and (declared[1] or b"utf-8").lower() == b"utf-8"
    if not plain or b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise refused("这个文件里有不该有的内容。", "请在WPS里另存为普通的docx，再选一次。")
    return parseString(content)  # noqa: S318 - no entities, no external parts, at most MAX_PART bytes


def refused(happened: str, do_next: str) -> UserError:
    """A refusal; nothing has been taken in."""
    return UserError(happened, _SAFE, do_next)
