"""The township's desk without its window: verdicts on files, taking in all or none, the list, and who stands how."""

import json
import zlib
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.services.offices import matter, opened, real_office, sample_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.township.reports import (
    matrix_table,
    short_table,
    tables_of_village,
    undone_table,
    waiting_table,
)
from yishi_desktop.domain.township.standing import Expected
from yishi_desktop.domain.township.verdicts import Verdict
from yishi_desktop.services import cases, village
from yishi_desktop.services.case_files import sample_village
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.township import office as desk
from yishi_desktop.services.township.expected_villages import as_text, read_expected
from yishi_desktop.services.township.intake import examine, refused_words, take_in
from yishi_desktop.services.township.merging import merge_files

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
SUMMER = datetime.fromisoformat("2026-07-15T09:00:00+08:00")


def export(folder, name, *matters, file="", act=None):
    path = folder / (file or f"{name}.xlsx")
    with real_office(folder / f"data-{path.stem}", name, *matters) as office:
        if act:
            act(office)
        ledgers.export(office, *YEAR, path)
    return path


@pytest.fixture(scope="module")
def stick(tmp_path_factory):
    """A folder as villages fill one: two good ledgers, an older and a newer one of a third, and a fork of a fourth."""
    scratch, folder = tmp_path_factory.mktemp("villages"), tmp_path_factory.mktemp("stick")
    made = [
        export(scratch, "甲村", matter(1, "a-1"), matter(3, "a-3")),
        export(scratch, "乙村", matter(2, "b-2")),
        *_older_and_newer(scratch),
        *(_forked(scratch, title) for title in ("第一台改的", "第二台改的")),
    ]
    for path in made:
        path.rename(folder / path.name)
    return folder


def _older_and_newer(folder):
    older, newer = folder / "丙村1.xlsx", folder / "丙村2.xlsx"
    with real_office(folder / "data-c", "丙村", matter(1, "c-1")) as office:
        ledgers.export(office, *YEAR, older)
        case = cases.find(office, "2026-01")
        cases.keep_case(office, replace(case, topic=replace(case.topic, title="改过的题目")), "改题目")
        ledgers.export(office, *YEAR, newer)
    return older, newer


def _forked(folder, title):
    def retitle(office):
        case = cases.find(office, "2026-01")
        cases.keep_case(office, replace(case, topic=replace(case.topic, title=title)), "改题目")

    return export(folder, "丁村", matter(1, "d-1"), file=f"丁村{title}.xlsx", act=retitle)


@pytest.fixture
def office(tmp_path):
    with opened(tmp_path / "township") as office:
        yield office


def verdicts(intake):
    return {one.path.name: one.verdict for one in intake.verdicts}


def taken(office, *paths):
    take_in(office, examine(office, paths))
    return desk.holdings(office)


# --- what had been sealed --------------------------------------------------------------------------------------
def _worked_out_on(folder, day, case):
    """The ledger of a village that keeps this one matter, made on a day."""
    path = folder / f"戊村{day:%m%d}.xlsx"
    with opened(
        folder / f"data-{day:%m%d}", datetime(day.year, day.month, day.day, tzinfo=SUMMER.tzinfo)
    ) as at:
        village.save_organisation(at, replace(sample_village().organisation, name="戊村"))
        cases.keep_case(at, replace(case, archive=replace(case.archive, archived_on=None)), "登记")
        cases.leave(at, case, cases.open_case(at, case.id).base, "归档")
        ledgers.export(at, *YEAR, path)
    return path


def test_a_village_that_went_back_behind_a_sealed_matter_is_asked_why(office, tmp_path):
    archived = matter(1, "e-1")
    archived = replace(archived, archive=replace(archived.archive, archived_on=date(2026, 9, 1), number="1"))
    before = _worked_out_on(tmp_path, date(2026, 10, 1), archived)
    anew = replace(archived, number="2026-77")
    after = _worked_out_on(tmp_path, date(2026, 12, 1), anew)
    take_in(office, examine(office, [before]))
    [one] = examine(office, [after]).verdicts
    assert one.verdict is Verdict.DOUBTFUL
    assert one.words.startswith(f"封存链不连续：“{archived.topic.title}”和以前交来的对不上")
    [(name, lines)] = taken(office, after).replies(2026)
    assert name == "戊村"
    assert any(
        "封存链不连续" in line and "2026年10月1日" in line and "2026年12月1日" in line for line in lines
    )


