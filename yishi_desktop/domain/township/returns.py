"""What travels back from the township to a village: what was received, and remarks on single matters with their answers.

A remark is made at the township, becomes something to do on that very matter in the village, and the village's answer
travels forward again with its next ledger.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from yishi_desktop.domain.ledger.columns import Heading, Row, Table
from yishi_desktop.domain.remark import Remark
from yishi_desktop.domain.township.union import Delivery, Place
from yishi_desktop.domain.wording import date_text

LONGEST_REMARK = 300
"""Characters of a remark or an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the village said to a remark, named by the remark's id."""

    remark: str
    text: str
    answered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What had come from a village on a day. `matters` are those of all its files; `lines` what it is told."""

    township: str
    received_on: date
    from_day: date
    until_day: date
    filled_on: date
    matters: int
    counted: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPackage:
    """A township's file for one village. `settled` are the ids of remarks that are done with."""

    place: tuple[str, ...]
    code: str = ""
    receipt: Receipt
    remarks: tuple[Remark, ...] = ()
    settled: tuple[str, ...] = ()


def receipt_words(receipt: Receipt) -> str:
    """镇已收：…, for the village's own ledger page."""
    days = f"{date_text(receipt.from_day)}至{date_text(receipt.until_day)}"
    return (
        f"{receipt.township or '乡镇'}已收：{date_text(receipt.filled_on)}填报的台账"
        f"（{days}），{receipt.matters}件，计入协商{receipt.counted}次。"
    )


def with_answers(remarks: Iterable[Remark], deliveries: Iterable[Delivery]) -> list[Remark]:
    """The remarks with what the villages' ledgers say to them; of several answers the one of the latest day."""
    found: dict[str, Answer] = {}
    for delivery in deliveries:
        for remark, text, on in delivery.answers:
            known = found.get(remark)
            if known is None or (known.answered_on, known.text) < (on, text):
                found[remark] = Answer(remark=remark, text=text, answered_on=on)
    return [
        replace(one, answer=found[one.id].text, answered_on=found[one.id].answered_on)
        if one.id in found
        else one
        for one in remarks
    ]


def remark_table(remarks: Iterable[Remark]) -> Table:
    """退回的: what was sent back, and what the village said."""
    headings = (
        Heading("number", "序号", "count", 3),
        Heading("title", "议题", "text", 10),
        Heading("text", "退回意见", "text", 14),
        Heading("made_on", "哪天退回", "date", 6),
        Heading("answer", "村里答复", "text", 14),
        Heading("answered_on", "哪天答复", "date", 6),
    )
    rows = tuple(
        Row(
            (
                n,
                f"{one.number} {one.title}".strip(),
                one.text,
                one.made_on,
                one.answer or None,
                one.answered_on,
            ),
            one.id,
        )
        for n, one in enumerate(remarks, start=1)
    )
    return Table("remarks", "退回的", headings, rows)


def same_village(package: ReturnPackage, place: Place, code: str) -> bool:
    """Whether a package is for this village: by code where both have one, else by its whole place."""
    return package.code == code if package.code and code else tuple(package.place) == place
