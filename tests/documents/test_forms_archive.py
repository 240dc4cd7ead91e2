"""What lies in the file of a matter: the fixed order, dates in eight digits, nothing that was not made."""

from dataclasses import replace
from datetime import date

from tests.documents.form_cases import forms, sample, situation_of, situations, words
from tests.documents.test_forms_values import value
from yishi_desktop.documents.compose import compose
from yishi_desktop.domain.case import Archive
from yishi_desktop.domain.choices import Retention
from yishi_desktop.domain.forms.offering import is_offered
from yishi_desktop.domain.printed.archive import date8


def titles(state: str) -> list[str]:
    return [line.title for line in value("archive.items", situations()[state])]


def test_dates_have_eight_digits() -> None:
    assert date8(date(2026, 3, 5)) == "20260305"
    assert date8(None) == ""
    assert value("archive.span", situations()["typical"]) == "20260305—20260716"
    assert {len(line.day) for line in value("archive.items", situations()["typical"])} == {8}


def test_the_file_of_a_matter_is_in_the_order_of_the_procedure() -> None:
    found = titles("typical")
    wanted = ["审定表", "方案", "公告", "通知记录", "签到表", "记录表", "计票单", "结果的公示", "备案表", "通报记录",
              "任务分解表", "落实情况的公示", "审核表", "评估表"]  # fmt: skip
    assert len(found) == len(wanted)
    assert all(word in title for word, title in zip(wanted, found, strict=True))


def test_both_sessions_lie_in_one_file_and_are_told_apart() -> None:
    records = [title for title in titles("again") if "记录表" in title]
    assert records == [
        "“文化礼堂使用收费办法”议事协商记录表（第一次）",
        "“文化礼堂使用收费办法”议事协商记录表（第二次）",
    ]


def test_a_matter_that_was_not_taken_up_keeps_its_slip_and_how_it_ended() -> None:
    assert [title.rpartition("”")[2] for title in titles("excluded")] == ["不予协商告知单", "结束情况说明"]
    assert titles("empty") == []


def test_the_cover_ticks_how_long_the_file_is_kept() -> None:
    case = replace(sample(1), archive=Archive(retention=Retention.THIRTY_YEARS))
    text = words(compose(forms()["case_cover"], situation_of(case)))
    assert "☑30年" in text
    assert "□永久" in text


def test_papers_are_offered_where_they_belong() -> None:
    def offered(state: str) -> set[str]:
        conditional = (form for form in forms().values() if form.when)
        return {form.id for form in conditional if is_offered(form, situations()[state])}

    assert offered("typical") == {"acceptance_slip", "result_confirmation", "explanation_record"}
    assert offered("failed") == {"acceptance_slip", "redeliberation", "explanation_record"}
    assert offered("ended") == {"acceptance_slip", "redeliberation", "explanation_record", "escalation"}
    assert {"assembly_proposal", "four_two_members", "result_confirmation"} <= offered("to_be_decided")
    assert offered("empty") == set()
