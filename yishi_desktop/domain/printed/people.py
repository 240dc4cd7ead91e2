"""Printed lists of people around a session: who has a seat to listen, and who signed the result."""

from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.choices import SignatureMark
from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.printed.meeting import observer_lines, voting_lines
from yishi_desktop.domain.representation import representation_words
from yishi_desktop.domain.rounds import Signature, observer_seats
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise

_SIGNUPS = "announcement.observer_signups"


@printed("attendance.representation", "代表性核对", facts=("session.attendance",), privacy="internal")
def representation_line(situation: Situation) -> str:
    """Who was wanted, who came, and who was asked and did not come."""
    return representation_words(situation)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLine:
    """One person on the register of observers."""

    name: str = fact("姓名")
    signed_up_on: date | None = fact("预约日期", "date")
    remark: str = fact("备注")


@printed("announcement.seat_lines", "旁听预约", "rows", facts=(_SIGNUPS, "session.attendance"), row=SeatLine)
def seat_lines(situation: Situation) -> tuple[SeatLine, ...]:
    """Who signed up, with the place of those who wait; without a register those who came to listen."""
    announcement = situation.session.announcement
    if not announcement.observer_signups:
        return tuple(SeatLine(name=line.name, remark=line.remark) for line in observer_lines(situation))
    waiting = observer_seats(announcement.observer_signups, announcement.observer_seats).waiting
    places = {id(one): f"候补第{number}" for number, one in enumerate(waiting, 1)}
    return tuple(
        SeatLine(
            name=one.name,
            signed_up_on=one.signed_up_on,
            remark="不来了" if one.withdrawn else places.get(id(one), ""),
        )
        for one in announcement.observer_signups
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationLine:
    """One participant on the paper that confirms the result; the place for the signature stays empty."""

    name: str = fact("姓名")
    duty: str = fact("身份")
    remark: str = fact("保留意见")


@printed(
    "confirmation.lines",
    "签名确认",
    "rows",
    facts=("session.attendance", "confirmation.signatures"),
    row=ConfirmationLine,
)
def confirmation_lines(situation: Situation) -> tuple[ConfirmationLine, ...]:
    """The signature list where there is one, else everybody with a vote; a reservation or refusal in the person's words."""
    signatures = situation.session.confirmation.signatures
    if not signatures:
        return tuple(ConfirmationLine(name=one.name, duty=one.duty) for one in voting_lines(situation))
    kind = situation.organisation.kind
    return tuple(
        ConfirmationLine(name=one.person.name, duty=localise(one.person.duty, kind), remark=_remark(one))
        for one in signatures
    )


def _remark(line: Signature) -> str:
    if line.mark in (SignatureMark.RESERVED, SignatureMark.REFUSED):
        return "：".join(filter(None, (line.mark.label, line.reason)))
    return line.by_proxy
