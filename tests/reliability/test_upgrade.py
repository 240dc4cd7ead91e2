"""Target 19: an upgrade that is broken off anywhere leaves the old data, and a copy of them was made before."""

from contextlib import closing, suppress

import pytest

from tests.full_disk import disk_that_takes
from tests.soaking import times
from tests.storage import journey
from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import health
from yishi_desktop.storage.database import Database, open_db, open_readonly
from yishi_desktop.storage.migrations import MIGRATIONS, Migration
from yishi_desktop.storage.store import DATABASE_NAME, open_store, store_of

STEPS = 12
FILL = "INSERT INTO words SELECT revision_id, payload FROM revision"
NEXT = Migration(
    MIGRATIONS[-1].number + 1,
    "a step that rewrites every record, and one after it",
    (
        "CREATE TABLE words (id TEXT PRIMARY KEY, text TEXT) STRICT",
        FILL,
        "UPDATE words SET text = text || '。'",
    ),
)
LAST = Migration(NEXT.number + 1, "the one after it", ("CREATE INDEX words_of ON words (text)",))
NEWER = (*MIGRATIONS, NEXT, LAST)
STATEMENTS = len(NEXT.statements) + len(LAST.statements) + 4  # each step also notes program and number


class Broken(Exception):  # noqa: N818 - it is no error of ours
    """Stands for the end of the program."""


@pytest.fixture
def folder(folder, store):
    for number in range(STEPS):
        journey.step(store, 0, number)
    store.close()
    return folder


@pytest.fixture
def broken_at(monkeypatch):
    """broken_at(n): statement n of the migrations does not come back any more."""
    run = Database.run

    def breaking(number):
        done = []

        def counted(self, sql, values=()):
            if self._connection.in_transaction and sql not in ("COMMIT", "ROLLBACK"):
                done.append(sql)
                if len(done) == number:
                    raise Broken
            return run(self, sql, values)

        monkeypatch.setattr(Database, "run", counted)

    yield breaking
    monkeypatch.undo()


def is_whole(folder) -> bool:
    """Everything that was saved is there, whichever step the file has reached."""
    database = open_db(folder / DATABASE_NAME, migrations=NEWER[: version(folder)])
    with closing(database):
        kept = journey.found(store_of(folder, database), 0)
        return health.verify(database).sound and kept == journey.expected(0, STEPS)


def version(folder) -> int:
    with closing(open_readonly(folder / DATABASE_NAME)) as database:
        return database.schema_version()


@pytest.mark.parametrize("number", range(1, STATEMENTS + 1))
def test_an_upgrade_broken_off_at_any_statement_is_done_again_or_not_at_all(
    folder, broken_at, monkeypatch, number
):
    before = (folder / DATABASE_NAME).read_bytes()
    with monkeypatch.context():
        broken_at(number)
        with suppress(Broken):
            open_db(folder / DATABASE_NAME, migrations=NEWER).close()
    monkeypatch.undo()
    assert (folder / f"升级前-{MIGRATIONS[-1].number}.db").read_bytes() == before
    assert is_whole(folder)
    open_db(folder / DATABASE_NAME, migrations=NEWER).close()
    assert version(folder) == LAST.number
    assert is_whole(folder)


def test_a_full_disk_at_any_page_of_an_upgrade_keeps_the_data(folder):
    whole = (folder / DATABASE_NAME).stat().st_size
    refused = 0
    for room in range(0, whole * 3, whole * 3 // times(24, 200)):
        with disk_that_takes(room):
            try:
                open_db(folder / DATABASE_NAME, migrations=NEWER).close()
            except UserError:
                refused += 1
            else:
                break
        assert is_whole(folder)
    assert refused > 5
    assert version(folder) == LAST.number
    assert is_whole(folder)


def test_the_older_program_refuses_the_newer_data_and_leaves_them(folder):
    open_db(folder / DATABASE_NAME, migrations=NEWER).close()
    before = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(UserError, match="请先升级程序"):
        open_store(folder)
    assert (folder / DATABASE_NAME).read_bytes() == before
