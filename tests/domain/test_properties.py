"""Counting held against arithmetic of another kind: every share up to 200 people, every day of two years."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    calendar,
    case_of,
    changed,
    jinhua,
    meeting,
    organisation,
    sample_case,
    situation,
    voted,
)
from yishi_desktop.domain.choices import ShareReading, VoteBase
from yishi_desktop.domain.deadlines import full_days_between, posting_period
from yishi_desktop.domain.due_dates import due_dates
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.progress import step_findings
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.voting import Threshold, judge
from yishi_desktop.paths import data_root

DAY = timedelta(days=1)
MOST = 200
SHARES = sorted(
    {jinhua().vote.threshold}  # type: ignore[union-attr]
    | {rule.decision for rule in jinhua().bodies}
    | {rule.quorum for rule in jinhua().bodies if rule.quorum},
    key=lambda share: share.words,
)
EVERY = list(dict.fromkeys(reading for share in SHARES for reading in (share, share.other_reading())))


# --- shares ----------------------------------------------------------------------------------------------------------
def carried(share: Threshold, votes_for: int, base: int) -> bool:
    """What 超过 and 以上 mean, in fractions."""
    wanted, reached = Fraction(share.num, share.den), Fraction(votes_for, base)
    return reached > wanted if share.strict else reached >= wanted


@pytest.mark.parametrize("share", EVERY, ids=[f"{s.num}-{s.den}-{s.strict}" for s in EVERY])
def test_every_vote_of_every_room_up_to_200_people(share: Threshold) -> None:
    """A verdict knows the base and the votes for alone; against and abstentions only add up to it (below)."""
    for base in range(1, MOST + 1):
        for votes_for in range(base + 1):
            passes = carried(share, votes_for, base)
            assert share.passes(votes_for, base) is passes, (votes_for, base)
            assert (votes_for >= share.needed(base)) is passes, (votes_for, base)


@pytest.mark.parametrize("share", EVERY, ids=[f"{s.num}-{s.den}-{s.strict}" for s in EVERY])
def test_the_sentence_says_the_same_as_the_fraction(share: Threshold) -> None:
    for base in range(1, MOST + 1, 7):
        for votes_for in range(base + 1):
            verdict = judge(votes_for, base, share)
            assert verdict.passed is carried(share, votes_for, base)
            assert (
                verdict.sentence.endswith("通过。") and ("未通过" in verdict.sentence) is not verdict.passed
            )
            assert carried(share, votes_for + verdict.short, base)
            assert verdict.short == 0 or not carried(share, votes_for + verdict.short - 1, base)


def village(base: VoteBase, reading: ShareReading) -> Organisation:
    return replace(organisation(), vote_base=base, share_reading=reading)


VILLAGES = {(base, reading): village(base, reading) for base in VoteBase for reading in ShareReading}


def agrees(present: int, votes_for: int, against: int, abstaining: int) -> None:
    """The matter on the screen, in all four readings, against fractions."""
    case = case_of(meeting(present, voted(votes_for, against, abstaining)))
    for (base_is, reading), here in VILLAGES.items():
        base = present if base_is is VoteBase.PRESENT else votes_for + against + abstaining
        share = Threshold(2, 3, reading is ShareReading.MORE_THAN)
        looked_at: Situation = situation(case, village=here)
        expected = carried(share, votes_for, base) if 0 < base >= votes_for else False
        assert looked_at.consensus_reached is expected, (present, votes_for, against, abstaining, base_is)


def test_every_way_a_small_room_can_vote() -> None:
    for present in range(21):
        for votes_for in range(present + 1):
            for against in range(present - votes_for + 1):
                for abstaining in range(present - votes_for - against + 1):
                    agrees(present, votes_for, against, abstaining)


@given(st.integers(0, MOST), st.integers(0, MOST), st.integers(0, MOST), st.integers(0, MOST))
def test_any_way_a_large_room_can_vote(present: int, votes_for: int, against: int, abstaining: int) -> None:
    agrees(present, votes_for, against, abstaining)


# --- days ------------------------------------------------------------------------------------------------------------
@cache
def holidays() -> tuple[frozenset[date], frozenset[date]]:
    """Days off and weekends worked, read from the file without the program's reader."""
    data = tomllib.loads((data_root() / "resources" / "holidays.toml").read_text(encoding="utf-8"))
    off = {day for year in data["year"] for day in year["off"]}
    worked = {day for year in data["year"] for day in year["make_up"]}
    return frozenset(off), frozenset(worked)


def last_day(posted: date, days: int) -> date:
    """民法典 第二百零一条、第二百零三条, day by day: the first is not counted, a day off at the end moves on."""
    off, worked = holidays()
    day = posted
    for _ in range(days):
        day += DAY
    while day not in worked and (day in off or day.weekday() >= 5):
        day += DAY
    return day


TWO_YEARS = [date(2025, 1, 1) + n * DAY for n in range(730)]


@pytest.mark.parametrize("days", [1, 5, 10, 15, 16, 30])
def test_a_posting_of_two_years_by_the_civil_code(days: int) -> None:
    for posted in TWO_YEARS:
        period = posting_period(posted, days, calendar())
        assert (period.start, period.last, period.days) == (posted, last_day(posted, days), days)
        assert period.free_on == period.last + DAY
        assert period.certain is ((posted + days * DAY).year in (2025, 2026)), posted
        assert full_days_between(posted, period.free_on) == (period.last - posted).days >= days
        assert (period.short_by(period.last), period.short_by(period.free_on)) == (1, 0)


def test_the_due_dates_of_a_matter_posted_on_any_day_of_two_years() -> None:
    """What 公示提醒 and the ledger say: the same day, with the same words beside it."""
    whole = sample_case(1)
    for posted in TWO_YEARS:
        found = {due.id: due for due in due_dates(situation(changed(whole, result_notice__posted_on=posted)))}
        last = last_day(posted, 15)
        note = f"15日届满{last.month}月{last.day}日，次日可撤"
        assert (found["result-free"].on, found["result-free"].note.split("；")[0]) == (last + DAY, note)


def test_the_days_around_a_meeting_on_any_day_of_two_years() -> None:
    for held in TWO_YEARS:
        planned = changed(sample_case(1), session__held_on=held)
        found = {due.id: due.on for due in due_dates(situation(planned))}
        assert found["meeting"] == held
        assert found["tell-people"] == held - 3 * DAY
        assert found["file-result"] == found["post-result"] == held + 3 * DAY


def test_taken_down_a_day_early_is_broken_and_on_the_day_it_is_not() -> None:
    """The whole days, then the holidays: two rules, each at its border, wherever the fifteenth day falls."""
    off, worked = holidays()
    for posted in TWO_YEARS[::5]:
        fifteenth = posted + 15 * DAY
        plain = situation(changed(sample_case(1), result_notice__posted_on=posted))
        down = {day: _said(plain, day) for day in (fifteenth, fifteenth + DAY, last_day(posted, 15) + DAY)}
        rests = fifteenth not in worked and (fifteenth in off or fifteenth.weekday() >= 5)
        assert down[fifteenth] == {"result-posted-15-days"}
        assert down[fifteenth + DAY] == ({"result-posted-past-holiday"} if rests else set())
        assert down[last_day(posted, 15) + DAY] == set()


def _said(here: Situation, taken_down: date) -> set[str]:
    case = changed(here.case, result_notice__taken_down_on=taken_down)
    step = here.procedure.step("result_notice")
    wanted = {"result-posted-15-days", "result-posted-past-holiday"}
    later = replace(here, case=case, today=date(2028, 1, 1))
    return {found.check for found in step_findings(step, later)} & wanted
