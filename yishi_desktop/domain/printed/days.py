"""Printed values for the day list that hangs beside the desk: what falls due, and what hangs on the board."""

from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.agenda import days_ahead
from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.notice_board import Hanging, notice_board
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise, weekday

_DAYS = 60
"""Days the list looks ahead, when nobody says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One thing on one day."""

    on: date | None = fact("日期", "date")
    weekday: str = fact("星期")
    text: str = fact("要办的事")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One notice that hangs on the board or should."""

    title: str = fact("公示材料")
    topic: str = fact("议题")
    place: str = fact("张贴地点")
    posted_on: date | None = fact("张贴日期", "date")
    free_on: date | None = fact("最早撤下", "date")
    state: str = fact("情况")


@printed("days.lines", "要办的日子", "rows", facts=("topic.title",), row=DayLine)
def day_lines(situation: Situation) -> tuple[DayLine, ...]:
    """What is due up to the end of the days asked for, what is overdue first."""
    year = situation.year
    if year is None:
        return ()
    ahead = max((year.until - situation.today).days, 0) or _DAYS
    found = days_ahead(year.matters, ahead)
    kind = situation.organisation.kind
    return tuple(
        DayLine(on=entry.on, weekday=weekday(entry.on), text=localise(entry.text, kind)) for entry in found
    )


@printed(
    "days.board", "公示栏上的材料", "rows", facts=("topic.title", "result_notice.posted_on"), row=BoardLine
)
def board_lines(situation: Situation) -> tuple[BoardLine, ...]:
    """What hangs, and what should; what has come down is left out."""
    matters = situation.year.matters if situation.year else ()
    kind = situation.organisation.kind
    return tuple(
        BoardLine(
            title=localise(posting.title, kind),
            topic=posting.topic,
            place=posting.place,
            posted_on=posting.posted_on,
            free_on=posting.free_on,
            state=posting.hanging.value,
        )
        for posting in notice_board(matters)
        if posting.hanging is not Hanging.TAKEN_DOWN
    )