# --- the files meant -------------------------------------------------------------------------------------------


def test_a_folder_means_every_spreadsheet_below_it(office, stick, tmp_path):
    below = tmp_path / "stick" / "白洋街道" / "甲村"
    below.mkdir(parents=True)
    (below / "台账.xlsx").write_bytes((stick / "甲村.xlsx").read_bytes())
    (below / "~$台账.xlsx").write_bytes(b"open in WPS")
    (below / "照片.jpg").write_bytes(b"\xff\xd8")
    (below / "旧表.et").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    hidden = tmp_path / "stick" / "System Volume Information"
    hidden.mkdir()
    (hidden / "x.xlsx").write_bytes(b"")
    found = verdicts(examine(office, [tmp_path / "stick"]))
    assert found == {"台账.xlsx": Verdict.NEW, "旧表.et": Verdict.REFUSED}


def test_a_folder_without_a_spreadsheet_is_said(office, tmp_path):
    with pytest.raises(UserError, match="没有找到表格文件"):
        examine(office, [tmp_path])


# --- verdicts --------------------------------------------------------------------------------------------------


def test_every_file_gets_its_verdict_and_nothing_is_taken_in_yet(office, stick):
    intake = examine(office, [stick])
    assert verdicts(intake) == {
        "甲村.xlsx": Verdict.NEW,
        "乙村.xlsx": Verdict.NEW,
        "丙村1.xlsx": Verdict.OLDER,
        "丙村2.xlsx": Verdict.NEW,
        "丁村第一台改的.xlsx": Verdict.DOUBTFUL,
        "丁村第二台改的.xlsx": Verdict.DOUBTFUL,
    }
    assert desk.holdings(office).received == ()
    assert office.store.attachments.all() == []


