"""What ISO 19005-2 level B asks of our PDFs, as far as it can be read from the file itself."""

import re
import subprocess
import zlib
from base64 import a85decode
from functools import partial
from pathlib import Path

import pytest

from tests.documents.golden import paper
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.pdf import draw, draw_together
from yishi_desktop.documents.tiling import MARGIN, TILE_HEIGHT, TILE_WIDTH, tiles


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return draw(lay_out(paper("jinhua_record", "typical")))


def test_title_author_and_language_stand_in_both_places(pdf: bytes) -> None:
    xmp = pdf[pdf.index(b"<?xpacket begin") : pdf.index(b"<?xpacket end")].decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp and "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert "城乡社区议事协商记录表" in xmp and "后塘村村民委员会" in xmp and "zh-CN" in xmp
    assert b"/Lang (zh-CN)" in pdf and b"/DisplayDocTitle true" in pdf


def test_there_is_an_output_intent_with_a_profile(pdf: bytes) -> None:
    assert pdf.count(b"/S /GTS_PDFA1") == 1
    assert b"acsp" in b"".join(streams(pdf))


def test_every_stream_ends_on_a_line_of_its_own_and_is_as_long_as_it_says(pdf: bytes) -> None:
    found = re.findall(rb"/Length (\d+).*?>>\nstream\n(.*?)\nendstream\n", pdf, re.DOTALL)
    assert len(found) == pdf.count(b"endstream") > 10
    assert all(int(said) == len(content) for said, content in found)


def test_nothing_is_in_it_that_may_not_be(pdf: bytes) -> None:
    for forbidden in (b"/Encrypt", b"/JavaScript", b"/LZWDecode", b"/Launch", b"/SMask", b"/EmbeddedFile"):
        assert forbidden not in pdf
    assert pdf.startswith(b"%PDF-1.7\n%")
    assert all(byte > 127 for byte in pdf[10:14])
    assert len(re.findall(rb"/FontFile2", pdf)) == len(re.findall(rb"/Type /FontDescriptor", pdf))
    assert b"/Encoding" not in pdf, "symbolic TrueType fonts carry none (6.2.11.6)"


@pytest.mark.needs("pdffonts")
def test_a_reader_of_other_people_s_finds_every_font_inside_and_every_character_readable(
    pdf: bytes, tmp_path: Path
) -> None:
    (tmp_path / "记录.pdf").write_bytes(pdf)
    run = partial(subprocess.run, capture_output=True, text=True, check=True, cwd=tmp_path)
    fonts = [line.split()[-5:-2] for line in run(["pdffonts", "记录.pdf"]).stdout.splitlines()[2:]]
    assert fonts and all(each == ["yes", "yes", "yes"] for each in fonts), (
        "embedded, subset, with a map to Unicode"
    )
    told = run(["pdfinfo", "记录.pdf"])
    assert "Encrypted:       no" in told.stdout and "Metadata Stream: yes" in told.stdout and not told.stderr


def streams(pdf: bytes) -> list[bytes]:
    found = []
    for raw in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(a85decode(raw, adobe=False) if raw.endswith(b"~>") else raw))
        except (ValueError, zlib.error):
            found.append(zlib.decompress(a85decode(b"<~" + raw, adobe=True)) if raw.endswith(b"~>") else raw)
    return found


def test_several_papers_in_one_file_keep_size_and_order_and_have_bookmarks() -> None:
    layouts = [lay_out(paper("jinhua_record", "typical")), lay_out(paper("result_notice", "typical.A3"))]
    together = draw_together(layouts, "一次会议")
    boxes = re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", together)
    assert [round(float(wide)) for wide, _ in boxes] == [595, 595, 842]
    assert together.count(b"/Dest") >= 2 and together == draw_together(layouts, "一次会议")


def test_four_tiles_cover_the_sheet_and_meet_at_the_marks() -> None:
    made = list(tiles(297, 420))
    assert len(made) == 4 and made[0].scale > 1.2
    inner = TILE_WIDTH - 2 * MARGIN
    assert made[0].left - made[1].left == pytest.approx(inner)
    assert made[2].bottom - made[0].bottom == pytest.approx(TILE_HEIGHT - 2 * MARGIN)
    for tile in made:
        for x0, y0, x1, y1 in tile.marks:
            outside = min(x0, x1) < MARGIN or max(x0, x1) > TILE_WIDTH - MARGIN
            assert outside or min(y0, y1) < MARGIN or max(y0, y1) > TILE_HEIGHT - MARGIN
