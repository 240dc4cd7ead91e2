"""Records: what is current, what was, what was said in two places, and what contains a word."""

import random
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.soaking import times
from tests.storage.journey import AT
from yishi_desktop.domain import revisions as rv
from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import health
from yishi_desktop.storage.store import create_store

SIGNED = {"author": "王会计", "reason": "填写", "made_at": AT}


def case(title, **more):
    return {"topic": {"title": title}, **more}


def titles(found):
    return [each.payload["topic"]["title"] for each in found]


@pytest.fixture
def records(store):
    return store.records


class TestAppending:
    def test_what_is_appended_is_current_and_has_its_history(self, records):
        first = records.append("01", "case", case("修路"), **SIGNED)
        second = records.append("01", "case", case("修桥"), **SIGNED)
        assert records.get("01").heads == (second,)
        assert second.parents == (first.revision_id,)
        assert records.history("01") == [first, second]
        assert (records.count(), len(records.current("case"))) == (2, 1)

    def test_saying_the_same_again_makes_no_revision(self, records):
        records.append("01", "case", case("修路", votes=[1, None]), **SIGNED)
        assert (
            records.append("01", "case", {"votes": [1, None], "topic": {"title": "修路"}}, **SIGNED) is None
        )
        assert records.count() == 1

    def test_lists_hold_one_kind_in_the_order_of_creation_without_the_withdrawn(self, records):
        for record_id, kind, title in [("03", "case", "三"), ("01", "case", "一"), ("02", "person", "人")]:
            records.append(record_id, kind, case(title), **SIGNED)
        assert titles(records.current("case")) == ["一", "三"]
        records.append("01", "case", case("一"), deleted=True, **SIGNED)
        assert titles(records.current("case")) == ["三"]
        assert titles(records.current("case", with_deleted=True)) == ["一", "三"]
        assert records.get("01").deleted

    def test_undo_is_a_new_revision_with_the_old_content(self, records):
        first = records.append("01", "case", case("修路"), **SIGNED)
        records.append("01", "case", case("修桥"), **SIGNED)
        undone = records.restore("01", first.revision_id, author="王会计", reason="撤销", made_at=AT)
        assert undone.payload == case("修路")
        assert len(records.history("01")) == 3
        assert records.restore("01", first.revision_id, author="王会计", reason="撤销", made_at=AT) is None

    def test_only_an_own_revision_can_be_restored(self, records):
        other = records.append("02", "case", case("修路"), **SIGNED)
        records.append("01", "case", case("修桥"), **SIGNED)
        with pytest.raises(KeyError):
            records.restore("01", other.revision_id, author="", reason="", made_at=AT)

    @pytest.mark.parametrize(
        ("statement", "what"),
        [
            ("UPDATE revision SET author = '别人'", "updated"),
            ("DELETE FROM revision", "deleted"),
            ("INSERT OR REPLACE INTO revision SELECT * FROM revision", "replaced"),
        ],
    )
    def test_the_file_itself_refuses_to_change_a_revision(self, store, statement, what):
        made = store.records.append("01", "case", case("修路"), **SIGNED)
        with pytest.raises(sqlite3.IntegrityError, match=what):
            store.database.run(statement)
        assert store.records.all() == [made]


class TestMerging:
    def fork(self, records):
        first = records.append("01", "case", case("修路"), **SIGNED)
        parents = [first.revision_id]
        here = records.append("01", "case", case("修路甲"), parents=parents, **SIGNED)
        there = rv.new_revision(
            record_id="01", kind="case", payload=case("修路乙"), parents=parents, **SIGNED
        )
        assert records.add([there]) == 1
        return here, there

    def test_two_changes_of_one_state_are_both_shown(self, records):
        here, there = self.fork(records)
        assert set(records.get("01").heads) == {here, there}
        assert set(records.current("case")[0].heads) == {here, there}

    def test_the_next_revision_settles_it(self, records):
        self.fork(records)
        records.append("01", "case", records.get("01").payload, **SIGNED)
        assert len(records.get("01").heads) == 1

    def test_taking_over_the_same_twice_adds_nothing(self, records):
        self.fork(records)
        assert records.add(records.all()) == 0

    def test_a_forged_revision_stops_the_whole_import(self, records):
        good = rv.new_revision(record_id="02", kind="case", payload=case("修桥"), **SIGNED)
        forged = rv.from_mapping({**rv.as_mapping(good), "payload": case("修庙")})
        other = rv.new_revision(record_id="03", kind="case", payload=case("修渠"), **SIGNED)
        with pytest.raises(UserError, match="没有导入任何内容"):
            records.add([other, forged])
        assert records.count() == 0

    @given(seed=st.integers(0, 10_000))
    @settings(max_examples=times(10, 300), suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_two_stores_that_exchange_everything_agree_in_any_order(self, tmp_path_factory, seed):
        chance = random.Random(seed)
        village, township = (create_store(tmp_path_factory.mktemp("store")) for _ in range(2))
        for number in range(12):
            writer = chance.choice([village, township])
            writer.records.append(str(chance.randrange(3)), "case", case(f"第{number}次"), **SIGNED)
            if chance.random() < 0.3:
                village.records.add(chance.sample(everything := township.records.all(), len(everything)))
        township.records.add(village.records.all())
        village.records.add(reversed(township.records.all()))
        for record_id in "012":
            assert village.records.get(record_id) == township.records.get(record_id)
        assert village.records.current("case") == township.records.current("case")
        assert health.verify(village.database).sound
        village.close()
        township.close()

    def test_a_child_that_came_before_its_parent_stays_the_head(self, store, records):
        first = rv.new_revision(record_id="01", kind="case", payload=case("一"), **SIGNED)
        second = rv.new_revision(
            record_id="01", kind="case", payload=case("二"), parents=[first.revision_id], **SIGNED
        )
        records.add([second])
        records.add([first])
        assert records.get("01").heads == (second,)
        assert health.verify(store.database).sound


class TestProjection:
    def test_it_can_be_rebuilt_from_nothing(self, store):
        TestMerging().fork(store.records)
        store.records.append("02", "case", case("修桥"), **SIGNED)
        before = store.records.current("case")
        store.database.run("DELETE FROM head")
        store.database.run("DELETE FROM ancestry")
        assert health.verify(store.database).stale_projection
        store.records.rebuild()
        assert store.records.current("case") == before
        assert health.verify(store.database).sound


class TestSearching:
    @given(text=st.text(alphabet="村民会议协商水渠道路%_'Aa·𬉼", min_size=1, max_size=30), data=st.data())
    @settings(max_examples=times(50, 3000), suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_every_part_of_every_text_is_found(self, store, text, data):
        record_id = str(store.records.count())
        store.records.append(
            record_id, "case", {"deep": [{"er": text}], "n": store.records.count()}, **SIGNED
        )
        start = data.draw(st.integers(0, len(text) - 1))
        words = text[start : data.draw(st.integers(start + 1, len(text)))]
        assert record_id in store.records.search(words)

    def test_only_what_is_current_and_of_the_kind_is_found(self, records):
        records.append("01", "case", case("修路"), **SIGNED)
        records.append("02", "person", {"name": "路大伯"}, **SIGNED)
        assert records.search("路") == ["01", "02"]
        assert records.search("路", "person") == ["02"]
        records.append("01", "case", case("修桥"), **SIGNED)
        assert records.search("修路") == []
        assert records.search("无此事") == []
