"""Records as revisions in the database: append, read what is current, search, rebuild, verify.

A revision row is never changed (triggers in the file see to it). `ancestry` and `head` are computed from the
revisions in the same transaction and can be rebuilt at any time.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yishi_desktop.domain import revisions as rv
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.revisions import Payload, Revision, Written
from yishi_desktop.storage.cipher import Cipher
from yishi_desktop.storage.database import Database
from yishi_desktop.storage.rows import Row, id_in_file, id_outside, revealed, row_of
from yishi_desktop.storage.searching import Searching, unreadable

_COLUMNS = (
    "r.revision_id, r.record_id, r.kind, r.parents, r.author, r.reason, r.made_at, r.deleted, r.payload"
)
_INSERT = """
INSERT INTO revision (revision_id, record_id, kind, parents, author, reason, made_at, deleted, payload)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ROWS = f"SELECT {_COLUMNS} FROM revision r"  # noqa: S608 - a constant
_HEAD_ROWS = f"SELECT {_COLUMNS} FROM head h JOIN revision r USING (revision_id)"  # noqa: S608 - a constant
_OLD_HEADS = "DELETE FROM head WHERE revision_id IN (SELECT parent_id FROM ancestry WHERE revision_id = ?)"
_NEW_HEAD = """
INSERT INTO head (revision_id, record_id, kind, deleted)
SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM ancestry WHERE parent_id = ?)
"""


@dataclass(frozen=True, slots=True)
class Current:
    """What a record is now: its heads, the one a screen shows first in front.

    More than one head means 待核对: changed in two places; all are to be shown, none to be chosen by the program.
    """

    heads: tuple[Revision, ...]

    @property
    def shown(self) -> Revision:
        """The head a screen shows first."""
        return self.heads[0]

    @property
    def record_id(self) -> str:
        """The record this is about."""
        return self.shown.record_id

    @property
    def payload(self) -> Payload:
        """The content of the head shown first; read-only."""
        return self.shown.payload

    @property
    def deleted(self) -> bool:
        """Is it withdrawn in every head? A record somebody still works on is not."""
        return all(head.deleted for head in self.heads)

    @property
    def revision_ids(self) -> tuple[str, ...]:
        """The parents of the next revision, which settles a fork by naming all heads."""
        return tuple(head.revision_id for head in self.heads)


