"""Printed values of what the township sent back and the village answered."""

from dataclasses import dataclass

from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import short_date


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkLine:
    """One remark and its answer."""

    matter: str = fact("事项")
    text: str = fact("乡镇退回意见", "text")
    made_on: str = fact("哪天退回")
    answer: str = fact("村里答复", "text")
    answered_on: str = fact("哪天答复")


@printed("remarks.lines", "乡镇退回和村里答复", "rows", row=RemarkLine)
def remark_lines(situation: Situation) -> tuple[RemarkLine, ...]:
    """Every remark, the oldest first."""
    found = situation.year.remarks if situation.year else ()
    ordered = sorted(found, key=lambda one: (one.made_on, one.id))
    return tuple(
        RemarkLine(
            matter=f"{one.number} {one.title}".strip(),
            text=f"（答复）{one.text}" if one.replies else one.text,
            made_on=short_date(one.made_on),
            answer=one.answer,
            answered_on=short_date(one.answered_on) if one.answered_on else "",
        )
        for one in ordered
    )
