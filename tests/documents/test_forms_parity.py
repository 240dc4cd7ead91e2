"""The papers of the program as Word shows them, and as our PDF does: the same text on the same pages."""

import pytest

from tests.documents.golden import PAPERS, paper
from tests.documents.parity import Comparison, compare

DRAWN = {"flow_chart"}
"""A picture in Word, lines and letters in our PDF: tests/documents/test_chart.py."""
NAMES = [f"{form}-{state}" for form, state in PAPERS if form not in DRAWN]
PICTURES = [f"{form}-{state}" for form, state in PAPERS if form in DRAWN]
FILLED = [name for name in NAMES if not name.endswith(("-empty", "-half"))]


@pytest.fixture(scope="module")
def compared(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Comparison]:
    papers = {f"{form}-{state}": paper(form, state) for form, state in PAPERS}
    return compare(papers, tmp_path_factory.mktemp("parity"))


@pytest.mark.parametrize("name", NAMES)
def test_word_and_pdf_have_the_same_text_page_by_page(compared: dict[str, Comparison], name: str) -> None:
    paper = compared[name]
    assert paper.same_pages
    assert paper.other_text() == {}


@pytest.mark.parametrize("name", FILLED)
def test_rules_lie_within_half_a_millimetre(compared: dict[str, Comparison], name: str) -> None:
    """Empty papers are left out: their blanks are underlines, which LibreOffice draws as shorter pieces."""
    assert compared[name].rules_off() <= 0.5


@pytest.mark.parametrize("name", PICTURES)
def test_a_drawn_paper_takes_as_many_pages(compared: dict[str, Comparison], name: str) -> None:
    assert compared[name].same_pages
