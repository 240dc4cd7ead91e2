"""Own wording kept beside everything else: printed, backed up, reset, and set aside when the form has changed."""

from dataclasses import replace

import pytest

from tests.services.offices import sample_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.rewording import pieces
from yishi_desktop.services import cases
from yishi_desktop.services.printing import issuing, own_wording, papers
from yishi_desktop.services.printing.short_notice import notice_text
from yishi_desktop.services.printing.wording_trial import try_out

FORM = "result_notice"


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        yield office


def place(office, words: str) -> str:
    return next(one.place for one in pieces(office.definitions.forms[FORM]) if words in one.text)


def printed(office) -> str:
    situation = office.situation(cases.find(office, "2026-01"))
    return notice_text(own_wording.form_of(office, FORM), situation)


def test_own_words_are_printed_until_they_are_reset(office):
    own_wording.save_wording(office, FORM, {place(office, "特此公示"): "请大家相互转告。"})
    assert "请大家相互转告。" in printed(office) and "特此公示。" not in printed(office)
    own_wording.reset_wording(office, FORM)
    assert "特此公示。" in printed(office)
    assert len(office.store.records.history("wording-result_notice")) == 2


def test_every_way_a_paper_is_made_uses_them(office, tmp_path):
    situation = office.situation(cases.find(office, "2026-01"))
    before = papers.preview(office, situation, FORM).pdf
    own_wording.save_wording(office, FORM, {place(office, "特此公示"): "请大家相互转告。"})
    paper = papers.Paper(FORM, "公示", "", 0)
    issuing.save_paper(office, issuing.Departing(situation, [paper]), tmp_path / "公示.pdf")
    shown = papers.preview(office, situation, FORM).pdf
    assert shown == (tmp_path / "公示.pdf").read_bytes() == papers.bundle(office, situation, [paper]).pdf
    assert shown != before


def test_wording_that_cannot_be_used_is_refused_and_nothing_is_kept(office):
    with pytest.raises(UserError, match="正文第14段：少了必须有的"):
        own_wording.save_wording(office, FORM, {place(office, "监督电话"): "打电话"})
    assert own_wording.wording_of(office, FORM).own == {}


def test_words_equal_to_the_form_s_are_no_own_words(office):
    own_wording.save_wording(office, FORM, {place(office, "特此公示"): "特此公示。"})
    assert office.store.records.get("wording-result_notice") is None


def test_words_for_a_text_that_a_newer_program_changed_are_set_aside(office):
    own_wording.save_wording(office, FORM, {place(office, "特此公示"): "请大家相互转告。"})
    form = office.definitions.forms[FORM]
    body = next(block for block in form.block if block.kind == "body")
    changed = replace(body, text=(*body.text[:-1], replace(body.text[-1], text="特此公告。")))
    newer = replace(form, block=tuple(changed if block is body else block for block in form.block))
    definitions = replace(office.definitions, forms={**office.definitions.forms, FORM: newer})
    wording = own_wording.wording_of(replace(office, definitions=definitions), FORM)
    assert wording.form == newer and wording.stale == ("请大家相互转告。",)


def test_trying_out_says_what_is_wrong_or_shows_the_paper(office):
    good = try_out(office, FORM, {place(office, "特此公示"): "请大家相互转告。"})
    assert good.problems == () and good.pdf.startswith(b"%PDF")
    bad = try_out(office, FORM, {place(office, "特此公示"): "{没有的}"})
    assert not bad.pdf and bad.problems[0].place == place(office, "特此公示")
