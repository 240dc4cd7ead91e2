"""A layout changes the sheets people read and nothing else: merging, masking and the check for edits stay as they are."""

import random
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.ledger_files.cases import HOUTANG, YEAR, first_three
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.layout import (
    STANDARD,
    Layout,
    ShownColumn,
    arranged,
    columns_in_order,
    usual,
)
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.ledger_files.deliveries import sent_in
from yishi_desktop.ledger_files.machine_sheet import read_machine_sheet
from yishi_desktop.ledger_files.shown_tables import shown_in
from yishi_desktop.ledger_files.visible_check import refuse_edited
from yishi_desktop.ledger_files.workbook import Header, write_workbook

LEDGER = ledger_rows(first_three(), *YEAR, masked=True)
HEADER = Header(organisation=HOUTANG, filled_on=date(2026, 12, 20), program="0")


def any_layout(seed: int) -> Layout:
    """Columns shuffled, some hidden, some called otherwise."""
    chance, layout = random.Random(seed), Layout(name="镇里要的")
    for table in (LEDGER.sessions, LEDGER.topics, LEDGER.notices, LEDGER.tasks):
        columns = list(columns_in_order(table, STANDARD))
        chance.shuffle(columns)
        chosen = [replace(one, hidden=n > 2 and chance.random() < 0.4) for n, one in enumerate(columns)]
        chosen[0] = replace(chosen[0], label="镇里的叫法")
        layout = layout.with_sheet(table.id, chosen)
    return layout


def written(layout: Layout, ledger=LEDGER, **more) -> bytes:
    cases = {row.case_id for table in (ledger.sessions, ledger.topics) for row in table.rows}
    payload = [{"id": one, "revisions": ["1"], "draft": False, "case": {"id": one}} for one in sorted(cases)]
    return write_workbook(ledger, HEADER, {"cases": payload}, layout=layout, **more)


def tables_in(data):
    sheet = read_machine_sheet(data)
    return shown_in(sheet, sent_in(sheet))


def saved_again(data: bytes, change=None) -> bytes:
    """As another program saves it: other bytes, the same cells."""
    book, target = load_workbook(BytesIO(data)), BytesIO()
    if change:
        change(book)
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_shown_the_township_reads_the_same_rows(seed):
    plain, other = written(STANDARD), written(any_layout(seed))
    assert sent_in(read_machine_sheet(other)).deliveries == sent_in(read_machine_sheet(plain)).deliveries
    refuse_edited(saved_again(other), tables_in(other))


@pytest.mark.parametrize("seed", range(4))
def test_a_cell_changed_by_hand_is_named_where_it_stands_in_the_layout(seed):
    data = written(any_layout(seed))

    def change(book):
        sheet = book["明细"]
        top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
        below = top + (2 if sheet.cell(top + 1, 1).value is None else 1)
        sheet.cell(below, 3).value = "改过"

    with pytest.raises(UserError, match=r"明细”第.行C列"):
        refuse_edited(saved_again(data, change), tables_in(data))


def headings(data: bytes, sheet: str) -> list[str]:
    rows = list(load_workbook(BytesIO(data))[sheet].iter_rows(values_only=True))
    top = next(n for n, row in enumerate(rows) if row[0] == "序号")
    pairs = zip(rows[top], rows[top + 1] if rows[top + 1][0] is None else rows[top], strict=True)
    return [str(low or high).replace("\n", "") for high, low in pairs]


def test_the_sheet_shows_the_chosen_columns_in_their_order_and_under_their_names():
    wanted = [ShownColumn(id="topic.title", label="议的什么事"), ShownColumn(id="session.held_on")]
    hidden = [
        replace(one, hidden=True)
        for one in columns_in_order(LEDGER.sessions, STANDARD)
        if one.id not in {"topic.title", "session.held_on"}
    ]
    data = written(Layout(name="两栏").with_sheet("sessions", [*wanted, *hidden]))
    assert headings(data, "明细") == ["序号", "议的什么事", "协商时间"]
    assert headings(data, "议题库") == headings(written(STANDARD), "议题库")


def test_a_column_the_layout_does_not_know_is_shown_behind_the_others():
    layout = Layout(name="旧的").with_sheet("tasks", [ShownColumn(id="state"), ShownColumn(id="gone")])
    shown = [one.id for one in arranged(LEDGER.tasks, layout).headings]
    assert shown[:2] == ["number", "state"]
    assert sorted(shown) == sorted(one.id for one in LEDGER.tasks.headings)


def test_what_masking_leaves_out_no_layout_brings_back():
    whole = ledger_rows(first_three(), *YEAR)
    every = Layout(name="全要").with_sheet("topics", columns_in_order(whole.topics, STANDARD))
    gone = {one.id for one in whole.topics.headings} - {one.id for one in LEDGER.topics.headings}
    assert gone, "nothing internal among the topics, nothing to test"
    assert not gone & {one.id for one in arranged(LEDGER.topics, every).headings}


@pytest.mark.parametrize("seed", range(6))
def test_however_columns_are_ordered_no_width_of_paper_is_wider_than_before(seed):
    def widths(table):
        found: dict[str, float] = {}
        for one in table.headings:
            found[one.band] = found.get(one.band, 0) + one.width
        found.pop("", None)
        return found.values()

    shown = arranged(LEDGER.sessions, any_layout(seed))
    runs = [
        one.band for n, one in enumerate(shown.headings) if n == 0 or one.band != shown.headings[n - 1].band
    ]
    assert len(runs) == len(set(runs))
    assert max(widths(shown)) <= max(widths(usual(LEDGER.sessions)))
