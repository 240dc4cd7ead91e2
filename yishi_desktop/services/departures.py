"""外发记录: what has left this computer, when, by whom, where to, and for whom.

Every service that writes a file outside the data folder, or sends pages to a printer, notes it here. A note is a record
like any other: never deleted, in every backup, and covered by the next seal. It holds no more about people than the name
of the file. Where the note cannot be kept, what was written stays, and the log of faults says so.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.text import clean_line
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office

DEPARTURE = "departure"
_log = logging.getLogger(__name__)


class Contents(Enum):
    """How much about people goes with it, in the words of the list."""

    MASKED = "已隐去姓名、发言和电话"
    NO_PHONES = "有姓名，没有电话"
    WHOLE = "全部资料，没有隐去"
    PAPER = "文书，写什么就有什么"
    AS_IS = "文件，里面有什么就有什么"


@dataclass(frozen=True, slots=True)
class Departure:
    """One line of the log. `at` is ISO 8601 with offset; `to` is empty while nobody has said for whom it was."""

    record_id: str
    at: str
    author: str
    what: str
    place: str
    contents: Contents
    to: str


def note(office: Office, what: str, place: Path | str, contents: Contents, to: str = "") -> None:
    """Keep that something has left: what it is, where it was written, and for whom as far as the program knows."""
    payload = {"what": what, "place": str(place), "contents": contents.name, "to": to}
    try:
        office.store.records.append(
            office.new_id(), DEPARTURE, payload, author=office.author, reason="外发", made_at=office.stamp()
        )
    except UserError:
        _log.warning("what has left could not be noted", exc_info=True)


def listed(office: Office) -> list[Departure]:
    """Everything that has left, the newest first."""
    found = []
    for current in office.store.records.current(DEPARTURE):
        first = office.store.records.history(current.record_id)[0]
        payload = current.payload
        found.append(
            Departure(
                current.record_id,
                first.made_at,
                first.author,
                payload["what"],
                payload["place"],
                Contents[payload["contents"]],
                payload["to"],
            )
        )
    return found[::-1]


def say_to_whom(office: Office, record_id: str, to: str) -> Changed:
    """Write down for whom it was; earlier words stay in the history."""
    current = office.store.records.get(record_id)
    if current is None:
        raise UserError("没有找到这一条外发记录。", "资料没有改动。", "请重新打开这一页再看。")
    payload = {**current.payload, "to": clean_line(to)}
    office.store.records.append(
        record_id, DEPARTURE, payload, author=office.author, reason="写明交给谁", made_at=office.stamp()
    )
    return Changed.one(DEPARTURE, record_id)


def titles(papers: Sequence[str]) -> str:
    """Several papers in a few words: 协商记录表等14种文书."""
    names = list(dict.fromkeys(papers))
    return names[0] if len(names) == 1 else f"{names[0]}等{len(names)}种文书"
