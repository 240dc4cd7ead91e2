"""Row 7: search as you type. `scale` is the number of matters, of 2 000 characters each; at the township of sessions, with
what a row of a ledger says."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import material
from yishi_desktop.storage.searching import search_text
from yishi_desktop.storage.store import DATABASE_NAME, open_store
from yishi_desktop.storage.word_index import WordIndex

CHARACTERS, MOST = 2000, 200
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
    rows = _open(_words(place)).execute("SELECT record_id, text FROM words").fetchall()
    wanted = {word: {record for record, text in rows if word in text} for word in WORDS}
    hits = sum(len(found[word] & wanted[word]) for word in WORDS)
    return hits / sum(map(len, wanted.values()))


def _words(place: Path) -> Path:
    """The words of the same matters in a table, as somebody without our search would keep them."""
    path = place.with_name(f"{place.name}-words.db")
    return material.once(path, lambda: _fill_words(place, path))


def _fill_words(place: Path, path: Path) -> None:
    rows = [(one.record_id, search_text(one.payload)) for one in open_store(place).records.current("case")]
    connection = _open(path)
    connection.execute("CREATE TABLE words (record_id TEXT, text TEXT)")
    connection.executemany("INSERT INTO words VALUES (?, ?)", rows)
    connection.commit()


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path)


def bare(folder: Path, scale: int) -> Any:
    """The floor: the ids alone, by the fastest scan SQLite has."""
    path = _words(made(folder, scale))
    return _query(path, "SELECT record_id FROM words WHERE instr(text, ?) > 0", "{}")


def like(folder: Path, scale: int) -> Any:
    """LIKE over the records' text, as one would write it first."""
    sql = "SELECT record_id, payload FROM revision WHERE kind = 'case' AND payload LIKE ?"
    return _query(made(folder, scale) / DATABASE_NAME, sql, "%{}%")


def _query(path: Path, sql: str, pattern: str) -> Any:
    connection = _open(path)
    return lambda: _nothing([connection.execute(sql, (pattern.format(w),)).fetchall() for w in WORDS])


# --------------------------------------------------------------------------------------------------- a township
def _sessions(scale: int) -> Iterator[str]:
    """About 150 characters each, as a row of a ledger has them."""
    for number in range(scale):
        title = f"第{number % 97}村第{number * 7919 % 9973}组道路硬化"
        head = ("2026年5月6日", "村文化礼堂", "举手表决", "张建国", "李秀英")
        yield "\n".join((f"2026-{number:06d}", title, *head, material.prose(100, number)))


def township(folder: Path, scale: int) -> Any:
    """Our index: how many there are and where the first are. The slowest word, and what is found of what is there."""
    index = WordIndex(_sessions(scale))
    wanted = {word: sum(word in text for text in _sessions(scale)) for word in WORDS}

    def work() -> dict[str, float]:
        times, found = [], 0
        for word in WORDS:
            start = time.process_time()
            found += index.find(word, MOST)[0]
            times.append(time.process_time() - start)
        return {"recall": found / sum(wanted.values()), "slowest": max(times) * 1000}

    return work


def township_bare(folder: Path, scale: int) -> Any:
    """The floor: the same question put to SQLite's own index of three characters, for the words it can find at all."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, tokenize='trigram')"
    )
    connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", enumerate(_sessions(scale)))
    return lambda: _nothing([_count(connection, word) for word in WORDS if len(word) > 2])


def township_long(folder: Path, scale: int) -> Any:
    """Ours for the words that the floor can find."""
    index = WordIndex(_sessions(scale))
    return lambda: _nothing([index.find(word, MOST) for word in WORDS if len(word) > 2])


def _count(connection: sqlite3.Connection, word: str) -> list[Any]:
    return connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", (f'"{word}"',)).fetchall()


def township_like(folder: Path, scale: int) -> Any:
    """LIKE over the same texts in a table."""
    path = material.once(folder / f"sessions-{scale}.db", lambda: _fill_sessions(folder, scale))
    return _query(path, "SELECT count(*) FROM sessions WHERE text LIKE ?", "%{}%")


def _fill_sessions(folder: Path, scale: int) -> None:
    connection = _open(folder / f"sessions-{scale}.db")
    connection.execute("CREATE TABLE sessions (id INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO sessions VALUES (?, ?)", enumerate(_sessions(scale)))
    connection.commit()


def _nothing(_made: object) -> None:
    """What was found is let go."""


def trigram(folder: Path, scale: int) -> Any:
    """SQLite's own full text search: how much of what is there it finds."""
    rows = _open(_words(made(folder, scale))).execute("SELECT record_id, text FROM words").fetchall()
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, text, tokenize='trigram')")
    connection.executemany("INSERT INTO words VALUES (?, ?)", rows)
    wanted = sum(word in text for word in WORDS for _, text in rows)

    def work() -> dict[str, float]:
        sql = "SELECT id FROM words WHERE words MATCH ?"
        found = [connection.execute(sql, (f'"{word}"',)).fetchall() for word in WORDS]
        return {"recall": sum(map(len, found)) / wanted}

    return work
