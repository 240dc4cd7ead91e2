"""Is everything still what it was when it was saved? SQLite's own check finds 1 changed byte of 100; hashes find all.

Each row is read as raw bytes, so that a flipped bit that makes text unreadable is reported and not a crash.
"""

import contextlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from yishi_desktop.domain import revisions as rv
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.going_back import name_of
from yishi_desktop.domain.revisions import Written
from yishi_desktop.storage.cipher import Cipher
from yishi_desktop.storage.database import Database
from yishi_desktop.storage.drafts import digest
from yishi_desktop.storage.rows import id_in_file, id_outside, revealed

# A flipped bit may lie in the name of a column: then our own statements are wrong, and it is damage all the same.
_UNREADABLE = (UserError, sqlite3.Error)

_RAW_REVISIONS = """
SELECT CAST(revision_id AS BLOB) revision_id, CAST(record_id AS BLOB) record_id, CAST(kind AS BLOB) kind,
       CAST(parents AS BLOB) parents, CAST(author AS BLOB) author, CAST(reason AS BLOB) reason,
       CAST(made_at AS BLOB) made_at, deleted, CAST(payload AS BLOB) payload
FROM revision
"""
_TEXTS = ("revision_id", "record_id", "kind", "parents", "author", "reason", "made_at", "payload")
_RAW_DRAFTS = """
SELECT CAST(record_id AS BLOB), CAST(kind AS BLOB), CAST(base AS BLOB), CAST(payload AS BLOB), CAST(saved_at AS BLOB),
       CAST(sha256 AS BLOB)
FROM draft
"""


@dataclass(frozen=True, slots=True)
class Damage:
    """One state of one record that is not what was saved. `name` is what the user calls the record."""

    record_id: str
    revision_id: str
    name: str
    made_at: str

    def __str__(self) -> str:
        return f"“{self.name}”（{self.made_at[:10]}存的那一版）和存的时候不一样了。"


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found. `file_problems` are SQLite's own words, for the log.

    `unknown_parents` is no damage: a partial copy names revisions it does not carry. `stale_projection` is healed
    by `Records.rebuild`; `stale` names the records it is about. `lost` names those of which the lists know a state that
    is not in the file any more.
    """

    checked: int
    damages: tuple[Damage, ...]
    damaged_drafts: tuple[str, ...]
    file_problems: tuple[str, ...]
    unknown_parents: dict[str, tuple[str, ...]]
    stale_projection: bool
    stale: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Is everything that was saved there as it was saved?"""
        return not (self.damages or self.damaged_drafts or self.file_problems or self.stale_projection)


def verify(database: Database) -> Health:
    """Check the file, each revision against its hash, each draft, and the lists computed from the revisions."""
    return examine(database)[0]


def examine(database: Database) -> tuple[Health, list[Written]]:
    """What `verify` finds, and all revisions whose content matches their id, as far as the file can be read."""
    problems = _file_problems(database)
    intact, broken = _sorted_out(_raw_rows(database), database.cipher)
    differing = [] if broken else _differing(database, intact)
    gone = _gone(database, intact, broken)
    found = Health(
        checked=len(intact) + len(broken),
        damages=tuple(_damage(fields, intact) for fields in broken),
        damaged_drafts=tuple(_damaged_drafts(database)),
        file_problems=tuple(problems),
        unknown_parents=rv.unknown_parents(intact),
        stale_projection=bool(differing),
        stale=tuple(_names(set(differing) - set(gone), intact)),
        lost=tuple(_names(gone, intact)),
    )
    return found, intact


def _file_problems(database: Database) -> list[str]:
    try:
        return database.integrity_problems()
    except _UNREADABLE as error:
        return [str(error.__cause__ or error)]


def _raw_rows(database: Database) -> Iterable[sqlite3.Row]:
    """All rows; when a hole in the file stops the scan, those that can be reached one by one."""
    try:
        return database.rows(_RAW_REVISIONS)
    except _UNREADABLE:
        return _walk(database)


def _walk(database: Database) -> Iterator[sqlite3.Row]:
    for number in range(1, _last_row(database) + 1):
        try:
            yield from database.rows(f"{_RAW_REVISIONS} WHERE rowid = ?", (number,))
        except _UNREADABLE:
            continue


def _last_row(database: Database) -> int:
    try:
        return int(database.value("SELECT max(rowid) FROM revision") or 0)
    except _UNREADABLE:
        return 0


