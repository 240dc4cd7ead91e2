"""Revisions: named by content, merged as sets, never ordered by the clock."""

import random
import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.domain import revisions as rv

AT = "2026-03-10T09:00:00+08:00"
# Written down once. If this changes, every archived revision looks forged: change the program, not the test.
KNOWN_ID = "3b1d8584f7c7063f29eb0820aa0f1e20284207d5fce0306dc2291c412f72696d"

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
payloads = st.dictionaries(st.text(), json_values, max_size=4)


def revision(payload, parents=(), record_id="修路", made_at=AT, **more):
    return rv.new_revision(
        record_id=record_id,
        kind="case",
        payload=payload,
        parents=parents,
        author="王",
        reason="填写",
        made_at=made_at,
        **more,
    )


@st.composite
def histories(draw):
    """Revisions of two records, each made from some earlier ones of its record, with clocks that jump about."""
    made = []
    for number in range(draw(st.integers(0, 8))):
        record_id = draw(st.sampled_from(["修路", "修桥"]))
        earlier = [each.revision_id for each in made if each.record_id == record_id]
        parents = draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True)) if earlier else []
        year = draw(st.integers(2009, 2030))
        made.append(revision({"第几次": number}, parents, record_id, f"{year}-01-01T00:00:00+08:00"))
    return made


