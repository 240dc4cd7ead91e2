"""Pictures in papers: at the same place in Word, PDF and the long picture, and on one page with their caption."""

import io
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document as WordDocument
from PIL import Image

from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.metrics import MM
from yishi_desktop.documents.model import FORM, Document, Paragraph, Picture, Run
from yishi_desktop.documents.pdf import to_pdf
from yishi_desktop.documents.picture import to_png


def png(colour=(20, 90, 170), size=(40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


PICTURE = Picture(png(), 80, 60, alt="一块“蓝色”", before=12, keep_next=True)
CAPTION = Paragraph((Run("图：一块蓝色"),), size=10.5, align="center")
LINE = Paragraph((Run("一行字"),), size=12, line=20)


def page_with(lines: int) -> Document:
    return Document((*[LINE] * lines, PICTURE, CAPTION), FORM, "图")


def test_the_pdf_shows_it_where_the_layout_puts_it():
    document = page_with(2)
    placed = next(line for line in lay_out(document).sheets[0].lines if line.line.picture)
    page = pypdfium2.PdfDocument(to_pdf(document))[0]
    image = next(thing for thing in page.get_objects() if thing.type == 3)
    left, bottom, right, top = image.get_bounds()
    assert (right - left, top - bottom) == pytest.approx((80 * MM, 60 * MM), abs=0.1)
    assert left == pytest.approx((210 - 26 + 28 - 80) / 2 * MM, abs=0.1)
    assert page.get_height() - top == pytest.approx(placed.y, abs=0.1)


def test_word_opens_it_with_its_size_and_its_words():
    shape = WordDocument(io.BytesIO(to_docx(page_with(1)))).inline_shapes[0]
    assert (shape.width.mm, shape.height.mm) == pytest.approx((80, 60), abs=0.1)
    assert shape._inline.docPr.get("descr") == "一块“蓝色”"


def test_the_package_holds_each_picture_and_says_what_it_is():
    two = Document((PICTURE, CAPTION, replace(PICTURE, png=png((200, 0, 0))), CAPTION), FORM)
    package = zipfile.ZipFile(io.BytesIO(to_docx(two)))
    assert package.read("word/media/picture1.png") == PICTURE.png
    assert package.read("word/media/picture2.png") != PICTURE.png
    assert b'Extension="png"' in package.read("[Content_Types].xml")
    assert b"png" not in zipfile.ZipFile(io.BytesIO(to_docx(Document((LINE,), FORM)))).read(
        "[Content_Types].xml"
    )


@pytest.mark.parametrize("lines", [26, 27, 28])
def test_it_moves_to_the_next_page_with_its_caption(lines):
    sheets = lay_out(page_with(lines)).sheets
    holds = [sheet for sheet in sheets if any(line.line.picture for line in sheet.lines)]
    assert len(holds) == 1
    assert any(
        "".join(part.text for part in line.line.segments).startswith("图：") for line in holds[0].lines
    )


def test_the_long_picture_shows_it_too():
    image = Image.open(io.BytesIO(to_png(page_with(0), 1050)))
    assert image.convert("L").getpixel((525, (25 + 4 + 30) * 5)) < 120


def test_it_is_the_same_bytes_every_time():
    assert hash(to_pdf(page_with(1))) == hash(to_pdf(page_with(1)))
    assert hash(to_docx(page_with(1))) == hash(to_docx(page_with(1)))
