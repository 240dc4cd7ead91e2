"""The opened data folder, with everything needed to act in it."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from yishi_desktop.definitions.codec import from_json, to_json
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.definitions.shelves import damaged, shipped_calendar, shipped_papers, shipped_procedures
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.deadlines import Calendar
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.overlay import for_organisation
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.registry import LATEST
from yishi_desktop.domain.revisions import Payload, uuid7
from yishi_desktop.domain.sealing import Seal
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import sealing
from yishi_desktop.storage.backup import list_backups
from yishi_desktop.storage.keyring import Keys
from yishi_desktop.storage.location import backups_beside, data_folder, is_the_usual
from yishi_desktop.storage.own_procedures import OWN_PROCEDURES, own_procedures
from yishi_desktop.storage.store import Store, create_store, has_store, open_store, was_used

if TYPE_CHECKING:
    from yishi_desktop.domain.forms.form import Form

T = TypeVar("T")
Clock = Callable[[], datetime]

CASE, PERSON, ORGANISATION = "case", "person", "organisation"
ORGANISATION_ID = "organisation"


@dataclass(frozen=True, slots=True)
class Definitions:
    """What ships with the program: procedures and papers, each read when it is first asked for, and the calendar."""

    procedures: Mapping[str, Procedure]
    forms: "Mapping[str, Form]"
    calendar: Calendar


def load_definitions(data: Path | None = None) -> Definitions:
    """What is in resources/ and forms/, and the procedures a village has added to its data folder.

    `UserError` when one of them cannot be used; most of what ships is looked at when it is needed.
    """
    forms = shipped_papers()
    own = own_procedures(data) if data else []
    procedures = _with_own(forms, own) if own else shipped_procedures(forms)
    return Definitions(procedures, forms, shipped_calendar())


def _with_own(forms: Iterable[str], own: Sequence[Path]) -> Mapping[str, Procedure]:
    """Everything is read at once: what a village has added is checked at every start."""
    try:
        return load_procedures(forms=forms, own=own)
    except DefinitionError as error:
        if error.place not in {path.name for path in own}:
            raise damaged(error) from error
        raise UserError(
            f"“{OWN_PROCEDURES}”文件夹里的“{error.place}”用不了：{error.problem}。",
            "资料没有改动。",
            f"请把它改好，或者移出“{OWN_PROCEDURES}”文件夹，再打开程序。",
        ) from error


def local_clock() -> datetime:
    """Now, with the offset from UTC."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Office:
    """One village's data, the definitions they are read with, and the clock. Belongs to the thread that opened it."""

    store: Store
    definitions: Definitions
    clock: Clock = local_clock
    cases_read: dict[str, Case] = field(default_factory=dict, repr=False, compare=False)
    """The current cases as they were last taken apart, by revision: a revision never changes."""

    @property
    def author(self) -> str:
        """Who writes here: whoever the village names as the one who fills in (填报人)."""
        return self.organisation.filler

    @property
    def today(self) -> date:
        """The day it is."""
        return self.clock().date()

    @property
    def organisation(self) -> Organisation:
        """The village; one without a name until it has been set up."""
        current = self.store.records.get(ORGANISATION_ID)
        if current is None or current.deleted:
            return Organisation(id=ORGANISATION_ID)
        return self.read(current.payload, Organisation)

    def situation(
        self,
        case: Case,
        organisation: Organisation | None = None,
        session_index: int = LATEST,
        seals: Mapping[str, Seal] | None = None,
    ) -> Situation:
        """A case with everything its findings, due dates and papers are computed from.

        `seals` are the newest by case, where somebody has read them already.
        """
        village = organisation or self.organisation
        held = (session.held_on for session in case.sessions if session.held_on)
        day = case.opened_on or next(held, self.today)
        return Situation(
            case=case,
            procedure=for_organisation(self.procedure(case.procedure), village, day),
            organisation=village,
            today=self.today,
            calendar=self.definitions.calendar,
            session_index=session_index,
            seal=sealing.code_on(self.store, case, seals),
        )

    def procedure(self, name: str) -> Procedure:
        """The procedure of that name; `UserError` when this program does not have it."""
        if name not in self.definitions.procedures:
            raise UserError(
                f"这件事用的办事程序“{name}”，这个版本的程序里没有。",
                "资料没有改动。",
                "请升级程序，或者向乡镇要这份程序文件。",
            )
        return self.definitions.procedures[name]

    def keep(self, record_id: str, kind: str, record: object, reason: str) -> None:
        """Make a revision of a record, unless it says nothing new."""
        self.store.records.append(
            record_id, kind, to_json(record), author=self.author, reason=reason, made_at=self.stamp()
        )

    def withdraw(self, record_id: str, kind: str, reason: str) -> None:
        """Take a record out of the lists, if it is there; its history stays."""
        current = self.store.records.get(record_id)
        if current is not None:
            self.store.records.append(
                record_id,
                kind,
                current.payload,
                author=self.author,
                reason=reason,
                made_at=self.stamp(),
                deleted=True,
            )

    def read(self, payload: Payload, record: type[T]) -> T:
        """A stored payload as its dataclass; `UserError` when it does not fit this program."""
        try:
            return from_json(payload, record, "资料")
        except DefinitionError as error:
            raise UserError(
                "有一条资料和这个版本的程序对不上，读不出来。",
                "资料没有改动。",
                "请升级程序，或者从备份恢复。",
            ) from error

    def new_id(self) -> str:
        """An id for a new record, in order of time."""
        return uuid7(int(self.clock().timestamp() * 1000), os.urandom(10))

    def stamp(self) -> str:
        """Now, as revisions write it."""
        return self.clock().isoformat(timespec="seconds")


def start_office(
    folder: Path,
    definitions: Definitions | None = None,
    clock: Clock = local_clock,
    keys: Keys | None = None,
) -> Office:
    """Open the data in a folder, or start empty ones there; the caller closes the store.

    `LockedDataError` when they are encrypted and `keys` do not open them, another `UserError` when they cannot be
    opened, and when data were here once and are gone: never an empty file instead.
    """
    definitions = definitions or load_definitions(folder)
    there = has_store(folder) or _were_here(folder)
    store = open_store(folder, keys) if there else create_store(folder)
    return Office(store, definitions, clock)


def _were_here(folder: Path) -> bool:
    return was_used(folder) or (is_the_usual(folder) and bool(list_backups(backups_beside(folder))))


@contextmanager
def open_office(
    folder: Path | None = None, clock: Clock = local_clock, keys: Keys | None = None
) -> Iterator[Office]:
    """The village's data for the length of a command."""
    office = start_office(folder or data_folder(), clock=clock, keys=keys)
    try:
        yield office
    finally:
        office.store.close()
