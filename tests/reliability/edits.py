"""What somebody with a database tool may do to the data file, each as one function of the open file."""

import random
import sqlite3
from collections.abc import Callable
from typing import NamedTuple

Edit = Callable[[sqlite3.Connection, str, random.Random], str]


class Known(NamedTuple):
    """An edit, and whether it changed a saved state; the others change the lists, or take a state away."""

    work: Edit
    names_the_record: bool = True


def _ids(tool: sqlite3.Connection, record: str) -> list[str]:
    """The revisions of a record, the oldest first."""
    rows = tool.execute("SELECT revision_id FROM revision WHERE record_id = ? ORDER BY rowid", (record,))
    return [row[0] for row in rows.fetchall()]


def _setting(column: str, value: str) -> Edit:
    def work(tool: sqlite3.Connection, record: str, chance: random.Random) -> str:
        target = chance.choice(_ids(tool, record))
        tool.execute(f"UPDATE revision SET {column} = {value} WHERE revision_id = ?", (target,))
        return record

    return work


def _rewriting(old: str, new: str) -> Edit:
    """Other words in the payload; where it is encrypted nobody sees words, and one sign becomes another."""
    sign = "CASE substr(payload, 1, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(payload, 2)"
    plain = f"replace(payload, '{old}', '{new}')"
    return _setting("payload", f"CASE WHEN payload LIKE '{{%' THEN {plain} ELSE {sign} END")


def _swap(tool: sqlite3.Connection, record: str, chance: random.Random) -> str:
    """Two states of a record change places."""
    one, other = chance.sample(_ids(tool, record), 2)
    texts = {
        key: tool.execute("SELECT payload FROM revision WHERE revision_id = ?", (key,)).fetchone()[0]
        for key in (one, other)
    }
    for key, text in ((one, texts[other]), (other, texts[one])):
        tool.execute("UPDATE revision SET payload = ? WHERE revision_id = ?", (text, key))
    return record


def _move(tool: sqlite3.Connection, record: str, _: random.Random) -> str:
    """The last state is given to another record."""
    elsewhere = "00" if record != "00" else "01"
    tool.execute(
        "UPDATE revision SET record_id = ? WHERE revision_id = ?", (elsewhere, _ids(tool, record)[-1])
    )
    return elsewhere


def _invent(tool: sqlite3.Connection, record: str, chance: random.Random) -> str:
    """A state that was never saved is written in, with a made-up id."""
    tool.execute(
        "INSERT INTO revision SELECT ?, record_id, kind, parents, author, reason, '2020-01-01T09:00:00+08:00', deleted,"
        " replace(payload, '发言', '同意') FROM revision WHERE revision_id = ?",
        (f"{chance.randrange(1 << 256):064x}", _ids(tool, record)[0]),
    )
    return record


def _delete_the_last(tool: sqlite3.Connection, record: str, _: random.Random) -> str:
    """The newest state is deleted; the lists still know it."""
    target = _ids(tool, record)[-1]
    tool.execute("PRAGMA foreign_keys=OFF")
    tool.execute("DELETE FROM revision WHERE revision_id = ?", (target,))
    return record


def _hide(tool: sqlite3.Connection, record: str, _: random.Random) -> str:
    """A record is taken out of the lists and left in the store."""
    tool.execute("DELETE FROM head WHERE record_id = ?", (record,))
    return record


def _show_an_older_state(tool: sqlite3.Connection, record: str, _: random.Random) -> str:
    tool.execute("UPDATE head SET revision_id = ? WHERE record_id = ?", (_ids(tool, record)[0], record))
    return record


def _cut_the_ancestry(tool: sqlite3.Connection, record: str, _: random.Random) -> str:
    tool.execute("DELETE FROM ancestry WHERE revision_id = ?", (_ids(tool, record)[-1],))
    return record


EDITS = {
    "one digit of a vote": Known(_rewriting('"votes":1', '"votes":2')),
    "a word of the minutes": Known(_rewriting("发言", "同意")),
    "the day": Known(_setting("made_at", "'2025-01-01T09:00:00+08:00'")),
    "the author": Known(_setting("author", "'别人'")),
    "the reason": Known(_setting("reason", "'补登'")),
    "the kind": Known(_setting("kind", "'person'")),
    "withdrawn": Known(_setting("deleted", "1")),
    "the parents": Known(_setting("parents", "'[\"" + "0" * 64 + "\"]'")),
    "two states swapped": Known(_swap),
    "given to another record": Known(_move),
    "an invented state": Known(_invent),
    "the last state deleted": Known(_delete_the_last, names_the_record=False),
    "taken out of the lists": Known(_hide, names_the_record=False),
    "an older state shown": Known(_show_an_older_state, names_the_record=False),
    "the ancestry cut": Known(_cut_the_ancestry, names_the_record=False),
}
