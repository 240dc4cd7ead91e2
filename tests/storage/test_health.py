"""Damage: noticed wherever it is, named where it can be, and no crash of ours."""

import random
from typing import NamedTuple

import pytest

from tests.soaking import times
from tests.storage.encrypted import EACH, KEYS
from tests.storage.journey import AT
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.revisions import Revision
from yishi_desktop.storage import health
from yishi_desktop.storage.database import open_readonly
from yishi_desktop.storage.drafts import Draft
from yishi_desktop.storage.keyring import Encryption
from yishi_desktop.storage.store import DATABASE_NAME, create_store, open_store

SIGNED = {"author": "王会计", "reason": "填写", "made_at": AT}
RECORDS = 20


def payload(number):
    return {"topic": {"title": f"第{number}件"}, "minutes": f"第{number}件怎么办，大家说。" * 10}


@pytest.fixture(scope="module", **EACH)
def original(request, tmp_path_factory):
    """A closed data file, plain or encrypted."""
    folder = tmp_path_factory.mktemp("original")
    store = create_store(folder, request.param)
    for number in range(RECORDS):
        store.records.append(f"{number:02}", "case", payload(number), **SIGNED)
    store.drafts.save(
        Draft(record_id="00", kind="case", payload={"minutes": "还没写完的话" * 20}, saved_at=AT)
    )
    revisions = store.records.all()
    rows = store.database.rows("SELECT payload FROM revision UNION ALL SELECT payload FROM draft")
    store.close()
    written = [row[0].encode() for row in rows]
    return Original((folder / DATABASE_NAME).read_bytes(), revisions, written, request.param)


class Original(NamedTuple):
    """Its bytes, its revisions, what each of them and then the draft is in the file, and how it is encrypted."""

    content: bytes
    revisions: list[Revision]
    written: list[bytes]
    encryption: Encryption | None


def check(original, content, folder):
    path = folder / "查.db"
    path.write_bytes(content)
    database = open_readonly(path, original.encryption)
    try:
        found, written = health.examine(database)
        return found, [one.revision for one in written]
    finally:
        database.close()


def flipped(content, position, bit):
    changed = bytearray(content)
    changed[position] ^= 1 << bit
    return bytes(changed)


def test_what_is_whole_is_sound(original, tmp_path):
    found, revisions = check(original, original.content, tmp_path)
    assert found.sound
    assert found.checked == RECORDS
    assert revisions == original.revisions


def test_every_flipped_bit_in_a_record_is_noticed_and_the_record_named(original, tmp_path):
    content, revisions, written, _ = original
    chance = random.Random(20260310)
    for revision, text in list(zip(revisions, written, strict=False)) * times(5, 100):
        position = content.index(text) + chance.randrange(len(text))
        found, rest = check(original, flipped(content, position, chance.randrange(8)), tmp_path)
        assert [damage.record_id for damage in found.damages] == [revision.record_id]
        assert not found.sound
        assert len(rest) == RECORDS - 1


def test_the_damage_is_told_in_the_users_words(original, tmp_path):
    position = original.content.index(original.written[7]) + 20
    found, _ = check(original, flipped(original.content, position, 0), tmp_path)
    name = (
        "07" if original.encryption else "第7件"
    )  # encrypted, another state of the record has to give the name
    assert str(found.damages[0]) == f"“{name}”（2026-03-10存的那一版）和存的时候不一样了。"


def test_a_flipped_bit_in_a_draft_is_noticed(original, tmp_path):
    position = original.content.index(original.written[-1]) + 27
    found, _ = check(original, flipped(original.content, position, 1), tmp_path)
    assert found.damaged_drafts == ("00",)


def test_a_flipped_bit_anywhere_is_noticed_or_harmless(original, tmp_path):
    content, revisions = original.content, original.revisions
    chance = random.Random(7)
    noticed = 0
    for _ in range(times(300, 5000)):
        damaged = flipped(content, chance.randrange(len(content)), chance.randrange(8))
        found, rest = check(original, damaged, tmp_path)
        noticed += not found.sound
        assert not found.sound or rest == revisions
    assert noticed > 30


@pytest.mark.parametrize("where", ["first page", "hole", "cut"])
def test_a_hole_is_no_crash_and_what_can_be_reached_is_read(original, tmp_path, where):
    content = original.content
    middle = content.index(original.written[10]) // 4096 * 4096
    damaged = {
        "first page": b"\0" * 4096 + content[4096:],
        "hole": content[:middle] + b"\0" * 4096 + content[middle + 4096 :],
        "cut": content[:middle],
    }[where]
    found, rest = check(original, damaged, tmp_path)
    assert not found.sound
    assert {revision.record_id for revision in rest} <= {
        revision.record_id for revision in original.revisions
    }
    assert (len(rest) > 0) == (where == "hole")


def test_a_damaged_record_is_a_sentence_and_no_traceback(original, tmp_path):
    content = original.content
    position = content.index(original.written[3])  # the opening brace
    (tmp_path / DATABASE_NAME).write_bytes(flipped(content, position, 0))
    store = open_store(tmp_path, KEYS)
    with pytest.raises(UserError, match="坏了"):
        store.records.get("03")
    assert store.records.get("04").payload == payload(4)
    store.close()