class Records:
    """The revisions in one data file. Every writing method is one transaction: all of it or nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._searching = Searching(database)

    # ------------------------------------------------------------------------------------------------ writing
    def append(
        self,
        record_id: str,
        kind: str,
        payload: Payload,
        *,
        author: str,
        reason: str,
        made_at: str,
        parents: Sequence[str] | None = None,
        deleted: bool = False,
    ) -> Revision | None:
        """Add a state of a record; None when it says nothing new.

        `parents` are the revisions the author had in front of him; left out, the record's present heads.
        """
        with self._database.atomic():
            if parents is None:
                parents = self.head_ids(record_id)
            made = rv.new_written(
                record_id=record_id,
                kind=kind,
                payload=payload,
                author=author,
                reason=reason,
                made_at=made_at,
                parents=parents,
                deleted=deleted,
            )
            if self._says_nothing_new(made):
                return None
            self._insert(made)
        return made.revision

    def _says_nothing_new(self, made: Written) -> bool:
        parents, deleted = made.parents, made.deleted
        if len(parents) != 1:
            return False  # the first state of a record, or the settling of a fork, is always something new
        rows = self._database.rows(f"{_ROWS} WHERE r.revision_id = ?", (self._in_file(parents[0]),))
        said = [_shown(row, self._cipher) for row in rows]
        return any((bool(row["deleted"]), row["payload"]) == (deleted, made.payload) for row in said)

    def add(self, revisions: Iterable[Revision]) -> int:
        """Take over revisions made elsewhere (a package, a backup): set union. The number that were new.

        Raises UserError, and adds nothing, when the content of one does not match its id.
        """
        wanted = rv.oldest_first(revisions)
        if rv.damaged(wanted):
            raise UserError(
                "这份文件里有内容对不上，可能拷坏了。",
                "没有导入任何内容，原来的资料没有动。",
                "请重新拷贝一份再试。",
            )
        with self._database.atomic():
            known = set(self.ids())
            fresh = [revision for revision in wanted if revision.revision_id not in known]
            for revision in fresh:
                self._insert(rv.written(revision))
        return len(fresh)

    def restore(
        self, record_id: str, revision_id: str, *, author: str, reason: str, made_at: str
    ) -> Revision | None:
        """Make an older state the current one again, as a new revision (undo, redo, 恢复到这一版).

        None when it is the current one anyway. Raises KeyError when the record has no such revision.
        """
        old = self.revision(revision_id)
        if old is None or old.record_id != record_id:
            raise KeyError(revision_id)
        return self.append(
            record_id,
            old.kind,
            old.payload,
            author=author,
            reason=reason,
            made_at=made_at,
            deleted=old.deleted,
        )

    def _insert(self, made: Written) -> None:
        self._database.run(_INSERT, row_of(made, self._cipher))
        self._project(made)

    # ---------------------------------------------------------------------------------------------- projection
    def _project(self, revision: Revision | Written) -> None:
        own = self._in_file(revision.revision_id)
        self._database.run_many(
            "INSERT INTO ancestry VALUES (?, ?)",
            [(self._in_file(parent), own) for parent in revision.parents],
        )
        self._database.run(_OLD_HEADS, (own,))
        self._database.run(_NEW_HEAD, (own, revision.record_id, revision.kind, int(revision.deleted), own))

    def rebuild(self) -> None:
        """Compute `ancestry` and `head` anew from the revisions."""
        with self._database.atomic():
            self._database.run("DELETE FROM head")
            self._database.run("DELETE FROM ancestry")
            for revision in self.all():
                self._project(revision)

    # ------------------------------------------------------------------------------------------------- reading
    def all(self) -> list[Revision]:
        """Every revision in the order in which it came into this file."""
        return self._read(f"{_ROWS} ORDER BY r.rowid")

    def revision(self, revision_id: str) -> Revision | None:
        """One revision by its id."""
        found = self._read(f"{_ROWS} WHERE r.revision_id = ?", (self._in_file(revision_id),))
        return found[0] if found else None

    def get(self, record_id: str) -> Current | None:
        """What a record is now, also when withdrawn; None when there is no such record."""
        found = self._current(self._read(f"{_HEAD_ROWS} WHERE h.record_id = ?", (record_id,)))
        return found[0] if found else None

    def head_ids(self, record_id: str) -> tuple[str, ...]:
        """The parents of a record's next revision, without reading what they say; none where there is no such record."""
        rows = self._database.rows("SELECT revision_id FROM head WHERE record_id = ?", (record_id,))
        found = tuple(id_outside(row[0], self._cipher) for row in rows)
        current = self.get(record_id) if len(found) > 1 else None
        return current.revision_ids if current else found

    def current(self, kind: str, *, with_deleted: bool = False) -> list[Current]:
        """All records of a kind as they are now, in the order in which they were first made."""
        found = self._current(self._read(f"{_HEAD_ROWS} WHERE h.kind = ? ORDER BY h.record_id", (kind,)))
        return [record for record in found if with_deleted or not record.deleted]

    def history(self, record_id: str) -> list[Revision]:
        """All states of a record, the first one first: by descent, not by clock."""
        sql = f"{_ROWS} WHERE r.record_id = ?"
        return list(rv.oldest_first(self._read(sql, (record_id,))))

    def search(self, words: str, kind: str | None = None) -> list[str]:
        """The ids of the records whose current text contains `words`, from one character on; capitals do not matter.

        In the order in which the records were first made. Only ids: whoever types a word wants no record read again.
        """
        return self._searching.find(words, kind)

    def first_made_at(self) -> str:
        """When the state was saved that came into this file first; empty when there is none."""
        return next((one.made_at for one in self._read(f"{_ROWS} ORDER BY r.rowid LIMIT 1")), "")

    def count(self) -> int:
        """How many revisions there are."""
        return int(self._database.value("SELECT count(*) FROM revision"))

    def ids(self) -> list[str]:
        """The id of every revision."""
        rows = self._database.rows("SELECT revision_id FROM revision")
        return [id_outside(row[0], self._cipher) for row in rows]

    def kinds(self) -> frozenset[str]:
        """The kinds of which there is a record, withdrawn or not."""
        return frozenset(row[0] for row in self._database.rows("SELECT DISTINCT kind FROM head"))

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[Revision]:
        return [_revision(row, self._cipher) for row in self._database.rows(sql, values)]

    @property
    def _cipher(self) -> Cipher | None:
        return self._database.cipher

    def _in_file(self, revision_id: str) -> str:
        return id_in_file(revision_id, self._cipher)

    def _current(self, found: Sequence[Revision]) -> list[Current]:
        by_record: dict[str, list[Revision]] = {}
        for head in found:
            by_record.setdefault(head.record_id, []).append(head)
        return [Current(self._in_order(heads)) for heads in by_record.values()]

    def _in_order(self, heads: Sequence[Revision]) -> tuple[Revision, ...]:
        """Several heads in the order of `domain.revisions.heads`, which needs their whole history."""
        if len(heads) == 1:
            return tuple(heads)
        return rv.heads(self.history(heads[0].record_id))


def _revision(concealed: sqlite3.Row, cipher: Cipher | None) -> Revision:
    row = _shown(concealed, cipher)
    try:
        return Revision(
            revision_id=row["revision_id"],
            record_id=row["record_id"],
            kind=row["kind"],
            payload=json.loads(row["payload"]),
            parents=tuple(json.loads(row["parents"])),
            author=row["author"],
            reason=row["reason"],
            made_at=row["made_at"],
            deleted=bool(row["deleted"]),
        )
    except (ValueError, TypeError) as error:
        raise unreadable() from error


def _shown(concealed: sqlite3.Row, cipher: Cipher | None) -> Row:
    try:
        return revealed(concealed, cipher)
    except (ValueError, TypeError) as error:
        raise unreadable() from error
