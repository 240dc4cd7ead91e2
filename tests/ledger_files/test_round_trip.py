"""Rows → workbook → rows: every value comes back as it went in, and no cell looks changed by hand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.ledger_files.cases import HOUTANG, YEAR, first_three
from tests.ledger_files.test_workbook import HOSTILE
from tests.soaking import times
from yishi_desktop.domain.ledger.columns import Row, Share
from yishi_desktop.domain.ledger.layout import usual
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.township.tables import tables_of
from yishi_desktop.ledger_files.deliveries import sent_in
from yishi_desktop.ledger_files.machine_sheet import read_machine_sheet
from yishi_desktop.ledger_files.sheet import EMPTY_WORDS
from yishi_desktop.ledger_files.shown_tables import shown_in
from yishi_desktop.ledger_files.visible_check import refuse_edited
from yishi_desktop.ledger_files.workbook import Header, write_workbook

LEDGER = ledger_rows(first_three(), *YEAR, masked=True)
HEADER = Header(organisation=HOUTANG, filled_on=date(2026, 12, 20), program="0")
TEXT = st.one_of(st.text(max_size=40), st.sampled_from([one for one in HOSTILE if len(one) < 100]))
VALUES = {
    "text": TEXT,
    "count": st.integers(-(10**9), 10**9),
    "date": st.dates(date(1900, 3, 1), date(9998, 12, 31)),
    "flag": st.booleans(),
    "share": st.builds(Share, st.integers(0, 99), st.integers(1, 99)),
}


@st.composite
def ledgers(draw):
    """A ledger with rows of anything its columns can hold; each table keeps its running numbers."""
    changed = {}
    for name in ("sessions", "topics", "notices", "tasks"):
        table = getattr(LEDGER, name)
        kinds = [heading.kind for heading in table.headings[1:]]
        made = draw(st.lists(st.tuples(*(st.none() | VALUES[kind] for kind in kinds)), max_size=2))
        rows = (Row((n, *values), "a", 0) for n, values in enumerate(made, start=1))
        changed[name] = replace(table, rows=tuple(rows))
    return replace(LEDGER, **changed)


def comes_back(ledger):
    """Written, read back and compared, value by value; and no visible cell may look changed by hand."""
    case = {"id": "a", "revisions": ["1"], "draft": False, "case": {"id": "a"}}
    data = write_workbook(ledger, HEADER, {"cases": [case]})
    machine = read_machine_sheet(data)
    tables = shown_in(machine, sent_in(machine))
    assert {table.id: [row.values for row in table.rows] for table in tables} == {
        table.id: [row.values for row in usual(table).rows] for table in tables_of(ledger)
    }
    refuse_edited(data, tables)


def test_a_row_in_which_somebody_typed_the_words_of_an_empty_table_is_still_a_row():
    blank = (None,) * (len(LEDGER.notices.headings) - 2)
    only = {name: replace(getattr(LEDGER, name), rows=()) for name in ("sessions", "topics", "tasks")}
    rows = (Row((1, *blank, EMPTY_WORDS), "a", 0),)
    comes_back(replace(LEDGER, notices=replace(LEDGER.notices, rows=rows), **only))


@pytest.mark.parametrize("part", range(times(1, 50)))
def test_rows_come_back_as_they_went_in(part):
    """5,000 examples from fixed seeds in a full run, in parts that each end before the time of a hanging test."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    limits = settings(max_examples=times(8, 100), deadline=None, database=None, suppress_health_check=checks)
    seed(part)(limits(given(ledgers())(comes_back)))()
