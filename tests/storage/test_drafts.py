"""Drafts: typing survives, becomes history once, and never twice."""

from dataclasses import replace

import pytest

from tests.storage.encrypted import BOTH, KEYS
from tests.storage.journey import AT
from yishi_desktop.storage.drafts import Draft
from yishi_desktop.storage.store import open_store

pytestmark = BOTH
SIGNED = {"author": "王会计", "reason": "填写", "made_at": AT}
TYPED = Draft(record_id="01", kind="case", payload={"赞成": 3}, saved_at=AT)


def test_a_draft_is_there_after_closing(store, folder):
    store.drafts.save(TYPED)
    again = open_store(folder, KEYS)
    assert again.drafts.all() == [TYPED] == [again.drafts.load("01")]
    again.close()


def test_the_last_typing_replaces_the_one_before(store):
    store.drafts.save(TYPED)
    later = replace(TYPED, payload={"赞成": 31})
    assert store.drafts.save(later)
    assert store.drafts.all() == [later]


def test_typing_nothing_new_writes_nothing(store, folder):
    store.drafts.save(TYPED)
    before = (folder / "议事资料.db").read_bytes()
    assert not store.drafts.save(replace(TYPED, saved_at="2026-03-10T09:00:30+08:00"))
    assert (folder / "议事资料.db").read_bytes() == before


def test_committing_makes_a_revision_of_it_and_removes_it(store):
    store.drafts.save(TYPED)
    made = store.drafts.commit("01", **SIGNED)
    assert made.payload == {"赞成": 3}
    assert store.drafts.load("01") is None
    assert store.records.get("01").heads == (made,)


def test_committing_what_says_nothing_new_only_removes_it(store):
    made = store.records.append("01", "case", TYPED.payload, **SIGNED)
    store.drafts.save(replace(TYPED, base=(made.revision_id,)))
    assert store.drafts.commit("01", **SIGNED) is None
    assert store.drafts.all() == []
    assert store.records.count() == 1


def test_committing_without_a_draft_does_nothing(store):
    assert store.drafts.commit("01", **SIGNED) is None
    assert store.records.count() == 0


def test_a_record_that_changed_meanwhile_keeps_both_states(store):
    first = store.records.append("01", "case", {"赞成": 1}, **SIGNED)
    store.drafts.save(replace(TYPED, base=(first.revision_id,)))
    store.records.append("01", "case", {"赞成": 2}, **SIGNED)
    store.drafts.commit("01", **SIGNED)
    assert {head.payload["赞成"] for head in store.records.get("01").heads} == {2, 3}


def test_when_the_revision_cannot_be_made_the_draft_stays(store):
    store.drafts.save(TYPED)
    with pytest.raises(ValueError, match="offset"):
        store.drafts.commit("01", author="王", reason="", made_at="2026-03-10T09:00:00")
    assert store.drafts.load("01") == TYPED


def test_a_discarded_draft_leaves_the_record(store):
    made = store.records.append("01", "case", {"赞成": 1}, **SIGNED)
    store.drafts.save(replace(TYPED, base=(made.revision_id,)))
    store.drafts.discard("01")
    assert store.drafts.load("01") is None
    assert store.records.get("01").heads == (made,)
