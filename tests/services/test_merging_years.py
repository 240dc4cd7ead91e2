"""A matter over the turn of a year: the ledger of the new year takes nothing away from that of the old one."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.offices import matter, opened, real_office
from yishi_desktop.domain.township.union import unite
from yishi_desktop.services import cases
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.township import office as desk
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.services.township.ledger_reading import read_ledger
from yishi_desktop.services.township.merging import merge_files

OLD, NEW = (date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 12, 31))
BOTH = (OLD[0], NEW[1])
DECEMBER, JANUARY = date(2025, 12, 20), date(2026, 1, 10)


def over_the_year():
    """One matter, voted down in December and agreed in January."""
    case = matter(2, "b-2")
    first, second = case.sessions
    first, second = replace(first, held_on=DECEMBER), replace(second, held_on=JANUARY)
    return replace(case, opened_on=date(2025, 12, 1), sessions=(first, second))


@pytest.fixture(params=["unchanged", "written on"])
def files(request, tmp_path):
    """The ledgers of 2025, of 2026, and of both years in one."""
    paths = [tmp_path / f"{name}.xlsx" for name in ("2025年", "2026年", "两年")]
    with real_office(tmp_path / "village", "甲村", over_the_year()) as office:
        ledgers.export(office, *OLD, paths[0])
        if request.param == "written on":
            cases.keep_case(office, replace(over_the_year(), note="第二年又写了"), "填写")
        ledgers.export(office, *NEW, paths[1])
        ledgers.export(office, *BOTH, paths[2])
    return paths


def rows(*paths):
    """Every row of the sum that says more than where the matter stands now."""
    township = unite(one for path in paths for one in read_ledger(path).deliveries)
    found = [line for one in township.kept for line in one.record.lines]
    return sorted((line.table, repr(line.values)) for line in found)


def test_two_years_in_two_files_are_the_rows_of_both_years_in_one(files):
    *years, both = files
    assert rows(*years) == rows(both)
    assert rows(*reversed(years)) == rows(*files) == rows(both)


def test_the_township_still_sees_last_year_s_session_when_the_new_ledger_has_come(files, tmp_path):
    with opened(tmp_path / "town") as office:
        for path in files[:2]:
            take_in(office, examine(office, [path]))
        found = desk.holdings(office)
        (last,), (this,) = found.standings(2025), found.standings(2026)
    assert (last.counted, this.counted, this.counted_before) == (1, 1, 1)


def test_each_row_is_accounted_for_and_each_year_held_against_the_number_by_itself(files, tmp_path):
    said = merge_files(files[:2], tmp_path / "sum.xlsx")
    assert "次数不够：甲村计入2次，参照次数是每年4次，还差6次。" in said
    assert not [line for line in said if "≠" in line]
    assert "各村计入次数之和2次 ＝ 汇总明细计入2次" in said


def test_a_session_moved_into_the_new_year_is_counted_once(tmp_path):
    paths = [tmp_path / "2025年.xlsx", tmp_path / "2026年.xlsx"]
    with real_office(tmp_path / "village", "甲村", over_the_year()) as office:
        ledgers.export(office, *OLD, paths[0])
        first, second = over_the_year().sessions
        moved = (replace(first, held_on=date(2026, 1, 3)), second)
        cases.keep_case(office, replace(over_the_year(), sessions=moved), "日期写错了")
        ledgers.export(office, *NEW, paths[1])
    township = unite(one for path in paths for one in read_ledger(path).deliveries)
    assert [year.counted for year in township.villages()] == [2]
