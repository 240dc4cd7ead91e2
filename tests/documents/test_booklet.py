"""The manual and the guides: contents that say the right page, nothing no font can print, the same pages in Word."""

import io

import pypdfium2
import pytest
from docx import Document as WordDocument

from yishi_desktop.definitions.help_pages import load_help
from yishi_desktop.documents.booklet import HIGHEST, WIDEST, fitted
from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.fonts import missing_in
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.model import Document, Paragraph, Table
from yishi_desktop.documents.pdf import draw
from yishi_desktop.services.printing.booklets import BOOKLETS, MANUAL, booklet, pictures, wall_sheet_a3


@pytest.fixture(scope="module")
def manual() -> Document:
    return booklet("manual")


@pytest.fixture(scope="module")
def pages(manual) -> list[str]:
    pdf = pypdfium2.PdfDocument(draw(lay_out(manual)))
    return [page.get_textpage().get_text_range() for page in pdf]


def test_the_contents_name_the_page_each_chapter_begins_on(manual, pages):
    contents = next(block for block in manual.blocks if isinstance(block, Table))
    listed = [[cell.paragraphs[0].text for cell in row.cells] for row in contents.rows]
    titles = [load_help()[name].title for name in MANUAL]
    assert [name for name, _ in listed] == titles
    for name, number in listed:
        assert pages[int(number) - 1].lstrip().startswith(name[:8]), name


def test_the_manual_is_short_enough_to_be_read(pages):
    assert 15 <= len(pages) <= 40


def test_the_wall_sheet_is_one_page():
    for document in (booklet("wall"), wall_sheet_a3()):
        assert len(lay_out(document).sheets) == 1


def test_word_has_the_same_pictures_and_words(manual):
    word = WordDocument(io.BytesIO(to_docx(manual)))
    shown = {picture for name in MANUAL for picture in load_help()[name].pictures}
    assert len(word.inline_shapes) == len(shown)
    ours = [block.text for block in manual.blocks if isinstance(block, Paragraph)]
    assert [one.text for one in word.paragraphs if one.text] == [text for text in ours if text]


@pytest.mark.parametrize("key", [one.key for one in BOOKLETS if one.key != "steps"])
def test_every_character_can_be_printed(key):
    assert missing_in(booklet(key)) == []


def test_a_picture_fits_the_page_and_keeps_its_shape():
    png = pictures(load_help()["home"])["home"]
    wide, high = fitted(png)
    assert wide <= WIDEST and high <= HIGHEST
    assert wide / high == pytest.approx(1366 / 697, rel=0.01)
