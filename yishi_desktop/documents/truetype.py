"""TrueType fonts: which glyph draws a character, how wide it is, and a font of just the glyphs a paper needs.

Tables after OpenType 1.9 (ISO/IEC 14496-22). A font is read as it is needed: tables of every glyph are never unpacked,
because the largest carried font has 30 000 of them and a paper shows a few hundred.
"""

import struct
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path

_VERSIONS = (b"\x00\x01\x00\x00", b"true")
_NEEDED = frozenset({"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"})
_COPIED = ("cvt ", "fpgm", "prep")
"""Instructions for the screen, where a font has any."""
_TABLES_BEST_FIRST = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0), (3, 0))
"""Platform and encoding of the tables that map Unicode to glyphs: those that reach beyond U+FFFF come first."""
_WORDS, _SCALE, _SCALES, _MATRIX, _MORE = 0x0001, 0x0008, 0x0040, 0x0080, 0x0020
"""Flags of a part of a glyph that is made of others: wide offsets, one scale, two, four, and another part follows."""
_MAGIC = 0xB1B0AFBA


class FontError(ValueError):
    """The file is no TrueType font we can draw with."""


class TrueType:
    """A TrueType font. Lengths are in thousandths of the type size, unless said otherwise."""

    def __init__(self, path: Path) -> None:
        """Raises `FontError` for other fonts, OSError where the file cannot be read."""
        self._data = path.read_bytes()
        try:
            self._tables = _tables(self._data)
            self._units: int = self._read(">H", "head", 18)[0]
            self._long_offsets: int = self._read(">h", "head", 50)[0]
            self._metrics: int = self._read(">H", "hhea", 34)[0]
            self.count: int = self._read(">H", "maxp", 4)[0]
            self.glyphs: Mapping[int, int] = _characters(self._table("cmap"))
        except (struct.error, KeyError, IndexError) as error:
            raise FontError(str(error)) from error
        if not self._units or not self._metrics:
            raise FontError("no size")
        self._widths: dict[int, float] = {}

    # ------------------------------------------------------------------------------------------------ measures
    def width(self, glyph: int) -> float:
        """How far a glyph moves the pen."""
        if glyph not in self._widths:
            (units,) = self._read(">H", "hmtx", 4 * min(glyph, self._metrics - 1))
            self._widths[glyph] = self._scaled(units)
        return self._widths[glyph]

    @cached_property
    def box(self) -> tuple[float, ...]:
        """The rectangle all glyphs fit in: left, bottom, right, top."""
        return tuple(self._scaled(edge) for edge in self._read(">4h", "head", 36))

    @cached_property
    def weight(self) -> int:
        """How fat the strokes are, 400 being a book."""
        return int(self._read(">H", "OS/2", 4)[0]) if "OS/2" in self._tables else 400

    @cached_property
    def heights(self) -> tuple[float, float, float]:
        """Ascender, descender (negative) and the height of capitals."""
        if "OS/2" not in self._tables:
            _, bottom, _, top = self.box
            return top, bottom, top
        version, (above, below) = self._read(">H", "OS/2")[0], self._read(">2h", "OS/2", 68)
        capitals = self._read(">h", "OS/2", 88)[0] if version > 1 else above
        return self._scaled(above), self._scaled(below), self._scaled(capitals)

    def _scaled(self, units: int) -> float:
        return units if self._units == 1000 else units * (1000 / self._units)

    # -------------------------------------------------------------------------------------------------- subset
    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font of these glyphs, numbered from 0 in their order; what they are made of stands behind them.

        It has what a PDF needs of a font (ISO 32000-1 9.9) and no more: no names and no characters.
        """
        order = list(glyphs)
        outlines = self._outlines(order)
        head, hhea, maxp = (bytearray(self._table(name)) for name in ("head", "hhea", "maxp"))
        head[8:12], head[50:52] = bytes(4), b"\x00\x01"
        hhea[34:36] = maxp[4:6] = struct.pack(">H", len(order))
        offsets = accumulate(map(len, outlines), initial=0)
        tables = {name: bytes(self._table(name)) for name in _COPIED if name in self._tables}
        tables |= {
            "glyf": b"".join(outlines),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(map(self._metric, order)),
            "loca": struct.pack(f">{len(order) + 1}I", *offsets),
            "maxp": bytes(maxp),
        }
        return _assembled(tables)

    def _outlines(self, order: list[int]) -> list[bytes]:
        """The drawings of the glyphs, each of whole words; parts not yet in `order` are put behind it."""
        numbers: dict[int, int] = {}
        for number, glyph in enumerate(order):
            numbers.setdefault(glyph, number)
        drawn = []
        for glyph in order:  # grows while it is walked
            outline = self._outline(glyph)
            if outline[:1] >= b"\x80":
                outline = _with_own_numbers(outline, order, numbers)
            drawn.append(outline + bytes(-len(outline) % 4))
        return drawn

    def _outline(self, glyph: int) -> bytes:
        if self._long_offsets:
            start, stop = self._read(">2I", "loca", 4 * glyph)
        else:
            start, stop = (2 * half for half in self._read(">2H", "loca", 2 * glyph))
        at = self._tables["glyf"][0]
        return self._data[at + start : at + stop]

    def _metric(self, glyph: int) -> bytes:
        """Width and left edge of a glyph, as the font has them; the last ones share a width."""
        at, last = self._tables["hmtx"][0], 4 * (self._metrics - 1)
        if glyph < self._metrics:
            return self._data[at + 4 * glyph : at + 4 * glyph + 4]
        edge = at + last + 4 + 2 * (glyph - self._metrics)
        return self._data[at + last : at + last + 2] + self._data[edge : edge + 2]

    # -------------------------------------------------------------------------------------------------- tables
    def _table(self, name: str) -> bytes:
        start, length = self._tables[name]
        return self._data[start : start + length]

    def _read(self, layout: str, name: str, offset: int = 0) -> tuple[int, ...]:
        return struct.unpack_from(layout, self._data, self._tables[name][0] + offset)


def _tables(data: bytes) -> dict[str, tuple[int, int]]:
    """Where each table begins, and how long it is."""
    if data[:4] not in _VERSIONS:
        raise FontError("not TrueType")
    (count,) = struct.unpack_from(">H", data, 4)
    entries = struct.iter_unpack(">4s4xII", data[12 : 12 + 16 * count])
    tables = {name.decode("latin-1"): (start, length) for name, start, length in entries}
    if missing := _NEEDED - tables.keys():
        raise FontError(f"no {min(missing)}")
    if any(start + length > len(data) for start, length in tables.values()):
        raise FontError("cut off")
    return tables


# ------------------------------------------------------------------------------------------------- characters
def _characters(cmap: bytes) -> dict[int, int]:
    """Which glyph draws a character."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    found = {entry[:2]: entry[2] for entry in struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * count])}
    for key in _TABLES_BEST_FIRST:
        if key in found:
            table = cmap[found[key] :]
            (form,) = struct.unpack_from(">H", table)
            if form in _FORMATS:
                glyphs = _FORMATS[form](table)
                return {char: glyph for char, glyph in glyphs.items() if glyph}
    raise FontError("no characters")


