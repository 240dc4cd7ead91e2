"""Target 15: whoever changes the data file with another tool is found out, and the record is named.

A record taken out together with all that names it is found by the seals (tests/services/test_sealing.py). What the file
alone cannot show: an older copy of the whole file, or all hashes computed anew. The code on the archived papers shows it.
"""

import random
import sqlite3
from contextlib import closing

import pytest

from tests.reliability.edits import EDITS, Edit
from tests.soaking import times
from tests.storage.encrypted import EACH, KEYS
from tests.storage.journey import AT
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import Office
from yishi_desktop.storage import health
from yishi_desktop.storage.store import DATABASE_NAME, create_store, open_store

RECORDS, ROUNDS = 12, times(2, 100)
SIGNED = {"author": "王会计", "reason": "填写", "made_at": AT}


@pytest.fixture(scope="module", **EACH)
def content(request, tmp_path_factory):
    """A closed data file with records of three states each."""
    folder = tmp_path_factory.mktemp("data")
    store = create_store(folder, request.param)
    for state in range(3):
        for number in range(RECORDS):
            payload = {
                "topic": {"title": f"第{number}件"},
                "votes": 10 + state,
                "minutes": f"发言{state}。" * 40,
            }
            store.records.append(f"{number:02}", "case", payload, **SIGNED)
    store.close()
    return (folder / DATABASE_NAME).read_bytes()


def edited(content: bytes, folder, edit: Edit, chance: random.Random) -> str:
    """The file after somebody's work on it; the record that was touched."""
    path = folder / DATABASE_NAME
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as tool:
        tool.execute("PRAGMA synchronous=OFF")
        for (trigger,) in tool.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            tool.execute(f"DROP TRIGGER {trigger}")
        touched = edit(tool, f"{chance.randrange(RECORDS):02}", chance)
        tool.commit()
    return touched


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_behind_the_programs_back_is_found(name, content, tmp_path):
    chance = random.Random(20260310)
    for _ in range(ROUNDS):
        touched = edited(content, tmp_path, EDITS[name].work, chance)
        with closing(open_store(tmp_path, KEYS)) as store:
            found = health.verify(store.database)
            words = backups.verify(Office(store, definitions=None))
        assert not found.sound
        assert words
        if name != "given to another record":  # which is named by its own words, wherever it lies now
            assert any(f"“第{int(touched)}件”" in sentence for sentence in words), words
        if EDITS[name].names_the_record:
            assert touched in {damage.record_id for damage in found.damages}
            assert any("和存的时候不一样了" in sentence for sentence in words)


def test_an_untouched_file_is_not_suspected(content, tmp_path):
    (tmp_path / DATABASE_NAME).write_bytes(content)
    with closing(open_store(tmp_path, KEYS)) as store:
        assert health.verify(store.database).sound
        assert backups.verify(Office(store, definitions=None)) == []
