"""Where pages end: nothing lost, nothing over the edge, closed borders, no signature alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import samples
from yishi_desktop.documents.layout import Layout, fact_boxes, lay_out, page_count
from yishi_desktop.documents.metrics import MM
from yishi_desktop.documents.model import (
    FORM,
    GB9704,
    Block,
    Cell,
    Document,
    Footer,
    Page,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    paragraphs,
    signed,
)

PLAIN = Page(footer=None)
LINE = Paragraph((), size=12, line=20, align="left")
ON_A_PAGE = int(PLAIN.body_height * MM // 20)  # lines of 20 pt


def _lines(count: int, mark: str = "行") -> tuple[Paragraph, ...]:
    return paragraphs("\n".join(f"{mark}{number}" for number in range(count)), LINE)


def _texts(layout: Layout) -> list[list[str]]:
    return [["".join(s.text for s in p.line.segments) for p in sheet.lines] for sheet in layout.sheets]


def _lay(*blocks: Block, page: Page = PLAIN) -> Layout:
    return lay_out(Document(blocks, page))


def _row(height: int, text: str = "格", **options: bool) -> Row:
    return Row((Cell(paragraphs(text, LINE)),), height, **options)


def test_a_page_takes_as_many_lines_as_fit_and_no_more() -> None:
    assert [len(page) for page in _texts(_lay(*_lines(ON_A_PAGE)))] == [ON_A_PAGE]
    assert [len(page) for page in _texts(_lay(*_lines(ON_A_PAGE + 1)))] == [ON_A_PAGE, 1]


def test_the_official_page_has_22_lines_of_28_characters() -> None:
    text = "村" * 28 * 23
    sheets = _texts(_lay(Paragraph((Run(text),)), page=replace(GB9704, footer=None)))
    assert [len(sheet) for sheet in sheets] == [22, 1]
    assert {len(line) for sheet in sheets for line in sheet} == {28}


@pytest.mark.parametrize("length", [0, 800, 6000])
def test_all_text_arrives_inside_the_text_area(length: int) -> None:
    document = replace(samples.record_form(length), page=replace(FORM, footer=None))
    layout = lay_out(document)
    shown = "".join("".join(page) for page in _texts(layout))
    for said in samples.minutes(length).split("\n"):
        assert said in shown
    bottom = (FORM.height - FORM.bottom) * MM + 0.5
    for sheet in layout.sheets:
        assert all(placed.y + placed.line.height <= bottom + 0.01 for placed in sheet.lines)
        assert all(box.bottom <= bottom + 0.01 for box in sheet.boxes)


def test_a_cell_of_6000_characters_is_closed_on_every_page() -> None:
    layout = lay_out(samples.record_form(6000))
    parts = [[b for b in sheet.boxes if b.cell.fact == "session.minutes"] for sheet in layout.sheets]
    pages = [part[0] for part in parts if part]
    assert len(pages) >= 6
    for number, box in enumerate(pages[:-1]):
        text = [p for p in layout.sheets[number].lines if box.top <= p.y < box.bottom and p.x > box.left]
        last = max(p.y + p.line.height for p in text)
        assert box.bottom - last < 10  # closed right under its last whole line
    labels = [b for sheet in layout.sheets for b in sheet.boxes if b.cell.paragraphs[0].text == "协商过程"]
    assert len(labels) == len(pages)  # the label's cell is drawn beside every part


def test_header_rows_return_on_every_page_with_their_spans() -> None:
    layout = lay_out(samples.roster(60))
    for sheet in layout.sheets:
        header = [b for b in sheet.boxes if b.cell.paragraphs[0].text in ("序号", "户籍", "签名")]
        assert [b.cell.paragraphs[0].text for b in header] == ["序号", "户籍", "签名"]
        number, residence, sign = header
        assert number.bottom == pytest.approx(sign.bottom)
        assert residence.bottom == pytest.approx(sign.top)


def test_rows_tied_by_a_span_stay_on_one_page() -> None:
    layout = lay_out(samples.roster(60, tied=True))
    for sheet in layout.sheets:
        for box in sheet.boxes:
            if box.cell.rows == 3:
                inside = {round(b.top) for b in sheet.boxes if box.top <= b.top < box.bottom - 1}
                assert len(inside) == 3


def test_a_row_that_may_not_split_moves_whole_and_one_higher_than_a_page_loses_nothing() -> None:
    tall = "\n".join(f"第{n}句" for n in range(20))
    moved = _lay(*_lines(ON_A_PAGE - 5), Table((100,), (_row(0, tall, splittable=False),)))
    assert [len(page) for page in _texts(moved)] == [ON_A_PAGE - 5, 20]
    endless = "\n".join(f"第{n}句" for n in range(ON_A_PAGE * 3))
    layout = _lay(Table((100,), (_row(0, endless, splittable=False),)))
    assert sum(map(len, _texts(layout))) == ON_A_PAGE * 3


def test_a_heading_goes_with_the_text_under_it() -> None:
    heading = replace(LINE, runs=(Run("一、标题"),), keep_next=True)
    layout = _lay(*_lines(ON_A_PAGE - 1), heading, *_lines(1, "正文"))
    assert _texts(layout)[1] == ["一、标题", "正文0"]


def test_a_page_break_begins_a_page_but_never_an_empty_one() -> None:
    broken = replace(LINE, runs=(Run("新页"),), page_break=True)
    assert len(_texts(_lay(broken))) == 1
    assert [page[0] for page in _texts(_lay(*_lines(2), broken))] == ["行0", "新页"]


@given(count=st.integers(1, 80), tail=st.integers(0, 5), before=st.sampled_from([0.0, 40.0]))
@settings(max_examples=60)
def test_a_signature_is_never_alone_and_never_torn(count: int, tail: int, before: float) -> None:
    last = replace(LINE, runs=(Run("末段" * 40 * tail + "。"),))
    block = signed("某村村民委员会", "2026年3月15日", PLAIN, before=before)
    pages = _texts(_lay(*_lines(count), last, block))
    assert pages[-1][-2:] == ["某村村民委员会", "2026年3月15日"]
    assert len(pages[-1]) > 2


@pytest.mark.parametrize("length", range(0, 6200, 310))
def test_the_recorders_signature_stays_with_the_form(length: int) -> None:
    document = replace(samples.record_form(length), page=replace(FORM, footer=None))
    assert lay_out(document).sheets[-1].boxes, "a page with nothing but the signature"


def test_a_signature_under_a_long_cell_takes_the_end_of_it_along() -> None:
    for count in range(ON_A_PAGE - 6, ON_A_PAGE + 3):
        text = "\n".join(f"第{n}句" for n in range(count))
        closing = Signature((replace(LINE, runs=(Run("签字："),), before=20),))
        pages = _texts(_lay(Table((100,), (_row(0, text),)), closing))
        assert pages[-1][-1] == "签字："
        assert len(pages[-1]) >= 2
        assert sum(map(len, pages)) == count + 1


def test_page_numbers_know_how_many_pages_there_are() -> None:
    layout = lay_out(samples.record_form(6000))
    last = [page[-1] for page in _texts(layout)]
    # Han and digits are drawn by different fonts, so a line is several segments.
    assert last == [f"第{n}页 共{len(last)}页" for n in range(1, len(last) + 1)]
    assert page_count(samples.record_form(6000)) == len(last)


def test_official_page_numbers_lie_outside_and_braces_in_text_do_no_harm() -> None:
    odd, even = lay_out(samples.notice(4)).sheets[:2]
    assert odd.lines[-1].line.segments[0].x > even.lines[-1].line.segments[0].x + 300
    footer = Footer("{事项} {page}")
    assert _texts(_lay(*_lines(1), page=Page(footer=footer)))[0][-1] == "{事项} 1"


def test_facts_are_found_where_they_are_shown() -> None:
    pages = fact_boxes(samples.record_form(800))
    minutes = [[box for box in page if box.fact == "session.minutes"] for page in pages]
    assert [len(found) for found in minutes] == [1, 1]
    first = minutes[0][0]
    assert first.x == pytest.approx((FORM.left + 25) * MM)
    assert first.width == pytest.approx(131 * MM)
    [votes] = [box for page in pages for box in page if box.fact == "session.votes_for"]
    assert votes.width == pytest.approx(24)  # two full-width characters of 12 pt
    assert votes.height == 20


def test_a_fact_on_a_paragraph_marks_its_lines() -> None:
    paragraph = replace(LINE, runs=(Run("村" * 100),), fact="topic.reason", left=2)
    [boxes] = _lay(paragraph).fact_boxes()
    assert len(boxes) == 3
    assert {(round(b.x, 1), b.height) for b in boxes} == {(round(FORM.left * MM + 24, 1), 20)}
