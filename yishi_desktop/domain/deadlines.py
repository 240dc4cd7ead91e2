"""Counting days as the Civil Code does, with holidays as data.

民法典 第二百零一条: the day something begins is not counted. 第二百零三条: a period that ends on a statutory holiday
ends on the day after the holidays.
"""

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Statutory days off, and the weekends worked instead. `known_years` are those the State Council has arranged."""

    days_off: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    known_years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether offices are open that day."""
        if day in self.make_up_days:
            return True
        return day not in self.days_off and day.weekday() < 5

    def next_working(self, day: date) -> date:
        """That day, or the first working day after it."""
        while not self.is_working(day) and day < date.max:
            day += _DAY
        return day


@dataclass(frozen=True, slots=True)
class Period:
    """A posting: put up on `start`, its last counted day `last`, free to come down on `free_on`."""

    start: date
    last: date
    free_on: date
    days: int
    certain: bool

    def short_by(self, taken_down: date) -> int:
        """How many days too early it came down; 0 when it stood long enough."""
        return max(0, (self.free_on - taken_down).days)


def posting_period(start: date, days: int, calendar: Calendar) -> Period:
    """The period of a notice posted on `start` for `days` calendar days.

    `certain` is false when the last day falls in a year whose holidays are not known, or is moved into one; the date is
    then counted with weekends alone and has to be looked at again.
    """
    natural = shifted(start, days)
    last = calendar.next_working(natural)
    certain = {natural.year, last.year} <= calendar.known_years
    return Period(start, last, shifted(last, 1), days, certain)


def shifted(day: date, days: int) -> date:
    """`days` days later, or earlier; a mistyped year stops at the end of the calendar instead of failing."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def full_days_between(start: date, end: date) -> int:
    """Whole days after `start` up to and including the day before `end`."""
    return (end - start).days - 1
