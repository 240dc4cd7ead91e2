"""What is being typed: one row a record, overwritten at each autosave, turned into a revision at a good moment."""

import hashlib
import json
import sqlite3
from contextlib import suppress
from dataclasses import dataclass

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.revisions import Payload, Revision, canonical_json
from yishi_desktop.storage.cipher import Cipher
from yishi_desktop.storage.database import Database
from yishi_desktop.storage.records import Records
from yishi_desktop.storage.rows import draft_columns, draft_words

_ROWS = "SELECT record_id, kind, base, payload, saved_at FROM draft"
_SAVE = """
INSERT OR REPLACE INTO draft (record_id, kind, base, payload, saved_at, sha256) VALUES (?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Unfinished typing. `base` holds the revisions it started from (none for a new record); `saved_at` is ISO."""

    record_id: str
    kind: str
    payload: Payload
    saved_at: str
    base: tuple[str, ...] = ()


class Drafts:
    """The drafts in one data file."""

    def __init__(self, database: Database, records: Records) -> None:
        self._database = database
        self._records = records

    def save(self, draft: Draft) -> bool:
        """Keep the draft, on the disk when this returns. False when the same content was kept already."""
        base, payload = canonical_json(draft.base), canonical_json(draft.payload)
        with self._database.atomic():
            if self._is_kept(draft.record_id, base, payload):
                return False
            columns = draft_columns(draft.record_id, base, payload, self._database.cipher)
            values = draft.record_id, draft.kind, *columns, draft.saved_at
            # the hash is of what stands in the file: of plain words it would confirm a guess
            self._database.run(_SAVE, (*values, digest(*values)))
        return True

    def _is_kept(self, record_id: str, base: str, payload: str) -> bool:
        """Does this stand there already? One that cannot be read any more does not."""
        rows = self._database.rows("SELECT base, payload FROM draft WHERE record_id = ?", (record_id,))
        with suppress(ValueError):
            kept = (draft_words(record_id, one[0], one[1], self._database.cipher) for one in rows)
            return (base, payload) in kept
        return False

    def load(self, record_id: str) -> Draft | None:
        """The draft of a record, if there is one."""
        rows = self._database.rows(f"{_ROWS} WHERE record_id = ?", (record_id,))
        return _draft(rows[0], self._database.cipher) if rows else None

    def all(self) -> list[Draft]:
        """All drafts, as offered after a crash: 发现未保存的草稿."""
        rows = self._database.rows(f"{_ROWS} ORDER BY record_id")
        return [_draft(row, self._database.cipher) for row in rows]

    def discard(self, record_id: str) -> None:
        """Forget the draft of a record; the record stays as it is."""
        with self._database.atomic():
            self._database.run("DELETE FROM draft WHERE record_id = ?", (record_id,))

    def commit(self, record_id: str, *, author: str, reason: str, made_at: str) -> Revision | None:
        """Turn the draft into a revision and remove it, in one transaction. None when it says nothing new.

        Its parents are what the typing started from: if the record changed meanwhile elsewhere, both states stay.
        """
        with self._database.atomic():
            draft = self.load(record_id)
            return self.finish(draft, author=author, reason=reason, made_at=made_at) if draft else None

    def finish(self, draft: Draft, *, author: str, reason: str, made_at: str) -> Revision | None:
        """`commit` of a draft at hand, whether or not it was ever saved; what was saved of it goes."""
        with self._database.atomic():
            revision = self._records.append(
                draft.record_id,
                draft.kind,
                draft.payload,
                author=author,
                reason=reason,
                made_at=made_at,
                parents=draft.base,
            )
            self.discard(draft.record_id)
        return revision


def digest(*values: str) -> str:
    """The hash that stands beside a draft."""
    return hashlib.sha256("\0".join(values).encode("utf-8")).hexdigest()


def _draft(row: sqlite3.Row, cipher: Cipher | None) -> Draft:
    try:
        base, payload = draft_words(row["record_id"], row["base"], row["payload"], cipher)
        return Draft(
            record_id=row["record_id"],
            kind=row["kind"],
            base=tuple(json.loads(base)),
            payload=json.loads(payload),
            saved_at=row["saved_at"],
        )
    except (ValueError, TypeError) as error:
        raise UserError(
            "有一份草稿坏了，读不出来。", "已经存好的资料没有动。", "请重新填写这一页。"
        ) from error