def _sorted_out(
    rows: Iterable[sqlite3.Row], cipher: Cipher | None
) -> tuple[list[Written], list[dict[str, Any]]]:
    intact, broken = [], []
    for row in rows:
        written = _read_strictly(row, cipher)
        if written is None:
            broken.append(_as_far_as_readable(row, cipher))
        else:
            intact.append(written)
    return intact, broken


def _as_far_as_readable(row: sqlite3.Row, cipher: Cipher | None) -> dict[str, Any]:
    """What can be said of a damaged row: for its name, and for which record and which state it was."""
    fields: dict[str, Any] = {key: _readable(row[key]) for key in row.keys()}  # noqa: SIM118 - a Row iterates values
    with contextlib.suppress(ValueError):
        return dict(revealed(fields, cipher))
    with contextlib.suppress(ValueError):
        fields["revision_id"] = id_outside(fields["revision_id"], cipher)
    return fields


def _read_strictly(row: sqlite3.Row, cipher: Cipher | None) -> Written | None:
    """The revision, when every byte of the row is as it was written: its text is hashed as it stands."""
    try:
        raw = {key: row[key].decode("utf-8") for key in _TEXTS}
        text = dict(revealed({**raw, "deleted": row["deleted"]}, cipher))
        json.loads(
            text["payload"]
        )  # read and let go: ten thousand of them kept would take three times as long
        parents = json.loads(text["parents"])
        written = Written(**{**text, "parents": tuple(parents), "deleted": bool(text["deleted"])})
        same = (rv.canonical_json(parents), int(written.deleted)) == (text["parents"], text["deleted"])
        is_intact = written.content_id == written.revision_id
    except (ValueError, TypeError, AttributeError):
        return None
    return written if same and is_intact else None


def _readable(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _damage(fields: dict[str, Any], intact: Iterable[Written]) -> Damage:
    """Name the record by another of its states if this one cannot be read any more."""
    names = [name_of(json.loads(one.payload)) for one in intact if one.record_id == fields["record_id"]]
    with contextlib.suppress(ValueError):
        names.append(name_of(json.loads(fields["payload"])))
    name = next((name for name in reversed(names) if name), fields["record_id"])
    return Damage(fields["record_id"], fields["revision_id"], name, fields["made_at"])


def _damaged_drafts(database: Database) -> Iterator[str]:
    try:
        rows = database.rows(_RAW_DRAFTS)
    except _UNREADABLE:
        return  # the file check has reported the hole
    for row in rows:
        *fields, kept = (_readable(value) for value in row)
        if digest(*fields) != kept:
            yield fields[0]


def _differing(database: Database, intact: list[Written]) -> list[str]:
    """The ids of the records whose place in the lists is not what their revisions say; one empty id when unreadable."""
    cipher = database.cipher
    known_as = {r.revision_id: id_in_file(r.revision_id, cipher) for r in intact}
    wanted_heads = {(known_as[r.revision_id], r.record_id, r.kind, int(r.deleted)) for r in rv.heads(intact)}
    wanted_ancestry = {
        (known_as.get(parent) or id_in_file(parent, cipher), known_as[r.revision_id])
        for r in intact
        for parent in r.parents
    }
    try:
        found_heads = {
            tuple(row) for row in database.rows("SELECT revision_id, record_id, kind, deleted FROM head")
        }
        found_ancestry = {tuple(row) for row in database.rows("SELECT parent_id, revision_id FROM ancestry")}
    except _UNREADABLE:
        return [""]
    record_of = {known_as[revision.revision_id]: revision.record_id for revision in intact}
    by_head = {str(row[1]) for row in found_heads ^ wanted_heads}
    by_ancestry = {
        record_of.get(child) or record_of.get(parent, "")
        for parent, child in found_ancestry ^ wanted_ancestry
    }
    return sorted(by_head | by_ancestry)


def _gone(database: Database, intact: list[Written], broken: list[dict[str, Any]]) -> list[str]:
    """The ids of records of which the lists name a state that is in the file no more, changed or not."""
    known = {revision.revision_id for revision in intact} | {fields["revision_id"] for fields in broken}
    present = {id_in_file(one, database.cipher) for one in known}
    try:
        rows = database.rows("SELECT revision_id, record_id FROM head")
    except _UNREADABLE:
        return []
    return sorted({str(row[1]) for row in rows if row[0] not in present})


def _names(record_ids: Collection[str], intact: Iterable[Written]) -> list[str]:
    """What the user calls these records, by their newest state that has a name."""
    wanted = (one for one in intact if one.record_id in record_ids)
    names = {one.record_id: name_of(json.loads(one.payload)) or one.record_id for one in wanted}
    return [names.get(record_id, record_id) for record_id in sorted(record_ids) if record_id]
