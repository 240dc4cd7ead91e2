"""Ledgers typed by hand in the old template: taken in at the township, marked, and gone from the sum once a real one comes."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.services.offices import matter, opened, real_office
from yishi_desktop.domain.township.standing import Expected
from yishi_desktop.domain.township.verdicts import Verdict
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.services.township.office import holdings, save_expected, save_summary

OLD_TABLES = Path(__file__).resolve().parents[1] / "old_tables"
HEADINGS = ("序号", "召开时间", "协商地点", "协商事项", "实到人数", "赞成人数", "是否达成一致", "满意吗")
ROWS = (
    (1, "2026年3月5日", "村部", "修村口的桥", "32人", 30, "是", "好"),
    (2, date(2026, 5, 6), "村部", "垃圾分类", 28, 12, "否", ""),
    (None, None, None, None, None, None, None, None),
    ("填表人：李四", None, None, None, None, None, None, None),
)


def typed(path, title="××镇甲村2026年议事协商台账", rows=ROWS):
    book = Workbook()
    book.active.append([title])
    book.active.append(HEADINGS)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def office(tmp_path):
    with opened(tmp_path / "t") as office:
        save_expected(office, [Expected(name="甲村村民委员会"), Expected(name="乙村")])
        yield office


def test_it_comes_in_marked_and_counts(office, tmp_path):
    intake = examine(office, [typed(tmp_path / "台账.xlsx")])
    (one,) = intake.verdicts
    assert (one.verdict, one.village) == (Verdict.DOUBTFUL, "甲村")
    assert "手工填的台账" in one.words
    take_in(office, intake)
    first, second = sorted(holdings(office).township.kept, key=lambda kept: kept.record.title)
    assert (first.record.title, second.record.title) == ("修村口的桥", "垃圾分类")
    values = dict(first.record.lines[0].values)
    assert (values["session.held_on"], values["present"], values["agreed"]) == (date(2026, 3, 5), 32, True)
    assert dict(second.record.lines[0].values)["agreed"] is False
    (village,) = holdings(office).township.villages()
    assert village.counted == 2
    save_summary(office, tmp_path / "汇总.xlsx")
    rows = list(load_workbook(tmp_path / "汇总.xlsx")["明细"].iter_rows(values_only=True))
    assert [row[-1] for row in rows if row[0] in (1, 2)] == ["手工填的台账"] * 2
    assert [row[-2] for row in rows if row[0] in (1, 2)] == ["台账.xlsx 序号3", "台账.xlsx 序号4"]


def test_two_rows_of_one_day_and_title_are_two_unless_they_say_the_same(office, tmp_path):
    first, second = (
        (n, "2026年3月5日", place, "修路", 20, 18, "是", "") for n, place in ((1, "一组"), (2, "二组"))
    )
    path = typed(tmp_path / "台账.xlsx", rows=(first, second, (3, *first[1:])))
    take_in(office, examine(office, [path]))
    found = [dict(kept.record.lines[0].values) for kept in holdings(office).township.kept]
    assert sorted(values["session.venue"] for values in found) == ["一组", "二组"]
    (village,) = holdings(office).township.villages()
    assert village.counted == 2


def test_a_table_in_the_old_format_comes_in_too(office):
    (one,) = examine(office, [OLD_TABLES / "甲村台账.xls"]).verdicts
    assert (one.verdict, one.village) == (Verdict.DOUBTFUL, "甲村")
    assert "手工填的台账" in one.words


def test_the_summary_with_it_merges_again(office, tmp_path):
    take_in(office, examine(office, [typed(tmp_path / "甲村.xlsx")]))
    save_summary(office, tmp_path / "汇总.xlsx")
    load_workbook(tmp_path / "汇总.xlsx").save(tmp_path / "又存.xlsx")
    with opened(tmp_path / "县") as county:
        intake = examine(county, [tmp_path / "又存.xlsx"])
        take_in(county, intake)
        assert holdings(county).township.kept == holdings(office).township.kept


@pytest.mark.parametrize("plain_first", [True, False])
def test_once_the_village_sends_its_own_the_typed_rows_no_longer_count(office, tmp_path, plain_first):
    with real_office(tmp_path / "v", "甲村", matter(1, "a-1")) as village:
        ledgers.export(village, date(2026, 1, 1), date(2026, 12, 31), tmp_path / "程序.xlsx")
    paths = [typed(tmp_path / "甲村手工.xlsx"), tmp_path / "程序.xlsx"]
    for path in paths if plain_first else paths[::-1]:
        take_in(office, examine(office, [path]))
    township = holdings(office).township
    assert sum(year.counted for year in township.villages()) == 1
    assert all("没有计入" in one.mark for one in township.kept if one.record.is_plain)


def test_a_table_of_nobody_on_the_list_is_refused_with_what_to_do(office, tmp_path):
    (one,) = examine(office, [typed(tmp_path / "x.xlsx", title="台账")]).verdicts
    assert one.verdict is Verdict.REFUSED
    assert "不知道是哪个村的" in one.words and "应报名单" in one.advice


def test_any_other_table_is_refused_as_before(office, tmp_path):
    book = Workbook()
    book.active.append(["户号", "电费"])
    book.save(tmp_path / "甲村电费.xlsx")
    (one,) = examine(office, [tmp_path / "甲村电费.xlsx"]).verdicts
    assert one.verdict is Verdict.REFUSED and "没有本程序的数据页" in one.words
