"""页脚码: a paper in the hand, and whether it still says what is recorded."""

import io
import re
import zipfile
from dataclasses import replace

import pypdfium2
import pytest

from tests.services.offices import sample_office
from yishi_desktop.documents.docx import to_docx
from yishi_desktop.domain.choices import NameOrder
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.page_code import page_code, typed_code
from yishi_desktop.domain.registry import write
from yishi_desktop.services import cases
from yishi_desktop.services.office import ORGANISATION, ORGANISATION_ID
from yishi_desktop.services.printing import papers
from yishi_desktop.services.printing.printed_pages import check_code, note_issued

NOTICE = papers.Paper("result_notice", "协商结果公示", "result_notice", 0)


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        yield office


def situation(office):
    return office.situation(cases.find(office, "2026-01"))


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(document[at].get_textpage().get_text_bounded() for at in range(len(document)))
    finally:
        document.close()


def code_on(office, form="result_notice") -> str:
    printed = words(papers.preview(office, situation(office), form).pdf)
    return printed.split("核对码")[1].strip()[:9]


def test_every_paper_of_a_numbered_matter_carries_number_and_code(office):
    for paper in papers.papers_of(office, situation(office)):
        document = papers.compose_paper(office.definitions.forms[paper.form], situation(office))
        if document.page.footer or paper.form == "invitation":
            assert document.foot.startswith("编号 2026-01　核对码 "), paper.title


def test_an_unchanged_paper_is_the_same_whatever_is_typed_of_its_code(office):
    code = code_on(office)
    note_issued(papers.MadeOnce(office, situation(office)), [NOTICE])
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in code)
    for typed in (code, f"{code}-1", code.lower(), code.replace("-", " "), full_width, f"{full_width}－２"):
        checked = check_code(office, typed)
        assert checked.current and checked.sentence.startswith("一致。"), typed
    assert code in words(checked.pdf)


def test_every_page_has_a_code_of_its_own_and_typing_it_opens_that_page(office):
    printed = papers.preview(office, situation(office), "jinhua_record").pdf
    with pypdfium2.PdfDocument(printed) as document:
        feet = [page.get_textpage().get_text_bounded().split("核对码")[1].split()[0] for page in document]
    assert len(feet) == 2 and [foot[-2:] for foot in feet] == ["-1", "-2"] and feet[0][:9] == feet[1][:9]
    note_issued(
        papers.MadeOnce(office, situation(office)),
        [papers.Paper("jinhua_record", "协商记录表", "outcome", 0)],
    )
    for number, foot in enumerate(feet, 1):
        checked = check_code(office, foot)
        assert checked.current and checked.page == number
        assert f"第{number}页（共2页）" in checked.sentence


def test_word_counts_the_page_of_the_code_itself(office):
    document = papers.composed(office, "jinhua_record", situation(office))
    with zipfile.ZipFile(io.BytesIO(to_docx(document))) as package:
        foot = package.read("word/footer1.xml").decode()
    assert re.search(r"核对码 .{9}-</w:t>.*<w:instrText[^>]*> PAGE <", foot)


def test_the_copy_with_somebody_s_name_on_it_is_found_again(office):
    names = papers.recipients(office.definitions.forms["invitation"], situation(office))
    invitation = papers.Paper("invitation", "参会通知书", "notify", 0, names[:3])
    document = papers.composed(office, "invitation", situation(office), recipients=names[:3])
    code = document.foot.split("核对码 ")[1][:9]
    note_issued(papers.MadeOnce(office, situation(office)), [invitation])
    checked = check_code(office, f"{code}-2")
    assert checked.current and checked.page == 2
    with pypdfium2.PdfDocument(checked.pdf) as pdf:
        assert len(pdf) == 3 and names[1] in pdf[1].get_textpage().get_text_bounded()


def test_after_a_correction_the_old_paper_is_shown_as_it_was_printed(office):
    code = code_on(office)
    note_issued(papers.MadeOnce(office, situation(office)), [NOTICE])
    changed = write(situation(office).case, "outcome.agreed_opinion", "改成了另一个意见")
    cases.keep_case(office, changed, "更正")
    checked = check_code(office, code)
    assert not checked.current
    assert "已更正" in checked.sentence and "第1版，现在是第2版" in checked.sentence
    assert "硬化第三村民小组通组道路" in words(checked.pdf) and code in words(checked.pdf)
    assert code_on(office) != code


def test_a_code_nobody_printed_and_one_that_is_none(office):
    with pytest.raises(UserError, match="没有打印过"):
        check_code(office, "K7M3-9QXP")
    for typed in (
        "",
        "K7M3",
        "K7M3-9QX0",
        "K7M3-9QXP-0",
        "K7M3-9QXP-二",
        "K7M3-9QXP-12345",
        "一二三四五六七八",
    ):
        with pytest.raises(UserError, match="八个字母和数字"):
            check_code(office, typed)


def test_printing_twice_notes_once(office):
    for _ in range(2):
        note_issued(papers.MadeOnce(office, situation(office)), [NOTICE])
    assert len(office.store.records.current("printed_paper")) == 1


def test_a_code_is_eight_characters_nobody_mistakes():
    assert typed_code(page_code("甲")) == (page_code("甲"), 1)
    assert page_code("甲") != page_code("乙")
    assert not set(page_code("甲")) & set("01IO")


def test_all_lists_of_names_stand_in_the_order_the_village_chose(office):
    def listed(form: str) -> list[str]:
        said = papers.lines_of(papers.compose_paper(office.definitions.forms[form], situation(office)))
        names = {line.person.name for line in situation(office).session.attendance}
        return list(dict.fromkeys(line.replace("　", "") for line in said if line.replace("　", "") in names))

    entered = listed("sign_in")
    for order in (NameOrder.STROKES, NameOrder.PINYIN):
        village = replace(office.organisation, name_order=order)
        office.keep(ORGANISATION_ID, ORGANISATION, village, "排序")
        assert sorted(listed("sign_in")) == sorted(entered) != listed("sign_in")
    office.keep(ORGANISATION_ID, ORGANISATION, replace(village, name_order=NameOrder.HAND), "排序")
    assert listed("sign_in") == entered
