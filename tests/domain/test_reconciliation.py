"""Every row of every file is accounted for exactly once, and the sums printed agree."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_township import DELIVERIES, delivery, record, session
from yishi_desktop.domain.township.reconciliation import RowCounts, count_rows, equations
from yishi_desktop.domain.township.tables import village_tables
from yishi_desktop.domain.township.union import Withdrawn, unite

GONE = st.builds(
    lambda name, revisions: Withdrawn(record_id=name, revisions=revisions),
    st.sampled_from(["r1", "r2", "r3"]),
    st.sampled_from([("1",), ("1", "2", "w"), ("1", "2", "3", "w"), ("9", "w")]),
)
FILES = st.lists(
    st.builds(
        lambda ones, gone: [replace(one, withdrawn=tuple(gone)) for one in ones],
        DELIVERIES,
        st.lists(GONE, max_size=1),
    ),
    min_size=1,
    max_size=4,
)


@given(FILES)
def test_every_row_is_exactly_one_thing_and_every_row_of_the_sum_is_owed_to_one_file(files):
    township = unite(one for file in files for one in file)
    counts = count_rows(files, township)
    assert all(one.adds_up for one in counts)
    assert sum(counts, RowCounts()).used == sum(len(table.rows) for table in village_tables(township))
    assert not [words for words in equations(counts, township, village_tables(township)) if "≠" in words]


@given(FILES, st.randoms(use_true_random=False))
def test_what_was_withdrawn_stays_withdrawn_in_any_order(files, chance):
    ones = [one for file in files for one in file]
    shuffled = [*ones, chance.choice(ones)]
    chance.shuffle(shuffled)
    assert unite(shuffled) == unite(ones)
    assert unite([*unite(ones[:2]).deliveries, *ones[2:]]) == unite(ones)


def test_a_sum_that_does_not_hold_says_so():
    township = unite([delivery(record())])
    assert "不相符" in equations([RowCounts(rows=2, new=2, used=2)], township, village_tables(township))[1]


def counts_of(*files):
    return count_rows([[one] for one in files], unite(files))


def test_new_changed_same_and_older_rows_are_told_apart():
    later = session(date(2026, 5, 1), place=1)
    before = delivery(record(revisions=("1",), lines=[session()]), filled_on=date(2026, 6, 1))
    after = delivery(record(revisions=("1", "2"), title="修桥", lines=[session(counts=False), later]))
    first, second, again = counts_of(before, after, replace(after, filled_on=date(2026, 12, 30)))
    assert (first.older, first.used) == (1, 0)
    assert (second.changed, second.new) == (1, 1)
    assert again.same == 2


def test_rows_of_a_matter_changed_in_two_places_are_in_doubt():
    ones = [
        delivery(record(revisions=("1", side), title=side), filled_on=date(2026, 6, n))
        for n, side in ((1, "a"), (2, "b"))
    ]
    assert [one.doubtful for one in counts_of(*ones)] == [1, 1]


def test_a_matter_withdrawn_in_the_village_leaves_the_sum_and_is_counted_void():
    sent = delivery(record())
    gone = replace(delivery(), withdrawn=(Withdrawn(record_id="r", revisions=("1", "w")),))
    township = unite([sent, gone])
    assert township.kept == () and township.withdrawn == ("r",)
    assert counts_of(sent, gone)[0].void == 1
    restored = delivery(record(revisions=("1", "w", "2")))
    assert len(unite([sent, gone, restored]).kept) == 1


def test_a_copy_changed_without_seeing_the_withdrawal_stays_for_a_person_to_judge():
    gone = replace(delivery(), withdrawn=(Withdrawn(record_id="r", revisions=("1", "w")),))
    (kept,) = unite([delivery(record(revisions=("1", "2"))), gone]).kept
    assert "待核对" in kept.mark


def test_each_row_says_from_which_file_and_which_row_it_came():
    line = replace(session(), row=7)
    ones = [replace(delivery(record(lines=[line])), source=name) for name in ("乙.xlsx", "甲.xlsx")]
    (sessions, *_) = village_tables(unite(ones))
    assert sessions.column("source") == ("乙.xlsx 序号7",)
    assert village_tables(unite(reversed(ones))) == village_tables(unite(ones))
