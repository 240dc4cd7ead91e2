"""Rules of the usual kind, told by a procedure what to compare: days apart, how many, which answer.

With these most documents of a county need no rule of their own; a blank is never broken, it is asked for elsewhere.
"""

from datetime import date

from yishi_desktop.domain.case import Session
from yishi_desktop.domain.checks.registration import Answer, Broken, ChoiceFact, CountFact, DayFact, check
from yishi_desktop.domain.choices import Standing
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import short_date


@check("this", "that", "this_day", "that_day", "days", "between")
def days_ahead(situation: Situation, this: DayFact, that: DayFact, days: int) -> Broken | None:
    """The day in `this` lies at least `days` days before the day in `that`: notice five days ahead."""
    one, other = situation.value(this), situation.value(that)
    if one is None or other is None or (other - one).days >= days:
        return None
    return _apart(situation, this, that, days) | {"between": max(0, (other - one).days)}


@check("this", "that", "this_day", "that_day", "days", "between")
def days_within(situation: Situation, this: DayFact, that: DayFact, days: int) -> Broken | None:
    """The day in `this` lies at most `days` days behind the day in `that`, not counted itself: filed within ten days."""
    one, other = situation.value(this), situation.value(that)
    if one is None or other is None or (one - other).days <= days:
        return None
    return _apart(situation, this, that, days) | {"between": (one - other).days}


def _apart(situation: Situation, this: DayFact, that: DayFact, days: int) -> dict[str, object]:
    one: date = situation.value(this)
    return {
        "this": FACTS[this].label,
        "that": FACTS[that].label,
        "this_day": short_date(one),
        "that_day": short_date(situation.value(that)),
        "days": days,
    }


@check("label", "value", "least", "short")
def at_least(situation: Situation, fact: CountFact, least: int) -> Broken | None:
    """The number in `fact` is `least` or more: a floor area, copies, people asked."""
    value: int | None = situation.value(fact)
    if value is None or value >= least:
        return None
    return {"label": FACTS[fact].label, "value": value, "least": least, "short": least - value}


@check("label", "value", "most", "over")
def at_most(situation: Situation, fact: CountFact, most: int) -> Broken | None:
    """The number in `fact` is `most` or less."""
    value: int | None = situation.value(fact)
    if value is None or value <= most:
        return None
    return {"label": FACTS[fact].label, "value": value, "most": most, "over": value - most}


@check("label", "given", "answer")
def answer_is(situation: Situation, fact: ChoiceFact, answer: Answer) -> Broken | None:
    """The answer in `fact` is `answer`, where the document leaves no other: filed with the township."""
    given, known = situation.value(fact), FACTS[fact]
    if given is None or given.value == answer:
        return None
    wanted = next(one for one in known.choices or () if one.value == answer)
    return {"label": known.label, "given": given.label, "answer": wanted.label}


@check("came", "least", "short")
def enough_present(situation: Situation, least: int) -> Broken | None:
    """At least `least` people with a vote came."""
    return _enough(situation.headcount.present, least)


@check("came", "least", "short")
def enough_besides_chair(situation: Situation, least: int) -> Broken | None:
    """At least `least` people with a vote came, the chair left out; a number typed without a sheet counts the chair in."""
    present = situation.headcount.present
    return _enough(None if present is None else max(0, present - _chair_counted(situation.session)), least)


@check("came", "expected", "least", "short")
def share_present(situation: Situation, num: int, den: int) -> Broken | None:
    """Of those expected at least `num` in `den` came: 2 and 3 for 三分之二以上."""
    count = situation.headcount
    if count.expected is None or den <= 0:
        return None
    broken = _enough(count.present, -(-count.expected * num // den))
    return broken and {**broken, "expected": count.expected}


def _enough(came: int | None, least: int) -> Broken | None:
    return None if came is None or came >= least else {"came": came, "least": least, "short": least - came}


def _chair_counted(session: Session) -> bool:
    chair, sheet = session.chair, session.attendance
    if chair is None:
        return False
    ticked = (line for line in sheet if line.present and line.standing is Standing.VOTING)
    return not sheet or any(line.person.is_same(chair) for line in ticked)
