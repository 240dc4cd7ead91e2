"""The list of matters as a table: number, topic, where it stands, when it was last deliberated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from yishi_desktop.domain.agenda import is_open
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.choices import EndingKind, SessionKind
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.cases import state_of

HEADINGS = ("编号", "议题", "办到哪一步", "最近一次协商")
TOPIC = 1


class Standing(Enum):
    """Which matters are shown."""

    ALL = "全部"
    OPEN = "在办"
    CLOSED = "已办结"
    EXCLUDED = "不予协商"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A matter as one line."""

    id: str
    cells: tuple[str, str, str, str]
    standing: Standing
    years: frozenset[int]
    kinds: frozenset[str] = frozenset()
    """What it may be looked for by: the county's category, the level, another way than a meeting, 补录."""


def line_of(situation: Situation) -> CaseLine:
    """One line of the list."""
    case = situation.case
    held = [session.held_on for session in case.sessions if session.held_on]
    cells = (
        case.number,
        case.topic.title or "（还没写议题）",
        "已归档" if case.archive.archived_on and case.ending.kind is None else state_of(situation),
        f"{max(held):%Y-%m-%d}" if held else "还没有协商",
    )
    return CaseLine(
        case.id, cells, _standing(situation), _years([case.opened_on, *held]), frozenset(_kinds(case))
    )


def _kinds(case: Case) -> Iterator[str]:
    if case.topic.category:
        yield f"类别：{case.topic.category}"
    if case.topic.level:
        yield f"层级：{case.topic.level.label}"
    for session in case.sessions:
        if session.kind is not SessionKind.MEETING:
            yield f"途径：{session.kind.label}"
    if case.is_late_entry:
        yield "补录的旧记录"


def _years(days: Sequence[date | None]) -> frozenset[int]:
    return frozenset(day.year for day in days if day)


def _standing(situation: Situation) -> Standing:
    if situation.case.ending.kind is EndingKind.EXCLUDED:
        return Standing.EXCLUDED
    return Standing.OPEN if is_open(situation) else Standing.CLOSED
