"""The township's union: set union of what villages sent, whatever the order and however often."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.domain.counting import YearlyMinimum
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.township.reports import undone_table
from yishi_desktop.domain.township.seals import broken_seals
from yishi_desktop.domain.township.standing import standings
from yishi_desktop.domain.township.tables import count_table, village_tables
from yishi_desktop.domain.township.union import Delivery, Line, Record, Withdrawn, unite

DEMANDED = YearlyMinimum(4, demanded=True, basis="三（五）")


def session(held_on=date(2026, 3, 15), *, counts=True, place=0):
    values = (("session.held_on", held_on), ("counts", counts), ("present", 36), ("agreed", True))
    return Line("sessions", place, values)


def record(record_id="r", revisions=("1",), *, draft=False, title="修路", lines=None, seal=""):
    case = f'{{"id":"{record_id}","title":"{title}"}}'
    return Record(
        record_id=record_id,
        number="2026-01",
        title=title,
        revisions=revisions,
        draft=draft,
        case=case,
        lines=tuple([session()] if lines is None else lines),
        seal=seal,
    )


def delivery(*records, village="甲村", minimum=DEMANDED, filled_on=date(2026, 12, 20)):
    return Delivery(
        village=Organisation(id="organisation", county="某县", township="某镇", name=village),
        from_day=date(2026, 1, 1),
        until_day=date(2026, 12, 31),
        filled_on=filled_on,
        minimum=minimum,
        records=records,
    )


RECORDS = st.builds(
    record,
    st.sampled_from(["r1", "r2", "r3"]),
    st.sampled_from([(), ("1",), ("1", "2"), ("1", "2", "3"), ("1", "x"), ("1", "2", "x", "3"), ("9",)]),
    draft=st.booleans(),
    title=st.sampled_from(["修路", "修桥"]),
    lines=st.lists(
        st.builds(session, st.dates(date(2026, 1, 1), date(2026, 12, 31)), counts=st.booleans()), max_size=2
    ),
)
DELIVERIES = st.lists(
    st.builds(
        lambda records, village, day: delivery(
            *{one.record_id: one for one in records}.values(), village=village, filled_on=day
        ),
        st.lists(RECORDS, max_size=3),
        st.sampled_from(["甲村", "乙村"]),
        st.dates(date(2026, 6, 1), date(2026, 6, 3)),
    ),
    min_size=1,
    max_size=5,
)


@given(DELIVERIES, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_anything(deliveries, random):
    shuffled = [*deliveries, random.choice(deliveries)]
    random.shuffle(shuffled)
    assert unite(shuffled) == unite(deliveries)


@given(DELIVERIES, DELIVERIES)
def test_merging_what_was_merged_is_merging_at_once(ones, others):
    assert unite([*unite(ones).deliveries, *others]) == unite([*ones, *others])


@given(DELIVERIES)
def test_nothing_known_is_lost_and_nothing_older_is_kept(deliveries):
    kept = [one.record for one in unite(deliveries).kept]
    for sent in (record for delivery in deliveries for record in delivery.records):
        assert any(
            one.record_id == sent.record_id
            and (
                one.knows_more_than(sent)
                or (one.case == sent.case and set(one.revisions) == set(sent.revisions))
            )
            for one in kept
        )
    assert not any(
        one.knows_more_than(other) for one in kept for other in kept if one.record_id == other.record_id
    )


@given(DELIVERIES)
def test_of_each_matter_exactly_one_copy_counts(deliveries):
    township = unite(deliveries)
    counting = [one.record.record_id for one in township.kept if one.counts]
    assert sorted(counting) == sorted({record.record_id for d in deliveries for record in d.records})
    assert sum(year.counted for year in township.villages()) == sum(
        line.get("counts") is True for one in township.kept if one.counts for line in one.record.lines
    )


@given(DELIVERIES)
def test_the_tables_can_always_be_made_and_their_sum_is_right(deliveries):
    township = unite(deliveries)
    counts = count_table(township)
    *villages, total = counts.column("counted")
    assert sum(villages) == total
    sessions = village_tables(township)[0]
    assert len(sessions.rows) == sum(len(one.record.lines) for one in township.kept)


def test_what_was_typed_in_afterwards_is_listed_and_counted_with_none():
    """补录: in the rows of the village, in no count of sessions, on no list of what is still to be done."""
    undone = Line("tasks", 0, (("state", "未落实"), ("what", "修桥")))
    late = replace(record("late", lines=[session(), undone]), number="补2021-01")
    township = unite([delivery(record("now"), late)])
    (year,) = township.villages()
    assert year.counted == 1
    assert {one.record.record_id for one in township.kept} == {"now", "late"}
    assert len(village_tables(township)[0].rows) == 2
    assert undone_table(township).rows == ()
    (one,) = standings(township, (), 2026)
    assert one.year.counted == 1


def test_the_same_row_of_a_matter_of_this_year_is_on_the_list():
    undone = Line("tasks", 0, (("state", "未落实"), ("what", "修桥")))
    township = unite([delivery(record("now", lines=[session(), undone]))])
    assert len(undone_table(township).rows) == 1


def test_the_longer_history_wins_over_a_later_day():
    older = delivery(record(revisions=("1", "2"), title="新"), filled_on=date(2026, 1, 5))
    newer = delivery(record(revisions=("1",), title="旧"), filled_on=date(2026, 12, 5))
    assert [one.record.title for one in unite([older, newer]).kept] == ["新"]


def test_a_settled_fork_knows_more_than_both_sides():
    left, right = record(revisions=("1", "a")), record(revisions=("1", "b"))
    settled = record(revisions=("1", "a", "b", "c"), title="定了")
    township = unite([delivery(left), delivery(right), delivery(settled)])
    assert [one.record.title for one in township.kept] == ["定了"]
    assert not township.in_doubt()


def test_a_village_short_of_the_demanded_number_is_below():
    four = [record(f"r{n}") for n in range(4)]
    years = {
        year.village.name: year
        for year in unite([delivery(*four), delivery(*four[:1], village="乙村")]).villages()
    }
    assert (years["甲村"].counted, years["甲村"].missing, years["甲村"].meets_minimum) == (3, 1, False)
    assert (years["乙村"].counted, years["乙村"].missing, years["乙村"].meets_minimum) == (1, 3, False)


def test_a_village_that_demands_nothing_is_not_judged():
    (year,) = unite([delivery(minimum=None)]).villages()
    assert (year.meets_minimum, year.missing) == (None, 0)


# --- what an earlier ledger had sealed -------------------------------------------------------------------------
EARLIER, LATER = date(2026, 7, 1), date(2026, 12, 20)
SEALED = record(revisions=("1", "2"), seal="7KQ2-M9TD-XXXX-YYYY")


@pytest.mark.parametrize(
    ("now", "broken"),
    [
        ((record(revisions=("1", "2")),), False),
        ((record(revisions=("1", "2", "3")),), False),
        ((record(revisions=("1",)),), True),
        ((record(revisions=("1", "9")),), True),
        ((), True),
    ],
    ids=["as sealed", "corrected since", "gone back", "written anew", "gone"],
)
def test_a_later_ledger_is_held_against_what_was_sealed_before(now, broken):
    found = broken_seals([delivery(*now, filled_on=LATER), delivery(SEALED, filled_on=EARLIER)])
    assert [(one.title, one.sealed_by, one.missed_on) for one in found] == [("修路", EARLIER, LATER)] * broken


def test_what_was_not_sealed_was_taken_out_or_comes_from_elsewhere_breaks_nothing():
    free = delivery(record(revisions=("1", "2")), filled_on=EARLIER)
    sealed = delivery(SEALED, filled_on=EARLIER)
    withdrawn = replace(
        delivery(filled_on=LATER), withdrawn=(Withdrawn(record_id="r", revisions=("1", "2", "3")),)
    )
    half_a_year = replace(delivery(filled_on=LATER), from_day=date(2026, 7, 1))
    assert broken_seals([free, delivery(filled_on=LATER)]) == ()
    assert broken_seals([sealed, withdrawn]) == ()
    assert broken_seals([sealed, half_a_year]) == ()
    assert broken_seals([sealed, delivery(filled_on=LATER, village="乙村")]) == ()
    assert broken_seals([sealed, delivery(filled_on=EARLIER)]) == ()


def test_an_older_ledger_that_comes_late_breaks_nothing():
    before_sealing = delivery(record(revisions=("1",)), filled_on=date(2026, 6, 1))
    assert broken_seals([delivery(SEALED, filled_on=EARLIER), before_sealing]) == ()


def test_a_broken_chain_is_said_once_with_the_first_ledger_that_misses_it():
    gone = [delivery(filled_on=date(2026, month, 1)) for month in (9, 10)]
    again = delivery(SEALED, filled_on=date(2026, 8, 1))
    [found] = broken_seals([*gone, again, delivery(SEALED, filled_on=EARLIER)])
    assert (found.sealed_by, found.missed_on) == (EARLIER, date(2026, 9, 1))
