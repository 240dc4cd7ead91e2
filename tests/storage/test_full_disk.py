"""A full disk while saving: the step is refused whole, everything before stays, and it goes on once there is room."""

import pytest

from tests.storage import journey
from tests.storage.encrypted import BOTH, KEYS
from tests.storage.journey import AT
from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import health
from yishi_desktop.storage.store import DATABASE_NAME, create_store, open_store

STEPS = 8
pytestmark = BOTH


@pytest.fixture
def store(store):
    for number in range(STEPS):
        journey.step(store, 0, number)
    return store


def test_no_room_for_one_more_page_is_said_and_costs_only_this_save(store):
    """max_page_count makes SQLite answer SQLITE_FULL exactly as a full disk does."""
    pages = store.database.value("PRAGMA page_count")
    refused = 0
    for room in range(60):
        store.database.rows(f"PRAGMA max_page_count={pages + room}")
        try:
            big = {"minutes": "很长的发言" * 6000}
            store.records.append("大", "case", big, author="王", reason="填写", made_at=AT)
            break
        except UserError as error:
            assert "满了" in str(error)
            assert "以前存过的资料都在" in str(error)
            refused += 1
        assert journey.found(store, 0) == journey.expected(0, STEPS)
        assert health.verify(store.database).sound
    assert refused > 15
    assert store.records.get("大") is not None


def test_a_write_refused_at_any_page_costs_only_this_save(store, folder, disk_that_takes):
    whole = (folder / DATABASE_NAME).stat().st_size
    refused = 0
    for size in range(0, whole + 8192, 4096):
        with disk_that_takes(size):
            try:
                journey.step(store, 0, STEPS)
            except UserError:
                refused += 1
            else:
                break
        assert journey.found(store, 0) == journey.expected(0, STEPS)
    assert refused > 3
    store.close()
    again = open_store(folder, KEYS)
    assert journey.found(again, 0) == journey.expected(0, STEPS + 1)
    assert health.verify(again.database).sound
    again.close()


def test_a_store_that_cannot_be_made_leaves_nothing(tmp_path, disk_that_takes, encryption):
    for size in (0, 4096, 12_000):
        with disk_that_takes(size), pytest.raises(UserError):
            create_store(tmp_path, encryption)
        assert list(tmp_path.iterdir()) == []
    create_store(tmp_path, encryption).close()
