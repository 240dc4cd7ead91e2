"""One way in which a value becomes text, and the values composed for papers."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from tests.documents.form_cases import EMPTY, sample, situation_of, situations
from yishi_desktop.domain.case import Point, Session
from yishi_desktop.domain.choices import Approval, Channel, Counting, PointKind
from yishi_desktop.domain.facts import Fact, Kind
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.printable import PRINTED, lookup, printed, privacy_of, text_of
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.situation import Situation


def value(name: str, situation: Situation) -> Any:
    found = lookup(name)
    assert found
    return found.read(situation)


@pytest.mark.parametrize(
    ("kind", "recorded", "text"),
    [
        ("line", "后塘村", "后塘村"),
        ("text", "一\n二", "一\n二"),
        ("date", date(2026, 3, 5), "2026年3月5日"),
        ("time", time(14, 5), "14:05"),
        ("count", 0, "0"),
        ("person", PersonRef(name="王𣲗淼"), "王𣲗淼"),
        ("people", (PersonRef(name="甲"), PersonRef(name="乙")), "甲、乙"),
        ("choice", Approval.AGREED, "同意"),
        ("choices", (Channel.PHONE, Channel.WECHAT), "电话、微信"),
        ("flag", False, "否"),
        ("rows", (1, 2), "2条"),
        ("date", None, ""),
        ("choices", (), ""),
    ],
)
def test_a_value_is_written_one_way(kind: Kind, recorded: object, text: str) -> None:
    assert text_of(Fact("", kind), recorded) == text


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_every_value_can_be_read_from_an_empty_case_and_a_full_one(name: str) -> None:
    for situation in situations().values():
        found = PRINTED[name]
        recorded = found.read(situation)
        if found.about.kind not in ("rows", "checklist"):
            assert isinstance(text_of(found.about, recorded), str)
    assert set(found.facts) <= set(FACTS)


def test_a_value_is_as_private_as_the_most_private_of_its_facts() -> None:
    private = {name for name, found in PRINTED.items() if privacy_of(found) != "public"}
    assert {"session.process", "session.earlier", "outcome.record", "topic.asked_by"} <= private
    assert "headcount.present" not in private


def test_a_name_is_registered_once() -> None:
    with pytest.raises(ValueError, match=r"^org[.]name$"):
        printed("org.name", "又一个")
    with pytest.raises(ValueError, match=r"^topic[.]title$"):
        printed("topic.title", "又一个")


def test_the_moment_is_told_as_far_as_it_is_known() -> None:
    def moment(**known: Any) -> Any:
        return value("session.moment", situation_of(replace(EMPTY, sessions=(Session(**known),))))

    assert moment() == ""
    assert moment(held_on=date(2026, 3, 15)) == "2026年3月15日"
    assert moment(held_on=date(2026, 3, 15), starts_at=time(14, 30)) == "2026年3月15日14:30"
    ends = {"starts_at": time(14, 30), "ends_at": time(17, 10)}
    assert moment(held_on=date(2026, 3, 15), **ends) == "2026年3月15日14:30—17:10"


def test_the_process_keeps_the_minutes_and_numbers_the_points_by_what_they_are() -> None:
    points = (
        Point(kind=PointKind.DISSENT, speaker="乙", text="钱不够"),
        Point(kind=PointKind.SPEECH, speaker="甲", text="该修"),
        Point(kind=PointKind.SPEECH, text="都同意修"),
    )
    situation = situation_of(replace(EMPTY, sessions=(Session(minutes="会议开始。", points=points),)))
    assert value("session.process", situation).splitlines() == [
        "会议开始。",
        "（一）发言情况",
        "1.甲：该修",
        "2.都同意修",
        "（二）不同意见",
        "1.乙：钱不够",
    ]


def test_an_earlier_vote_of_the_same_session_is_told_too() -> None:
    case = sample(1)
    last = case.sessions[0].votes[0]
    first = replace(last, opinion="沿线农户每户出100元。", votes_for=10, votes_against=26, abstentions=0)
    session = replace(case.sessions[0], votes=(first, last))
    told = value("session.process", situation_of(replace(case, sessions=(session,)))).splitlines()[-1]
    assert told.startswith("此前就“沿线农户每户出100元”表决：赞成10人、反对26人、弃权0人。到会")
    assert told.endswith("未通过。")


def test_shares_have_two_decimals_and_are_blank_without_a_vote() -> None:
    typical, empty = situations()["typical"], situations()["empty"]
    names = ("vote.for_percent", "vote.against_percent", "vote.abstention_percent")
    assert [value(name, typical) for name in names] == ["86.11", "8.33", "5.56"]
    assert [value(name, empty) for name in names] == ["", "", ""]


def test_neither_box_is_ticked_before_the_vote() -> None:
    states = situations()
    boxes = {s: (value("outcome.passed", states[s]), value("outcome.failed", states[s])) for s in states}
    assert boxes["empty"] == (False, False)
    assert boxes["typical"] == (True, False)
    assert boxes["failed"] == (False, True)


def test_a_derived_count_says_so() -> None:
    case = sample(1)
    vote = replace(case.sessions[0].votes[0], counting=Counting.DERIVED)
    situation = situation_of(replace(case, sessions=(replace(case.sessions[0], votes=(vote,)),)))
    assert value("vote.counting_note", situation) == "赞成人数为推算。"


def test_the_first_session_cites_nothing() -> None:
    assert value("session.earlier", situations()["failed"]) == ""
    assert value("session.earlier", situations()["empty"]) == ""


def test_the_posting_period_counts_from_the_day_after() -> None:
    typical = situations()["typical"]
    assert value("result_notice.period", typical) == "2026年3月16日至2026年3月31日"
    assert value("result_notice.free_on", typical) == date(2026, 4, 1)
    assert value("implementation_notice.free_on", situations()["empty"]) is None


def test_the_excluded_topic_names_its_rule_its_reason_and_a_way() -> None:
    excluded = situations()["excluded"]
    assert (
        value("review.hit_rules", excluded)
        == "“属于个体矛盾、双方纠纷的事项不议”（金市民〔2023〕43号 四（二）5）"
    )
    assert value("review.hit_reasons", excluded)
    assert "人民调解委员会" in value("review.advice", excluded)
    lines = value("review.exclusion_lines", excluded)
    assert [line.hit for line in lines].count(True) == 1
