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
from reportlab.pdfbase.ttfonts import TTFError

from yishi_desktop.documents.clean import clean
from yishi_desktop.documents.model import Document, Role, every_paragraph
from yishi_desktop.documents.packs import packs, passed_over
from yishi_desktop.documents.pdf_fonts import PaperFont
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


def font_file(name: str) -> Path:
    """The file of a bundled font, or of one the village added."""
    return packs().get(name) or data_root() / "resources" / "fonts" / f"{name}.ttf"


@cache
def _face(name: str) -> Any:
    """Open and register a bundled font; the name is unique, because reportlab merges fonts of one name."""
    file = str(font_file(name))
    font = PaperFont(name, file, asciiReadable=False, shapable=False)
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
    return _Known(role).__getitem__


class _Known(dict[str, Glyph]):
    """The glyphs of a role that were wanted before."""

    def __init__(self, role: Role) -> None:
        self._role = role

    def __missing__(self, char: str) -> Glyph:
        found = self[char] = _find(self._role, char)
        return found


_INVISIBLE = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors choose between drawings of one character; the bundled fonts have one drawing each."""


def without_invisible(text: str) -> str:
    """The characters of a text that are drawn."""
    return _INVISIBLE.sub("", text)


def missing_glyphs(text: str, role: Role = "fang") -> list[str]:
    """The characters of the text that no bundled font can draw, each once, in order of appearance."""
    glyph = glyphs(role)
    seen = dict.fromkeys(char for char in without_invisible(clean(text)) if char != "\n")
    return [char for char in seen if glyph(char).missing]


def missing_in(document: Document) -> list[str]:
    """The characters of a document that would be printed as 〓, each once."""
    texts: dict[Role, list[str]] = {"fang": [document.header, document.foot]}
    for paragraph in every_paragraph(document):
        for run in paragraph.runs:
            texts.setdefault(run.role or paragraph.role, []).append(run.text)
    found = (char for role, parts in texts.items() for char in missing_glyphs("".join(parts), role))
    return list(dict.fromkeys(found))
