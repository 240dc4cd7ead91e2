"""The year as a table: five sheets worked out from the cases, in full or masked for the township.

甘肃 三（五） demands a ledger; no real county's form was found, so the columns are the union of what the five documents
make a village record, each traceable to its clause.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.case import Case, PublicNotice
from yishi_desktop.domain.counting import YearlyMinimum, counts_toward_year, has_record, yearly_minimum
from yishi_desktop.domain.ledger.columns import Column, Table, table
from yishi_desktop.domain.ledger.sheets import (
    NOTICE_COLUMNS,
    SESSION_COLUMNS,
    TASK_COLUMNS,
    TOPIC_COLUMNS,
)
from yishi_desktop.domain.ledger.summary import Summary, summarise
from yishi_desktop.domain.ledger.values import Entry
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.situation import Situation


@dataclass(frozen=True, slots=True)
class Ledger:
    """明细, 年度汇总, 议题库, 公示台账 and 落实台账 of the days `from_day` to `until_day`, both included.

    `masked` says that nothing internal is in it any more; only such a ledger may leave the village unprotected.
    """

    from_day: date
    until_day: date
    masked: bool
    sessions: Table
    summary: Summary
    topics: Table
    notices: Table
    tasks: Table

    @property
    def period_words(self) -> str:
        """2026年度, or the two days when it is not a calendar year."""
        if is_calendar_year(self.from_day, self.until_day):
            return f"{self.from_day.year}年度"
        return f"{_day(self.from_day)}至{_day(self.until_day)}"


def is_calendar_year(from_day: date, until_day: date) -> bool:
    """Whether the period runs from 1 January to 31 December of one year."""
    return (from_day.month, from_day.day, until_day) == (1, 1, date(from_day.year, 12, 31))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def ledger_rows(
    situations: Iterable[Situation],
    from_day: date,
    until_day: date,
    *,
    masked: bool = False,
    procedure: Procedure | None = None,
) -> Ledger:
    """The ledger of a period, one situation a case; which of its sessions a situation looks at does not matter.

    Lines stand in order of day. `masked` leaves out or shortens what is internal. `procedure` says which yearly
    number applies when there is no case yet. `ValueError` when the period ends before it begins.
    """
    if until_day < from_day:
        raise ValueError(f"{from_day} – {until_day}")
    period = _Period(from_day, until_day)
    cases = list(situations)
    found = _found(cases, period)
    return Ledger(
        from_day,
        until_day,
        masked,
        _table("sessions", "明细", SESSION_COLUMNS, found.sessions, masked=masked),
        _summary(found, period, _minimum(cases, procedure)),
        _table("topics", "议题库", TOPIC_COLUMNS, found.topics, masked=masked),
        _table("notices", "公示台账", NOTICE_COLUMNS, found.notices, masked=masked),
        _table("tasks", "落实台账", TASK_COLUMNS, list(_task_entries(cases, period)), masked=masked),
    )


def year_summary(situations: Iterable[Situation], year: int, procedure: Procedure | None = None) -> Summary:
    """年度汇总 of a calendar year alone: what `ledger_rows` says of it, without filling any table."""
    period = _Period(date(year, 1, 1), date(year, 12, 31))
    cases = list(situations)
    return _summary(_found(cases, period), period, _minimum(cases, procedure))


@dataclass(frozen=True, slots=True)
class _Period:
    start: date
    end: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class _Found:
    """What belongs to a period."""

    sessions: list[Entry]
    topics: list[Entry]
    notices: list[Entry]


def _found(cases: Sequence[Situation], period: _Period) -> _Found:
    return _Found(
        list(_session_entries(cases, period)),
        list(_topic_entries(cases, period)),
        list(_notice_entries(cases, period)),
    )


def _summary(found: _Found, period: _Period, minimum: YearlyMinimum | None) -> Summary:
    return summarise(found.sessions, found.topics, found.notices, (period.start, period.end), minimum)


def _minimum(cases: Sequence[Situation], procedure: Procedure | None) -> YearlyMinimum | None:
    """Where a village changed its procedure in mid-year, the stricter number."""
    procedures = [procedure] if procedure else [situation.procedure for situation in cases]
    found = [minimum for one in procedures if (minimum := yearly_minimum(one))]
    return max(found, key=lambda minimum: (minimum.demanded, minimum.number), default=None)


def _table(
    table_id: str, title: str, columns: tuple[Column[Entry], ...], entries: list[Entry], *, masked: bool
) -> Table:
    sources = [(entry, entry.case.id, _place(entry)) for entry in entries]
    return table(table_id, title, columns, sources, masked=masked)


def _place(entry: Entry) -> int | None:
    count = len(entry.case.sessions)
    return entry.situation.session_index % count if count else None


def _session_entries(cases: Iterable[Situation], period: _Period) -> Iterator[Entry]:
    looks = [
        case.for_session(place)
        for case in cases
        for place, session in enumerate(case.case.sessions)
        if session.held_on in period
    ]
    looks.sort(key=lambda look: (look.session.held_on or date.max, look.case.number))
    for number, look in enumerate(looks, start=1):
        yield Entry(number, look, counts_toward_year(look))


def _topic_entries(cases: Iterable[Situation], period: _Period) -> Iterator[Entry]:
    """A topic belongs to every period in which something happened to it; one without any day to all of them."""
    belonging = [case for case in cases if _belongs(case.case, period)]
    belonging.sort(key=lambda look: (_first_day(look.case) or date.max, look.case.number))
    for number, case in enumerate(belonging, start=1):
        yield Entry(number, case)


def _belongs(case: Case, period: _Period) -> bool:
    days = [day for day in _days(case) if day]
    return not days or any(day in period for day in days)


def _days(case: Case) -> list[date | None]:
    sessions = [session.held_on for session in case.sessions]
    return [case.topic.collected_on, case.opened_on, case.review.told_on, case.ending.on, *sessions]


def _first_day(case: Case) -> date | None:
    return min((day for day in _days(case) if day), default=None)


def _notice_entries(cases: Iterable[Situation], period: _Period) -> Iterator[Entry]:
    found = [found for case in cases for found in _notices_of(case, period)]
    found.sort(key=lambda one: (one[1].posted_on or date.max, one[0].case.number))
    for number, (look, notice, place) in enumerate(found, start=1):
        yield Entry(number, look, notice=notice, notice_title=NOTICES[place], notice_place=place)


NOTICES = {"result_notice": "协商结果", "implementation_notice": "落实情况"}


def _notices_of(case: Situation, period: _Period) -> Iterator[tuple[Situation, PublicNotice, str]]:
    """Notices posted in the period, and those an agreed result of the period still owes."""
    for place in range(len(case.case.sessions)):
        look = case.for_session(place)
        notice = look.session.result_notice
        owed = notice.posted_on is None and look.session.held_on in period and look.consensus_reached is True
        if owed or notice.posted_on in period:
            yield look, notice, "result_notice"
    notice = case.case.implementation_notice
    if notice.posted_on in period:
        yield case.for_session(-1), notice, "implementation_notice"


def _task_entries(cases: Iterable[Situation], period: _Period) -> Iterator[Entry]:
    looks = [case.for_session(-1) for case in cases]
    found = [
        (look, task)
        for look in looks
        for task in look.case.implementation.tasks
        if any(day in period for day in (task.started_on, task.due_on, task.done_on))
        or any(session.held_on in period and has_record(session) for session in look.case.sessions)
    ]
    found.sort(key=lambda one: (one[1].due_on or date.max, one[0].case.number))
    for number, (look, task) in enumerate(found, start=1):
        yield Entry(number, look, task=task)
