"""The fonts we cut glyphs out of, and files that only claim to be fonts."""

import contextlib
import struct
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yishi_desktop.documents.fonts import LATIN, SYMBOLS, face, font_file
from yishi_desktop.documents.model import FORM, Document, Paragraph, Run
from yishi_desktop.documents.pdf import to_pdf
from yishi_desktop.documents.truetype import FontError, TrueType

WHOLE = 0xB1B0AFBA


def _sum(data: bytes) -> int:
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF


def _tables(font: bytes) -> dict[bytes, tuple[int, bytes]]:
    entries = struct.iter_unpack(">4sIII", font[12 : 12 + 16 * struct.unpack_from(">H", font, 4)[0]])
    return {name: (told, font[start : start + length]) for name, told, start, length in entries}


@pytest.mark.parametrize("name", ["YishiFangsong", "YishiSong", LATIN, "UKIJTuz"])
def test_a_subset_has_its_sums_right_and_a_place_for_every_glyph(name: str) -> None:
    opened = face(name)
    wanted = [0, *list(opened.glyphs.values())[5:300:7]]
    font = opened.subset(wanted)
    tables = _tables(font)
    assert _sum(font) == WHOLE
    for table, (told, content) in tables.items():
        padded = content + bytes(-len(content) % 4)
        whole = padded[:8] + bytes(4) + padded[12:] if table == b"head" else padded
        assert told == _sum(whole), table
    count = struct.unpack_from(">H", tables[b"maxp"][1], 4)[0]
    offsets = struct.unpack(f">{count + 1}I", tables[b"loca"][1])
    assert count >= len(wanted) and offsets[-1] == len(tables[b"glyf"][1])
    assert all(start <= stop for start, stop in pairwise(offsets))
    assert len(tables[b"hmtx"][1]) == 4 * count


def test_letters_made_of_others_are_drawn_with_all_their_parts() -> None:
    """é is e and an accent; each is more than the letter alone, and no two are alike."""
    ink = {char: _ink(char) for char in "eéèêaáàâ"}
    assert len(set(ink.values())) == len(ink)
    assert all(sum(ink[accented]) > sum(ink[plain]) for plain, accented in ("eé", "eè", "aá", "aà"))


def _ink(char: str) -> bytes:
    document = pypdfium2.PdfDocument(to_pdf(Document((Paragraph((Run(char),), align="left"),))))
    try:
        page, left, top = document[0], FORM.left * 72 / 25.4, FORM.top * 72 / 25.4
        crop = (left, page.get_height() - top - 24, page.get_width() - left - 20, top)
        return bytes(255 - value for value in bytes(page.render(scale=3, grayscale=True, crop=crop).buffer))
    finally:
        document.close()


def test_many_glyphs_of_one_font_are_one_font() -> None:
    """Simple fonts have room for 256; a paper with more of one face has it once all the same."""
    data = to_pdf(Document((Paragraph((Run("".join(map(chr, range(0x4E00, 0x4E00 + 700)))),)),)))
    assert data.count(b"/FontName /AAAA") == data.count(b"/FontFile2") <= 3


@given(st.integers(0, 1248), st.integers(0, 1247), st.binary(max_size=4))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_broken_font_is_refused_or_used_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, length: int, at: int, other: bytes
) -> None:
    data = font_file(SYMBOLS).read_bytes()[:length]
    path = tmp_path_factory.getbasetemp() / "broken.ttf"
    path.write_bytes(data[:at] + other + data[at + len(other) :])
    with contextlib.suppress(FontError):
        TrueType(path)


@pytest.mark.parametrize("content", [b"", b"OTTO", b"ttcf", b"\x00\x01\x00\x00\xff\xff", b"PK\x03\x04" * 30])
def test_other_files_are_no_fonts(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "font.ttf").write_bytes(content)
    with pytest.raises(FontError):
        TrueType(tmp_path / "font.ttf")
