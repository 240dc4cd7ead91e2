"""对账单: what a merge and a visit say of every file, withdrawn matters, and who has to be called."""

from datetime import date

import pytest
from openpyxl import load_workbook

from tests.services.offices import matter, opened, real_office
from yishi_desktop.domain.township.reports import unsent_table
from yishi_desktop.services import cases
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.township.expected_villages import as_text, read_expected
from yishi_desktop.services.township.intake import examine, save_statement, take_in
from yishi_desktop.services.township.merging import merge_files
from yishi_desktop.services.township.office import holdings, save_expected, save_summary

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def files(tmp_path):
    """A village's ledger, and the same after one of its two matters was withdrawn."""
    made = [tmp_path / "甲村.xlsx", tmp_path / "甲村后来.xlsx"]
    with real_office(tmp_path / "v", "甲村", matter(1, "a-1"), matter(2, "a-2")) as office:
        ledgers.export(office, *YEAR, made[0])
        cases.withdraw(office, "a-2", "登记错了")
        ledgers.export(office, *YEAR, made[1])
    return made


def statement(path):
    rows = list(load_workbook(path)["对账单"].iter_rows(values_only=True))
    top = next(n for n, row in enumerate(rows) if row[0] == "序号")
    return [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]


def test_the_merged_workbook_ends_with_every_file_and_the_equations(files, tmp_path):
    said = merge_files(files, tmp_path / "汇总.xlsx")
    rows = statement(tmp_path / "汇总.xlsx")
    first, second, total, *sums = rows
    assert first["作废"] > 0 and second["相同"] > 0 and second["新增"] == 0
    assert first["收到行"] == first["新增"] + first["作废"]
    assert total["收到行"] == first["收到行"] + second["收到行"]
    assert len(sums) == 3 and all("＝" in row["文件"] for row in sums)
    assert all(row["文件"] in said for row in sums)
    sheet = load_workbook(tmp_path / "汇总.xlsx")["落实台账"]
    sources = {row[-1] for row in sheet.iter_rows(values_only=True) if row[0] == 1}
    assert all(
        str(one).startswith("甲村.xlsx 序号") or str(one).startswith("甲村后来.xlsx 序号") for one in sources
    )


def test_what_the_village_withdrew_no_longer_counts_at_the_township(files, tmp_path):
    with opened(tmp_path / "t") as office:
        for path in files:
            take_in(office, examine(office, [path]))
        assert [one.record.record_id for one in holdings(office).township.kept] == ["a-1"]
        save_summary(office, tmp_path / "汇总.xlsx")
    assert "甲村后来.xlsx" in str(statement(tmp_path / "汇总.xlsx")[1]["文件"])


def test_the_statement_of_a_visit_names_the_cell_and_what_to_type(files, tmp_path):
    book = load_workbook(files[1])
    sheet = book["明细"]
    column = next(c.column for row in sheet.iter_rows() for c in row if c.value == "赞成")
    cell = sheet.cell(6, column)
    before, cell.value = cell.value, 99
    book.save(tmp_path / "改过.xlsx")
    with opened(tmp_path / "t") as office:
        intake = examine(office, [files[0], tmp_path / "改过.xlsx"])
        save_statement(office, intake, tmp_path / "对账单.xlsx")
    bad, good, total = statement(tmp_path / "对账单.xlsx")
    assert (bad["结论"], good["结论"]) == ("不能收", "可以收")
    assert f"第6行{cell.column_letter}列“赞成”现在是“99”，导出时是“{before}”" in bad["哪里、为什么"]
    assert f"填回“{before}”" in bad["怎么改"]
    assert total["收到行"] == good["收到行"] > 0


def test_who_has_sent_nothing_is_a_list_with_telephone_numbers_on_the_first_day(tmp_path):
    read = read_expected("村名\t代码\t电话\n甲村\t330723103201\t13800001111\n乙村\t\t0579-87654321")
    assert not read.problems
    assert read_expected(as_text(read.villages)).villages == read.villages
    with opened(tmp_path / "t") as office:
        save_expected(office, read.villages)
        table = unsent_table(holdings(office).standings(2026), 2026)
    assert table.column("village") == ("甲村", "乙村")
    assert table.column("phone") == ("13800001111", "0579-87654321")
