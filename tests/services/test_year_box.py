"""年度装盒: the whole year in the order of the archive, its pages counted through, and what is missing said."""

from datetime import date
from itertools import pairwise

import pypdfium2
import pytest

from tests.services.offices import sample_office
from yishi_desktop.domain.registry import write
from yishi_desktop.services import cases
from yishi_desktop.services.printing.year_box import save_year_box, year_box

YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with sample_office(tmp_path_factory.mktemp("年") / "资料") as office:
        yield office


@pytest.fixture(scope="module")
def pages(office):
    box = year_box(office, *YEAR)
    document = pypdfium2.PdfDocument(box.pdf)
    try:
        return box, [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_front_matter_then_every_paper_with_its_page_number(pages):
    box, texts = pages
    front = len(texts) - box.pages
    assert front >= 4 and box.items > 20
    assert "议事协商档案" in texts[0] and "盒号" in texts[1] and "卷内文件目录" in texts[2]
    for number, text in enumerate(texts[front:], 1):
        assert str(number) in text.split(), f"page {number}"


def test_the_catalogue_names_the_pages_one_after_the_other(pages):
    box, texts = pages
    catalogue = "".join("".join(text.split()) for text in texts if "页号" in text and "件号" in text)
    assert "审查审定表" in catalogue and "记录表" in catalogue
    order = [catalogue.index(word) for word in ("审查审定表", "的协商方案", "签到表", "记录表", "结果的公示")]
    assert all(before < after for before, after in pairwise(order))
    assert f"共{box.items}件，{box.pages}页" in catalogue


def test_what_is_not_there_gets_a_number_and_room_for_the_reason(office, pages):
    whole, _ = pages
    case = write(cases.find(office, "2026-01"), "supervision.reviewed_on", None)
    cases.keep_case(office, case, "去掉")
    box = year_box(office, *YEAR)
    assert len(box.missing) == len(whole.missing) + 1
    assert any("2026-01" in line and "审核表" in line for line in box.missing)
    document = pypdfium2.PdfDocument(box.pdf)
    said = "".join(document[at].get_textpage().get_text_bounded() for at in range(4, 9))
    document.close()
    assert "缺件号" in said or "缺少的材料" in said


def test_a_year_without_matters_is_an_empty_box(office, tmp_path):
    said = []
    box = save_year_box(
        office, date(2031, 1, 1), date(2031, 12, 31), tmp_path / "空.pdf", lambda *step: said.append(step)
    )
    assert (box.items, box.pages, box.missing) == (0, 0, ())
    assert (tmp_path / "空.pdf").read_bytes() == box.pdf
    assert said[-1] == (0, 0, "")
