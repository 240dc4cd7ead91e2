"""A village's own wording: pieces of every form, what they become, and what is refused with its place."""

import pytest

from tests.documents.form_cases import forms, situations
from yishi_desktop.documents.compose import compose
from yishi_desktop.documents.model import every_paragraph
from yishi_desktop.domain.forms.form import line_of
from yishi_desktop.domain.forms.rewording import Piece, pieces, problems, reworded, shown
from yishi_desktop.domain.forms.slot_words import in_names, in_words, slot_words

NOTICE = forms()["result_notice"]


def piece(form, words: str) -> Piece:
    return next(one for one in pieces(form) if words in shown(one))


def said(form, words: str, text: str) -> list[str]:
    return [problem.sentence for problem in problems(form, {piece(form, words).place: text})]


@pytest.mark.parametrize("form", list(forms().values()), ids=lambda form: form.id)
def test_a_form_with_nothing_changed_is_the_form(form) -> None:
    assert reworded(form, {one.place: one.text for one in pieces(form)}) == form
    assert problems(form, {}) == []
    places = [one.place for one in pieces(form)]
    assert len(places) == len(set(places)) > 0


@pytest.mark.parametrize("form", list(forms().values()), ids=lambda form: form.id)
def test_what_is_shown_is_typed_back_as_it_was(form) -> None:
    for one in pieces(form):
        assert in_names(shown(one), one.rows) == one.text


def test_every_known_value_has_a_name_of_its_own() -> None:
    words = slot_words()
    assert len(set(words.values())) == len(words) > 200
    assert words["topic.title"] == "协商议题"
    assert words["result_notice.posted_on"] == "张贴日期（结果公示）"


def test_full_width_braces_are_as_good() -> None:
    assert in_names("｛协商议题：8｝") == in_names("{协商议题:8}") == "{topic.title:8}"
    assert in_words("{topic.title:8}") == "{协商议题:8}"


def test_own_words_are_printed_in_their_place_and_split_at_an_empty_line() -> None:
    own = {piece(NOTICE, "特此公示").place: "请大家相互转告。\n\n特此公示。"}
    document = compose(reworded(NOTICE, own), situations()["typical"])
    texts = [paragraph.text for paragraph in every_paragraph(document)]
    at = texts.index("请大家相互转告。")
    assert texts[at + 1] == "特此公示。"


def test_a_piece_made_empty_is_not_printed() -> None:
    own = {piece(NOTICE, "特此公示").place: ""}
    document = compose(reworded(NOTICE, own), situations()["typical"])
    assert "特此公示。" not in [paragraph.text for paragraph in every_paragraph(document)]


def test_what_is_unknown_or_torn_is_told_with_its_place() -> None:
    assert said(NOTICE, "特此公示", "特此{公示期间}。") == [
        "正文第15段：没有{公示期间}这个项目，请从“插入项目”里选。"
    ]
    assert said(NOTICE, "特此公示", "特此{topic.title。") == ["正文第15段：花括号要成对，像{协商议题}这样。"]
    assert said(NOTICE, "特此公示", "提出人{topic.proposer}") == [
        "正文第15段：这份文书要张贴，不能印“提出人”。"
    ]
    assert said(NOTICE, "特此公示", "{recipient}") == ["正文第15段：这份文书不是一人一份，不能用{收件人}。"]
    assert said(NOTICE, "特此公示", "{row.name}") == [
        "正文第15段：“本行……”这样的项目只能用在会重复的那几行里。"
    ]


def test_what_the_law_wants_on_a_notice_may_be_moved_but_not_lost() -> None:
    phone = piece(NOTICE, "监督电话")
    lost = problems(NOTICE, {phone.place: ""})
    assert [problem.sentence for problem in lost] == ["正文第14段：少了必须有的{监督电话}，请放回来。"]
    moved = {phone.place: "", piece(NOTICE, "特此公示").place: "特此公示。电话：{org.supervision_phone}"}
    assert problems(NOTICE, moved) == []


def test_the_fixed_cells_of_an_official_form_cannot_be_changed() -> None:
    record = forms()["jinhua_record"]
    open_pieces = [one for one in pieces(record) if not one.fixed]
    assert [one.text for one in open_pieces] == ["协商记录员签字：{blank:9}", "请用黑色或蓝黑墨水笔签字。"]
    assert said(record, "协商主体", "参加的人") == ["表格第2行第1格：这一处照文件原样印，不能改。"]
    assert reworded(record, {piece(record, "协商主体").place: "参加的人"}) == record


def test_a_mark_at_the_head_of_own_words_is_only_a_mark() -> None:
    """What is typed never becomes another kind of line."""
    own = {piece(NOTICE, "特此公示").place: "# 特此公示。"}
    body = next(block for block in reworded(NOTICE, own).block if block.kind == "body")
    assert body.text[-1].style == line_of("特此公示。").style