class TestIdentity:
    @given(payloads)
    def test_equal_content_has_one_id_whatever_the_order_of_keys(self, payload):
        turned = dict(reversed(payload.items()))
        assert revision(payload).revision_id == revision(turned).revision_id

    @given(payloads)
    def test_a_revision_survives_being_written_down(self, payload):
        made = revision(payload)
        assert rv.from_mapping(rv.as_mapping(made)) == made
        assert rv.is_intact(rv.from_mapping(rv.as_mapping(made)))

    @pytest.mark.parametrize(
        "change",
        [
            {"payload": {"赞成": 32}},
            {"record_id": "修桥"},
            {"kind": "person"},
            {"author": "李"},
            {"reason": ""},
            {"made_at": "2026-03-10T09:00:01+08:00"},
            {"parents": ("f" * 64,)},
            {"deleted": True},
            {"payload": {"赞成": "\ud800"}},
            {"payload": {"赞成": 31.0}},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_no_part_can_be_changed_unnoticed(self, change):
        honest = revision({"赞成": 31})
        forged = replace(honest, **change)
        assert rv.damaged([honest, forged]) == (forged,)

    def test_the_id_of_a_known_revision_never_changes_between_versions(self):
        known = revision({"topic": {"title": "修路"}, "votes": [1, None, True]})
        assert known.revision_id == KNOWN_ID

    def test_a_revision_does_not_see_later_changes_of_what_it_was_made_from(self):
        typed = {"人": ["王"]}
        made = revision(typed)
        typed["人"].append("李")
        assert made.payload == {"人": ["王"]}

    @pytest.mark.parametrize("bad", [{"a": 1.5}, {1: "a"}, {"a": "\ud800"}, {"a": {1, 2}}, {"a": b""}])
    def test_what_is_not_plain_json_is_refused(self, bad):
        with pytest.raises(ValueError):
            revision(bad)

    def test_a_time_without_offset_and_a_parent_that_is_no_id_are_refused(self):
        with pytest.raises(ValueError, match="offset"):
            revision({}, made_at="2026-03-10T09:00:00")
        with pytest.raises(ValueError, match="revision ids"):
            revision({}, parents=["上一版"])


class TestMerging:
    @given(histories())
    def test_merging_twice_changes_nothing(self, a):
        assert rv.merge(a, a) == frozenset(a)

    @given(histories(), histories())
    def test_the_order_of_two_copies_does_not_matter(self, a, b):
        assert rv.merge(a, b) == rv.merge(b, a)

    @given(histories(), histories(), histories())
    def test_the_order_of_three_copies_does_not_matter(self, a, b, c):
        assert rv.merge(rv.merge(a, b), c) == rv.merge(a, rv.merge(b, c))

    @given(histories(), st.integers())
    def test_heads_and_histories_do_not_depend_on_the_order_of_arrival(self, made, seed):
        shuffled = made * 2
        random.Random(seed).shuffle(shuffled)
        assert rv.heads(shuffled) == rv.heads(made)
        assert rv.oldest_first(shuffled) == rv.oldest_first(made)

    @given(histories())
    def test_everything_ever_said_is_a_head_or_stands_behind_one(self, made):
        shown = {head.revision_id for head in rv.heads(made)}
        behind = set().union(*(rv.ancestors(made, head) for head in shown))
        assert {each.revision_id for each in made} == shown | behind

    @given(histories())
    def test_parents_come_before_their_children(self, made):
        seen = set()
        for each in rv.oldest_first(made):
            assert set(each.parents) <= seen
            seen.add(each.revision_id)


class TestForks:
    first = revision({"赞成": 30})
    here = revision({"赞成": 31}, [first.revision_id], made_at="2009-01-01T00:00:00+08:00")
    there = revision({"赞成": 32}, [first.revision_id], made_at="2030-01-01T00:00:00+08:00")

    def test_two_changes_of_one_state_are_both_kept_for_a_person_to_judge(self):
        assert set(rv.heads([self.first, self.here, self.there])) == {self.here, self.there}

    def test_a_revision_of_both_settles_it(self):
        both = [self.here.revision_id, self.there.revision_id]
        settled = revision({"赞成": 32}, both)
        copies = [self.first, self.here, self.there, settled]
        assert rv.heads(copies) == (settled,)

    def test_the_longer_history_is_shown_first_whatever_the_clocks_say(self):
        further = revision({"赞成": 33}, [self.here.revision_id], made_at="1999-01-01T00:00:00+08:00")
        assert rv.heads([self.first, self.there, self.here, further])[0] == further

    def test_an_unknown_parent_is_reported(self):
        assert rv.unknown_parents([self.here]) == {self.here.revision_id: (self.first.revision_id,)}
        assert rv.unknown_parents([self.first, self.here]) == {}

    def test_a_history_of_thousands_is_followed_to_its_start(self):
        made = [revision({"n": 0})]
        for number in range(1, 3000):
            made.append(revision({"n": number}, [made[-1].revision_id]))
        assert rv.oldest_first(reversed(made)) == tuple(made)
        assert len(rv.ancestors(made, made[-1].revision_id)) == 2999


class TestUuid7:
    @given(st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=16))
    def test_it_is_a_uuid_of_version_7_that_carries_its_time(self, now_ms, chance):
        made = uuid.UUID(rv.uuid7(now_ms, chance))
        assert (made.version, made.variant, made.int >> 80) == (7, uuid.RFC_4122, now_ms)

    @given(st.integers(0, (1 << 48) - 2), st.binary(min_size=10), st.binary(min_size=10))
    def test_later_ids_sort_later(self, now_ms, one, other):
        assert rv.uuid7(now_ms, one) < rv.uuid7(now_ms + 1, other)

    @given(st.sets(st.integers(0, (1 << 74) - 1), min_size=2, max_size=2))
    def test_all_74_bits_of_chance_are_used(self, chances):
        one, other = ((chance >> 62 << 68 | chance & (1 << 62) - 1).to_bytes(10, "big") for chance in chances)
        assert rv.uuid7(0, one) != rv.uuid7(0, other)

    def test_the_example_of_the_standard(self):
        chance = (0xCC3 << 68 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
        assert rv.uuid7(0x017F22E279B0, chance) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"

    @pytest.mark.parametrize(("now_ms", "chance"), [(-1, bytes(10)), (1 << 48, bytes(10)), (0, bytes(9))])
    def test_too_little_chance_or_an_impossible_time_is_refused(self, now_ms, chance):
        with pytest.raises(ValueError):
            rv.uuid7(now_ms, chance)
