"""Word as LibreOffice shows it, and our PDF: the same text page by page, rules within half a millimetre."""

from pathlib import Path

import pytest

from tests.documents import parity, samples
from tests.documents.parity import Comparison

PAPERS = {
    **{f"record_{n}": samples.record_form(n) for n in (0, 800, 1200, 6000)},
    "record_empty": samples.record_form(0, filled=False),
    "notice": samples.notice(4),
    "roster": samples.roster(60),
    "roster_tied": samples.roster(40, tied=True),
}


@pytest.fixture(scope="module")
def comparisons(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Comparison]:
    folder: Path = tmp_path_factory.mktemp("parity")
    return parity.compare(PAPERS, folder)


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_has_the_same_text(comparisons: dict[str, Comparison], name: str) -> None:
    comparison = comparisons[name]
    assert comparison.same_pages
    assert comparison.other_text() == {}


@pytest.mark.parametrize("name", PAPERS)
def test_rules_agree_within_half_a_millimetre(comparisons: dict[str, Comparison], name: str) -> None:
    assert comparisons[name].rules_off() <= 0.5


@pytest.mark.parametrize("name", PAPERS)
def test_nearly_every_line_is_the_same(comparisons: dict[str, Comparison], name: str) -> None:
    """LibreOffice 7.4 tears —— apart and lets …… begin a line; nothing else may differ."""
    alike, total = comparisons[name].lines_alike()
    assert alike >= total * 0.85


def test_the_comparison_sees_what_differs() -> None:
    one, other = (
        Comparison(word, pdf)
        for word, pdf in (
            ([_page("甲乙", 10.0)], [_page("甲丙", 10.2)]),
            ([_page("甲", 10.0)], [_page("甲", 10.0, 12.0)]),
        )
    )
    assert one.other_text() == {1: ("乙", "丙")}
    assert one.rules_off() == pytest.approx(0.2)
    assert one.lines_alike() == (0, 1)
    assert other.rules_off() == float("inf")


def _page(text: str, *rules: float) -> parity.PageView:
    return parity.PageView((text,), rules, ())
