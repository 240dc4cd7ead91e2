"""Row 5: an edit to a draft, a page left to a revision, and a page left as it was. `scale` is the characters of the minutes."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from benchmarks import material
from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.people import Person
from yishi_desktop.services import cases
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.services.office import Office, start_office


def _office(folder: Path) -> Office:
    return start_office(Path(mkdtemp(dir=folder)), material.definitions(), material.clock)


def _edits(scale: int) -> Iterator[Case]:
    """The same matter, not archived yet, with other words each time: SQLite writes nothing for what is there already."""
    case = material.matter(0)
    open_one = replace(case, archive=replace(case.archive, archived_on=None))
    for salt in count(1):
        yield material.with_minutes(open_one, scale, salt)


def draft(folder: Path, scale: int) -> Any:
    office, edits = _office(folder), _edits(scale)
    return lambda: _nothing(cases.save_draft(office, next(edits), ()))


def _nothing(_made: object) -> None:
    """What was made is let go."""


def leave(folder: Path, scale: int) -> Any:
    office, edits = _office(folder), _edits(scale)
    base: list[tuple[str, ...]] = [()]

    def work() -> None:
        opened, _ = cases.leave(office, next(edits), base[0], "表决")
        base[0] = opened.base

    return work


def unchanged(folder: Path, scale: int) -> Any:
    """The same draft once more: nothing may reach the disk."""
    office, case = _office(folder), next(_edits(scale))
    cases.save_draft(office, case, ())
    return lambda: _nothing(cases.save_draft(office, case, ()))


def bare_draft(folder: Path, scale: int) -> Any:
    """sqlite3 alone, as durable: one row replaced in a transaction."""
    connection, edits = _bare(folder), _edits(scale)
    return lambda: _bare_save(connection, "draft", next(edits))


def bare_leave(folder: Path, scale: int) -> Any:
    """sqlite3 alone: a revision is added and the draft removed, in one transaction."""
    connection, edits = _bare(folder), _edits(scale)

    def work() -> None:
        case = next(edits)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO revision VALUES (?)", (_text(case),))
        connection.execute("DELETE FROM draft WHERE id = ?", (case.id,))
        connection.execute("COMMIT")

    return work


def _bare(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(Path(mkdtemp(dir=folder)) / "bare.db", isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=TRUNCATE",
        "PRAGMA synchronous=FULL",
        "CREATE TABLE draft (id TEXT PRIMARY KEY, payload TEXT)",
        "CREATE TABLE revision (payload TEXT)",
    ):
        connection.execute(statement)
    return connection


def _text(case: Case) -> str:
    return json.dumps(to_json(case), ensure_ascii=False)


def _bare_save(connection: sqlite3.Connection, table: str, case: Case) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (case.id, _text(case)))
    connection.execute("COMMIT")


def _in_turn(ours: Callable[[], None], bare: Callable[[], None]) -> Any:
    """One save of ours, one of theirs, and so on: what the disk takes changes more from second to second than we do."""

    def work() -> dict[str, float]:
        ratios = [_seconds(ours) / _seconds(bare) for _ in range(15)]
        return {"ratio": sorted(ratios)[7]}

    return work


def _seconds(save: Callable[[], None]) -> float:
    start = time.perf_counter()
    save()
    return time.perf_counter() - start


def draft_in_turn(folder: Path, scale: int) -> Any:
    return _in_turn(draft(folder, scale), bare_draft(folder, scale))


def leave_in_turn(folder: Path, scale: int) -> Any:
    return _in_turn(leave(folder, scale), bare_leave(folder, scale))


def unchanged_in_turn(folder: Path, scale: int) -> Any:
    return _in_turn(unchanged(folder, scale), bare_draft(folder, scale))


def keystrokes(folder: Path, scale: int) -> Any:
    """What the window's thread does for a keystroke: record it, and look at the step again."""
    office = _office(folder)
    case = material.with_minutes(material.matter(0), scale)
    nobody: tuple[Person, ...] = ()
    editing = CaseEditing(office.situation(case), nobody)
    step = editing.situation.procedure.step_of("session.minutes")
    text = case.sessions[-1].minutes

    def work() -> dict[str, float]:
        times = []
        for number in range(200):
            start = time.process_time()
            editing.set("session.minutes", f"{text}{number}")
            editing.findings(step)
            editing.state(step)
            times.append(time.process_time() - start)
        return {"p99": sorted(times)[197] * 1000}

    return work
