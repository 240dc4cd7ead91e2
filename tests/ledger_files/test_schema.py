"""Files of older programs are read with the columns they have; files of newer ones are refused politely."""

import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.ledger_files import fixture
from tests.services.offices import matter, real_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger import rows as ledger_rules
from yishi_desktop.domain.ledger import sheets
from yishi_desktop.ledger_files.machine_sheet import VERSION
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.township.ledger_reading import read_ledger
from yishi_desktop.services.township.merging import merge_files

FIXTURES, YEAR = fixture.FIXTURES, fixture.YEAR
OLD = sorted(FIXTURES.glob("*.xlsx"))
NEW_COLUMN = "topic.level"
"""Stands in 明细 already; 公示台账 has not got it."""


def test_a_changed_column_needs_a_new_schema():
    """Failed? Raise machine_sheet.VERSION, then run: python -m tests.ledger_files.fixture --update"""
    known = fixture.known_columns()
    assert known[str(VERSION)] == fixture.columns_of_today()
    assert {f"merged-{number}.xlsx" for number in known} <= {path.name for path in OLD}


def test_a_new_schema_leaves_its_columns_and_a_workbook(tmp_path):
    before = fixture.known_columns()
    (tmp_path / fixture.COLUMNS).write_text(json.dumps(before), encoding="utf-8")
    fixture.update(tmp_path, VERSION + 1)
    assert fixture.known_columns(tmp_path) == {**before, str(VERSION + 1): before[str(VERSION)]}
    read = read_ledger(tmp_path / f"merged-{VERSION + 1}.xlsx")
    assert {one.village.name for one in read.deliveries} == {"甲村", "乙村"}


def test_columns_are_not_changed_under_an_old_number(tmp_path):
    other = {str(VERSION): {"notices": ["number"]}}
    (tmp_path / fixture.COLUMNS).write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(SystemExit, match=r"raise machine_sheet\.VERSION first"):
        fixture.update(tmp_path)
    assert fixture.known_columns(tmp_path) == other
    assert [path.name for path in tmp_path.iterdir()] == [fixture.COLUMNS]


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_every_schema_is_still_read(path):
    read = read_ledger(path)
    assert {one.village.name for one in read.deliveries} <= {"甲村", "乙村"}
    assert sum(len(one.records) for one in read.deliveries) >= 2


@pytest.fixture
def next_year(monkeypatch):
    """The program after somebody added a column to 公示台账, moved one, and took one away."""
    first, _, *others = sheets.NOTICE_COLUMNS
    columns = (first, sheets.of_fact(NEW_COLUMN, 4), *others[1:], others[0])
    for module in (sheets, ledger_rules):
        monkeypatch.setattr(module, "NOTICE_COLUMNS", columns)


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_an_older_file_merges_beside_a_new_one_with_the_column_empty(path, next_year, tmp_path):
    with real_office(tmp_path / "data", "丙村", matter(1, "c-1")) as office:
        ledgers.export(office, *YEAR, tmp_path / "丙村.xlsx")
    target = tmp_path / "m.xlsx"
    merge_files([path, tmp_path / "丙村.xlsx"], target)
    heading, *lines = list(load_workbook(target)["公示台账"].iter_rows(min_row=4, values_only=True))
    at = [str(word).replace("\n", "") for word in heading].index("协商层级")
    levels = {line[1]: line[at] for line in lines}
    assert levels.pop("丙村") is not None
    assert levels and set(levels.values()) == {None}


def test_an_older_merged_file_somebody_corrected_is_still_noticed(next_year, tmp_path):
    book = load_workbook(FIXTURES / "merged-2.xlsx")
    book["公示台账"]["G5"] = "改过"
    book.save(tmp_path / "改.xlsx")
    with pytest.raises(UserError, match="工作表“公示台账”第5行G列"):
        read_ledger(tmp_path / "改.xlsx")


def test_what_a_newer_program_wrote_is_refused_politely(monkeypatch, tmp_path):
    from yishi_desktop.ledger_files import machine_sheet

    with real_office(tmp_path / "data", "甲村", matter(1, "a-1")) as office:
        monkeypatch.setattr(machine_sheet, "VERSION", VERSION + 1)
        ledgers.export(replace(office), *YEAR, tmp_path / "甲村.xlsx")
    monkeypatch.setattr(machine_sheet, "VERSION", VERSION)
    with pytest.raises(UserError, match="更新版本的程序") as caught:
        read_ledger(tmp_path / "甲村.xlsx")
    assert "先升级" in caught.value.do_next
