"""Fonts as reportlab puts them into a PDF, with what it does slowly or wrong done otherwise.

reportlab cuts a font into parts of 256 characters. For each it copies the table of all outlines (13 MB in 宋体) to take a
few kilobytes out of it, and packs them with zlib's usual effort; both together were half of a paper.
"""

import re
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

from yishi_desktop.documents.rtl import PLAIN

_EFFORT = 1
"""Of zlib, 1 to 9: outlines hardly repeat, and its usual 6 takes two and a half times as long for 5 % fewer bytes."""
_SHAPE = re.compile(r"(?<=> )<(F[BE][0-9A-F]{2})>$", re.MULTILINE)
_BEYOND_BMP = re.compile(r"(?<=> )<(1?[0-9A-F]{5})>$", re.MULTILINE)


class _Quickly(pdfdoc.PDFStreamFilterZCompress):
    """What readers know as /FlateDecode."""

    def encode(self, text: bytes) -> bytes:
        return zlib.compress(text, _EFFORT)


_QUICKLY = _Quickly()


class _Outlines:
    """The table of outlines, of which slices are copied and never the whole."""

    def __init__(self, font: bytes, start: int) -> None:
        self._font = font
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._font[self._start + part.start : self._start + part.stop]


def _with_outlines_in_place(face: Any) -> Any:
    """The face, reading outlines where they lie in the file."""
    outlines, table = _Outlines(face._ttf_data, face.get_table_pos("glyf")[0]), face.get_table  # noqa: SLF001
    face.get_table = lambda tag: outlines if tag == "glyf" else table(tag)
    return face


def _open(font: Any, name: str, *args: Any, **how: Any) -> None:
    TTFont.__init__(font, name, *args, **how)  # type: ignore[no-untyped-call]
    _with_outlines_in_place(font.face)


def _add_objects(font: Any, doc: Any) -> None:
    """Write the font, with the text behind characters outside the basic plane as PDF wants it."""
    TTFont.addObjects(font, doc)  # type: ignore[no-untyped-call]
    for key, stream in doc.idToObject.items():
        if str(key).startswith("fontFile:"):
            stream.filters = [_QUICKLY]
        # reportlab 5.1.0 writes U+2CB5A as <2CB5A>; PDF 32000-1 9.10.3 asks for UTF-16BE, or 𬭚 is copied as ⲵ.
        if str(key).startswith("toUnicodeCMap:") and isinstance(stream.content, str):
            content = _BEYOND_BMP.sub(_as_utf16, stream.content)
            # a shape of a letter is copied and searched as the letter
            stream.content = _SHAPE.sub(_as_letters, content)


PaperFont: Any = type("PaperFont", (TTFont,), {"__init__": _open, "addObjects": _add_objects})


def _as_utf16(code: re.Match[str]) -> str:
    return f"<{chr(int(code[1], 16)).encode('utf-16-be').hex().upper()}>"


def _as_letters(code: re.Match[str]) -> str:
    letters = PLAIN.get(chr(int(code[1], 16)), "")
    return f"<{letters.encode('utf-16-be').hex().upper()}>" if letters else code[0]
