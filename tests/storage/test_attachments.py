"""Attachments: kept once, by what they contain, and checked against it."""

import pytest

from tests.storage.encrypted import BOTH
from yishi_desktop.domain.errors import UserError

pytestmark = BOTH
PHOTO = b"\xff\xd8 signed sheet" * 1000


def test_the_same_photo_is_kept_once(store):
    first, second, other = (store.attachments.add(data) for data in (PHOTO, PHOTO, PHOTO + b"!"))
    assert first == second
    assert store.attachments.all() == sorted([first, other])
    assert store.attachments.read(first) == PHOTO


def test_a_changed_or_missing_photo_is_named(store):
    changed, missing, good = (store.attachments.add(PHOTO + each) for each in (b"1", b"2", b"3"))
    store.attachments.path(changed).write_bytes(PHOTO)
    store.attachments.path(missing).unlink()
    assert store.attachments.verify([changed, missing, good]) == {changed: "damaged", missing: "missing"}
    with pytest.raises(UserError, match="附件坏了"):
        store.attachments.read(changed)
    with pytest.raises(UserError, match="附件找不到了"):
        store.attachments.read(missing)


def test_adding_a_damaged_photo_again_heals_it(store):
    digest = store.attachments.add(PHOTO)
    store.attachments.path(digest).write_bytes(b"")
    assert store.attachments.add(PHOTO) == digest
    assert store.attachments.verify() == {}


def test_a_full_disk_leaves_no_half_photo(store, disk_that_takes):
    with disk_that_takes(5000), pytest.raises(UserError, match="满了"):
        store.attachments.add(PHOTO)
    assert store.attachments.all() == []


def test_a_name_that_is_no_digest_reaches_no_file(store):
    with pytest.raises(ValueError, match="SHA-256"):
        store.attachments.path("../../etc/passwd")
