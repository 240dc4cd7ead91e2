"""Printed values of what was promised: for the weekly slip to whoever promised it, and for the next meeting's agenda."""

from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.ledger.states import task_state
from yishi_desktop.domain.look_backs import Promise, open_promises, promises_to_report
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """One thing promised: of which matter, by whom, by when, and how it stands."""

    title: str = fact("议定的事")
    what: str = fact("落实事项")
    owner: PersonRef | None = fact("责任人", "person")
    due_on: date | None = fact("期限", "date")
    look_on: date | None = fact("回头看", "date")
    state: str = fact("情况")


def _line(promise: Promise) -> PromiseLine:
    task = promise.task
    return PromiseLine(
        title=promise.matter.case.topic.title,
        what=task.what,
        owner=task.owner,
        due_on=task.due_on,
        look_on=promise.look_on,
        state=task_state(task, promise.matter.today),
    )


def _all_open(situation: Situation) -> list[Promise]:
    return open_promises(situation.year.matters if situation.year else ())


@printed(
    "promises.lines",
    "没有办完的落实事项",
    "rows",
    facts=("topic.title", "implementation.tasks"),
    row=PromiseLine,
)
def lines(situation: Situation) -> tuple[PromiseLine, ...]:
    """Everything promised in the village and not done."""
    return tuple(_line(promise) for promise in _all_open(situation))


@printed("promises.owners", "责任人", "people", facts=("implementation.tasks",))
def owners(situation: Situation) -> tuple[PersonRef, ...]:
    """Everybody who has promised something that is not done, each once."""
    found: list[PersonRef] = []
    for promise in _all_open(situation):
        owner = promise.task.owner
        if owner and not any(owner.is_same(other) for other in found):
            found.append(owner)
    return tuple(found)


@printed("promises.day", "日期", "date")
def day(situation: Situation) -> date | None:
    """The day the slips were made."""
    return situation.today if situation.year else None


@printed(
    "earlier.promises", "上次落实情况", "rows", facts=("topic.title", "implementation.tasks"), row=PromiseLine
)
def earlier(situation: Situation) -> tuple[PromiseLine, ...]:
    """What other matters promised: open, or done since people last met."""
    return tuple(_line(promise) for promise in promises_to_report(situation))
