"""Due dates of a matter, counted by registered rules."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.applicability import applies
from yishi_desktop.domain.choices import EndingKind
from yishi_desktop.domain.conditions import holds
from yishi_desktop.domain.deadlines import posting_period, shifted
from yishi_desktop.domain.facts import is_blank
from yishi_desktop.domain.late_entries import is_past
from yishi_desktop.domain.procedure import Due, Step
from yishi_desktop.domain.progress import set_by
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import short_date

Day = tuple[date, str]
DueRule = Callable[..., Day | None]
DUE_RULES: dict[str, DueRule] = {}
LOOK_BACK = "look-back"
"""Beginning of the ids of the 回头看 in the base law."""
_EARLY_LOOK = 7
"""A 回头看 so many days ahead of its day is the one that was due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """A day something is to happen: `settled` once it has. `fact` is what the day is counted from."""

    id: str
    title: str
    on: date
    step: str
    clause: str
    source: str
    settled: bool
    note: str = ""
    fact: str = ""

    def overdue(self, today: date) -> bool:
        """Past its day and not settled."""
        return not self.settled and self.on < today


def due_rule(function: DueRule) -> DueRule:
    """Make a rule for counting a day known by its name."""
    DUE_RULES[function.__name__] = function
    return function


def parameters(rule: str) -> frozenset[str]:
    """The whole numbers a due rule takes, besides the situation and the fact it counts from."""
    return frozenset(list(inspect.signature(DUE_RULES[rule]).parameters)[2:])


@due_rule
def on_the_day(situation: Situation, fact: str) -> Day | None:
    """The very day recorded under `fact`."""
    day: date | None = situation.value(fact)
    return (day, "") if day else None


@due_rule
def posting_free(situation: Situation, fact: str, days: int) -> Day | None:
    """The first day a notice posted on `fact` may come down."""
    start: date | None = situation.value(fact)
    if start is None:
        return None
    period = posting_period(start, days, situation.calendar)
    note = f"{days}日届满{short_date(period.last)}，次日可撤"
    if not period.certain:
        note += f"；程序里没有{period.last.year}年的放假安排，先按周末算"
    return period.free_on, note


@due_rule
def days_before(situation: Situation, fact: str, days: int) -> Day | None:
    """`days` days ahead of the day recorded under `fact`."""
    day: date | None = situation.value(fact)
    return (shifted(day, -days), "") if day else None


@due_rule
def days_after(situation: Situation, fact: str, days: int) -> Day | None:
    """`days` days behind the day recorded under `fact`."""
    day: date | None = situation.value(fact)
    return (shifted(day, days), "") if day else None


@due_rule
def look_back(situation: Situation, fact: str, days: int) -> Day | None:
    """回头看: `days` days after people agreed, while something promised under `fact` is open and nobody has looked."""
    left = [task for task in situation.value(fact) if task.done_on is None]
    agreed_on = situation.session.held_on
    if not left or agreed_on is None:
        return None
    day = shifted(agreed_on, days)
    looks = situation.case.implementation.look_backs
    if any(look.on and look.on >= shifted(day, -_EARLY_LOOK) for look in looks):
        return None
    return day, f"还有{len(left)}件没有办完"


def due_dates(situation: Situation) -> list[DueDate]:
    """Every date that follows from what is recorded, in order of day."""
    found: list[DueDate] = []
    for step in situation.procedure.steps:
        if applies(step, situation):
            found += [day for due in _dues_of(step, situation) if (day := _count(due, step, situation))]
            found += _task_dates(step, situation)
    return sorted(_left(found, situation), key=_by_day)


def due_from(fact: str, situation: Situation) -> DueDate | None:
    """The first date that counts from one fact; what `due_dates` would name, without working out the others."""
    found = [
        day
        for step in situation.procedure.steps
        if any(due.fact == fact for due in (*step.dues, *situation.procedure.base_dues(step)))
        and applies(step, situation)
        for due in _dues_of(step, situation)
        if due.fact == fact and (day := _count(due, step, situation))
    ]
    return min(_left(found, situation), key=_by_day, default=None)


def due_for(done: str, situation: Situation) -> date | None:
    """The day by which the fact `done` has to be recorded, by the procedure; None where it names none."""
    days = [
        day.on
        for step in situation.procedure.steps
        if any(due.done == done for due in step.dues) and applies(step, situation)
        for due in _dues_of(step, situation)
        if due.done == done and (day := _count(due, step, situation))
    ]
    return min(days, default=None)


def _left(found: list[DueDate], situation: Situation) -> list[DueDate]:
    """Of a matter that was withdrawn only what has been settled; of one typed in from paper no day gone by then."""
    case = situation.case
    withdrawn = case.ending.kind is EndingKind.WITHDRAWN
    return [day for day in found if day.settled or not (withdrawn or is_past(day.on, case))]


def _dues_of(step: Step, situation: Situation) -> list[Due]:
    base = situation.procedure.base_dues(step)
    return [due for due in (*step.dues, *base) if holds(due.when, situation)]


def _count(due: Due, step: Step, situation: Situation) -> DueDate | None:
    day = DUE_RULES[due.rule](situation, due.fact, **_numbers(due.args, situation))
    if day is None:
        return None
    source, clause = situation.reference(due.source or step.source, due.clause)
    clause += set_by(due.args.values(), situation)
    return DueDate(
        id=due.id,
        title=due.title,
        on=day[0],
        step=step.id,
        clause=clause,
        source=source,
        settled=bool(due.done) and not is_blank(situation.value(due.done)),
        note=day[1],
        fact=due.fact,
    )


def _numbers(args: Mapping[str, int | str], situation: Situation) -> dict[str, int]:
    return {
        name: situation.procedure.number(value) if isinstance(value, str) else value
        for name, value in args.items()
    }


def _promise(what: str, topic: str) -> str:
    """A task named as its topic is not named twice."""
    return "落实到期" if what in ("", topic) else f"落实到期：{what}"


def _task_dates(step: Step, situation: Situation) -> list[DueDate]:
    """Each promise made under 落实 is due on the day it names; at the step that asks for promises."""
    if step is not situation.procedure.step_of("implementation.tasks"):
        return []
    return [
        DueDate(
            id=f"task-{number}",
            title=_promise(task.what, situation.case.topic.title),
            on=task.due_on,
            step=step.id,
            clause=step.clause,
            source=step.source,
            settled=task.done_on is not None,
        )
        for number, task in enumerate(situation.case.implementation.tasks)
        if task.due_on
    ]


def _by_day(due: DueDate) -> tuple[date, str]:
    return due.on, due.id
