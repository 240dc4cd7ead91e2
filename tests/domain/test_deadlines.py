"""Days are counted as the Civil Code does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories import calendar, case_of, changed, jinhua, sample_case, situation
from yishi_desktop.domain.case import PublicNotice, Session
from yishi_desktop.domain.choices import EndingKind
from yishi_desktop.domain.deadlines import Calendar, full_days_between, posting_period, shifted
from yishi_desktop.domain.due_dates import DueDate, due_dates, parameters
from yishi_desktop.domain.followup import Implementation, Task

DAY = timedelta(days=1)


def dues(case: object, **about: object) -> dict[str, DueDate]:
    return {due.id: due for due in due_dates(situation(case, **about))}  # type: ignore[arg-type]


def test_two_years_of_postings_against_a_count_day_by_day() -> None:
    days = calendar()
    start = date(2025, 1, 1)
    for offset in range(730):
        posted = start + offset * DAY
        day, counted = posted, 0
        while counted < 15:  # the first day is not counted
            day += DAY
            counted += 1
        while (day in days.days_off or day.weekday() >= 5) and day not in days.make_up_days:
            day += DAY
        period = posting_period(posted, 15, days)
        assert (period.last, period.free_on) == (day, day + DAY), posted
        assert full_days_between(posted, period.free_on) >= 15
        assert period.certain is ((posted + 15 * DAY).year <= 2026)


@pytest.mark.parametrize(
    ("posted", "last"),
    [
        (date(2026, 3, 16), date(2026, 3, 31)),
        (date(2026, 3, 1), date(2026, 3, 16)),
        (date(2026, 9, 16), date(2026, 10, 8)),  # the 15th day is National Day
        (date(2026, 9, 25), date(2026, 10, 10)),  # a Saturday worked instead
        (date(2026, 3, 6), date(2026, 3, 23)),  # a Saturday
    ],
)
def test_a_period_that_ends_on_a_day_off_moves_on(posted: date, last: date) -> None:
    assert posting_period(posted, 15, calendar()).last == last


def test_the_end_of_the_calendar_is_no_accident() -> None:
    period = posting_period(date(9999, 12, 25), 15, Calendar())
    assert period.free_on == date.max
    assert shifted(date.min, -1) == date.min
    everything_off = Calendar(days_off=frozenset({date.max}))
    assert everything_off.next_working(date.max) == date.max


def test_short_by_counts_to_the_day_it_may_come_down() -> None:
    period = posting_period(date(2026, 3, 16), 15, calendar())
    assert [period.short_by(date(2026, 3, day)) for day in (26, 31)] == [6, 1]
    assert [period.short_by(date(2026, 4, day)) for day in (1, 9)] == [0, 0]


def test_case_1_is_free_on_the_first_of_april() -> None:
    found = dues(sample_case(1))
    free = found["result-free"]
    assert (free.on, free.note, free.settled) == (date(2026, 4, 1), "15日届满3月31日，次日可撤", True)
    assert free.clause == "第三十五条末款"
    assert "村民委员会组织法" in free.source
    assert found["task-0"].on == date(2026, 6, 30)
    assert (found["task-0"].note, found["task-0"].fact) == ("", "")
    assert free.fact == "result_notice.posted_on"
    assert found["implementation-free"].on == date(2026, 7, 15)
    assert [due.on for due in found.values()] == sorted(due.on for due in found.values())


def test_every_day_is_told_once() -> None:
    told = [due.id for due in due_dates(situation(sample_case(1)))]
    assert sorted(told) == sorted(set(told))
    assert "task-0" in told


def test_reminders_before_and_after_the_meeting() -> None:
    found = dues(
        case_of(Session(held_on=date(2026, 3, 15), votes=sample_case(1).sessions[0].votes, present=36))
    )
    assert found["tell-people"].on == date(2026, 3, 12)
    assert found["meeting"].on == date(2026, 3, 15)
    assert found["file-result"].on == date(2026, 3, 18)
    assert found["post-result"].on == date(2026, 3, 18)
    assert not found["file-result"].settled
    assert {found[name].note for name in ("tell-people", "meeting", "file-result", "post-result")} == {""}


def test_a_rule_for_days_takes_the_numbers_it_names() -> None:
    assert parameters("posting_free") == parameters("days_before") == parameters("days_after") == {"days"}
    assert parameters("on_the_day") == frozenset()


def test_a_year_without_arranged_holidays_says_so() -> None:
    case = changed(
        sample_case(1), result_notice__posted_on=date(2026, 12, 25), result_notice__taken_down_on=None
    )
    assert dues(case)["result-free"].note.endswith("；程序里没有2027年的放假安排，先按周末算")


def test_a_last_day_moved_into_a_year_without_arranged_holidays_is_not_certain() -> None:
    """31 December 2028 is a Sunday: the period ends in 2029, whose holidays nobody has arranged."""
    known = Calendar(known_years=frozenset({2028}))
    assert not posting_period(date(2028, 12, 16), 15, known).certain
    assert posting_period(date(2028, 12, 13), 15, known).certain


def test_overdue_is_past_and_not_settled() -> None:
    task = Task(what="修路", due_on=date(2026, 6, 30))
    open_task = dues(case_of(implementation=Implementation(tasks=(task, Task(what="没定日子")))))
    assert set(open_task) == {"task-0"}
    assert open_task["task-0"].overdue(date(2026, 7, 1))
    assert not open_task["task-0"].overdue(date(2026, 6, 30))
    assert not dues(sample_case(1))["task-0"].overdue(date(2026, 12, 1))


def test_nothing_is_due_of_what_was_withdrawn() -> None:
    planned = case_of(Session(held_on=date(2026, 12, 1)))
    assert "meeting" in dues(planned)
    assert dues(changed(planned, ending__kind=EndingKind.WITHDRAWN)) == {}


def test_a_notice_that_is_not_posted_has_no_period() -> None:
    assert "implementation-free" not in dues(replace(sample_case(1), implementation_notice=PublicNotice()))


def test_every_number_of_the_procedure_says_where_it_is_from() -> None:
    values = {number.id: number.value for number in jinhua().numbers}
    assert values["venue_area"] == 30  # 三：面积不少于30m²
    assert values["posting_days"] == 15  # 村民委员会组织法 第三十五条末款
    assert all(number.source and number.clause for number in jinhua().numbers)
