"""Pictures in papers: the same place and size in Word and PDF, in cells too, never larger than their room."""

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageDraw

from tests.documents import parity
from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.model import FORM, Cell, Document, Paragraph, Picture, Row, Run, Table, pictured
from yishi_desktop.documents.pdf import to_pdf
from yishi_desktop.documents.picture import to_png

_MM = 72 / 25.4
_ENDLESS = replace(FORM, height=5000, footer=None)


def _image(kind: str = "JPEG", size: tuple[int, int] = (400, 300), colour: str = "#3060A0") -> bytes:
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).ellipse((40, 40, size[0] - 40, size[1] - 40), fill="#F0C040")
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def _photo(width: float = 80, height: float = 60, alt: str = "上墙照片", **how: str) -> Picture:
    return Picture(_image(**how), width, height, alt)


def _text(words: str) -> Paragraph:
    return Paragraph((Run(words),), size=12, line=20, align="left")


def _photo_page() -> Document:
    cells = tuple(Cell((pictured(_photo(200, 150)), _text(f"第{n}张"))) for n in (1, 2))
    return Document(
        (_text("照片"), pictured(_photo()), _text("说明"), Table((78, 78), (Row(cells),)), _text("完"))
    )


def _seen(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """For every page where its pictures are: left, top, width, height in mm."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_on(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _on(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    height = page.get_height()
    places = [
        each.get_bounds() for each in page.get_objects(max_depth=5) if each.type == pdfium.FPDF_PAGEOBJ_IMAGE
    ]
    return [tuple(v / _MM for v in (x0, height - y1, x1 - x0, y1 - y0)) for x0, y0, x1, y1 in places]  # type: ignore[misc]


def test_a_picture_stands_centred_between_its_neighbours() -> None:
    [[(left, top, width, height)]] = _seen(to_pdf(Document((_text("前"), pictured(_photo()), _text("后")))))
    assert (width, height) == (pytest.approx(80, abs=0.1), pytest.approx(60, abs=0.1))
    assert left == pytest.approx(FORM.left + (FORM.body_width - 80) / 2, abs=0.1)
    assert top == pytest.approx(FORM.top + 20 / _MM, abs=0.1)


def test_one_too_large_for_its_cell_or_its_page_is_made_smaller_in_proportion() -> None:
    wide, tall = _photo(400, 300), _photo(100, 900)
    table = Table((60, 96), (Row((Cell((pictured(wide),)), Cell((_text("说明"),)))),))
    [[first], [second]] = _seen(to_pdf(Document((table, pictured(tall)))))
    assert first[2:] == (pytest.approx(60 - 3.8, abs=0.1), pytest.approx((60 - 3.8) * 0.75, abs=0.1))
    assert second[3] <= FORM.body_height
    assert second[3] / second[2] == pytest.approx(9, abs=0.05)


def test_what_does_not_fit_goes_to_the_next_page_whole() -> None:
    document = Document(tuple(pictured(_photo(140, 105)) for _ in range(3)))
    assert [len(page) for page in _seen(to_pdf(document))] == [2, 1]


def test_a_jpeg_is_carried_as_it_is_and_only_once() -> None:
    photo = _photo()
    pdf = to_pdf(Document((pictured(photo), pictured(photo))))
    assert pdf.count(b"/DCTDecode") == 1
    with zipfile.ZipFile(io.BytesIO(to_docx(Document((pictured(photo), pictured(photo)))))) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert len(media) == 1
        assert hashlib.sha256(package.read(media[0])).digest() == hashlib.sha256(photo.data).digest()


@pytest.mark.parametrize("write", [to_pdf, to_docx])
def test_the_same_pictures_are_the_same_bytes(write: object) -> None:
    once, again = (hashlib.sha256(write(_photo_page())).digest() for _ in range(2))  # type: ignore[operator]
    assert once == again


def test_word_finds_every_picture_and_no_two_drawings_share_a_number() -> None:
    document = Document((pictured(_photo()), pictured(_photo(kind="PNG", colour="red")), pictured(_photo())))
    with zipfile.ZipFile(io.BytesIO(to_docx(document))) as package:
        body = package.read("word/document.xml").decode()
        links = ET.fromstring(package.read("word/_rels/document.xml.rels"))
        types = ET.fromstring(package.read("[Content_Types].xml"))
        names = set(package.namelist())
    targets = {link.get("Id"): f"word/{link.get('Target')}" for link in links}
    assert {targets[key] for key in re.findall(r'r:embed="([^"]+)"', body)} <= names
    assert re.findall(r'<wp:docPr id="(\d+)"', body) == ["1", "2", "3"]
    assert {"jpeg", "png"} <= {each.get("Extension") for each in types}
    assert 'descr="上墙照片"' in body


def test_a_paper_without_pictures_carries_nothing_of_them() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(Document((_text("无"),))))) as package:
        assert "image" not in package.read("[Content_Types].xml").decode()
        assert not [name for name in package.namelist() if "media" in name]


@pytest.mark.needs("soffice")
def test_word_and_pdf_put_pictures_and_words_at_the_same_places(tmp_path) -> None:
    found = parity.compare({"照片页": _photo_page()}, tmp_path)["照片页"]
    assert found.same_pages
    assert not found.other_text()
    assert found.rules_off() < 0.5
    word = _seen((tmp_path / "libreoffice" / "照片页.pdf").read_bytes())
    ours = _seen((tmp_path / "照片页.pdf").read_bytes())
    assert [len(page) for page in word] == [len(page) for page in ours] == [3]
    for theirs, mine in zip(sorted(word[0]), sorted(ours[0]), strict=True):
        assert theirs == pytest.approx(mine, abs=0.6)


def test_the_long_picture_for_the_phone_shows_them_too() -> None:
    plain, with_photo = (
        Image.open(io.BytesIO(to_png(Document(blocks, _ENDLESS), width=400))).convert("L")
        for blocks in ((_text("甲"),), (_text("甲"), pictured(_photo())))
    )
    assert with_photo.height > plain.height + 80
    assert 40 < with_photo.getpixel((200, plain.height + 5)) < 250


def test_the_preview_marks_the_fact_a_picture_shows() -> None:
    [[box]] = lay_out(Document((pictured(_photo(), fact="album.photos"),))).fact_boxes()
    assert (box.fact, box.height) == ("album.photos", pytest.approx(60 * _MM))


@pytest.mark.parametrize(("data", "width"), [(b"GIF89a", 10), (_image(), 0), (_image(), -3)])
def test_what_is_no_picture_is_refused(data: bytes, width: float) -> None:
    with pytest.raises(ValueError, match=r"picture|JPEG"):
        Picture(data, width, 10)
