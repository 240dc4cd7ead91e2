"""Rebuild resources/fonts/*.ttf from the Debian 12 packages named in resources/fonts/manifest.toml.

    python3 tools/build_fonts.py ROOT            compare what is rebuilt with what is carried
    python3 tools/build_fonts.py ROOT --write    replace what is carried, then put the new sha256 into the manifest

ROOT holds the packages, installed ("/") or unpacked (`apt-get download PACKAGE; dpkg -x PACKAGE.deb ROOT`), and
unicode-data for the list of the 8 105 characters. Needs fonttools, which the program itself does not. Takes about
two minutes. Hinting and layout tables are left out: the PDF writer does not use them. Outlines in CFF are turned
into TrueType ones (error at most one unit of a thousand), because reportlab embeds no others.
"""

import argparse
import bz2
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
MODIFIED = 3878086194  # seconds since 1904, the same in every build
MAX_ERROR = 1.0  # font units
DROPPED = ["GSUB", "GPOS", "BASE", "vhea", "vmtx", "DSIG", "GDEF", "VORG", "kern", "meta", "gasp"]

ASCII = range(0x20, 0x7F)
LATIN = (ASCII, range(0xA0, 0x180))
SIGNS = (
    range(0xA0, 0x100), range(0x391, 0x3CA), range(0x2010, 0x2040), range(0x2100, 0x2150), range(0x2160, 0x2180),
    range(0x2190, 0x2194), range(0x2200, 0x2270), (0x2299,), range(0x2460, 0x24A0), range(0x25A0, 0x2620), (0x2713, 0x2714),
    range(0x3000, 0x3040), (0x30FB,), range(0x3200, 0x3300), range(0x33A0, 0x33D0), range(0xFE10, 0xFE20),
    range(0xFE30, 0xFE50), range(0xFF01, 0xFF61), range(0xFFE0, 0xFFE7),
)  # fmt: skip
BOXES = (0x221A, 0x25A1, 0x2610, 0x2611)  # √ □ ☐ ☑


def main() -> int:
    """Rebuild every font; 1 when one differs from what is carried and nothing was to be written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", metavar="FILE", help="one file of the manifest")
    options = parser.parse_args()
    entries = tomllib.loads((FONTS / "manifest.toml").read_text(encoding="utf-8"))["font"]
    differing = 0
    for entry in entries:
        if options.only in (None, entry["file"]):
            differing += not _settle(entry, options.root, write=options.write)
    return 1 if differing and not options.write else 0


def _settle(entry: dict[str, Any], root: Path, *, write: bool) -> bool:
    """Build one font and compare or store it; True when it draws the same as the one carried."""
    carried = FONTS / entry["file"]
    if entry["characters"] == "whole":
        same = carried.read_bytes() == (root / entry["source"]).read_bytes()
    else:
        font = build(entry, root)
        same = _differences(font, TTFont(carried)) == []
        if write:
            font.save(carried)
    sys.stdout.write(f"{entry['file']}: {'the same' if same else 'differs'}\n")
    return same


def build(entry: dict[str, Any], root: Path) -> TTFont:
    """The subset of the source font that the manifest asks for, with TrueType outlines and a name of its own."""
    font = TTFont(root / entry["source"], fontNumber=entry.get("face", -1), recalcTimestamp=False, lazy=True)
    _subset(font, _characters(entry["characters"], font, root))
    if "CFF " in font:
        _use_truetype_outlines(font)
    _rename(font, entry["family"], Path(entry["file"]).stem)
    font["head"].modified = MODIFIED
    return font


# ------------------------------------------------------------------------------------------------ characters
def _characters(kind: str, font: TTFont, root: Path) -> set[int]:
    if kind == "boxes":
        return set(BOXES)
    if kind == "latin":
        return _flat(LATIN)
    common = _flat((ASCII, *SIGNS)) | set(_general_standard_characters(root))
    if kind == "common":
        return common
    return common | {code for code in font.getBestCmap() if 0x3400 <= code <= 0x9FFF or code >= 0x20000}


def _flat(ranges: tuple[Any, ...]) -> set[int]:
    return {code for codes in ranges for code in codes}


def _general_standard_characters(root: Path) -> Iterator[int]:
    """通用规范汉字表 (2013), 8 105 characters, from the Unihan database."""
    file = root / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    with bz2.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if found := re.match(r"U\+([0-9A-F]+)\tkTGH\t", line):
                yield int(found[1], 16)


# ------------------------------------------------------------------------------------------------------ fonts
def _subset(font: TTFont, characters: set[int]) -> None:
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.desubroutinize = True
    options.drop_tables += DROPPED
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _use_truetype_outlines(font: TTFont) -> None:
    order, drawings = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(drawings)
        drawings[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    font["loca"], font["glyf"] = newTable("loca"), table
    del font["CFF "]
    font.sfntVersion = "\0\1\0\0"
    font["head"].glyphDataFormat = 0
    _use_truetype_tables(font)
    for name in order:
        _move_to_bearing(font, name)


def _use_truetype_tables(font: TTFont) -> None:
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    profile.maxZones = 1
    for limit in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(profile, f"max{limit}", 0)
    profile.maxSizeOfInstructions = profile.maxComponentElements = 0
    font["post"].formatType = 3.0
    font["post"].extraNames, font["post"].mapping = [], {}


def _move_to_bearing(font: TTFont, name: str) -> None:
    glyph = font["glyf"][name]
    if glyph.numberOfContours:
        glyph.recalcBounds(font["glyf"])
        font["hmtx"].metrics[name] = (font["hmtx"].metrics[name][0], glyph.xMin)


def _rename(font: TTFont, family: str, postscript: str) -> None:
    new = {1: family, 3: f"{postscript} 1.0", 4: family, 6: postscript, 16: family}
    for record in list(font["name"].names):
        if record.nameID in new:
            place = (record.platformID, record.platEncID, record.langID)
            font["name"].setName(new[record.nameID], record.nameID, *place)


def _differences(ours: TTFont, carried: TTFont) -> list[int]:
    """The characters that are not drawn alike in the two fonts."""
    one, other = ours.getBestCmap(), carried.getBestCmap()
    return [
        code
        for code in sorted(one.keys() | other.keys())
        if code not in one
        or code not in other
        or ours["hmtx"][one[code]] != carried["hmtx"][other[code]]
        or _drawing(ours, one[code]) != _drawing(carried, other[code])
    ]


def _drawing(font: TTFont, name: str) -> list[tuple[int, int]]:
    return list(font["glyf"][name].getCoordinates(font["glyf"])[0])


if __name__ == "__main__":
    raise SystemExit(main())
