"""Days in order, none in the future, and notices that stand long enough."""

from datetime import date

from yishi_desktop.domain.checks.registration import Broken, DayFact, check
from yishi_desktop.domain.deadlines import full_days_between, posting_period
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text, short_date, time_text


@check("this", "that", "this_day", "that_day")
def not_before(situation: Situation, this: DayFact, that: DayFact) -> Broken | None:
    """The day in `this` is the day in `that` or later."""
    return _order(situation, this, that, same_day_is_fine=True)


@check("this", "that", "this_day", "that_day")
def after(situation: Situation, this: DayFact, that: DayFact) -> Broken | None:
    """The day in `this` lies behind the day in `that`."""
    return _order(situation, this, that, same_day_is_fine=False)


def _order(situation: Situation, this: DayFact, that: DayFact, *, same_day_is_fine: bool) -> Broken | None:
    one, other = situation.value(this), situation.value(that)
    if one is None or other is None or one > other or (same_day_is_fine and one == other):
        return None
    return {
        "this": FACTS[this].label,
        "that": FACTS[that].label,
        "this_day": short_date(one),
        "that_day": short_date(other),
    }


@check("label", "day")
def not_in_future(situation: Situation, fact: DayFact) -> Broken | None:
    """What is recorded as done does not lie in the future."""
    day: date | None = situation.value(fact)
    if day is None or day <= situation.today:
        return None
    return {"label": FACTS[fact].label, "day": date_text(day)}


@check("day")
def results_of_the_future(situation: Situation) -> Broken | None:
    """Votes are recorded for a meeting that has not been held yet."""
    held_on = situation.session.held_on
    if held_on is None or held_on <= situation.today or situation.vote.votes_for is None:
        return None
    return {"day": date_text(held_on)}


@check("start", "end")
def ends_after_start(situation: Situation) -> Broken | None:
    """A meeting ends later the same day than it started."""
    start, end = situation.session.starts_at, situation.session.ends_at
    if start is None or end is None or end > start:
        return None
    return {"start": time_text(start), "end": time_text(end)}


@check("posted", "taken_down", "stood", "days", "short", "free_on")
def posted_long_enough(
    situation: Situation, posted: DayFact, taken_down: DayFact, days: int
) -> Broken | None:
    """A notice stands its full period, the first day and the day it comes down not counted."""
    start, end = situation.value(posted), situation.value(taken_down)
    if start is None or end is None:
        return None
    stood = max(0, full_days_between(start, end))
    if stood >= days:
        return None
    return _posting(start, end, days, situation) | {"stood": stood, "short": days - stood}


@check("posted", "taken_down", "days", "free_on")
def posted_past_holiday(
    situation: Situation, posted: DayFact, taken_down: DayFact, days: int
) -> Broken | None:
    """A period that ends on a day off is safer counted on to the next working day (民法典 第二百零三条, by analogy)."""
    start, end = situation.value(posted), situation.value(taken_down)
    if start is None or end is None or full_days_between(start, end) < days:
        return None
    early = posting_period(start, days, situation.calendar).short_by(end)
    return _posting(start, end, days, situation) if early else None


@check("posted", "days", "free_on")
def taken_down_recorded(
    situation: Situation, posted: DayFact, taken_down: DayFact, days: int
) -> Broken | None:
    """When a notice has stood its period, the day it came down is put on record."""
    start, end = situation.value(posted), situation.value(taken_down)
    if start is None or end is not None:
        return None
    free_on = posting_period(start, days, situation.calendar).free_on
    if situation.today < free_on:
        return None
    return {"posted": short_date(start), "days": days, "free_on": short_date(free_on)}


def _posting(start: date, end: date, days: int, situation: Situation) -> dict[str, object]:
    return {
        "posted": short_date(start),
        "taken_down": short_date(end),
        "days": days,
        "free_on": date_text(posting_period(start, days, situation.calendar).free_on),
    }
