"""回头看: what was promised is looked at again 30, 60 and 90 days after people agreed, while it is not done.

No document sets the days; they are a reminder a county may change. When a look falls due is counted by a due rule of the
base law like every other day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.choices import EndingKind
from yishi_desktop.domain.due_dates import LOOK_BACK, due_dates
from yishi_desktop.domain.followup import Task
from yishi_desktop.domain.situation import Situation


@dataclass(frozen=True, slots=True)
class Promise:
    """One task of one matter, with the day it is next looked at."""

    matter: Situation
    task: Task
    look_on: date | None = None


def open_promises(matters: Iterable[Situation]) -> list[Promise]:
    """What has been promised in any matter and is not done, the earliest day first."""
    found = [promise for matter in matters for promise in _open(matter)]
    return sorted(found, key=_by_day)


def _open(matter: Situation) -> Iterator[Promise]:
    latest = matter.for_session(-1)
    if latest.case.ending.kind is EndingKind.WITHDRAWN or latest.case.late_entry.settled:
        return
    left = [task for task in latest.case.implementation.tasks if task.done_on is None and task.what]
    if not left:
        return
    looks = (day.on for day in due_dates(latest) if day.id.startswith(LOOK_BACK))
    look_on = next(looks, None)
    for task in left:
        yield Promise(latest, task, look_on)


def _by_day(promise: Promise) -> tuple[date, str]:
    days = [day for day in (promise.task.due_on, promise.look_on) if day]
    return min(days, default=date.max), promise.matter.case.id


def promises_to_report(situation: Situation) -> list[Promise]:
    """What the meeting of this matter hears about first: what other matters left open, and what was done since people
    last met about one of them.
    """
    others = [one for one in _others(situation) if one.case.id != situation.case.id]
    since = _last_met(others, situation.session.held_on or situation.today)
    done = [
        Promise(one, task)
        for one in others
        for task in one.case.implementation.tasks
        if since is not None and task.what and task.done_on is not None and task.done_on >= since
        if not one.case.late_entry.settled
    ]
    return [*open_promises(others), *done]


def _others(situation: Situation) -> tuple[Situation, ...]:
    """Practice and real matters do not report to each other."""
    matters = situation.year.matters if situation.year else ()
    return tuple(one for one in matters if one.case.sample == situation.case.sample)


def _last_met(matters: Iterable[Situation], before: date) -> date | None:
    days = (session.held_on for one in matters for session in one.case.sessions if not session.cancelled)
    return max((day for day in days if day and day < before), default=None)