def test_a_damaged_an_edited_and_a_foreign_file_are_named_with_their_place(office, stick, tmp_path):
    whole = (stick / "甲村.xlsx").read_bytes()
    (tmp_path / "拔早了.xlsx").write_bytes(whole[: len(whole) // 2])
    book = load_workbook(stick / "乙村.xlsx")
    book["明细"]["V6"] = 35
    book.save(tmp_path / "改过.xlsx")
    (tmp_path / "电费.xlsx").write_bytes(b"\xff\xd8\xff\xe0" * 50)
    names = ("拔早了.xlsx", "改过.xlsx", "电费.xlsx")
    intake = examine(office, [stick / "甲村.xlsx", *(tmp_path / name for name in names)])
    assert [one.path.name for one in intake.verdicts] == [
        "拔早了.xlsx",
        "改过.xlsx",
        "电费.xlsx",
        "甲村.xlsx",
    ]
    said = refused_words(intake)
    assert "文件不完整" in said and "不是 Excel 文件" in said
    assert "改过.xlsx：工作表“明细”第6行V列“" in said and "现在是“35”，导出时是" in said
    assert "不是要改，请在这一格填回" in said
    assert [file.name for file in intake.good] == ["甲村.xlsx"]


def test_the_same_content_is_known_again_whatever_the_file_is_called(office, stick, tmp_path):
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes((stick / "甲村.xlsx").read_bytes())
    both = examine(office, [copy, stick / "甲村.xlsx"])
    assert sorted(one.verdict.value for one in both.verdicts) == ["可以收", "收过了"]
    first = taken(office, stick / "甲村.xlsx")
    again = examine(office, [copy])
    assert verdicts(again) == {"副本.xlsx": Verdict.AGAIN}
    take_in(office, again)
    assert desk.holdings(office) == first


def test_a_sample_is_refused_beside_a_real_village_and_leaves_the_numbers_when_one_comes(
    office, stick, tmp_path
):
    with sample_office(tmp_path / "sample") as village:
        ledgers.export(village, *YEAR, tmp_path / "练习.xlsx")
    mixed = examine(office, [tmp_path / "练习.xlsx", stick / "甲村.xlsx"])
    assert verdicts(mixed)["练习.xlsx"] is Verdict.REFUSED
    assert len(taken(office, tmp_path / "练习.xlsx").township.villages()) == 1
    holdings = taken(office, stick / "甲村.xlsx")
    assert [one.village.name for one in holdings.township.villages()] == ["甲村"]


# --- taking in -------------------------------------------------------------------------------------------------


def test_what_was_taken_in_is_there_after_a_restart_and_passes_the_check(tmp_path, stick):
    with opened(tmp_path / "township") as office:
        before = taken(office, stick)
    with opened(tmp_path / "township") as office:
        again = desk.holdings(office)
        assert again == before
        assert again.township == before.township
        assert list(backups.verify(office)) == []


def test_a_full_disk_leaves_nothing_half_taken_in(office, stick, monkeypatch):
    intake = examine(office, [stick])
    append = office.store.records.append
    calls = []

    def fail_on_the_third(*given, **named):
        calls.append(given)
        if len(calls) == 3:
            raise UserError("D盘满了。", "", "")
        return append(*given, **named)

    monkeypatch.setattr(
        type(office.store.records), "append", lambda self, *a, **k: fail_on_the_third(*a, **k)
    )
    with pytest.raises(UserError):
        take_in(office, intake)
    assert desk.holdings(office).received == ()


def test_a_file_put_away_leaves_the_numbers_and_may_come_again(office, stick):
    holdings = taken(office, stick / "甲村.xlsx", stick / "乙村.xlsx")
    first = next(one for one in holdings.received if one.file.name == "甲村.xlsx")
    desk.put_away(office, [first.record_id])
    assert [one.village.name for one in desk.holdings(office).township.villages()] == ["乙村"]
    assert desk.holdings(office) != holdings
    assert taken(office, stick / "甲村.xlsx") == holdings


def shown(path):
    """Every cell people see, but for the words in which the clerk was told of a file."""
    book = load_workbook(path, read_only=True)
    rows = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames if name != "_data"}
    rows["对账单"] = [(*row[:4], *row[5:]) for row in rows["对账单"]]
    return rows


def test_the_workbook_is_the_one_the_command_makes(office, stick, tmp_path):
    taken(office, stick)
    desk.save_summary(office, tmp_path / "window.xlsx")
    merge_files(sorted(stick.iterdir()), tmp_path / "command.xlsx")
    assert shown(tmp_path / "window.xlsx") == shown(tmp_path / "command.xlsx")
    assert desk.summary_name(office).endswith("2026年度议事协商台账汇总.xlsx")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_neither_the_order_of_the_files_nor_the_number_of_visits_matters(stick, tmp_path_factory, data):
    files = sorted(stick.iterdir())
    order = data.draw(st.permutations([*files, data.draw(st.sampled_from(files))]))
    cut = data.draw(st.integers(0, len(order)))
    with opened(tmp_path_factory.mktemp("by-visits")) as office:
        for visit in filter(None, (order[:cut], order[cut:])):
            taken(office, *visit)
        by_visits = desk.holdings(office)
    with opened(tmp_path_factory.mktemp("at-once")) as office:
        at_once = taken(office, stick)
    assert by_visits == at_once
    assert by_visits.township == at_once.township
    assert matrix_table(by_visits.standings(2026), 2026) == matrix_table(at_once.standings(2026), 2026)


def test_a_county_takes_in_the_packages_of_its_townships(stick, tmp_path):
    """A merged workbook is a package: the county's desk says what it would say of all the villages' own files."""
    files = sorted(stick.iterdir())
    merge_files(files[:3], tmp_path / "东镇.xlsx")
    merge_files(files[2:], tmp_path / "西镇.xlsx")
    with opened(tmp_path / "county") as office:
        packages = taken(office, tmp_path / "东镇.xlsx", tmp_path / "西镇.xlsx")
        desk.save_summary(office, tmp_path / "全县.xlsx")
    with opened(tmp_path / "at-once") as office:
        at_once = taken(office, *files)
    assert packages.township == at_once.township
    assert packages.standings(2026) == at_once.standings(2026)
    with opened(tmp_path / "city") as office:
        assert taken(office, tmp_path / "全县.xlsx").township == at_once.township


# --- who stands how --------------------------------------------------------------------------------------------


def names_and_states(table):
    return [(row.values[0], row.values[1]) for row in table.rows]


def test_who_is_below_the_number_and_who_has_sent_nothing(office, stick):
    taken(office, stick / "甲村.xlsx", stick / "乙村.xlsx")
    desk.save_expected(office, [Expected(name="戊村"), Expected(name="乙村村民委员会")])
    table = matrix_table(desk.holdings(office).standings(2026), 2026)
    assert names_and_states(table) == [
        ("戊村", "还没有交"),
        ("乙村", "还差2次"),
        ("甲村", "还差3次（不在名单上）"),
    ]
    second = dict(zip((heading.id for heading in table.headings), table.rows[1].values, strict=True))
    assert (second["month-4"], second["month-5"], second["month-6"]) == (1, 0, 1)
    assert second["counted"] == 2
    assert table.rows[0].values[2:] == (None,) * 16


def test_a_month_the_ledger_does_not_reach_is_empty_not_nought(tmp_path, office):
    path = tmp_path / "甲村.xlsx"
    with real_office(tmp_path / "data", "甲村", matter(1, "a-1")) as village:
        replaced = replace(village, clock=lambda: SUMMER)
        ledgers.export(replaced, *YEAR, path)
    months = taken(office, path).standings(2026)[0].months
    assert months == (0, 0, 1, 0, 0, 0, 0, None, None, None, None, None)
    assert desk.holdings(office).standings(2025)[0].months == (None,) * 12


def with_code(folder, name, code, path):
    with real_office(folder, name, matter(1, path.stem)) as village:
        village.keep("organisation", "organisation", replace(village.organisation, code=code), "代码")
        ledgers.export(village, *YEAR, path)
    return path


def test_two_villages_of_one_name_in_one_township_are_told_before_they_are_summed(tmp_path, office):
    """Their codes are all that tells them apart, and one number is worked out for both."""
    one, other = (
        with_code(tmp_path / code, "新村", code, tmp_path / f"{code}.xlsx")
        for code in ("330723103201", "330723103202")
    )
    take_in(office, examine(office, [one]))
    (judged,) = examine(office, [other]).verdicts
    assert judged.verdict is Verdict.DOUBTFUL
    assert "“新村”有330723103201、330723103202几个区划代码" in judged.words
    said = merge_files([one, other], tmp_path / "sum.xlsx")
    assert any(line.startswith("注意：“新村”有330723103201、330723103202几个区划代码") for line in said)


def test_a_village_that_writes_its_code_later_is_the_same_village(tmp_path, office):
    bare = with_code(tmp_path / "a", "新村", "", tmp_path / "a.xlsx")
    coded = with_code(tmp_path / "b", "新村", "330723103201", tmp_path / "b.xlsx")
    take_in(office, examine(office, [bare]))
    (judged,) = examine(office, [coded]).verdicts
    assert judged.verdict is Verdict.NEW


def test_a_code_tells_villages_apart_that_share_a_name(tmp_path, office):
    paths = []
    for town, code in (("东镇", "330723103201"), ("西镇", "330723104201")):
        with real_office(tmp_path / town, "新村", matter(1, town)) as village:
            place = replace(village.organisation, township=town, code=code)
            village.keep(place.id, "organisation", place, "改名")
            paths.append(tmp_path / f"{town}.xlsx")
            ledgers.export(village, *YEAR, paths[-1])
    taken(office, *paths)
    listed = [Expected(name="新村", code="330723104201"), Expected(name="新村", code="330723109999")]
    desk.save_expected(office, listed)
    found = desk.holdings(office).standings(2026)
    assert [(one.name, one.code, one.listed, one.year is None) for one in found] == [
        ("西镇新村", "330723104201", True, False),
        ("新村", "330723109999", True, True),
        ("东镇新村", "330723103201", False, False),
    ]


def test_what_is_open_is_listed_with_its_village(tmp_path, office):
    first = matter(1, "a-1")
    late = tuple(replace(task, due_on=date(2026, 4, 17), done_on=None) for task in first.implementation.tasks)
    session = first.sessions[-1]
    taken_early = replace(
        session.result_notice, taken_down_on=date(2026, 3, 20), objections="张三说不公平", handling=""
    )
    sessions = (*first.sessions[:-1], replace(session, result_notice=taken_early))
    case = replace(first, implementation=replace(first.implementation, tasks=late), sessions=sessions)
    township = taken(office, export(tmp_path, "甲村", case)).township
    undone = undone_table(township)
    assert {row.values[1] for row in undone.rows} == {"甲村"}
    assert set(undone.column("state")) == {"已逾期"}
    assert len(undone.rows) == len(late)
    assert short_table(township).column("state") == ("天数不足",)
    assert waiting_table(township).column("what") == ("协商结果公示有异议，待处理",)
    (reply,) = desk.holdings(office).replies(2026)
    said = "\n".join(reply[1])
    assert "还差3次" in said and "没有落实：" in said and "公示不足：" in said
    assert "张三" not in said


def test_a_task_called_as_its_matter_is_named_once_in_the_reply(tmp_path, office):
    first = matter(1, "a-1")
    task = replace(
        first.implementation.tasks[0], what=first.topic.title, due_on=date(2026, 4, 17), done_on=None
    )
    case = replace(first, implementation=replace(first.implementation, tasks=(task,)))
    taken(office, export(tmp_path, "甲村", case))
    ((_, lines),) = desk.holdings(office).replies(2026)
    (said,) = [one for one in lines if one.startswith("没有落实：")]
    assert said.count(first.topic.title) == 1
    assert "期限2026年4月17日" in said


def test_the_rows_of_a_village_are_its_own(office, stick):
    holdings = taken(office, stick)
    place = next(one.place for one in holdings.standings(2026) if one.name == "甲村")
    tables = tables_of_village(holdings.township, place)
    assert [table.title for table in tables] == ["明细", "议题库", "公示台账", "落实台账"]
    assert {row.values[1] for table in tables for row in table.rows} == {"甲村"}


def test_the_replies_are_a_workbook_with_a_page_for_each_village(office, stick, tmp_path):
    taken(office, stick)
    desk.save_expected(office, [Expected(name="戊村"), Expected(name="甲村")])
    assert desk.save_replies(office, 2026, tmp_path / "回复.xlsx") == 5
    sheet = load_workbook(tmp_path / "回复.xlsx")["各村回复清单"]
    villages = [row[1] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert list(dict.fromkeys(villages)) == ["戊村", "甲村", "丁村", "丙村", "乙村"]
    starts = {n for n, (one, other) in enumerate(pairwise(villages), 5) if one != other}
    assert {one.id for one in sheet.row_breaks.brk} == starts


def test_without_ledgers_there_is_no_summary_to_write(office, tmp_path):
    with pytest.raises(UserError, match="还没有收下台账"):
        desk.save_summary(office, tmp_path / "x.xlsx")
    assert desk.holdings(office).years(date(2026, 3, 10)) == [2026]


# --- the list --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasted", "villages"),
    [
        ("后陈村\n城北社区", [("后陈村", ""), ("城北社区", "")]),
        ("后陈村 330723103201", [("后陈村", "330723103201")]),
        ("330723103201\t后陈村", [("后陈村", "330723103201")]),
        ("1\t白洋街道\t后陈村\t330723103201\t张三", [("后陈村", "330723103201")]),
        (
            "白洋街道名单\n序号\t村名\t统计用区划代码\n1\t后陈\t３３０７２３１０３２０１",
            [("后陈", "330723103201")],
        ),
        ("\n 后陈村，330723103201 \r\n\r\n", [("后陈村", "330723103201")]),
    ],
)
def test_a_list_is_read_as_it_is_pasted(pasted, villages):
    read = read_expected(pasted)
    assert [(one.name, one.code) for one in read.villages] == villages
    assert read.problems == ()
    assert read_expected(as_text(read.villages)).villages == read.villages


@pytest.mark.parametrize(
    ("pasted", "line", "why"),
    [
        ("后陈村\t3307231032", 1, "不是12位"),
        ("后陈村\n后陈村", 2, "前面已经有了"),
        ("甲村\t330723103201\n乙村\t330723103201", 2, "前面已经有了"),
        ("甲村\t3.30723E+11", 1, "被表格软件改写了"),
        ("村名\t代码\n\t330723103201", 2, "没有村名"),
    ],
)
def test_a_wrong_line_is_named(pasted, line, why):
    problems = read_expected(pasted).problems
    assert [(one.line, why in one.message) for one in problems] == [(line, True)]


def test_the_list_is_kept_in_its_order(office):
    wanted = (Expected(name="乙村", code="330723103201"), Expected(name="甲村"))
    desk.save_expected(office, wanted)
    assert desk.expected(office) == wanted


def test_no_participant_s_name_is_kept_at_the_township(office, stick):
    taken(office, stick)
    kept = [
        json.loads(zlib.decompress(office.store.attachments.read(digest)))
        for digest in office.store.attachments.all()
    ]
    assert "古丽扎提·努尔买买提·木合塔尔" not in str(kept)
