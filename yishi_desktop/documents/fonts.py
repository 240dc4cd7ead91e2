"""Which font draws which character, and which characters nothing can draw.

Each role has a chain of the bundled fonts; the first that has the character draws it. All Han glyphs are one em
wide in every one of them, so a fallback never moves a line break. Fonts are opened when first needed.
"""

import re
import struct
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from yishi_desktop.documents.clean import clean
from yishi_desktop.documents.model import Document, Role, every_paragraph
from yishi_desktop.documents.packs import packs, passed_over
from yishi_desktop.documents.rtl import PLAIN
from yishi_desktop.paths import data_root

LATIN = "YishiLatin-Regular"
SYMBOLS = "YishiSymbols"
UYGHUR = "UKIJTuz"
CHAINS: dict[Role, tuple[str, ...]] = {
    "fang": ("YishiFangsong", SYMBOLS, "YishiSong"),
    "hei": ("YishiHei", SYMBOLS, "YishiSong"),
    "kai": ("YishiKai", SYMBOLS, "YishiSong"),
    "xbs": ("YishiBiaosong", SYMBOLS, "YishiSong"),
    "song": ("YishiSong", SYMBOLS),
    "uyghur": (UYGHUR, "YishiFangsong", SYMBOLS, "YishiSong"),
}

# Characters below U+0250 that stand in Chinese text as full-width signs: the middle dot of names, × ÷ ° ± § ¤.
# Word takes them from the Chinese font because the runs carry hint=eastAsia; so do we.
_FULL_WIDTH_SIGNS = frozenset("¡¤§¨ª®¯°±´¶·¸¹º¼½¾¿×÷")
# Some of the fonts draw these narrow, after Western habit; then the sign is taken from 仿宋, where it fills its square.
_SQUARE_SIGNS = frozenset("“”‘’…—·×÷±")
_GETA = "\u3013"  # 〓, the printer's sign for a character that is not in the case


class Glyph(NamedTuple):
    """How a character is drawn: the font, the character really drawn, its width in em, and whether it is a stand-in."""

    font: str
    char: str
    width: float
    missing: bool = False


def _add_objects(font: Any, doc: Any) -> None:
    """Write the font, with the text behind characters outside the basic plane as PDF wants it."""
    TTFont.addObjects(font, doc)  # type: ignore[no-untyped-call]
    for key, stream in doc.idToObject.items():
        # reportlab 5.1.0 writes U+2CB5A as <2CB5A>; PDF 32000-1 9.10.3 asks for UTF-16BE, or 𬭚 is copied as ⲵ.
        if str(key).startswith("toUnicodeCMap:") and isinstance(stream.content, str):
            content = _BEYOND_BMP.sub(_as_utf16, stream.content)
            # a shape of a letter is copied and searched as the letter
            stream.content = _SHAPE.sub(_as_letters, content)


_EmbeddedFont: Any = type("_EmbeddedFont", (TTFont,), {"addObjects": _add_objects})
_SHAPE = re.compile(r"(?<=> )<(F[BE][0-9A-F]{2})>$", re.MULTILINE)
_BEYOND_BMP = re.compile(r"(?<=> )<(1?[0-9A-F]{5})>$", re.MULTILINE)


def _as_utf16(code: re.Match[str]) -> str:
    return f"<{chr(int(code[1], 16)).encode('utf-16-be').hex().upper()}>"


def _as_letters(code: re.Match[str]) -> str:
    letters = PLAIN.get(chr(int(code[1], 16)), "")
    return f"<{letters.encode('utf-16-be').hex().upper()}>" if letters else code[0]


def font_file(name: str) -> Path:
    """The file of a bundled font, or of one the village added."""
    return packs().get(name) or data_root() / "resources" / "fonts" / f"{name}.ttf"


@cache
def _face(name: str) -> Any:
    """Open and register a bundled font; the name is unique, because reportlab merges fonts of one name."""
    file = str(font_file(name))
    font = _EmbeddedFont(name, file, asciiReadable=False, shapable=False)
    pdfmetrics.registerFont(font)  # type: ignore[no-untyped-call]
    return font.face


def _glyph_in(name: str, char: str) -> Glyph | None:
    face, code = _face(name), ord(char)
    if code not in face.charToGlyph:
        return None
    return Glyph(name, char, face.charWidths.get(code, face.defaultWidth) / 1000)


@cache
def _usable(name: str) -> bool:
    try:
        _face(name)
    except (TTFError, OSError, ValueError, KeyError, struct.error) as error:
        passed_over(name, error)
        return False
    return True


def _find(role: Role, char: str) -> Glyph:
    for name in _order(role, char):
        glyph = _glyph_in(name, char)
        if glyph and (glyph.width == 1 or char not in _SQUARE_SIGNS):
            return glyph
    for name in filter(_usable, packs()):
        if glyph := _glyph_in(name, char):
            return glyph
    return _find(role, _GETA)._replace(missing=True)


def _order(role: Role, char: str) -> tuple[str, ...]:
    """The fonts to ask for a character, best first."""
    han = CHAINS[role]
    if char in _SQUARE_SIGNS:
        return (*han, *CHAINS["fang"])
    if char < "\u0250" and char not in _FULL_WIDTH_SIGNS:
        return (LATIN, *han)
    return (*han, LATIN)


@cache
def glyphs(role: Role) -> Callable[[str], Glyph]:
    """A quick look-up of the role's glyphs: char → Glyph."""
    known: dict[str, Glyph] = {}

    def glyph(char: str) -> Glyph:
        found = known.get(char)
        if found is None:
            found = known[char] = _find(role, char)
        return found

    return glyph


def is_invisible(char: str) -> bool:
    """Variation selectors choose between drawings of one character; the bundled fonts have one drawing each."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def missing_glyphs(text: str, role: Role = "fang") -> list[str]:
    """The characters of the text that no bundled font can draw, each once, in order of appearance."""
    glyph = glyphs(role)
    seen = dict.fromkeys(char for char in clean(text) if char != "\n" and not is_invisible(char))
    return [char for char in seen if glyph(char).missing]


def missing_in(document: Document) -> list[str]:
    """The characters of a document that would be printed as 〓, each once."""
    texts: dict[Role, list[str]] = {"fang": [document.header, document.foot]}
    for paragraph in every_paragraph(document):
        for run in paragraph.runs:
            texts.setdefault(run.role or paragraph.role, []).append(run.text)
    found = (char for role, parts in texts.items() for char in missing_glyphs("".join(parts), role))
    return list(dict.fromkeys(found))
