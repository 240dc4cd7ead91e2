"""Encrypting and back: whole or not at all, nothing lost, nothing readable left behind, and restored from anything."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.full_disk import FailingCalls
from tests.soaking import times
from tests.storage import journey
from tests.storage.encrypted import CIPHER, ENCRYPTED, KEYS
from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import health
from yishi_desktop.storage.attachments import attachments_in
from yishi_desktop.storage.backup import list_backups, make_backup
from yishi_desktop.storage.keyring import Keys, LockedDataError
from yishi_desktop.storage.leftovers import leftovers, remove
from yishi_desktop.storage.recoding import recode
from yishi_desktop.storage.restoring import restore
from yishi_desktop.storage.store import DATABASE_NAME, create_store, open_store, store_encrypted

NOW = datetime.fromisoformat("2026-03-10T18:00:00+08:00")
STEPS = 12
WORD, PHOTO = "次发言".encode(), b"\xff\xd8 signed sheet of \xe5\xbe\x90" * 50
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def plain(folder):
    """A closed plain store with a draft and a photo; the digest of the photo."""
    return filled(folder)


def filled(folder) -> str:
    store = create_store(folder)
    for number in range(STEPS):
        journey.step(store, 0, number)
    digest = store.attachments.add(PHOTO)
    store.close()
    return digest


def kept(folder):
    store = open_store(folder, KEYS)
    try:
        assert health.verify(store.database).sound
        return journey.found(store, 0)
    finally:
        store.close()


def in_clear(*folders: Path) -> list[Path]:
    return [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and (WORD in path.read_bytes() or PHOTO[:30] in path.read_bytes())
    ]


def test_there_and_back_nothing_is_lost(plain, folder):
    ids = set(_ids(folder))
    recode(folder, KEYS, ENCRYPTED)
    assert store_encrypted(folder)
    assert kept(folder) == journey.expected(0, STEPS) and set(_ids(folder)) == ids
    recode(folder, KEYS, None)
    assert not store_encrypted(folder)
    assert kept(folder) == journey.expected(0, STEPS) and set(_ids(folder)) == ids
    assert open_closed(folder).read(plain) == PHOTO


def _ids(folder):
    store = open_store(folder, KEYS)
    found = store.records.ids()
    store.close()
    return found


def open_closed(folder):
    store = open_store(folder, KEYS)
    store.close()
    return store.attachments


def test_without_the_key_it_does_not_open_and_an_older_program_leaves_it_alone(plain, folder):
    recode(folder, KEYS, ENCRYPTED)
    before = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(LockedDataError):
        open_store(folder)
    assert int.from_bytes(before[60:64], "big") > 1000  # what a program of today's predecessors calls newer
    assert (folder / DATABASE_NAME).read_bytes() == before


def test_only_what_is_encrypted_stays_when_the_rest_is_removed(plain, folder, tmp_path):
    place = tmp_path / "备份"
    store = open_store(folder)
    make_backup(store, place, NOW)
    store.close()
    (folder / "恢复前-2026-03-01-080000.db").write_bytes((folder / DATABASE_NAME).read_bytes())
    (folder / ".~议事资料.db.7.part").write_bytes((folder / DATABASE_NAME).read_bytes())
    recode(folder, KEYS, ENCRYPTED)
    found = leftovers(folder, [place])
    assert (len(found.backups), len(found.copies), len(found.attachments)) == (1, 2, 2)
    with pytest.raises(UserError, match="还没有一份完好的加密备份"):
        remove(found, folder, place, ENCRYPTED)
    assert leftovers(folder, [place]) == found
    store = open_store(folder, KEYS)
    make_backup(store, place, NOW + timedelta(days=1))
    store.close()
    assert not remove(found, folder, place, ENCRYPTED)
    assert in_clear(folder, place) == []
    assert kept(folder) == journey.expected(0, STEPS)
    assert open_closed(folder).read(plain) == PHOTO


def test_a_photo_that_is_only_there_in_plain_stops_the_removal(plain, folder, tmp_path):
    place = tmp_path / "备份"
    recode(folder, KEYS, ENCRYPTED)
    store = open_store(folder, KEYS)
    make_backup(store, place, NOW)
    store.close()
    store.attachments.path(plain).unlink()
    with pytest.raises(UserError, match="附件还没有加密"):
        remove(leftovers(folder, [place]), folder, place, ENCRYPTED)
    assert attachments_in(folder, None).read(plain) == PHOTO


# ------------------------------------------------------------------------------------------------ broken off
@pytest.mark.parametrize("wanted", [ENCRYPTED, None], ids=["encrypting", "decrypting"])
def test_a_full_disk_at_any_page_keeps_the_old_data(folder, disk_that_takes, wanted):
    filled(folder)
    if wanted is None:
        recode(folder, KEYS, ENCRYPTED)
    refused = 0
    for size in range(0, 400_000, 12_000):
        with disk_that_takes(size):
            try:
                recode(folder, KEYS, wanted)
            except UserError as error:
                refused += 1
                assert "满了" in str(error) or "读写出错" in str(error)
            else:
                break
        assert store_encrypted(folder) == (wanted is None)
        assert kept(folder) == journey.expected(0, STEPS)
        assert not list(folder.glob(".~*"))
    assert refused > 2
    assert store_encrypted(folder) == (wanted is not None)
    assert kept(folder) == journey.expected(0, STEPS)


def test_every_failing_call_keeps_the_old_data(folder, monkeypatch):
    filled(folder)
    calls = FailingCalls(monkeypatch)
    for number in range(100):
        with calls.failing_at(number, 5):
            try:
                recode(folder, KEYS, ENCRYPTED)
            except UserError:
                pass
            else:
                break
        assert kept(folder) == journey.expected(0, STEPS)
    assert 3 < number < 99
    assert store_encrypted(folder)


def test_a_kill_anywhere_leaves_the_old_or_the_new(tmp_path):
    """Killed at each of the calls by which the conversion reaches the disk."""
    for number in range(0, times(12, 60), times(2, 1)):
        folder = tmp_path / f"{number}"
        filled(folder)
        done = subprocess.run(
            [sys.executable, "-m", "tests.storage.killed_recoding", str(folder), str(number)],
            cwd=ROOT, env=os.environ, check=False, capture_output=True,
        )  # fmt: skip
        assert done.returncode in (0, 9), done.stderr
        assert kept(folder) == journey.expected(0, STEPS)
        recode(folder, KEYS, ENCRYPTED)
        assert kept(folder) == journey.expected(0, STEPS)
        if done.returncode == 0:
            return


def test_damaged_data_are_not_converted(plain, folder):
    path = folder / DATABASE_NAME
    content = path.read_bytes()
    place = content.index(WORD)
    path.write_bytes(content[:place] + b"X" + content[place + 1 :])
    before = path.read_bytes()
    with pytest.raises(UserError, match="没有转换"):
        recode(folder, KEYS, ENCRYPTED)
    assert path.read_bytes() == before


def test_a_damaged_photo_does_not_stop_it_and_is_named(plain, folder):
    attachments_in(folder, None).path(plain).write_bytes(b"?")
    assert recode(folder, KEYS, ENCRYPTED) == (plain,)
    assert attachments_in(folder, None).path(plain).read_bytes() == b"?"


# --------------------------------------------------------------------------------------------------- restoring
@pytest.fixture
def both(folder, tmp_path):
    """An encrypted store with a plain backup from before and an encrypted one."""
    place, digest = tmp_path / "备份", filled(folder)
    store = open_store(folder)
    make_backup(store, place, NOW)
    store.close()
    recode(folder, KEYS, ENCRYPTED)
    store = open_store(folder, KEYS)
    make_backup(store, place, NOW + timedelta(hours=1))
    store.close()
    encrypted, plain = list_backups(place)
    return plain, encrypted, digest


def test_another_computer_with_nothing_but_backup_and_key(both, tmp_path):
    other = tmp_path / "另一台"
    with pytest.raises(LockedDataError):
        restore(both[1], other, NOW, Keys())
    assert not other.exists()
    restore(both[1], other, NOW, KEYS)
    assert kept(other) == journey.expected(0, STEPS)
    assert open_closed(other).read(both[2]) == PHOTO
    assert in_clear(other) == []


def test_the_concealed_copy_stands_in_for_a_damaged_database(both, tmp_path):
    both[1].database.write_bytes(b"?")
    done = restore(both[1], tmp_path / "另一台", NOW, KEYS)
    assert done.from_plain_copy and done.bad_lines == ()
    assert kept(tmp_path / "另一台") == journey.expected(0, STEPS)
    assert in_clear(tmp_path / "另一台") == []


def test_an_older_plain_backup_comes_back_encrypted(both, folder):
    done = restore(both[0], folder, NOW + timedelta(hours=2), KEYS)
    assert store_encrypted(folder)
    assert kept(folder) == journey.expected(0, STEPS)
    assert done.safety_backup.keyring and in_clear(done.safety_backup.folder) == []
    assert (
        in_clear(*[path for path in folder.iterdir() if path.is_dir() and CIPHER.key_id in path.name]) == []
    )
    assert WORD not in (folder / DATABASE_NAME).read_bytes()


def test_the_password_of_now_stays_after_going_back(both, folder):
    store = open_store(folder, KEYS)
    newer = ENCRYPTED._replace(keyring=type(ENCRYPTED.keyring)(CIPHER.key_id, "new password", "new code"))
    store.database.rewrap(newer)
    store.close()
    restore(both[1], folder, NOW + timedelta(hours=2), KEYS)
    store = open_store(folder, KEYS)
    assert store.database.keyring() == newer.keyring
    store.close()
