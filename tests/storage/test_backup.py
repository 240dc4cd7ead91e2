"""Backups: verified before they count, never at the price of an older one, and good for a restore."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.storage import journey
from tests.storage.encrypted import BOTH, KEYS
from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import health
from yishi_desktop.storage.attachments import ATTACHMENTS_NAME
from yishi_desktop.storage.backup import is_readable, list_backups, make_backup
from yishi_desktop.storage.restoring import restore
from yishi_desktop.storage.store import DATABASE_NAME, create_store, open_store

NOW = datetime.fromisoformat("2026-03-10T18:00:00+08:00")
LATER = NOW + timedelta(minutes=30)
pytestmark = BOTH
STEPS = 12  # two revisions of two records, and a draft of a third with a text of several pages


@pytest.fixture
def store(folder, encryption):
    opened = create_store(folder, encryption)
    for number in range(STEPS):
        journey.step(opened, 0, number)
    yield opened
    opened.close()


@pytest.fixture
def place(tmp_path):
    return tmp_path / "备份"


def change(store):
    for number in range(STEPS, STEPS + 5):
        journey.step(store, 0, number)


def kept(folder):
    store = open_store(folder, KEYS)
    try:
        assert health.verify(store.database).sound
        return journey.found(store, 0)
    finally:
        store.close()


def journal_of_a_change_under_way(folder: Path) -> bytes:
    """What a power cut leaves beside the data file in the middle of a big change."""
    store = open_store(folder, KEYS)
    store.database.run("PRAGMA cache_size=1")  # so that the change reaches the disk before its end
    with pytest.raises(ZeroDivisionError), store.database.atomic():
        for number in range(STEPS + 5, STEPS + 30):
            journey.step(store, 0, number)
        journal = (folder / f"{DATABASE_NAME}-journal").read_bytes()
        _ = 1 / 0
    store.close()
    return journal


def overwrite(path: Path, start: int, data: bytes) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + len(data)] = data
    path.write_bytes(content)


class TestMaking:
    def test_a_backup_says_what_is_in_it(self, store, place):
        made = make_backup(store, place, NOW)
        assert (made.revisions, made.records, made.drafts, made.sound) == (4, 2, 1, True)
        assert made.folder.name == "议事备份 2026-03-10 180000"
        assert list_backups(place) == [made]
        assert is_readable(made)

    def test_two_in_one_second_are_two(self, store, place):
        assert make_backup(store, place, NOW).folder != make_backup(store, place, NOW).folder
        assert len(list_backups(place)) == 2

    def test_attachments_are_copied_once_for_all_backups(self, store, place):
        digest = store.attachments.add(b"photo")
        make_backup(store, place, NOW)
        made = make_backup(store, place, LATER)
        assert made.attachments(store.database.cipher).read(digest) == b"photo"
        assert len(list(place.glob(f"{ATTACHMENTS_NAME}*/??/*"))) == 1

    def test_one_flipped_bit_in_a_backup_shows(self, store, place):
        made = make_backup(store, place, NOW)
        overwrite(made.database, 5000, bytes([made.database.read_bytes()[5000] ^ 1]))
        assert not is_readable(made)

    def test_a_full_disk_at_any_byte_keeps_the_older_backup_and_leaves_no_half_one(
        self, store, place, disk_that_takes
    ):
        older = make_backup(store, place, NOW)
        change(store)
        whole = older.database.stat().st_size
        for size in range(0, whole, 6000):
            with disk_that_takes(size), pytest.raises(UserError, match=r"满了|读写出错"):
                make_backup(store, place, LATER)
            assert list_backups(place) == [older]
            assert is_readable(older)
            assert [path.name for path in place.iterdir() if not path.name.startswith(ATTACHMENTS_NAME)] == [
                older.folder.name
            ]
        assert make_backup(store, place, LATER).sound

    def test_a_stick_that_is_gone_is_a_sentence(self, store, tmp_path):
        (tmp_path / "U盘").write_bytes(b"")
        with pytest.raises(UserError):
            make_backup(store, tmp_path / "U盘" / "备份", NOW)

    def test_a_stick_that_lies_gives_no_backup(self, store, place, monkeypatch):
        write = Path.write_bytes
        lies = {True: b"?" * 9, False: b""}
        monkeypatch.setattr(
            Path, "write_bytes", lambda self, data: write(self, data + lies[DATABASE_NAME in self.name])
        )
        with pytest.raises(UserError, match="读出来不一样"):
            make_backup(store, place, NOW)
        assert list_backups(place) == []

    def test_older_backups_are_thinned_by_the_schedule(self, store, place):
        for day in range(20, 0, -1):
            make_backup(store, place, NOW - timedelta(days=day, hours=1))
            make_backup(store, place, NOW - timedelta(days=day))
        ages = [(NOW - backup.made_at).days for backup in list_backups(place)]
        assert len(ages) < 20
        assert ages.count(1) == 2
        assert set(range(1, 12)) <= set(ages)

    def test_damaged_data_never_push_out_a_good_backup(self, store, place, folder):
        good = [make_backup(store, place, NOW - timedelta(days=400, minutes=n)) for n in range(2)]
        text = store.database.value("SELECT payload FROM revision ORDER BY rowid DESC").encode()[20:]
        store.close()
        content = (folder / DATABASE_NAME).read_bytes()
        overwrite(folder / DATABASE_NAME, content.index(text), b"X" if text[:1] != b"X" else b"Y")
        damaged = open_store(folder, KEYS)
        made = make_backup(damaged, place, NOW)
        damaged.close()
        assert not made.sound
        assert {backup.folder for backup in good} < {backup.folder for backup in list_backups(place)}

    def test_a_folder_of_the_users_is_no_backup_and_stays(self, store, place):
        (place / "议事备份 旧的").mkdir(parents=True)
        (place / "议事备份 旧的" / "照片.jpg").write_bytes(b"photo")
        make_backup(store, place, NOW)
        assert len(list_backups(place)) == 1
        assert (place / "议事备份 旧的" / "照片.jpg").exists()


class TestRestoring:
    @pytest.fixture
    def backup(self, store, place):
        made = make_backup(store, place, NOW)
        change(store)
        store.close()
        return made

    def test_the_state_of_the_backup_is_back_and_the_present_one_is_kept_twice(self, backup, folder, place):
        before = (folder / DATABASE_NAME).read_bytes()
        done = restore(backup, folder, LATER, KEYS)
        assert kept(folder) == journey.expected(0, STEPS)
        assert done.kept_aside.read_bytes() == before
        assert done.safety_backup in list_backups(place)
        restore(done.safety_backup, folder, LATER + timedelta(minutes=1), KEYS)
        assert kept(folder) == journey.expected(0, STEPS + 5)

    def test_a_missing_data_file_is_brought_back(self, backup, folder):
        (folder / DATABASE_NAME).unlink()
        done = restore(backup, folder, LATER, KEYS)
        assert (done.kept_aside, done.safety_backup) == (None, None)
        assert kept(folder) == journey.expected(0, STEPS)

    @pytest.mark.parametrize(
        "rest", [b"", b"\0" * 9000, b"not a database" * 500], ids=["empty", "zeros", "text"]
    )
    def test_an_unreadable_data_file_is_kept_aside_and_replaced(self, backup, folder, rest):
        (folder / DATABASE_NAME).write_bytes(rest)
        done = restore(backup, folder, LATER, KEYS)
        assert done.kept_aside.read_bytes() == rest
        assert kept(folder) == journey.expected(0, STEPS)

    def test_the_journal_of_the_old_file_is_kept_with_it(self, backup, folder):
        journal = folder / f"{DATABASE_NAME}-journal"
        (folder / DATABASE_NAME).write_bytes(b"")
        journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\1" * 5000)
        done = restore(backup, folder, LATER, KEYS)
        assert kept(folder) == journey.expected(0, STEPS)
        assert done.kept_aside.with_name(f"{done.kept_aside.name}-journal").stat().st_size == 5008

    def test_the_journal_of_a_lost_file_is_not_played_into_the_new_one(self, backup, folder):
        journal = journal_of_a_change_under_way(folder)
        (folder / DATABASE_NAME).unlink()
        (folder / f"{DATABASE_NAME}-journal").write_bytes(journal)
        restore(backup, folder, LATER, KEYS)
        assert kept(folder) == journey.expected(0, STEPS)

    @pytest.mark.parametrize("damage", [b"\0" * 4096, b"?"], ids=["first page", "one byte"])
    def test_the_plain_copy_stands_in_for_a_damaged_database(self, backup, folder, damage):
        overwrite(backup.database, 0, damage)
        done = restore(backup, folder, LATER, KEYS)
        assert (done.from_plain_copy, done.bad_lines) == (True, ())
        assert kept(folder) == journey.expected(0, STEPS)

    def test_even_a_damaged_plain_copy_gives_what_is_whole(self, backup, folder):
        backup.database.unlink()
        start = backup.plain_copy.read_bytes().splitlines(keepends=True)[0]
        overwrite(backup.plain_copy, len(start) + 50, b"????")
        done = restore(backup, folder, LATER, KEYS)
        assert done.bad_lines == (2,)
        store = open_store(folder, KEYS)
        assert store.records.count() == backup.revisions - 1
        store.close()

    def test_a_backup_of_which_nothing_is_left_changes_nothing(self, backup, folder):
        backup.database.unlink()
        backup.plain_copy.unlink()
        with pytest.raises(UserError, match="请选更早的一份备份"):
            restore(backup, folder, LATER, KEYS)
        assert kept(folder) == journey.expected(0, STEPS + 5)

    def test_a_backup_of_a_newer_program_changes_nothing(self, backup, folder):
        with pytest.raises(UserError, match="请先升级程序"):
            restore(replace(backup, schema=backup.schema + 1), folder, LATER, KEYS)
        assert kept(folder) == journey.expected(0, STEPS + 5)

    def test_lost_attachments_come_back(self, store, place, folder):
        digest = store.attachments.add(b"photo")
        backup = make_backup(store, place, NOW)
        store.close()
        store.attachments.path(digest).unlink()
        restore(backup, folder, LATER, KEYS)
        assert store.attachments.read(digest) == b"photo"

    def test_a_full_disk_at_any_byte_keeps_the_present_data(self, backup, folder, disk_that_takes):
        for size in range(0, backup.database.stat().st_size, 12_000):
            with disk_that_takes(size), pytest.raises(UserError):
                restore(backup, folder, LATER, KEYS)
            assert kept(folder) == journey.expected(0, STEPS + 5)
        assert not [path for path in folder.iterdir() if path.name.endswith(".part")]
