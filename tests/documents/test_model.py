"""The helpers that forms are written with, and tables that cannot be."""

import pytest

from yishi_desktop.documents.model import (
    BLANK,
    Cell,
    Paragraph,
    Row,
    Run,
    Table,
    blank,
    paragraphs,
    signed,
    text_width,
    tick,
)


def test_a_blank_is_as_wide_as_asked_with_the_value_in_its_middle() -> None:
    run = blank(31, 3, fact="session.votes_for")
    assert run == Run(f"{BLANK}31{BLANK}", underline=True, fact="session.votes_for")
    assert text_width(blank("", 8).text) == 8
    assert blank("古丽扎提·努尔买买提", 4).text == "古丽扎提·努尔买买提"
    assert blank(None, 2).text == BLANK * 2


def test_a_tick_box_is_ticked_only_when_decided() -> None:
    assert [tick(on).text for on in (True, False, None)] == ["☑", "□", "□"]


def test_every_line_of_a_text_becomes_a_paragraph_like_the_pattern() -> None:
    made = paragraphs("一\r\n\r\n三", Paragraph((), size=12, first=2), fact="session.minutes")
    assert [p.text for p in made] == ["一", "", "三"]
    assert {(p.size, p.first, p.fact) for p in made} == {(12, 2, "session.minutes")}
    assert len(paragraphs(None)) == 1


def test_text_is_cleaned_when_a_run_is_made() -> None:
    assert Run("王\x00淼\ud800").text == "王淼"


@pytest.mark.parametrize(
    ("by", "date"),
    [("某村村民委员会", "2026年3月15日"), ("某" * 24, "2026年3月15日"), ("村", "2026年12月31日")],
)
def test_the_name_is_centred_over_the_date_and_stays_on_the_page(by: str, date: str) -> None:
    name, dated = signed(by, date).paragraphs
    assert name.right + text_width(by) / 2 == pytest.approx(dated.right + text_width(date) / 2)
    assert name.right >= 0
    assert dated.right >= 4


def _cell(**options: int) -> Cell:
    return Cell(paragraphs("一"), **options)  # type: ignore[arg-type]


def test_a_table_knows_where_spanned_cells_lie() -> None:
    rows = (Row((_cell(rows=2), _cell(span=2))), Row((_cell(), _cell())))
    placed = Table((10, 10, 10), rows).placed()
    assert [[column for column, _ in row] for row in placed] == [[0, 1], [1, 2]]


@pytest.mark.parametrize(
    "rows",
    [
        (Row((_cell(),)),),
        (Row((_cell(), _cell(span=2))),),
        (Row((_cell(rows=2), _cell())),),
        (Row((_cell(rows=2), _cell())), Row((_cell(), _cell()))),
    ],
)
def test_cells_that_do_not_fill_their_table_are_refused(rows: tuple[Row, ...]) -> None:
    with pytest.raises(ValueError, match="table"):
        Table((10, 10), rows)
