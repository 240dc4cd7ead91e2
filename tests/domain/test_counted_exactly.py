"""The rules on votes, days and decisions at the very edge, asked directly: one more, one less, and not yet known."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.factories import case_of, changed, meeting, procedures, sample_case, situation, voted, voters
from tests.stated import MATTERS, Matter
from yishi_desktop.domain.attendance import headcount, present_at
from yishi_desktop.domain.case import Case, Session
from yishi_desktop.domain.checks import CHECKS
from yishi_desktop.domain.choices import DecidingBody, Destination, FourTwoStage, StatutoryMatter
from yishi_desktop.domain.decisions import decision
from yishi_desktop.domain.due_dates import DueDate, due_dates, due_from
from yishi_desktop.domain.followup import FourTwo, FourTwoEntry, Handover

TODAY = date(2026, 7, 1)
DAY = timedelta(days=1)


def said(rule: str, case: Case, **args: Any) -> Any:
    return CHECKS[rule].function(situation(case, today=TODAY), **args)


# --- who came ------------------------------------------------------------------------------------------------------


def test_a_sheet_half_called_over_counts_those_ticked() -> None:
    asked = tuple(replace(line, present=None) for line in voters(2))
    half = Session(attendance=(*voters(3), *asked))
    assert present_at(half, None) == 3
    assert (headcount(half).expected, headcount(half).present) == (5, 3)


# --- votes ---------------------------------------------------------------------------------------------------------


def test_nobody_is_missing_from_a_vote_while_it_is_unknown_who_came() -> None:
    unknown = case_of(replace(meeting(0, voted(5)), attendance=(), present=None))
    assert said("everybody_accounted_for", changed(unknown, vote__cast=5)) is None


def test_a_vote_that_fell_short_says_all_of_it() -> None:
    found = said("more_than_share", case_of(meeting(12, voted(8, 4))))
    assert (found["needed"], found["base"], found["votes_for"], found["short"]) == (9, 12, 8, 1)
    assert found["sentence"] == "到会12人，须9人以上同意（超过三分之二）；同意8人，差1人，未通过。"


def test_a_failed_vote_without_a_destination_yet_breaks_nothing() -> None:
    failed = case_of(meeting(12, voted(8, 4)))
    assert said("failure_not_carried_out", changed(failed, outcome__destination=None)) is None
    carried = changed(failed, outcome__destination=Destination.VILLAGE)
    assert said("failure_not_carried_out", carried) == {"destination": Destination.VILLAGE.label}


# --- days ----------------------------------------------------------------------------------------------------------


def test_two_days_out_of_order_are_named_with_their_labels() -> None:
    wrong = changed(
        sample_case(1), topic__collected_on=date(2026, 3, 9), review__approved_on=date(2026, 3, 8)
    )
    pair = {"this": "review.approved_on", "that": "topic.collected_on"}
    found = said("not_before", wrong, **pair)
    assert (found["this"], found["that"]) == ("审定日期", "收集日期")
    same = changed(wrong, review__approved_on=date(2026, 3, 9))
    assert said("not_before", same, **pair) is None
    assert said("after", same, **pair) is not None


def test_today_is_not_the_future_and_tomorrow_is() -> None:
    fact = {"fact": "topic.collected_on"}
    assert said("not_in_future", changed(sample_case(1), topic__collected_on=TODAY), **fact) is None
    found = said("not_in_future", changed(sample_case(1), topic__collected_on=TODAY + DAY), **fact)
    assert found == {"label": "收集日期", "day": "2026年7月2日"}


@pytest.mark.parametrize(("ahead", "votes", "broken"), [(0, True, False), (1, True, True), (1, False, False)])
def test_only_votes_of_a_day_to_come_are_from_the_future(ahead: int, votes: bool, broken: bool) -> None:
    held = meeting(9, voted(9) if votes else None, held_on=TODAY + ahead * DAY)
    assert (said("results_of_the_future", case_of(held)) is not None) is broken


def test_a_meeting_that_ends_as_it_begins_has_not_lasted() -> None:
    for minute, broken in ((29, True), (30, True), (31, False)):
        held = replace(meeting(3), starts_at=time(14, 30), ends_at=time(14, minute))
        assert (said("ends_after_start", case_of(held)) is not None) is broken


@pytest.mark.parametrize(("days", "stood"), [(-3, 0), (0, 0), (1, 0), (2, 1), (15, 14)])
def test_a_notice_taken_down_early_says_how_long_it_stood_and_what_is_short(days: int, stood: int) -> None:
    posted = date(2026, 3, 2)
    case = changed(
        sample_case(1), result_notice__posted_on=posted, result_notice__taken_down_on=posted + days * DAY
    )
    names = {"posted": "result_notice.posted_on", "taken_down": "result_notice.taken_down_on", "days": 15}
    found = said("posted_long_enough", case, **names)
    assert (found["stood"], found["short"]) == (stood, 15 - stood)


# --- statutory meetings --------------------------------------------------------------------------------------------


def handed(**facts: Any) -> Case:
    return replace(sample_case(1), handover=Handover(**facts))


def test_where_a_result_goes_is_judged_once_it_is_said() -> None:
    land = changed(sample_case(1), topic__statutory_matter=StatutoryMatter.LAND_CONTRACT)
    assert said("decided_by_right_body", changed(land, outcome__destination=None)) is None
    assert said("decided_by_right_body", changed(land, outcome__destination=Destination.VILLAGE)) is not None


def test_a_matter_the_law_leaves_open_may_go_before_any_meeting() -> None:
    assert said("right_body", handed(body=DecidingBody.REPRESENTATIVES)) is None


def test_a_meeting_too_small_is_said_once_and_not_as_voted_down_too() -> None:
    small = handed(body=DecidingBody.REPRESENTATIVES, members=30, present=19, votes_for=5)
    assert said("meeting_quorate", small) is not None and said("decision_carried", small) is None
    large = handed(body=DecidingBody.REPRESENTATIVES, members=30, present=20, votes_for=10)
    assert said("meeting_quorate", large) is None and said("decision_carried", large) is not None


@pytest.mark.parametrize(
    ("members", "present", "votes_for", "broken"),
    [
        (30, 30, 30, False),
        (30, 31, 30, True),
        (30, 20, 20, False),
        (30, 20, 21, True),
        (None, 20, 20, False),
        (30, None, 20, False),
        (30, 20, None, False),
        (None, 20, 21, True),
        (30, 31, None, True),
    ],
)
def test_numbers_of_a_meeting_fit_each_other(
    members: int | None, present: int | None, votes_for: int | None, broken: bool
) -> None:
    case = handed(members=members, present=present, votes_for=votes_for)
    assert (said("decision_adds_up", case) is not None) is broken


@pytest.mark.parametrize(
    ("body", "called", "held", "broken"),
    [
        (DecidingBody.ASSEMBLY_OF_PEOPLE, date(2026, 6, 1), date(2026, 6, 11), False),
        (DecidingBody.ASSEMBLY_OF_PEOPLE, date(2026, 6, 2), date(2026, 6, 11), True),
        (DecidingBody.ASSEMBLY_OF_PEOPLE, None, date(2026, 6, 11), False),
        (DecidingBody.ASSEMBLY_OF_PEOPLE, date(2026, 6, 2), None, False),
        (DecidingBody.REPRESENTATIVES, date(2026, 6, 12), date(2026, 6, 11), False),
    ],
)
def test_ten_days_are_asked_of_an_assembly_and_none_where_the_law_sets_none(
    body: DecidingBody, called: date | None, held: date | None, broken: bool
) -> None:
    case = handed(body=body, called_on=called, held_on=held)
    assert (said("meeting_called_in_time", case) is not None) is broken


@pytest.mark.parametrize(
    ("body", "members", "present", "votes_for", "sentence"),
    [
        (
            DecidingBody.REPRESENTATIVES,
            30,
            20,
            11,
            "村民代表会议：须20人（户）以上到会（三分之二以上），到会20；须11人（户）以上同意（到会人员过半数），同意11，通过。",
        ),
        (
            DecidingBody.REPRESENTATIVES,
            30,
            20,
            10,
            "村民代表会议：须20人（户）以上到会（三分之二以上），到会20；须11人（户）以上同意（到会人员过半数），同意10，未通过。",
        ),
        (
            DecidingBody.REPRESENTATIVES,
            30,
            19,
            19,
            "村民代表会议：须20人（户）以上到会（三分之二以上），到会19；须10人（户）以上同意（到会人员过半数），同意19。到会人数不够，不能作出决定。",
        ),
        (
            DecidingBody.REPRESENTATIVES,
            None,
            20,
            11,
            "村民代表会议：须三分之二以上到会；须11人（户）以上同意（到会人员过半数），同意11。",
        ),
        (
            DecidingBody.REPRESENTATIVES,
            None,
            None,
            None,
            "村民代表会议：须三分之二以上到会；须到会人员过半数同意。",
        ),
        (
            DecidingBody.REPRESENTATIVES,
            30,
            None,
            None,
            "村民代表会议：须20人（户）以上到会（三分之二以上）；须到会人员过半数同意。",
        ),
        (
            DecidingBody.REPRESENTATIVES,
            None,
            20,
            None,
            "村民代表会议：须三分之二以上到会；须11人（户）以上同意（到会人员过半数）。",
        ),
        (
            DecidingBody.REPRESENTATIVES,
            30,
            20,
            None,
            "村民代表会议：须20人（户）以上到会（三分之二以上），到会20；须11人（户）以上同意（到会人员过半数）。",
        ),
        (
            DecidingBody.REPRESENTATIVES,
            30,
            25,
            20,
            "村民代表会议：须20人（户）以上到会（三分之二以上），到会25；须13人（户）以上同意（到会人员过半数），同意20，通过。",
        ),
        (
            DecidingBody.REPRESENTATIVES,
            30,
            0,
            None,
            "村民代表会议：须20人（户）以上到会（三分之二以上），到会0；须到会人员过半数同意。到会人数不够，不能作出决定。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            30,
            20,
            11,
            "农村集体经济组织成员大会：须20人（户）以上到会（三分之二以上），到会20；须20人（户）以上同意（全体三分之二以上），同意11，未通过。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            30,
            20,
            10,
            "农村集体经济组织成员大会：须20人（户）以上到会（三分之二以上），到会20；须20人（户）以上同意（全体三分之二以上），同意10，未通过。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            30,
            19,
            19,
            "农村集体经济组织成员大会：须20人（户）以上到会（三分之二以上），到会19；须20人（户）以上同意（全体三分之二以上），同意19。到会人数不够，不能作出决定。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            None,
            20,
            11,
            "农村集体经济组织成员大会：须三分之二以上到会；须全体三分之二以上同意，同意11。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            None,
            None,
            None,
            "农村集体经济组织成员大会：须三分之二以上到会；须全体三分之二以上同意。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            30,
            None,
            None,
            "农村集体经济组织成员大会：须20人（户）以上到会（三分之二以上）；须20人（户）以上同意（全体三分之二以上）。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            None,
            20,
            None,
            "农村集体经济组织成员大会：须三分之二以上到会；须全体三分之二以上同意。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            30,
            20,
            None,
            "农村集体经济组织成员大会：须20人（户）以上到会（三分之二以上），到会20；须20人（户）以上同意（全体三分之二以上）。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            30,
            25,
            20,
            "农村集体经济组织成员大会：须20人（户）以上到会（三分之二以上），到会25；须20人（户）以上同意（全体三分之二以上），同意20，通过。",
        ),
        (
            DecidingBody.COLLECTIVE_MEMBERS,
            30,
            0,
            None,
            "农村集体经济组织成员大会：须20人（户）以上到会（三分之二以上），到会0；须20人（户）以上同意（全体三分之二以上）。到会人数不够，不能作出决定。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            30,
            20,
            11,
            "农村集体经济组织成员代表大会：须20人（户）以上同意（全体三分之二以上），同意11，未通过。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            30,
            20,
            10,
            "农村集体经济组织成员代表大会：须20人（户）以上同意（全体三分之二以上），同意10，未通过。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            30,
            19,
            19,
            "农村集体经济组织成员代表大会：须20人（户）以上同意（全体三分之二以上），同意19，未通过。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            None,
            20,
            11,
            "农村集体经济组织成员代表大会：须全体三分之二以上同意，同意11。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            None,
            None,
            None,
            "农村集体经济组织成员代表大会：须全体三分之二以上同意。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            30,
            None,
            None,
            "农村集体经济组织成员代表大会：须20人（户）以上同意（全体三分之二以上）。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            None,
            20,
            None,
            "农村集体经济组织成员代表大会：须全体三分之二以上同意。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            30,
            20,
            None,
            "农村集体经济组织成员代表大会：须20人（户）以上同意（全体三分之二以上）。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            30,
            25,
            20,
            "农村集体经济组织成员代表大会：须20人（户）以上同意（全体三分之二以上），同意20，通过。",
        ),
        (
            DecidingBody.COLLECTIVE_REPRESENTATIVES,
            30,
            0,
            None,
            "农村集体经济组织成员代表大会：须20人（户）以上同意（全体三分之二以上）。到会人数不够，不能作出决定。",
        ),
    ],
)
def test_what_a_meeting_came_to_is_said_word_for_word(
    body: DecidingBody, members: int | None, present: int | None, votes_for: int | None, sentence: str
) -> None:
    found = decision(situation(handed(body=body, members=members, present=present, votes_for=votes_for)))
    assert found is not None and found.sentence == sentence


def test_two_of_the_six_may_be_on_one_day() -> None:
    stages = list(FourTwoStage)[:2]
    for apart, broken in ((0, False), (-1, True)):
        days = (TODAY, TODAY + apart * DAY)
        entries = tuple(
            FourTwoEntry(stage=stage, held_on=day) for stage, day in zip(stages, days, strict=True)
        )
        case = replace(sample_case(1), four_two=FourTwo(entries=entries))
        assert (said("four_two_in_order", case) is not None) is broken


# --- due dates -----------------------------------------------------------------------------------------------------


def due(case: Case, fact: str) -> DueDate | None:
    return due_from(fact, situation(case, today=TODAY))


@pytest.mark.parametrize("matter", MATTERS, ids=str)
def test_the_date_from_one_fact_is_the_first_of_all_that_count_from_it(matter: Matter) -> None:
    here = situation(matter.case, procedure=procedures()[matter.place], today=TODAY)
    every = [one for one in due_dates(here) if one.fact]
    for fact in {one.fact for step in here.procedure.steps for one in step.dues} | {
        one.fact for one in every
    }:
        counted = [one for one in every if one.fact == fact]
        assert due_from(fact, here) == (counted[0] if counted else None)


def test_of_two_dates_the_nearer_one_comes_first() -> None:
    found = due(sample_case(1), "session.held_on")
    assert found is not None and (found.id, found.on) == ("tell-people", date(2026, 3, 12))
    assert found.source == "金市民〔2023〕43号"


def test_a_step_that_does_not_apply_has_no_date() -> None:
    posted = date(2026, 6, 1)
    agreed = changed(sample_case(1), result_notice__posted_on=posted)
    assert due(agreed, "result_notice.posted_on") is not None
    failed = changed(agreed, vote__votes_for=1, vote__votes_against=33)
    assert due(failed, "result_notice.posted_on") is None


def test_a_date_that_nothing_settles_stays_open() -> None:
    here = situation(sample_case(1), today=TODAY)
    step = here.procedure.step("plan")
    open_ended = replace(step, dues=tuple(replace(one, done="") for one in step.dues))
    steps = tuple(open_ended if one is step else one for one in here.procedure.steps)
    found = due_from("session.held_on", replace(here, procedure=replace(here.procedure, steps=steps)))
    assert found is not None and not found.settled


def test_a_promise_is_named_by_what_was_promised_unless_that_is_the_topic() -> None:
    case = sample_case(1)
    [task] = case.implementation.tasks
    lamps = replace(task, what="装十二盏路灯")
    both = replace(case, implementation=replace(case.implementation, tasks=(task, lamps)))
    titles = [one.title for one in due_dates(situation(both, today=TODAY)) if one.id.startswith("task-")]
    assert titles == ["落实到期", "落实到期：装十二盏路灯"]
