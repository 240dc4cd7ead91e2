"""The schema, as numbered steps from an empty file to today's. A step once released is never changed.

Pure SQL that imports nothing of ours: the program changes, the steps must not. tests/storage/fixtures keeps a
filled file of every released schema.
"""

from typing import NamedTuple


class Migration(NamedTuple):
    """One step: its number (the file's user_version afterwards), what it is for, its statements in order."""

    number: int
    purpose: str
    statements: tuple[str, ...]


_REVISIONS = """
CREATE TABLE revision (
    revision_id TEXT PRIMARY KEY NOT NULL CHECK (length(revision_id) = 64),
    record_id   TEXT NOT NULL,
    kind        TEXT NOT NULL,
    parents     TEXT NOT NULL,  -- JSON list of revision ids, sorted
    author      TEXT NOT NULL,
    reason      TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    payload     TEXT NOT NULL   -- canonical JSON
) STRICT
"""
_NEVER_UPDATED = """
CREATE TRIGGER revision_never_updated BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is never updated'); END
"""
_NEVER_DELETED = """
CREATE TRIGGER revision_never_deleted BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is never deleted'); END
"""
_NEVER_REPLACED = """
CREATE TRIGGER revision_never_replaced BEFORE INSERT ON revision
WHEN EXISTS (SELECT 1 FROM revision WHERE revision_id = NEW.revision_id)
BEGIN SELECT RAISE(ABORT, 'a revision is never replaced'); END
"""
# ancestry and head are computed from revision and can be rebuilt at any time.
_ANCESTRY = """
CREATE TABLE ancestry (
    parent_id   TEXT NOT NULL,  -- may be unknown here: a partial copy names parents it does not carry
    revision_id TEXT NOT NULL REFERENCES revision (revision_id),
    PRIMARY KEY (parent_id, revision_id)
) STRICT, WITHOUT ROWID
"""
_HEADS = """
CREATE TABLE head (
    revision_id TEXT PRIMARY KEY NOT NULL REFERENCES revision (revision_id),
    record_id   TEXT NOT NULL,
    kind        TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    text        TEXT NOT NULL   -- every word of the payload, folded, for searching by substring
) STRICT, WITHOUT ROWID
"""
_DRAFTS = """
CREATE TABLE draft (
    record_id TEXT PRIMARY KEY NOT NULL,
    kind      TEXT NOT NULL,
    base      TEXT NOT NULL,    -- JSON list of the revision ids the typing started from
    payload   TEXT NOT NULL,    -- canonical JSON
    saved_at  TEXT NOT NULL,
    sha256    TEXT NOT NULL     -- of all the above: SQLite does not notice a flipped bit
) STRICT
"""

MIGRATIONS = (
    Migration(
        1,
        "revisions, what is computed from them, and drafts",
        (
            "CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT",
            _REVISIONS,
            "CREATE INDEX revision_of_record ON revision (record_id)",
            _NEVER_UPDATED,
            _NEVER_DELETED,
            _NEVER_REPLACED,
            _ANCESTRY,
            _HEADS,
            "CREATE INDEX head_of_record ON head (record_id)",
            "CREATE INDEX head_of_kind ON head (kind, record_id)",
            _DRAFTS,
        ),
    ),
    Migration(
        2,
        "the words to be found by are read from the revisions, and no longer kept a second time",
        ("ALTER TABLE head DROP COLUMN text",),
    ),
)
