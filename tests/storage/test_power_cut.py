"""What was said to be saved is there after a power cut, whenever it comes."""

import random
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.soaking import times
from tests.storage import journey, power_cut
from tests.storage.encrypted import EACH, KEYS
from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import database, health
from yishi_desktop.storage.database import Database, Values, open_db
from yishi_desktop.storage.keyring import Encryption
from yishi_desktop.storage.store import DATABASE_NAME, Store, create_store, open_store, store_of

CUTS, STEPS = times(200, 5000), 40


class Recorder(Database):
    """The store's own database, noting each statement."""

    def __init__(self, database: Database) -> None:
        super().__init__(database.path, database._connection, database.encryption)
        self.statements: list[power_cut.Statement] = []

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        self.statements.append(power_cut.Statement(sql, values))
        return super().rows(sql, values)

    def run(self, sql: str, values: Values = ()) -> int:
        self.statements.append(power_cut.Statement(sql, values))
        return super().run(sql, values)

    def run_many(self, sql: str, many_values: Sequence[Values]) -> None:
        self.statements += [power_cut.Statement(sql, values) for values in many_values]
        super().run_many(sql, many_values)


class Recording:
    """The very statements the store executes on the journey, and the file they start from."""

    def __init__(self, folder: Path, encryption: Encryption | None) -> None:
        create_store(folder, encryption).close()
        self.start = (folder / DATABASE_NAME).read_bytes()
        recorder = Recorder(open_db(folder / DATABASE_NAME, KEYS))
        store = store_of(folder, recorder)
        for number in range(STEPS):
            journey.step(store, 0, number)
            recorder.statements.append(power_cut.CONFIRMED)
        self.statements = recorder.statements
        store.close()


@pytest.fixture(scope="module", **EACH)
def recording(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return Recording(tmp_path_factory.mktemp("recording"), request.param)


def verdicts(recording: Recording, folder: Path, pragmas: tuple[str, ...]) -> Iterator[str]:
    """What is wrong after each of the cuts; an empty text when nothing is."""
    path = folder / DATABASE_NAME
    path.write_bytes(recording.start)
    events, confirmed = power_cut.run(path, pragmas, recording.statements)
    chance = random.Random(20260310)
    for number in range(CUTS):
        cut = chance.randrange(1, len(events) + 1)
        after = folder / f"断电{number}"
        after.mkdir()
        for name, content in power_cut.disk_after(
            events[:cut], {DATABASE_NAME: recording.start}, chance
        ).items():
            (after / name).write_bytes(content)
        yield wrong_with(after, bisect_right(confirmed, cut))


def wrong_with(folder: Path, steps: int) -> str:
    try:
        store = open_store(folder, KEYS)
    except UserError as error:
        return f"does not open: {error.__cause__}"
    try:
        return _wrong_in(store, steps)
    finally:
        store.close()


def _wrong_in(store: Store, steps: int) -> str:
    if not health.verify(store.database).sound:
        return "damaged"
    under_way = min(steps + 1, STEPS)
    kept = journey.found(store, 0)
    return (
        ""
        if kept in (journey.expected(0, steps), journey.expected(0, under_way))
        else "a confirmed save is lost"
    )


def test_no_cut_loses_what_was_confirmed(recording, tmp_path):
    wrong = [each for each in verdicts(recording, tmp_path, database.PRAGMAS) if each]
    assert wrong == []


def test_the_simulator_sees_the_losses_of_a_careless_setting(recording, tmp_path):
    careless = tuple(pragma.replace("synchronous=FULL", "synchronous=NORMAL") for pragma in database.PRAGMAS)
    assert careless != database.PRAGMAS
    wrong = [each for each in verdicts(recording, tmp_path, careless) if each]
    assert "a confirmed save is lost" in wrong


def test_the_recorded_statements_are_a_whole_journey(recording, tmp_path):
    path = tmp_path / DATABASE_NAME
    path.write_bytes(recording.start)
    _, confirmed = power_cut.run(path, database.PRAGMAS, recording.statements)
    assert len(confirmed) == STEPS
    assert wrong_with(tmp_path, STEPS) == ""