def _in_segments(table: bytes) -> dict[int, int]:
    """Format 4: stretches of the basic plane, moved as a whole or listed one by one."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    listed = 16 + 6 * count
    stops, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", table, at)
        for at in (14, 16 + 2 * count, 16 + 4 * count, listed)
    )  # fmt: skip
    glyphs: dict[int, int] = {}
    for number, (start, stop, delta, offset) in enumerate(zip(starts, stops, deltas, offsets, strict=True)):
        chars = range(start, stop + 1)
        if offset:
            own = struct.unpack_from(f">{len(chars)}H", table, listed + 2 * number + offset)
            glyphs.update(
                {char: (glyph + delta) & 0xFFFF for char, glyph in zip(chars, own, strict=True) if glyph}
            )
        else:
            glyphs.update({char: (char + delta) & 0xFFFF for char in chars})
    return glyphs


def _in_groups(table: bytes) -> dict[int, int]:
    """Format 12: stretches of all of Unicode."""
    (count,) = struct.unpack_from(">I", table, 12)
    glyphs: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">III", table[16 : 16 + 12 * count]):
        if last > sys.maxunicode:
            raise FontError("beyond Unicode")
        glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return glyphs


_FORMATS = {4: _in_segments, 12: _in_groups}


# ---------------------------------------------------------------------------------------------------- writing
def _with_own_numbers(outline: bytes, order: list[int], numbers: dict[int, int]) -> bytes:
    """A glyph made of others, naming them by their numbers in the subset."""
    changed, at, flags = bytearray(outline), 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        if part not in numbers:
            numbers[part] = len(order)
            order.append(part)
        struct.pack_into(">H", changed, at + 2, numbers[part])
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
    return bytes(changed)


def _assembled(tables: Mapping[str, bytes]) -> bytes:
    """The file of these tables, with its sums."""
    names = sorted(tables)
    padded = [tables[name] + bytes(-len(tables[name]) % 4) for name in names]
    sums = [_sum(table) for table in padded]
    search = 1 << (len(names).bit_length() - 1)
    header = struct.pack(
        ">4s4H", _VERSIONS[0], len(names), 16 * search, search.bit_length() - 1, 16 * (len(names) - search)
    )
    starts = accumulate(map(len, padded), initial=12 + 16 * len(names))
    header += b"".join(
        struct.pack(">4sIII", name.encode("latin-1"), total, start, len(tables[name]))
        for name, total, start in zip(names, sums, starts, strict=False)
    )
    at = names.index("head")
    whole = struct.pack(">I", (_MAGIC - _sum(header) - sum(sums)) & 0xFFFFFFFF)
    padded[at] = padded[at][:8] + whole + padded[at][12:]
    return header + b"".join(padded)


def _sum(words: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(words) // 4}I", words))
    return total & 0xFFFFFFFF
