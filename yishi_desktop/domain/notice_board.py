"""What hangs on the notice board, what should, and from which day it may come down."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from yishi_desktop.domain.applicability import applies
from yishi_desktop.domain.due_dates import due_from
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.situation import Situation


class Hanging(Enum):
    """How a notice stands, in the order in which it wants attention."""

    FREE = "可以撤下了"
    TO_POST = "该贴还没有贴"
    POSTED = "正在张贴"
    TAKEN_DOWN = "已经撤下"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One notice of one matter. `free_on` is the first day it may come down, by `clause` of `source`.

    Where nothing has been posted, `posted_on` and `free_on` are `None`. `last` is the last day of the period in words.
    """

    case_id: str
    topic: str
    step: str
    title: str
    session: int
    hanging: Hanging
    place: str = ""
    posted_on: date | None = None
    free_on: date | None = None
    taken_down_on: date | None = None
    source: str = ""
    clause: str = ""
    last: str = ""

    def days_left(self, today: date) -> int:
        """Days until it may come down; 0 once it may."""
        return max(0, (self.free_on - today).days) if self.free_on else 0


def notice_board(situations: Iterable[Situation]) -> list[Posting]:
    """Every notice of every matter, what wants attention first, then by day; of those taken down the latest first.

    What hung years ago and was typed in from paper is history, not the board.
    """
    wanted = (one for one in situations if one.case.late_entry.settled is not True)
    found = [posting for situation in wanted for posting in _postings(situation)]
    return sorted(found, key=_pressing)


def _postings(situation: Situation) -> Iterator[Posting]:
    sessions = len(situation.case.sessions)
    for step in situation.procedure.steps:
        group = _group(step)
        for session in range(sessions if step.of_session else min(sessions, 1)) if group else ():
            looked_at = situation.for_session(session if step.of_session else sessions - 1)
            if applies(step, looked_at):
                yield _posting(step, group, looked_at)


def _group(step: Step) -> str:
    """The facts of the notice posted at a step; empty where none is."""
    posting = next((section for section in step.sections if section.kind == "posting"), None)
    return posting.facts[0].partition(".")[0] if posting else ""


def _posting(step: Step, group: str, situation: Situation) -> Posting:
    posted, taken = situation.value(f"{group}.posted_on"), situation.value(f"{group}.taken_down_on")
    due = due_from(f"{group}.posted_on", situation)
    free = due.on if due else None
    return Posting(
        case_id=situation.case.id,
        topic=situation.case.topic.title or "（还没写议题）",
        step=step.id,
        title=step.title,
        session=situation.session_index,
        hanging=_hanging(posted, free, taken, situation.today),
        place=situation.value(f"{group}.place"),
        posted_on=posted,
        free_on=free,
        taken_down_on=taken,
        source=due.source if due else step.source,
        clause=due.clause if due else step.clause,
        last=due.note if due else "",
    )


def _hanging(posted: date | None, free: date | None, taken: date | None, today: date) -> Hanging:
    if posted is None:
        return Hanging.TO_POST
    if taken is not None:
        return Hanging.TAKEN_DOWN
    return Hanging.FREE if free is not None and free <= today else Hanging.POSTED


def _pressing(posting: Posting) -> tuple[int, int, str]:
    if posting.taken_down_on:
        order = -posting.taken_down_on.toordinal()
    elif posting.free_on:
        order = posting.free_on.toordinal()
    else:
        order = 0
    return list(Hanging).index(posting.hanging), order, posting.case_id
