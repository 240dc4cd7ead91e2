"""Fonts inside a PDF: each once, with the glyphs the papers in the file show, and what to copy as text for each.

A composite font with two bytes a character (ISO 32000-1 9.7), numbered in the order the characters are first drawn.
"""

from collections.abc import Mapping

from yishi_desktop.documents.pdf_file import PdfFile, number, numbers, ref
from yishi_desktop.documents.rtl import PLAIN
from yishi_desktop.documents.truetype import TrueType

_SYMBOLIC, _BOLD = 1 << 2, 1 << 18
_BOLD_FROM = 600
_AT_ONCE = 100  # entries in one block of a map to Unicode, ISO 32000-1 9.10.3
_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class _Codes(dict[str, str]):
    """The four hexadecimal digits that stand for a character; 0000 is the glyph for what is missing."""

    def __missing__(self, char: str) -> str:
        code = self[char] = f"{len(self) + 1:04X}"
        return code


class PaperFont:
    """A font in one PDF, known on its pages by `key`."""

    def __init__(self, key: str, name: str, face: TrueType) -> None:
        self.key = key
        self._name = f"{_tag(key)}+{name}"
        self._face = face
        self._codes = _Codes()

    def shown(self, text: str) -> str:
        """Text as an operator of a page takes it."""
        return f"<{''.join(map(self._codes.__getitem__, text))}>"

    def put(self, file: PdfFile) -> int:
        """Write the font, when every page has been drawn."""
        face = self._face
        glyphs = [0, *(face.glyphs.get(ord(char), 0) for char in self._codes)]
        font = face.subset(glyphs)
        program = file.put_stream(font, f"/Length1 {len(font)}")
        inner = file.put(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{self._name}"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity"
            f" /FontDescriptor {ref(self._described(file, program))} /DW 1000 /W [ {_widths(face, glyphs)} ] >>"
        )
        copied = file.put_stream(_to_unicode(self._codes).encode("latin-1"))
        return file.put(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{self._name} /Encoding /Identity-H"
            f" /DescendantFonts [ {ref(inner)} ] /ToUnicode {ref(copied)} >>"
        )

    def _described(self, file: PdfFile, program: int) -> int:
        face = self._face
        above, below, capitals = face.heights
        flags = _SYMBOLIC | (_BOLD if face.weight >= _BOLD_FROM else 0)
        return file.put(
            f"<< /Type /FontDescriptor /FontName /{self._name} /Flags {flags} /FontBBox [ {numbers(*face.box)} ]"
            f" /ItalicAngle 0 /Ascent {number(above)} /Descent {number(below)} /CapHeight {number(capitals)}"
            f" /StemV {50 + int((face.weight / 65) ** 2)} /FontFile2 {ref(program)} >>"
        )


def _tag(key: str) -> str:
    """Six letters that say that the font is a part of one, another part in each font of a file."""
    place = int(key.removeprefix("F"))
    return "AAAA" + chr(ord("A") + place // 26) + chr(ord("A") + place % 26)


def _widths(face: TrueType, glyphs: list[int]) -> str:
    """What is not as wide as it is high."""
    found = ((code, face.width(glyph)) for code, glyph in enumerate(glyphs))
    return " ".join(f"{code} [{number(width)}]" for code, width in found if width != 1000)


def _to_unicode(codes: Mapping[str, str]) -> str:
    lines = [f"<{code}> <{_copied(char)}>" for char, code in codes.items()]
    blocks = (lines[at : at + _AT_ONCE] for at in range(0, len(lines), _AT_ONCE))
    return _MAP.format(
        blocks="\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    )


def _copied(char: str) -> str:
    """What is copied where the character is drawn: a shape of a letter is copied and searched as the letter."""
    return PLAIN.get(char, char).encode("utf-16-be").hex().upper()
