"""Who was there, in numbers: from the ticks on the sign-in sheet, or from the totals typed afterwards."""

from dataclasses import dataclass
from datetime import time

from yishi_desktop.domain.case import Attendance, Session
from yishi_desktop.domain.choices import Standing


@dataclass(frozen=True, slots=True)
class Headcount:
    """应到, 实到 (both with the right to vote), 列席 and 旁听. `None` means nobody has counted yet."""

    expected: int | None
    present: int | None
    non_voting: int | None
    observers: int | None


def headcount(session: Session) -> Headcount:
    """The numbers of a session. A typed total stands above the ticks, because paper is often the original."""
    ticked = _from_ticks(session.attendance)
    return Headcount(
        _first(session.expected, ticked.expected),
        _first(session.present, ticked.present),
        _first(session.non_voting, ticked.non_voting),
        _first(session.observers, ticked.observers),
    )


def present_in_all(session: Session) -> int | None:
    """How many people entitled to vote were ticked as present at any time."""
    return _from_ticks(session.attendance).present


def present_at(session: Session, moment: time | None) -> int | None:
    """How many people entitled to vote were in the room at `moment`: late, early and recused taken out.

    Without a moment only those recused or gone for good are left out. `None` without a ticked sign-in sheet.
    """
    if all(line.present is None for line in session.attendance):
        return None
    return sum(_counts_at(line, moment) for line in session.attendance)


def _counts_at(line: Attendance, moment: time | None) -> bool:
    if not line.present or line.recused or line.standing is not Standing.VOTING:
        return False
    if moment is None:
        return line.left_at is None
    return (line.arrived_at is None or line.arrived_at <= moment) and (
        line.left_at is None or moment < line.left_at
    )


def _from_ticks(lines: tuple[Attendance, ...]) -> Headcount:
    if not lines:
        return Headcount(None, None, None, None)
    voting = [line for line in lines if line.standing is Standing.VOTING]
    if all(line.present is None for line in lines):
        return Headcount(len(voting), None, None, None)
    return Headcount(
        len(voting),
        sum(line.present is True for line in voting),
        _present(lines, Standing.NON_VOTING),
        _present(lines, Standing.OBSERVER),
    )


def _present(lines: tuple[Attendance, ...], standing: Standing) -> int:
    return sum(line.present is True and line.standing is standing for line in lines)


def _first(typed: int | None, ticked: int | None) -> int | None:
    return ticked if typed is None else typed
