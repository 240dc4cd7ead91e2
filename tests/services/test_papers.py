"""Papers of a matter: which arise, made as Word and PDF, and written safely."""

from dataclasses import replace

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from tests.services.offices import DEFINITIONS, sample_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.registry import write
from yishi_desktop.services import cases
from yishi_desktop.services.printing import issuing, papers


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        yield office


def of_matter(office, number):
    return office.situation(cases.find(office, number))


def text_of(pdf):
    document = PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_a_matter_without_sessions_has_the_papers_of_its_steps(office):
    forms = [paper.form for paper in papers.papers_of(office, of_matter(office, "2026-03"))]
    assert forms == ["topic_intake", "topic_review", "exclusion_slip"]


def test_a_form_arises_once_for_each_session_with_its_day(office):
    found = papers.papers_of(office, of_matter(office, "2026-02"))
    records = [paper for paper in found if paper.form == "jinhua_record"]
    assert [(paper.title, paper.session_index) for paper in records] == [
        ("协商记录表（4月18日）", 0),
        ("协商记录表（6月20日）", 1),
    ]
    assert len({(paper.form, paper.session_index) for paper in found}) == len(found)


def test_each_session_s_record_tells_its_own_vote(office, tmp_path):
    situation = of_matter(office, "2026-02")
    for paper in papers.papers_of(office, situation):
        if paper.form == "jinhua_record":
            path = tmp_path / f"{paper.session_index}.pdf"
            issuing.save_paper(office, issuing.Departing(situation, [paper]), path)
    first, again = (text_of((tmp_path / f"{n}.pdf").read_bytes()) for n in (0, 1))
    assert "同意8人，差1人，未通过" in first.replace("\r\n", "") and "同意9人" in again.replace("\r\n", "")


def test_the_preview_is_the_file(office, tmp_path):
    situation = of_matter(office, "2026-01")
    paper = next(p for p in papers.papers_of(office, situation) if p.form == "jinhua_record")
    issuing.save_paper(office, issuing.Departing(situation, [paper]), tmp_path / "记录.pdf")
    shown = papers.preview(office, situation, "jinhua_record")
    assert shown.pdf == (tmp_path / "记录.pdf").read_bytes()
    facts = {box.fact for page in shown.boxes for box in page}
    assert {"topic.title", "session.venue"} <= facts


def test_word_and_pdf_say_the_same(office, tmp_path):
    situation = of_matter(office, "2026-01")
    wanted = [p for p in papers.papers_of(office, situation) if p.form == "result_notice"]
    word, pdf = issuing.save_papers(office, issuing.Departing(situation, wanted), tmp_path / "新文件夹")
    said = "".join(paragraph.text for paragraph in Document(str(word)).paragraphs)
    printed = "".join(text_of(pdf.read_bytes()).split())
    assert "31" in said and "".join(said.split())[:20] in printed


@pytest.mark.parametrize(("word", "pdf", "endings"), [(True, False, {".docx"}), (False, True, {".pdf"})])
def test_only_what_is_wanted_is_written(word, pdf, endings, office, tmp_path):
    situation = of_matter(office, "2026-03")
    leaving = issuing.Departing(situation, papers.papers_of(office, situation))
    written = issuing.save_papers(office, leaving, tmp_path / "新", word=word, pdf=pdf)
    assert {path.suffix for path in written} == endings and len(written) == 3


def test_progress_counts_the_papers(office, tmp_path):
    situation, said = of_matter(office, "2026-03"), []
    leaving = issuing.Departing(situation, papers.papers_of(office, situation))
    issuing.save_papers(office, leaving, tmp_path / "新", progress=lambda *step: said.append(step))
    assert said == [
        (0, 3, "议题征集登记表"),
        (1, 3, "议题审查审定表"),
        (2, 3, "不予协商告知单"),
        (3, 3, ""),
    ]


def test_before_printing_it_is_told_whose_name_cannot_be_printed(office):
    situation = of_matter(office, "2026-01")
    first, *others = situation.session.attendance
    named = replace(first, person=replace(first.person, name="王\ue123"))
    changed = write(situation.case, "session.attendance", (named, *others))
    sheet = [p for p in papers.papers_of(office, situation) if p.form == "sign_in"]
    made = papers.bundle(office, replace(situation, case=changed), sheet)
    assert [str(one) for one in made.missing] == ["“\ue123”（王\ue123）"]


def test_a_folder_that_cannot_be_made_is_refused_in_words(office, tmp_path):
    situation = of_matter(office, "2026-03")
    (tmp_path / "文件").write_bytes(b"")
    leaving = issuing.Departing(situation, papers.papers_of(office, situation))
    with pytest.raises(UserError):
        issuing.save_papers(office, leaving, tmp_path / "文件" / "里面")


def test_every_form_of_every_step_can_be_made_of_an_empty_case(office):
    new = cases.new_case(office)
    situation = office.situation(new.case)
    for step in situation.procedure.steps:
        for form in step.papers:
            assert papers.preview(office, situation, form).pdf.startswith(b"%PDF"), form
    assert {paper for step in situation.procedure.steps for paper in step.papers} <= set(DEFINITIONS.forms)
