"""Which deliberations count towards the year: what shows that one took place, whose word stands, and in which words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories import AFTERWARDS, case_of, jinhua, organisation, person, procedures, reviewed, situation
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import Attendance, Ending, Outcome, Point, Session, Vote
from yishi_desktop.domain.counting import (
    counts_toward_year,
    first_held_before,
    has_record,
    is_redeliberation,
    number_of,
    yearly_minimum,
)
from yishi_desktop.domain.rounds import Survey

DAY = timedelta(days=1)
HELD = Session(held_on=AFTERWARDS, minutes="说了。")
PLANNED = Session(held_on=AFTERWARDS)
CALLED_OFF = Session(held_on=AFTERWARDS, minutes="说了。", cancelled="停电")


def counted(*sessions: Session, session: int = -1, **about: object) -> tuple[bool, str]:
    village = about.pop("village", organisation())
    found = counts_toward_year(situation(case_of(*sessions, **about), session=session, village=village))  # type: ignore[arg-type]
    return found.yes, found.reason


@pytest.mark.parametrize(
    "session",
    [
        Session(minutes="说了。"),
        Session(points=(Point(text="说了。"),)),
        Session(outcome=Outcome(agreed_opinion="同意。")),
        Session(outcome=Outcome(destination=c.Destination.AGAIN)),
        Session(survey=Survey(summary="都同意。")),
        Session(survey=Survey(returned=1)),
        Session(votes=(Vote(votes_for=0),)),
        Session(votes=(Vote(), Vote(votes_for=0))),
        Session(present=1),
        Session(attendance=(Attendance(person=person("王明"), present=True),)),
    ],
)
def test_one_trace_is_enough(session: Session) -> None:
    assert has_record(session)
    assert counted(replace(session, held_on=AFTERWARDS)) == (True, "")


@pytest.mark.parametrize(
    "session",
    [
        Session(),
        Session(present=0),
        Session(votes=(Vote(votes_for=3), Vote())),
        Session(survey=Survey(returned=0, asked=5)),
        Session(attendance=(Attendance(person=person("王明"), present=False),)),
        Session(attendance=(Attendance(person=person("王明")),)),
    ],
)
def test_a_plan_is_no_trace(session: Session) -> None:
    assert not has_record(session)
    assert counted(replace(session, held_on=AFTERWARDS)) == (
        False,
        "协商日期已过，还没有登记协商情况，暂不计入",
    )


def test_what_has_not_been_held_does_not_count_whatever_the_mark() -> None:
    for mark in (None, True, False):
        assert counted(replace(HELD, held_on=None, counts=mark)) == (False, "没有协商日期")
        tomorrow = replace(HELD, held_on=AFTERWARDS + DAY, counts=mark)
        assert counted(tomorrow) == (False, "11月22日还没有到")
        assert counted(replace(CALLED_OFF, counts=mark)) == (False, "已取消：停电")
    assert counted(HELD) == (True, "")


def test_a_mark_stands_above_the_rule_with_its_reason() -> None:
    assert counted(replace(HELD, counts=False, counts_reason="没有开成")) == (
        False,
        "人工标记不计入：没有开成",
    )
    assert counted(replace(PLANNED, counts=True)) == (True, "人工标记计入：没有写理由")


def test_what_was_not_to_be_deliberated_does_not_count() -> None:
    refused = (False, "不予协商的事项不计")
    assert counted(HELD, ending=Ending(kind=c.EndingKind.EXCLUDED)) == refused
    assert counted(HELD, review=reviewed("exclusion-5")) == refused
    assert counted(HELD, ending=Ending(kind=c.EndingKind.TERMINATED)) == (True, "")


def test_a_round_without_a_meeting_says_so() -> None:
    written = replace(HELD, kind=c.SessionKind.WRITTEN)
    assert counted(written) == (True, "书面征求意见，是否计入以上级口径为准")
    assert counted(HELD, written) == (True, "再次协商；书面征求意见，是否计入以上级口径为准")
    assert counted(HELD, HELD) == (True, "再次协商")


def test_the_village_may_set_what_counts() -> None:
    meetings = replace(organisation(), counted_kinds=(c.SessionKind.MEETING,))
    written = replace(HELD, kind=c.SessionKind.WRITTEN)
    assert counted(written, village=meetings) == (False, "设置中写明书面征求意见不计入年度次数")
    assert counted(HELD, village=meetings) == (True, "")
    once = replace(organisation(), count_redeliberation=False)
    assert counted(HELD, HELD, village=once) == (False, "设置中写明再次协商不计入年度次数")
    assert counted(HELD, village=once) == (True, "")
    twice = replace(organisation(), count_redeliberation=True)
    assert counted(HELD, HELD, village=twice) == (True, "再次协商")


@pytest.mark.parametrize(
    ("sessions", "looked_at", "first"),
    [
        ((), 0, None),
        ((HELD,), 0, None),
        ((HELD, HELD), 1, 0),
        ((HELD, HELD), -1, 0),
        ((HELD, HELD), 0, None),
        ((CALLED_OFF, HELD), 1, None),
        ((PLANNED, HELD), 1, None),
        ((CALLED_OFF, HELD, PLANNED, HELD), 3, 1),
        ((HELD, CALLED_OFF, HELD), 2, 0),
    ],
)
def test_again_is_what_follows_one_that_was_held(
    sessions: tuple[Session, ...], looked_at: int, first: int | None
) -> None:
    here = situation(case_of(*sessions), session=looked_at)
    assert first_held_before(here) == first
    assert is_redeliberation(here) is (first is not None)


def test_four_a_year_are_demanded_in_gansu_and_nowhere_else() -> None:
    demanded = yearly_minimum(procedures()["gansu"])
    assert demanded is not None
    assert (demanded.number, demanded.demanded) == (4, True)
    assert demanded.basis == "甘肃省《关于加强城乡社区协商的实施意见》 三（六）"
    reference = yearly_minimum(jinhua())
    assert reference is not None
    assert (reference.number, reference.demanded) == (4, False)
    assert reference.basis == number_of(jinhua(), "sessions_per_year_reference").clause  # type: ignore[union-attr]
    bare = replace(jinhua(), numbers=())
    assert yearly_minimum(bare) is None
    assert number_of(bare, "posting_days") is None
    assert number_of(jinhua(), "posting_days").value == 15  # type: ignore[union-attr]


def test_a_day_is_told_in_short() -> None:
    early = replace(HELD, held_on=date(2026, 12, 1))
    assert counted(early) == (False, "12月1日还没有到")
