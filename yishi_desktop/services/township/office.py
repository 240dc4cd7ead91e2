"""What a township keeps: the ledgers taken in, and the list of villages it expects; and what it makes of them.

Both are records of the data folder like any other (docs/decisions/0008), so that backup, restoring and the check of
the data know them. What a file said is kept beside them as one compressed attachment for each visit.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from yishi_desktop import __version__
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.revisions import canonical_json
from yishi_desktop.domain.township.reports import reply_lines
from yishi_desktop.domain.township.standing import Expected, Standing, standings, years_of
from yishi_desktop.domain.township.union import Township, unite
from yishi_desktop.domain.township.verdicts import Given, Verdict
from yishi_desktop.services import departures
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.this_computer import remember_served
from yishi_desktop.services.township import merging
from yishi_desktop.services.township.finding import TownshipWords
from yishi_desktop.services.township.ledger_reading import LedgerFile
from yishi_desktop.storage.safe_file import safe_name, safe_write

RECEIVED, EXPECTED, VISIT = "received_ledger", "expected_villages", "ledger_visit"
Reply = tuple[str, tuple[str, ...]]
"""A village, and what it is told, a sentence each."""


@dataclass(frozen=True, slots=True)
class ReceivedLedger:
    """A file that has been taken in."""

    record_id: str
    received_on: date
    file: LedgerFile


@dataclass(frozen=True)
class Holdings:
    """Everything a township has, read at one moment."""

    received: tuple[ReceivedLedger, ...] = ()
    expected: tuple[Expected, ...] = ()

    @cached_property
    def counting(self) -> tuple[LedgerFile, ...]:
        """The files the numbers are made of: as soon as a real village is there, no village for practice."""
        files = tuple(one.file for one in self.received)
        return tuple(file for file in files if not file.is_sample) or files

    @cached_property
    def township(self) -> Township | None:
        """The union of the ledgers; None while there is none."""
        files = self.counting
        return unite(delivery for file in files for delivery in file.deliveries) if files else None

    @cached_property
    def words(self) -> TownshipWords | None:
        """What can be found in it; made by the worker, and asked by it alone. None while there is no ledger."""
        return TownshipWords(self.township) if self.township else None

    def years(self, today: date) -> list[int]:
        """The years to choose from, the newest first; this year while nothing has come."""
        return years_of(self.township) if self.township else [today.year]

    def standings(self, year: int) -> tuple[Standing, ...]:
        """How every village stands in a year."""
        return standings(self.township, self.expected, year)

    def replies(self, year: int) -> list[Reply]:
        """What each village is told that has something to do, in the order of the list."""
        found = (one for one in self.standings(year) if one.needs_a_look)
        return [(one.name, reply_lines(one, self.township, year)) for one in found]


def serve_township(office: Office) -> Changed:
    """Make this computer the township's: the window shows its desk from now on."""
    remember_served("township")
    return Changed(frozenset({"settings"}))


def serve_village(office: Office) -> Changed:
    """Make this computer a village's again. What the township has received stays."""
    remember_served("village")
    return Changed(frozenset({"settings"}))


def holdings(office: Office) -> Holdings:
    """What the township has now."""
    return Holdings(tuple(received(office)), expected(office))


# --- ledgers ---------------------------------------------------------------------------------------------------


def received(office: Office) -> list[ReceivedLedger]:
    """The files taken in, by name. `UserError` when what they said is missing or damaged."""
    records = office.store.records.current(RECEIVED)
    said = _Said(office)
    found = [
        ReceivedLedger(
            one.record_id,
            date.fromisoformat(one.payload["received_on"]),
            said.file(one.payload["name"], one.payload["digest"], one.payload["content"]),
        )
        for one in records
    ]
    return sorted(found, key=lambda one: (one.file.name, one.file.digest))


