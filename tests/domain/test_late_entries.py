"""补录: what was typed in from paper stays marked, counts nowhere, and is made no better than it was."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import case_of, changed, jinhua, organisation, person, procedures, sample_case, situation
from yishi_desktop.domain.agenda import days_ahead, is_open, to_do
from yishi_desktop.domain.case import Attendance, Case, Session
from yishi_desktop.domain.counting import counts_toward_year
from yishi_desktop.domain.due_dates import due_dates
from yishi_desktop.domain.followup import Implementation, Task
from yishi_desktop.domain.late_entries import (
    alike,
    asked,
    began,
    came,
    finished,
    has_late_number,
    lacking,
    mark_of,
    next_number,
    same_people_and_place,
    twin_of,
    up_to_the_meeting,
)
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.notice_board import notice_board
from yishi_desktop.domain.progress import FindingKind, StepState, findings, lost_count, step_state
from yishi_desktop.domain.registry import FACTS

TYPED_ON = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def entry(case: Case | None = None, *, settled: bool | None = True) -> Case:
    """The first sample as if it had been typed in from paper."""
    known = case or sample_case(1)
    late = replace(known.late_entry, entered_on=TYPED_ON, entered_by="李秀英", settled=settled)
    return replace(known, late_entry=late, number="补2026-01")


def bare(**facts: object) -> Case:
    case = began("late", "jinhua", TYPED_ON, "李秀英")
    return changed(case, session__held_on=date(2021, 5, 6), topic__title="修路", **facts)


def test_what_the_paper_does_not_show_is_past_mending_and_not_asked_for() -> None:
    found = findings(situation(bare()))
    kinds = {finding.kind for finding in found}
    assert FindingKind.PAST_MENDING in kinds
    assert not kinds & {FindingKind.MISSING, FindingKind.BROKEN}
    place = next(one for one in found if one.fact == "session.venue")
    assert place.message == "原件上没有协商地点，无法补。"
    assert place.clause


def test_a_rule_broken_then_stays_broken_with_its_clause() -> None:
    """A posting taken down too early years ago is neither passed over nor asked for again."""
    whole = sample_case(1)
    notice = replace(whole.sessions[0].result_notice, taken_down_on=whole.sessions[0].result_notice.posted_on)
    short = replace(whole, sessions=(replace(whole.sessions[0], result_notice=notice),))
    live = [one for one in findings(situation(short)) if one.kind is FindingKind.BROKEN]
    late = [one for one in findings(situation(entry(short))) if one.kind is FindingKind.PAST_MENDING]
    assert live, "撤得太早没有查出来"
    for one in live:
        same = next(other for other in late if other.check == one.check)
        assert same.message == f"{one.message}时间已经过去，无法补。"
        assert (same.clause, same.source) == (one.clause, one.source)


def test_a_step_with_something_past_mending_is_not_done() -> None:
    looked_at = situation(bare())
    vote = jinhua().step("vote")
    assert lost_count(vote, looked_at) > 0
    assert step_state(vote, looked_at) is StepState.PAST_MENDING


def test_a_settled_entry_asks_for_nothing_and_reminds_of_nothing() -> None:
    late = situation(bare(result_notice__posted_on=date(2021, 5, 8)))
    assert not is_open(late)
    assert to_do([late]) == []
    assert days_ahead([late], 3650) == []
    assert notice_board([late]) == []


def test_an_entry_still_under_way_asks_for_what_lies_ahead_and_no_more() -> None:
    """Met last week on paper: the meeting cannot be mended, but its result can still be posted and carried out."""
    case = replace(entry(settled=False), archive=sample_case(1).archive.__class__())
    bare_after = replace(case, implementation=Implementation())
    looked_at = situation(bare_after)
    behind = up_to_the_meeting(looked_at)
    assert {"topic", "vote", "outcome"} <= behind
    assert "tasks" not in behind
    assert is_open(looked_at)
    for one in findings(looked_at):
        if one.kind in (FindingKind.MISSING, FindingKind.BROKEN):
            assert one.step not in behind
    assert any(one.fact == "implementation.tasks" for one in findings(looked_at))


def test_days_before_it_was_typed_in_are_no_reminders() -> None:
    tasks = (
        Task(what="挖沟", due_on=date(2026, 11, 1)),
        Task(what="铺路", due_on=date(2026, 12, 1)),
    )
    case = replace(entry(settled=False), implementation=Implementation(tasks=tasks))
    assert [day.on for day in due_dates(situation(case)) if day.id.startswith("task")] == [date(2026, 12, 1)]


@pytest.mark.parametrize("mark", [None, True])
def test_it_counts_towards_no_year_whatever_is_marked(mark: bool | None) -> None:
    case = entry()
    case = replace(case, sessions=(replace(case.sessions[0], counts=mark),))
    assert counts_toward_year(situation(sample_case(1))).yes
    said = counts_toward_year(situation(case))
    assert not said.yes
    assert "补录" in said.reason


def test_the_ledger_shows_it_marked_and_counts_it_apart() -> None:
    alone = ledger_rows([situation(sample_case(1))], *YEAR)
    both = ledger_rows([situation(sample_case(1)), situation(replace(entry(), id="late"))], *YEAR)
    assert len(both.sessions.rows) == len(alone.sessions.rows) + 1
    assert "补2026-01" in both.sessions.column("case.number")
    assert any("补录的，另列" in str(remark) for remark in both.sessions.column("case.note"))
    for name in ("counted", "total", "matters", "topics", "attendances", "quarters", "postings", "done"):
        assert getattr(both.summary, name) == getattr(alone.summary, name), name
    late = both.summary.late_entries
    assert (late.sessions, late.matters) == (1, 1)
    assert late.words in both.summary.reasons
    groups = {line.group for line in both.summary.lines()} - {line.group for line in alone.summary.lines()}
    assert groups == {"补录（另列，不计入以上各项）"}


def test_the_mark_says_who_and_when() -> None:
    assert mark_of(entry()) == "补录：2026年11月21日由李秀英照原件录入"
    assert mark_of(sample_case(1)) == ""


def test_numbers_are_of_the_year_people_met_in() -> None:
    assert next_number(2021, {"补2021-01", "2021-02"}) == "补2021-02"
    done = finished(bare(vote__votes_for=7, vote__votes_against=1, vote__abstentions=0), ["补2021-01"])
    assert done.number == "补2021-02"
    assert done.sessions[0].votes[0].cast == 8
    assert finished(done, ["补2021-02"]) == done
    assert has_late_number(done.number)
    assert not any(has_late_number(other) for other in ("2026-01", "补助2026-01", "补2026", ""))


def test_the_votes_are_not_added_up_where_one_is_not_on_the_paper() -> None:
    assert finished(bare(vote__votes_for=7), []).sessions[0].votes[0].cast is None


def test_only_day_and_topic_have_to_be_there() -> None:
    nothing = began("late", "jinhua", TYPED_ON, "")
    assert set(lacking(nothing, TYPED_ON)) == {"session.held_on", "topic.title"}
    assert lacking(bare(), TYPED_ON) == {}
    ahead = changed(bare(), session__held_on=date(2026, 11, 22))
    assert set(lacking(ahead, TYPED_ON)) == {"session.held_on"}


def test_the_same_as_above_takes_who_and_where_but_never_what_was_said() -> None:
    before = changed(
        bare(session__venue="文化礼堂", session__chair=person("陈国华")),
        session__attendance=(
            Attendance(person=person("王建国"), present=True, note="代签"),
            Attendance(person=person("周桂兰"), present=False),
        ),
        outcome__agreed_opinion="修。",
    )
    after = same_people_and_place(bare(), before)
    session = after.sessions[0]
    assert (session.venue, session.chair) == ("文化礼堂", person("陈国华"))
    assert session.attendance == (Attendance(person=person("王建国"), present=True),)
    assert session.outcome.agreed_opinion == ""
    assert alike(bare(), before, "outcome.agreed_opinion").sessions[0].outcome.agreed_opinion == "修。"


def test_people_who_stay_keep_what_was_noted_of_them() -> None:
    line = Attendance(person=person("王建国"), present=True, note="代签")
    assert came([person("王建国"), person("新人")], [line])[0] == line


def test_the_same_meeting_is_not_typed_in_twice() -> None:
    assert twin_of(bare(), [replace(bare(), id="other", number="补2021-01")]) is not None
    assert twin_of(bare(), [bare(), replace(case_of(Session()), id="x")]) is None


@pytest.mark.parametrize("name", sorted(procedures()))
def test_the_form_asks_only_for_facts_of_the_catalogue(name: str) -> None:
    paths = asked(procedures()[name])
    assert len(paths) == len(set(paths))
    assert all(path in FACTS for path in paths)
    assert ("vote.votes_for" in paths) is (procedures()[name].vote is not None)
    assert organisation().name
