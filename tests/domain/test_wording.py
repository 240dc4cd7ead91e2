"""Dates, numbers and names as they are officially written."""

from datetime import date, time

import pytest

from tests.factories import person
from yishi_desktop.domain.case import Vote
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.people import Organisation, OrganisationKind, Person, Role
from yishi_desktop.domain.wording import (
    date_text,
    listed,
    localise,
    numeral,
    person_text,
    person_with_duty,
    short_date,
    time_range,
    time_text,
    votes_text,
    weekday,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (2, "二"), (10, "十"), (15, "十五"), (20, "二十"), (38, "三十八"), (99, "九十九")],
)
def test_numbers(number: int, words: str) -> None:
    assert numeral(number) == words


def test_dates_have_no_padding_zeros() -> None:
    assert date_text(date(2026, 3, 5)) == "2026年3月5日"
    assert short_date(date(2026, 12, 31)) == "12月31日"
    assert (date_text(None), short_date(None)) == ("", "")


def test_the_days_of_a_week() -> None:
    assert [weekday(date(2026, 3, day)) for day in (9, 15)] == ["周一", "周日"]


def test_times_on_the_24_hour_clock() -> None:
    assert time_text(time(9, 5)) == "9:05"
    assert time_text(time(0, 0)) == "0:00"
    assert time_text(None) == ""
    assert time_range(time(14, 30), time(17, 10)) == "14:30—17:10"
    assert time_range(time(14, 30), None) == "14:30"
    assert time_range(None, time(17)) == ""


def test_people() -> None:
    head = person("楼根法", Role.SUPERVISION_HEAD, Role.PARTY_MEMBER)
    assert person_text(head) == "楼根法"
    assert person_with_duty(head) == "楼根法（村务监督委员会主任）"
    assert person_with_duty(person("王明")) == "王明"
    assert (person_text(None), person_with_duty(None)) == ("", "")
    assert listed(["甲", "", "乙"]) == "甲、乙"


def test_votes() -> None:
    assert votes_text(Vote(votes_for=8, votes_against=4, abstentions=0)) == "赞成8人，反对4人，弃权0人"
    assert votes_text(Vote(votes_for=8)) == "赞成8人"


def test_a_community_has_its_own_words() -> None:
    text = "村民委员会、村务监督委员会、村民代表会议、村民小组、村党组织、村（社区）、报乡镇（街道）"
    assert localise(text, OrganisationKind.VILLAGE) == text
    assert localise(text, OrganisationKind.COMMUNITY) == (
        "居民委员会、居务监督委员会、居民代表会议、居民小组、社区党组织、社区、报街道"
    )


def test_full_names_are_composed_where_none_was_typed() -> None:
    village = Organisation(id="1", county="示例县", township="示例镇", name="后塘村")
    assert village.committee_name == "示例县示例镇后塘村村民委员会"
    assert village.party_org_name == "中共示例县示例镇后塘村支部委员会"
    community = Organisation(
        id="2", kind=OrganisationKind.COMMUNITY, county="示例区", township="示例街道", name="后塘社区"
    )
    assert community.committee_name == "示例区示例街道后塘社区居民委员会"
    typed = Organisation(id="3", committee="某村村民委员会", party_org="中共某村总支部委员会")
    assert (typed.committee_name, typed.party_org_name) == ("某村村民委员会", "中共某村总支部委员会")


def test_a_person_is_copied_as_they_stand() -> None:
    somebody = Person(id="7", name="方永康", roles=(Role.COMMITTEE_DEPUTY,), phone="不外传")
    copy = somebody.ref()
    assert (copy.name, copy.person_id, copy.duty) == ("方永康", "7", "村民委员会副主任")
    assert person("王明").duty == ""


def test_the_same_person() -> None:
    listed_a, listed_b = person("王明", person_id="a"), person("王明", person_id="b")
    assert not listed_a.is_same(listed_b)
    assert listed_a.is_same(person("王明"))
    assert not person("").is_same(person(""))
    assert person(" ").blank


def test_a_refusal_is_three_sentences() -> None:
    error = UserError("没有存上。", "已输入的都在。", "请换一个U盘再试。")
    assert str(error) == "没有存上。已输入的都在。请换一个U盘再试。"
    assert (error.happened, error.safe, error.do_next) == (
        "没有存上。",
        "已输入的都在。",
        "请换一个U盘再试。",
    )
