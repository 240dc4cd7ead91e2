"""Damage: noticed wherever it is, named where it can be, and no crash of ours."""

import random

import pytest

from tests.soaking import times
from tests.storage.journey import AT
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.revisions import canonical_json
from yishi_desktop.storage import health
from yishi_desktop.storage.database import open_readonly
from yishi_desktop.storage.drafts import Draft
from yishi_desktop.storage.store import DATABASE_NAME, create_store, open_store

SIGNED = {"author": "王会计", "reason": "填写", "made_at": AT}
RECORDS = 20


def payload(number):
    return {"topic": {"title": f"第{number}件"}, "minutes": f"第{number}件怎么办，大家说。" * 10}


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A closed data file: its bytes and its revisions."""
    folder = tmp_path_factory.mktemp("original")
    store = create_store(folder)
    for number in range(RECORDS):
        store.records.append(f"{number:02}", "case", payload(number), **SIGNED)
    store.drafts.save(
        Draft(record_id="00", kind="case", payload={"minutes": "还没写完的话" * 20}, saved_at=AT)
    )
    revisions = store.records.all()
    store.close()
    return (folder / DATABASE_NAME).read_bytes(), revisions


def check(content, folder):
    path = folder / "查.db"
    path.write_bytes(content)
    database = open_readonly(path)
    try:
        return health.examine(database)
    finally:
        database.close()


def flipped(content, position, bit):
    changed = bytearray(content)
    changed[position] ^= 1 << bit
    return bytes(changed)


def test_what_is_whole_is_sound(original, tmp_path):
    found, revisions = check(original[0], tmp_path)
    assert found.sound
    assert found.checked == RECORDS
    assert revisions == original[1]


def test_every_flipped_bit_in_a_record_is_noticed_and_the_record_named(original, tmp_path):
    content, revisions = original
    chance = random.Random(20260310)
    for revision in revisions * times(5, 100):
        text = canonical_json(revision.payload).encode()
        position = content.index(text) + chance.randrange(len(text))
        found, rest = check(flipped(content, position, chance.randrange(8)), tmp_path)
        assert [damage.record_id for damage in found.damages] == [revision.record_id]
        assert not found.sound
        assert len(rest) == RECORDS - 1


def test_the_damage_is_told_in_the_users_words(original, tmp_path):
    content, revisions = original
    position = content.index(canonical_json(revisions[7].payload).encode()) + 20
    found, _ = check(flipped(content, position, 0), tmp_path)
    assert str(found.damages[0]) == "“第7件”（2026-03-10存的那一版）和存的时候不一样了。"


def test_a_flipped_bit_in_a_draft_is_noticed(original, tmp_path):
    position = original[0].index("还没写完的话".encode()) + 7
    found, _ = check(flipped(original[0], position, 1), tmp_path)
    assert found.damaged_drafts == ("00",)


def test_a_flipped_bit_anywhere_is_noticed_or_harmless(original, tmp_path):
    content, revisions = original
    chance = random.Random(7)
    noticed = 0
    for _ in range(times(300, 5000)):
        damaged = flipped(content, chance.randrange(len(content)), chance.randrange(8))
        found, rest = check(damaged, tmp_path)
        noticed += not found.sound
        assert not found.sound or rest == revisions
    assert noticed > 30


@pytest.mark.parametrize("where", ["first page", "hole", "cut"])
def test_a_hole_is_no_crash_and_what_can_be_reached_is_read(original, tmp_path, where):
    content = original[0]
    middle = content.index(canonical_json(original[1][10].payload).encode()) // 4096 * 4096
    damaged = {
        "first page": b"\0" * 4096 + content[4096:],
        "hole": content[:middle] + b"\0" * 4096 + content[middle + 4096 :],
        "cut": content[:middle],
    }[where]
    found, rest = check(damaged, tmp_path)
    assert not found.sound
    assert {revision.record_id for revision in rest} <= {revision.record_id for revision in original[1]}
    assert (len(rest) > 0) == (where == "hole")


def test_a_damaged_record_is_a_sentence_and_no_traceback(original, tmp_path):
    content, revisions = original
    position = content.index(canonical_json(revisions[3].payload).encode())  # the opening brace
    (tmp_path / DATABASE_NAME).write_bytes(flipped(content, position, 0))
    store = open_store(tmp_path)
    with pytest.raises(UserError, match="坏了"):
        store.records.get("03")
    assert store.records.get("04").payload == payload(4)
    store.close()
