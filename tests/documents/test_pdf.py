"""The PDF as a reader gets it: same text, embedded fonts, same bytes, no boxes in place of characters."""

import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import parity, samples
from yishi_desktop.documents.model import (
    FORM,
    GB9704,
    Cell,
    Document,
    Paragraph,
    Row,
    Run,
    Table,
    blank,
    paragraphs,
)
from yishi_desktop.documents.pdf import to_pdf

RARE = ["王𣲗淼", "陈𬭚", "赵晓䶮", "古丽扎提·努尔买买提·木合塔尔"]


def _paper(text: str) -> Document:
    return Document((Paragraph((Run(text),), align="left"),), title="题", author="某村")


def _copied(data: bytes) -> str:
    """What select-all and copy gives."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))
    finally:
        document.close()


@pytest.mark.parametrize("name", RARE)
@pytest.mark.parametrize("role", ["fang", "hei", "kai", "song", "xbs"])
def test_copied_names_equal_what_was_typed(name: str, role: str) -> None:
    document = Document((Paragraph((Run(name),), role=role, align="left"),))  # type: ignore[arg-type]
    assert parity.squeezed(_copied(to_pdf(document))).startswith(name)


def test_copied_minutes_equal_what_was_typed() -> None:
    text = samples.minutes(2000)
    copied = parity.squeezed(_copied(to_pdf(Document(paragraphs(text), GB9704))))
    without_numbers = re.sub(r"—\d—", "", copied)
    assert without_numbers == parity.squeezed(text)


def test_every_font_is_embedded_and_the_paper_says_what_it_is() -> None:
    data = to_pdf(samples.record_form(800))
    fonts = re.findall(rb"/FontName /([\w+-]+)", data)
    assert len(fonts) == data.count(b"/FontFile2") > 3
    assert b"Helvetica" not in data
    assert b"/Lang (zh-CN)" in data
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_value("Title") == "城乡社区议事协商记录表"
    assert document.get_metadata_value("Author") == "某某村村民委员会"
    document.close()


@pytest.mark.parametrize("length", [0, 6000])
def test_the_same_paper_is_the_same_bytes(length: int) -> None:
    assert to_pdf(samples.record_form(length)) == to_pdf(samples.record_form(length))


def test_a_paper_does_not_remember_the_one_before_it() -> None:
    alone = to_pdf(_paper("甲"))
    to_pdf(samples.notice(9))
    assert to_pdf(_paper("甲")) == alone


def test_no_character_is_drawn_as_a_box() -> None:
    """The names are drawn with ink of their own, not with the one shape fonts have for what they lack."""
    shapes = {char: _ink(char) for char in "王𣲗淼陈𬭚赵晓䶮古丽扎提努尔买木合塔"}
    assert len(set(shapes.values())) == len(shapes)
    assert all(any(ink) for ink in shapes.values())


def _ink(char: str) -> bytes:
    document = pypdfium2.PdfDocument(to_pdf(Document((Paragraph((Run(char),), align="left"),))))
    try:
        return _bitmap(document)
    finally:
        document.close()


def _bitmap(document: pypdfium2.PdfDocument) -> bytes:
    left, top = FORM.left * 72 / 25.4, FORM.top * 72 / 25.4
    page = document[0]
    crop = (left, page.get_height() - top - 24, page.get_width() - left - 20, top)
    bitmap = page.render(scale=3, grayscale=True, crop=crop)
    return bytes(255 - value for value in bytes(bitmap.buffer))


def test_an_empty_paper_is_a_page() -> None:
    document = pypdfium2.PdfDocument(to_pdf(Document(())))
    assert len(document) == 1
    document.close()


@given(st.text(st.characters(exclude_categories=()), max_size=60))
@settings(max_examples=60)
def test_any_text_can_be_printed(text: str) -> None:
    cell = Cell(paragraphs(text), fact="x")
    table = Table((20, 40), (Row((cell, Cell((Paragraph((blank(text, 3),)),)))),))
    document = Document((*paragraphs(text), table), title=text, author=text, header=text)
    assert to_pdf(document).startswith(b"%PDF")
