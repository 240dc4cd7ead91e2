"""The papers of a year tell the numbers of the ledger."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.documents.form_cases import words
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.case_files import load_sample_village
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.office import Office, open_office
from yishi_desktop.services.printing.issuing import Departing, save_paper
from yishi_desktop.services.printing.papers import compose_paper, fits_a3, papers_of, preview
from yishi_desktop.services.printing.year_papers import year_papers, year_situation

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path / "data", clock=_noon) as opened:
        load_sample_village(opened)
        yield opened


def _noon() -> datetime:
    return datetime.fromisoformat("2026-12-31T12:00:00+08:00")


def matter(office: Office, title: str) -> Situation:
    everything = year_situation(office, FIRST, LAST).year
    assert everything
    return next(found for found in everything.matters if title in found.case.topic.title)


def test_the_report_and_the_ledger_count_alike(office: Office) -> None:
    summary = ledgers.ledger_of(office, FIRST, LAST).summary
    text = words(
        compose_paper(office.definitions.forms["annual_report"], year_situation(office, FIRST, LAST))
    )
    assert f"组织议事协商{summary.counted}次，其中再次协商{summary.redeliberations}次" in text
    assert f"协商事项{summary.matters}件。参与{summary.attendances}人次" in text
    assert "2026年度议事协商工作报告" in text
    assert "宅基边界" not in text


def test_the_register_has_a_line_for_every_topic(office: Office) -> None:
    form = office.definitions.forms["topic_register"]
    text = words(compose_paper(form, year_situation(office, FIRST, LAST)))
    assert all(title in text for title in ("三组通组道路", "文化礼堂使用收费办法", "宅基边界纠纷"))
    assert "三组通组道路" not in words(
        compose_paper(form, year_situation(office, date(2027, 1, 1), LAST.replace(year=2027)))
    )


def test_papers_of_a_year_are_saved_like_any_other(office: Office, tmp_path: Path) -> None:
    for paper in year_papers(office.definitions.forms):
        path = tmp_path / f"{paper.form}.docx"
        save_paper(office, Departing(year_situation(office, FIRST, LAST), [paper]), path)
        assert path.read_bytes().startswith(b"PK")


def test_a_matter_is_offered_only_what_belongs_to_it(office: Office) -> None:
    def offered(title: str) -> set[str]:
        return {paper.form for paper in papers_of(office, matter(office, title))}

    assert offered("宅基边界") == {"topic_intake", "topic_review", "exclusion_slip"}
    assert "redeliberation" in offered("文化礼堂")
    assert not {"redeliberation", "visit_record", "escalation"} & offered("三组通组")


def test_a_notice_may_be_made_for_a_larger_board(office: Office) -> None:
    situation = matter(office, "三组通组")
    forms = office.definitions.forms
    assert fits_a3(forms["announcement"])
    assert not fits_a3(forms["jinhua_record"])
    for form, size in (("announcement", b"841.8898 1190.551"), ("jinhua_record", b"595.2756 841.8898")):
        assert b"MediaBox [ 0 0 " + size in preview(office, situation, form, sheet="A3").pdf
