"""Rows of days a newer ledger does not report on: the ledger of 2026 says nothing of the sessions of 2025.

A matter may be reported by several files, each with the rows of its own days. The copy that knows more speaks for the
days of its own file; for other days the rows of an older copy stand, unless the newer record says otherwise.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeVar

from yishi_desktop.domain.ledger.columns import Value, cell
from yishi_desktop.domain.ledger.rows import NOTICES

Days = tuple[date, date]
_RESULT, _IMPLEMENTATION = NOTICES["result_notice"], NOTICES["implementation_notice"]


class Row(Protocol):
    """One row of a village's table, as far as it is looked at here."""

    @property
    def table(self) -> str:
        """Which table it is of."""

    def get(self, column: str) -> Value:
        """The value of a column."""


R = TypeVar("R", bound=Row)


class Spoken:
    """What the copies that know more say of one matter. `case` is the content of the newest, as JSON."""

    def __init__(self, case: str) -> None:
        self._text = case
        self._days: list[Days] = []
        self._subjects: set[tuple[Value, ...]] = set()

    def add(self, days: Days, rows: Iterable[Row]) -> None:
        """A copy that reports on these days, with its rows."""
        self._days.append(days)
        self._subjects |= {_subject(row) for row in rows}

    def left(self, days: Days, rows: Sequence[R]) -> tuple[R, ...]:
        """The rows of an older copy that reports on these days, of which nothing newer speaks."""
        if any(first <= days[0] and days[1] <= last for first, last in self._days):
            return ()
        return tuple(row for row in rows if not self._speaks_of(row) and self._still_says(row))

    def _speaks_of(self, row: Row) -> bool:
        day = _day(row)
        reported = isinstance(day, date) and any(first <= day <= last for first, last in self._days)
        return reported or _subject(row) in self._subjects

    def _still_says(self, row: Row) -> bool:
        """Whether the newest record still has what the row speaks of: not a session since moved to another day."""
        if row.table == "tasks":
            return row.get("what") in [cell(task.get("what", "")) for task in self._tasks]
        if row.table == "notices" and row.get("notice") == _IMPLEMENTATION:
            posted = self._case.get("implementation_notice", {}).get("posted_on")
            return bool(_iso(row.get("posted_on")) == posted)
        if row.table == "topics":
            return True
        held = [session.get("held_on") for session in self._case.get("sessions", ())]
        return _iso(row.get("session.held_on")) in held

    @cached_property
    def _case(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._text)
        return found

    @property
    def _tasks(self) -> Sequence[dict[str, Any]]:
        found: Sequence[dict[str, Any]] = self._case.get("implementation", {}).get("tasks", ())
        return found


def _day(row: Row) -> Value:
    if row.table == "notices":
        return row.get("posted_on") or row.get("session.held_on")
    return row.get("session.held_on") if row.table == "sessions" else None


def _subject(row: Row) -> tuple[Value, ...]:
    """What a row is about; two rows of one matter about the same are not both counted."""
    match row.table:
        case "sessions":
            return (row.table, row.get("session.held_on"))
        case "notices" if row.get("notice") == _RESULT:
            return (row.table, _RESULT, row.get("session.held_on"))
        case "notices":
            return (row.table, row.get("notice"))
        case "tasks":
            return (row.table, row.get("what"))
    return (row.table,)


def _iso(day: Value) -> str | None:
    return day.isoformat() if isinstance(day, date) else None
