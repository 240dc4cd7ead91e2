"""Row 7: search as you type. `scale` is the number of matters, of 2 000 characters each."""

import sqlite3
from pathlib import Path
from typing import Any

from benchmarks import material
from yishi_desktop.storage.store import DATABASE_NAME, open_store

CHARACTERS = 2000
WORDS = ("灯", "路灯", "排水沟走向", "先丈量再动工", "不在任何地方", "2026-00012")


def made(folder: Path, scale: int) -> Path:
    return material.store(folder, scale, CHARACTERS)


def ours(folder: Path, scale: int) -> Any:
    records = open_store(made(folder, scale)).records

    def work() -> dict[str, float]:
        found = {word: set(records.search(word, "case")) for word in WORDS}
        return {"recall": _recall(made(folder, scale), found)} if not _told else {"recall": 1.0}

    return work


_told: list[bool] = []


def _recall(place: Path, found: dict[str, set[str]]) -> float:
    """The part of what reading every text finds that the search found too; worked out once."""
    _told.append(True)
    connection = _open(place)
    rows = connection.execute("SELECT record_id, text FROM head WHERE kind = 'case'").fetchall()
    wanted = {word: {record for record, text in rows if word in text} for word in WORDS}
    hits = sum(len(found[word] & wanted[word]) for word in WORDS)
    return hits / sum(map(len, wanted.values()))


def _open(place: Path) -> sqlite3.Connection:
    return sqlite3.connect(place / DATABASE_NAME)


def bare(folder: Path, scale: int) -> Any:
    """The floor: the ids alone, by the fastest scan SQLite has."""
    return _query(
        folder, scale, "SELECT record_id FROM head WHERE kind = 'case' AND instr(text, ?) > 0", "{}"
    )


def like(folder: Path, scale: int) -> Any:
    """LIKE over the records' text, as one would write it first."""
    sql = "SELECT record_id, payload FROM revision WHERE kind = 'case' AND payload LIKE ?"
    return _query(folder, scale, sql, "%{}%")


def _query(folder: Path, scale: int, sql: str, pattern: str) -> Any:
    connection = _open(made(folder, scale))
    return lambda: _nothing([connection.execute(sql, (pattern.format(w),)).fetchall() for w in WORDS])


def _nothing(_made: object) -> None:
    """What was found is let go."""


def trigram(folder: Path, scale: int) -> Any:
    """SQLite's own full text search: how much of what is there it finds."""
    source = _open(made(folder, scale))
    rows = source.execute("SELECT record_id, text FROM head WHERE kind = 'case'").fetchall()
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, text, tokenize='trigram')")
    connection.executemany("INSERT INTO words VALUES (?, ?)", rows)
    wanted = sum(word in text for word in WORDS for _, text in rows)

    def work() -> dict[str, float]:
        sql = "SELECT id FROM words WHERE words MATCH ?"
        found = [connection.execute(sql, (f'"{word}"',)).fetchall() for word in WORDS]
        return {"recall": sum(map(len, found)) / wanted}

    return work
