"""What to do next, today and by when: one line for every open matter, and the days ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from yishi_desktop.domain.due_dates import LOOK_BACK, DueDate, due_dates
from yishi_desktop.domain.progress import Stand, demanded_count, next_step, stand
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import short_date

SOON = timedelta(days=7)


class Urgency(Enum):
    """How pressing a matter is, in order."""

    OVERDUE = 0
    TODAY = 1
    SOON = 2
    LATER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """The next thing to do in one open matter. `step` is where its button leads."""

    case_id: str
    title: str
    step: str
    step_title: str
    action: str
    urgency: Urgency
    tag: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """Something that falls on a day: a meeting, the end of a posting, a promise."""

    case_id: str
    on: date
    text: str
    step: str
    urgency: Urgency
    due: str = ""
    """The id of the date, the same as long as what it comes from stands."""


def is_open(situation: Situation) -> bool:
    """Whether a matter still wants something now; one that waits for another session does not."""
    return stand(situation) is Stand.OPEN


def to_do(situations: Iterable[Situation]) -> list[ToDo]:
    """The next thing to do in every open matter, the most pressing first."""
    lines = [_line(situation) for situation in situations if is_open(situation)]
    return sorted(lines, key=_pressing)


def days_ahead(situations: Iterable[Situation], days: int = 30) -> list[DayEntry]:
    """What falls due from the earliest thing left undone to `days` days from today, in order."""
    entries = []
    for situation in situations:
        if situation.case.ending.kind is not None:
            continue
        horizon = situation.today + timedelta(days=days)
        entries += [
            DayEntry(
                case_id=situation.case.id,
                on=due.on,
                text=f"{due.title}：{situation.case.topic.title}",
                step=due.step,
                urgency=_urgency(due.on, situation.today),
                due=due.id,
            )
            for due in due_dates(situation)
            if not due.settled and due.on <= horizon
        ]
    return sorted(entries, key=_day_of)


def _line(situation: Situation) -> ToDo:
    step = next_step(situation)
    if step is None:
        raise ValueError(situation.case.id)
    due = _most_pressing(situation)
    wanted = demanded_count(step, situation)
    where = situation.procedure.step(due.step) if due and due.on <= situation.today else step
    return ToDo(
        case_id=situation.case.id,
        title=situation.case.topic.title or "（还没写议题）",
        step=where.id,
        step_title=where.title,
        action=f"去{where.title}" if len(where.title) <= 4 else where.title,
        urgency=_urgency(due.on, situation.today) if due else Urgency.LATER,
        tag=_tag(due, situation.today) if due else "",
        note=due.title if due and where.id != step.id else f"{step.title}，还差{wanted}项",
    )


def _most_pressing(situation: Situation) -> DueDate | None:
    """The earliest day; a look at what was promised (回头看) is our own reminder and stands behind what is due by rule."""
    open_days = [due for due in due_dates(situation) if not due.settled]
    return next((due for due in open_days if not due.id.startswith(LOOK_BACK)), next(iter(open_days), None))


def _urgency(day: date, today: date) -> Urgency:
    if day < today:
        return Urgency.OVERDUE
    if day == today:
        return Urgency.TODAY
    return Urgency.SOON if day - today <= SOON else Urgency.LATER


def _tag(due: DueDate, today: date) -> str:
    """Posting ends and meetings are days that come; what lies behind them is late only if nobody acted."""
    match _urgency(due.on, today):
        case Urgency.OVERDUE:
            return f"已过{(today - due.on).days}天"
        case Urgency.TODAY:
            return "今天"
        case _:
            return short_date(due.on)


def _pressing(line: ToDo) -> tuple[int, str]:
    return line.urgency.value, line.case_id


def _day_of(entry: DayEntry) -> tuple[date, str]:
    return entry.on, entry.text
