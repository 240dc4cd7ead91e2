"""How a revision stands in its row, plain or encrypted: the one place that knows both.

Encrypted, the row shows which kind of record it is, its id and the time; what was written, by whom, why, and on what it
was built stands concealed in `payload`, and the revision's own id is concealed too.
"""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from yishi_desktop.domain.revisions import Written, canonical_json
from yishi_desktop.storage.cipher import Cipher, UnreadableError

Row = Mapping[str, Any] | sqlite3.Row

_EMPTY = ("parents", "author", "reason")
"""Columns that say nothing in an encrypted row."""


def row_of(written: Written, cipher: Cipher | None) -> tuple[object, ...]:
    """The values of the row, in the order of its columns."""
    own, parents = written.revision_id, canonical_json(written.parents)
    author, reason, payload = written.author, written.reason, written.payload
    if cipher is not None:
        packed = "\n".join((own, parents, json.dumps(author), json.dumps(reason), payload))
        own = cipher.conceal_id(own)
        parents, author, reason, payload = "", "", "", cipher.conceal(packed, f"revision {own}")
    return (
        own,
        written.record_id,
        written.kind,
        parents,
        author,
        reason,
        written.made_at,
        int(written.deleted),
        payload,
    )


def revealed(row: Row, cipher: Cipher | None) -> Row:
    """The row as it would stand there unencrypted. Raises ValueError when it is not what was written."""
    if cipher is None:
        return row
    if any(row[column] for column in _EMPTY):
        raise UnreadableError("an encrypted row with words beside it")
    packed = cipher.reveal(row["payload"], f"revision {row['revision_id']}")
    own, parents, author, reason, payload = packed.split("\n", 4)  # JSON writes no line break as such
    return {
        "revision_id": own,
        "record_id": row["record_id"],
        "kind": row["kind"],
        "parents": parents,
        "author": json.loads(author),
        "reason": json.loads(reason),
        "made_at": row["made_at"],
        "deleted": row["deleted"],
        "payload": payload,
    }


def id_in_file(identity: str, cipher: Cipher | None) -> str:
    """How the id of a revision stands in the file."""
    return identity if cipher is None else cipher.conceal_id(identity)


def id_outside(identity: str, cipher: Cipher | None) -> str:
    """The id of a revision as everybody but the file knows it. Raises ValueError for what is no id."""
    return identity if cipher is None else cipher.reveal_id(identity)


def draft_columns(record_id: str, base: str, payload: str, cipher: Cipher | None) -> tuple[str, str]:
    """What a draft started from, and what it says, as they stand in the file."""
    if cipher is None:
        return base, payload
    return "", cipher.conceal(f"{base}\n{payload}", f"draft {record_id}")


def draft_words(record_id: str, base: str, payload: str, cipher: Cipher | None) -> tuple[str, str]:
    """Both again. Raises UnreadableError."""
    if cipher is None:
        return base, payload
    first, _, second = cipher.reveal(payload, f"draft {record_id}").partition("\n")
    return first, second