class _Said:
    """The attachments in which files are kept, each unpacked once."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._open: dict[str, Any] = {}

    def file(self, name: str, digest: str, content: str) -> LedgerFile:
        from yishi_desktop.ledger_files.deliveries import deliveries_of

        if content not in self._open:
            self._open[content] = json.loads(zlib.decompress(self._office.store.attachments.read(content)))
        return LedgerFile(name, digest, deliveries_of(self._open[content][digest]))


def keep_files(office: Office, files: Sequence[LedgerFile]) -> list[str]:
    """Keep ledgers, all or none; the ids of their records. One already kept is not kept twice."""
    from yishi_desktop.ledger_files.deliveries import deliveries_json

    if not files:
        return []
    said = {file.digest: deliveries_json(file.deliveries) for file in files}
    content = office.store.attachments.add(zlib.compress(canonical_json(said).encode("utf-8")))
    ids = {file: f"received-{file.digest}" for file in files}
    with office.store.database.atomic():
        for file, record_id in ids.items():
            current = office.store.records.get(record_id)
            if current is None or current.deleted:
                _keep(office, record_id, file, content)
    return list(ids.values())


def _keep(office: Office, record_id: str, file: LedgerFile, content: str) -> None:
    payload = {
        "name": file.name,
        "digest": file.digest,
        "received_on": office.today.isoformat(),
        "content": content,
    }
    office.store.records.append(
        record_id, RECEIVED, payload, author=office.author, reason="收下台账", made_at=office.stamp()
    )


def keep_visit(office: Office, given: Sequence[Given]) -> None:
    """Keep what became of the files somebody brought."""
    files = [
        {
            "name": o.name,
            "verdict": o.verdict.name,
            "village": o.village,
            "words": o.words,
            "digest": o.digest,
        }
        for o in given
    ]
    office.store.records.append(
        office.new_id(),
        VISIT,
        {"on": office.today.isoformat(), "files": files},
        author=office.author,
        reason="看过交来的台账",
        made_at=office.stamp(),
    )


def given(office: Office) -> list[Given]:
    """Every file that was brought, as it was judged last; one brought again with the same verdict stands once."""
    found: dict[tuple[str, str, str], Given] = {}
    for visit in office.store.records.current(VISIT):
        for one in visit.payload["files"]:
            key = (one["name"], one["digest"], one["words"])
            found[key] = Given(
                one["name"],
                Verdict[one["verdict"]],
                one["village"],
                one["words"],
                date.fromisoformat(visit.payload["on"]),
                one["digest"],
            )
    return list(found.values())


def put_away(office: Office, record_ids: Iterable[str]) -> Changed:
    """Take files out of the numbers, all or none; their records keep their history."""
    ids = tuple(record_ids)
    with office.store.database.atomic():
        for record_id in ids:
            office.withdraw(record_id, RECEIVED, "拿掉台账")
    return Changed(frozenset({RECEIVED}), frozenset(ids))


# --- the list of villages --------------------------------------------------------------------------------------


def expected(office: Office) -> tuple[Expected, ...]:
    """The villages a ledger is expected from, in the township's order."""
    current = office.store.records.get(EXPECTED)
    if current is None or current.deleted:
        return ()
    return tuple(
        Expected(name=one["name"], code=one["code"], phone=one.get("phone", ""))
        for one in current.payload["villages"]
    )


def save_expected(office: Office, villages: Sequence[Expected]) -> Changed:
    """Keep the list; it takes the place of the one before, whose history stays."""
    payload = {"villages": [{"name": o.name, "code": o.code, "phone": o.phone} for o in villages]}
    office.store.records.append(
        EXPECTED, EXPECTED, payload, author=office.author, reason="修改应报名单", made_at=office.stamp()
    )
    return Changed.one(EXPECTED, EXPECTED)


# --- what is written -------------------------------------------------------------------------------------------


def save_summary(office: Office, path: Path) -> list[str]:
    """Write the merged workbook of everything that counts; what `merge_files` says of it."""
    files = holdings(office).counting
    if not files:
        raise UserError("还没有收下台账。", "没有写文件。", "请先收各村交来的台账。")
    said = merging.write_merged(files, path, given(office))
    departures.note(office, "各村台账汇总", path, departures.Contents.MASKED)
    return said


def summary_name(office: Office) -> str:
    """××县××镇2026年度议事协商台账汇总.xlsx."""
    from yishi_desktop.ledger_files.township_workbook import township_title

    township = holdings(office).township
    return safe_name(township_title(township) if township else "议事协商台账汇总", ".xlsx")


def save_replies(office: Office, year: int, path: Path) -> int:
    """Write what the villages are told, each on a page of its own; how many villages."""
    from yishi_desktop.ledger_files.reply_workbook import write_replies

    replies = holdings(office).replies(year)
    safe_write(path, write_replies(replies, f"{year}年议事协商台账回复清单", office.today, __version__))
    departures.note(office, "给各村的回复清单", path, departures.Contents.MASKED, "各村（社区）")
    return len(replies)
