"""The township's merge of village ledgers: every row once, the copy that knows more, bad files refused whole."""

import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import permutations
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.services.offices import matter, real_office, sample_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.ledger_files.machine_sheet import read_machine_sheet
from yishi_desktop.services import cases
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.township.merging import merge_files

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TABLES = {"明细": 6, "议题库": 5, "公示台账": 5, "落实台账": 5}


@pytest.fixture
def village_file(tmp_path):
    """`village_file("甲村", *matters)`: the ledger a village of that name exports."""

    def export(name, *matters, file="", period=YEAR, masked=True):
        path = tmp_path / (file or f"{name}.xlsx")
        with real_office(tmp_path / f"data-{path.stem}", name, *matters) as office:
            ledgers.export(office, *period, path, masked=masked)
        return path

    return export


@pytest.fixture
def two(village_file):
    return [
        village_file("甲村", matter(1, "a-1"), matter(3, "a-3")),
        village_file("乙村", matter(2, "b-2")),
    ]


def rows(path, sheet):
    """The rows of data of a sheet, without the running number."""
    values = list(load_workbook(path)[sheet].iter_rows(min_row=TABLES.get(sheet, 5), values_only=True))
    return [row[1:] for row in values]


def column(path, sheet, heading):
    """The values under a heading."""
    found = list(load_workbook(path)[sheet].iter_rows(values_only=True))
    top = next(n for n, row in enumerate(found) if row[0] == "序号")
    headings = [
        a or b for a, b in zip(found[top], found[top + 1] if sheet == "明细" else found[top], strict=True)
    ]
    place = {str(text).replace("\n", ""): n for n, text in enumerate(headings)}[heading]
    return [row[place] for row in found[top + (2 if sheet == "明细" else 1) :]]


def edited(path, change):
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


# --- what the workbook says ------------------------------------------------------------------------------------


def test_every_village_s_rows_stand_under_its_name(two, tmp_path):
    target = tmp_path / "merged.xlsx"
    said = merge_files(two, target)
    assert column(target, "明细", "村（社区）") == ["乙村", "乙村", "甲村"]
    assert column(target, "明细", "赞成") == [8, 9, 31]
    assert column(target, "明细", "是否达成一致") == ["否", "是", "是"]
    assert column(target, "议题库", "村（社区）") == ["乙村", "甲村", "甲村"]
    assert said == [
        "乙村.xlsx：乙村，收到1件，采用1件",
        "甲村.xlsx：甲村，收到2件，采用2件",
        "次数不够：乙村计入2次，参照次数是4次，还差2次。",
        "次数不够：甲村计入1次，参照次数是4次，还差3次。",
        "收到13行 ＝ 新增13＋改动0＋相同0＋较早0＋待核对0＋作废0",
        "各文件采用之和13行 ＝ 汇总表13行",
        "各村计入次数之和3次 ＝ 汇总明细计入3次",
        "合计：2个文件，2个村（社区），协商3次，事项2件",
    ]


def test_the_counts_are_the_villages_own_and_their_sum(two, tmp_path):
    target = tmp_path / "merged.xlsx"
    merge_files(two, target)
    assert column(target, "各村汇总", "村（社区）") == ["乙村", "甲村", "合计2个村"]
    assert column(target, "各村汇总", "计入年度次数") == [2, 1, 3]
    assert column(target, "各村汇总", "还差次数") == [2, 3, None]
    assert column(target, "各村汇总", "是否达到") == ["不足参照", "不足参照", "2个不足"]
    for path, place in zip(reversed(two), (0, 1), strict=True):
        summary = {row[1]: row[2] for row in load_workbook(path)["年度汇总"].iter_rows(values_only=True)}
        assert column(target, "各村汇总", "计入年度次数")[place] == summary["计入年度次数"]
        assert column(target, "各村汇总", "参与人次")[place] == summary["参与人次"]
        assert column(target, "各村汇总", "公示合格")[place] == summary["公示合格"]
        assert column(target, "各村汇总", "协商事项")[place] == summary["协商事项"]


@pytest.mark.parametrize("sheet", TABLES)
def test_a_row_is_the_village_s_row_to_the_letter(sheet, two, tmp_path):
    """What is counted from names that stay in the village (stakeholders, experts) must not get lost on the way."""
    target = tmp_path / "merged.xlsx"
    merge_files(two, target)
    theirs = [row for path in reversed(two) for row in rows(path, sheet) if row[0] != "本期没有"]
    merged = rows(target, sheet)
    assert [row for row in theirs if any(row)] == [row[1:-1] for row in merged]
    assert {row[-1].partition(" ")[0] for row in merged} <= {"甲村.xlsx", "乙村.xlsx"}


def test_no_names_of_participants_travel(two, tmp_path):
    target = tmp_path / "merged.xlsx"
    merge_files(two, target)
    assert "古丽扎提·努尔买买提·木合塔尔" not in str(read_machine_sheet(target.read_bytes()).payload)


# --- union -----------------------------------------------------------------------------------------------------


def test_the_order_of_the_files_does_not_matter(two, village_file, tmp_path):
    three = [*two, village_file("丙村")]
    made = set()
    for number, order in enumerate(permutations(three)):
        target = tmp_path / f"merged-{number}.xlsx"
        merge_files(order, target)
        made.add(target.read_bytes())
    assert len(made) == 1


def test_merging_again_changes_nothing(two, tmp_path):
    target = tmp_path / "merged.xlsx"
    merge_files(two, target)
    before = target.read_bytes()
    merge_files(two, target)
    assert target.read_bytes() == before


def test_a_merged_ledger_can_be_merged_again(two, village_file, tmp_path):
    third = village_file("丙村", matter(1, "c-1"))
    town, county, at_once = tmp_path / "town.xlsx", tmp_path / "county.xlsx", tmp_path / "at-once.xlsx"
    merge_files(two, town)
    merge_files([town, third], county)
    merge_files([*two, third], at_once)
    for sheet in ("各村汇总", *TABLES):
        assert rows(county, sheet) == rows(at_once, sheet)
    merge_files([county, town], tmp_path / "again.xlsx")
    assert rows(tmp_path / "again.xlsx", "明细") == rows(at_once, "明细")


def test_the_same_file_twice_gives_each_row_once(two, tmp_path):
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes(two[0].read_bytes())
    target = tmp_path / "merged.xlsx"
    said = merge_files([*two, copy], target)
    assert len(column(target, "明细", "村（社区）")) == 3
    assert "有1个文件和别的文件内容完全一样，只算一次。" in said


def test_the_later_ledger_of_a_village_wins_whatever_its_file_is_called(tmp_path):
    first, later = tmp_path / "z.xlsx", tmp_path / "a.xlsx"
    with real_office(tmp_path / "data", "甲村", matter(1)) as office:
        ledgers.export(office, *YEAR, first)
        case = cases.find(office, "2026-01")
        cases.keep_case(office, replace(case, topic=replace(case.topic, title="改过的题目")), "改题目")
        cases.keep_case(office, matter(2), "登记")
        ledgers.export(office, *YEAR, later)
    target = tmp_path / "merged.xlsx"
    said = merge_files([first, later], target)
    assert column(target, "明细", "议题名称")[0] == "改过的题目"
    assert len(column(target, "明细", "村（社区）")) == 3
    assert "z.xlsx：甲村，收到1件，采用0件，1件在别的文件里更新" in said


def test_what_was_still_being_typed_counts_as_the_newer(tmp_path):
    kept, typing = tmp_path / "kept.xlsx", tmp_path / "typing.xlsx"
    with real_office(tmp_path / "data", "甲村", matter(1)) as office:
        ledgers.export(office, *YEAR, kept)
        opened = cases.open_case(office, matter(1).id)
        cases.save_draft(
            office, replace(opened.case, topic=replace(opened.case.topic, title="正在改")), opened.base
        )
        ledgers.export(office, *YEAR, typing)
    target = tmp_path / "merged.xlsx"
    said = merge_files([kept, typing], target)
    assert column(target, "明细", "议题名称") == ["正在改"]
    assert not [line for line in said if line.startswith("待核对")]


def test_a_matter_changed_on_two_computers_is_kept_twice_listed_and_counted_once(tmp_path):
    first, second = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    for path, title in ((first, "第一台改的"), (second, "第二台改的")):
        with real_office(tmp_path / path.stem, "甲村", matter(1)) as office:
            case = cases.find(office, "2026-01")
            cases.keep_case(office, replace(case, topic=replace(case.topic, title=title)), "改题目")
            ledgers.export(office, *YEAR, path)
    target = tmp_path / "merged.xlsx"
    said = merge_files([second, first], target)
    assert sorted(column(target, "明细", "议题名称")) == ["第一台改的", "第二台改的"]
    assert column(target, "各村汇总", "计入年度次数") == [1, 1]
    assert column(target, "各村汇总", "待核对") == [1, 1]
    assert sorted(column(target, "待核对", "议题")) == ["第一台改的", "第二台改的"]
    assert sorted(column(target, "明细", "核对")) == [
        "待核对：有2份不同",
        "待核对：有2份不同，这一份没有计入次数",
    ]
    assert len([line for line in said if line.startswith("待核对：甲村")]) == 1


def test_the_same_name_in_another_township_is_another_village(tmp_path):
    paths = []
    for town in ("东镇", "西镇"):
        with real_office(tmp_path / town, "新村", matter(1, town)) as office:
            place = replace(office.organisation, township=town)
            office.keep(place.id, "organisation", place, "改名")
            paths.append(tmp_path / f"{town}.xlsx")
            ledgers.export(office, *YEAR, paths[-1])
    merge_files(paths, tmp_path / "merged.xlsx")
    assert column(tmp_path / "merged.xlsx", "各村汇总", "村（社区）") == ["东镇新村", "西镇新村", "合计2个村"]


def test_a_village_without_any_session_is_on_the_list(two, village_file, tmp_path):
    said = merge_files([*two, village_file("丙村")], tmp_path / "merged.xlsx")
    assert "次数不够：丙村计入0次，参照次数是4次，还差4次。" in said


def test_different_periods_are_pointed_out(two, village_file, tmp_path):
    half = village_file("丁村", matter(1, "d-1"), period=(date(2026, 1, 1), date(2026, 6, 30)))
    said = merge_files([*two, half], tmp_path / "merged.xlsx")
    assert any(line.startswith("注意：各村的统计区间不一样") for line in said)


# --- refusals --------------------------------------------------------------------------------------------------


def refusal(paths, target):
    with pytest.raises(UserError) as caught:
        merge_files(paths, target)
    return str(caught.value)


def zipped(**entries):
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


WRONG_FILES = {
    "空的.xlsx": (b"", "文件是空的"),
    "照片.xlsx": (b"\xff\xd8\xff\xe0" * 50, "不是 Excel 文件"),
    "旧的.xls": (b"\xd0\xcf\x11\xe0" + bytes(600), "旧的 xls 格式"),
    "压缩包.xlsx": (zipped(**{"a.txt": "x"}), "不是 Excel 文件"),
    "带宏.xlsx": (zipped(**{"[Content_Types].xml": "<x/>", "xl/vbaProject.bin": "x"}), "带有宏"),
    "实体.xlsx": (zipped(**{"[Content_Types].xml": "<!DOCTYPE x><x/>"}), "不允许的定义"),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_wrong_file_is_named_and_nothing_is_written(name, two, tmp_path):
    content, why = WRONG_FILES[name]
    (tmp_path / name).write_bytes(content)
    target = tmp_path / "merged.xlsx"
    target.write_bytes(b"what was there")
    said = refusal([*two, tmp_path / name], target)
    assert name in said and why in said
    assert target.read_bytes() == b"what was there"


def test_all_wrong_files_are_named_at_once(two, tmp_path):
    names = ["空的.xlsx", "照片.xlsx"]
    for name in names:
        (tmp_path / name).write_bytes(WRONG_FILES[name][0])
    said = refusal(
        [tmp_path / names[0], *two, tmp_path / names[1], tmp_path / "没有.xlsx", tmp_path],
        tmp_path / "m.xlsx",
    )
    assert said.startswith("有4个文件不能合并。")
    assert all(name in said for name in [*names, "没有.xlsx", tmp_path.name])


def test_a_stick_pulled_too_early_is_noticed(two, tmp_path):
    whole = two[0].read_bytes()
    two[0].write_bytes(whole[: len(whole) // 2])
    assert "文件不完整" in refusal(two, tmp_path / "m.xlsx")


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("明细", "V6", 35),
        ("议题库", "D5", "别的题目"),
        ("公示台账", "F5", "昨天"),
        ("落实台账", "C20", "多写的一行"),
    ],
)
def test_a_corrected_cell_is_named_with_sheet_row_and_column(sheet, cell, value, two, tmp_path):
    def correct(book):
        book[sheet][cell] = value

    said = refusal([edited(two[0], correct), two[1]], tmp_path / "m.xlsx")
    assert "甲村.xlsx" in said and f"工作表“{sheet}”第" in said


def test_a_deleted_row_and_a_deleted_sheet_are_noticed(two, tmp_path):
    edited(two[0], lambda book: book["议题库"].delete_rows(5))
    edited(two[1], lambda book: book.remove(book["落实台账"]))
    said = refusal(two, tmp_path / "m.xlsx")
    assert "工作表“议题库”第5行" in said and "工作表“落实台账”" in said


def test_a_merged_ledger_somebody_corrected_is_noticed(two, tmp_path):
    town = tmp_path / "town.xlsx"
    merge_files(two, town)

    def correct(book):
        book["明细"]["B6"] = "丁村"

    assert "工作表“明细”第6行B列" in refusal([edited(town, correct)], tmp_path / "m.xlsx")


def test_a_ledger_saved_again_without_a_change_is_taken(two, tmp_path):
    edited(two[0], lambda book: None)
    assert merge_files(two, tmp_path / "m.xlsx")[-1].startswith("合计：2个文件")


@pytest.mark.needs("soffice")
def test_a_ledger_saved_by_libreoffice_is_taken(two, tmp_path):
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), *map(str, two)]
    subprocess.run(command, check=True, capture_output=True)
    saved = sorted((tmp_path / "saved").iterdir())
    merge_files(saved, tmp_path / "from-saved.xlsx")
    merge_files(two, tmp_path / "from-made.xlsx")
    for sheet in ("各村汇总", *TABLES):
        assert rows(tmp_path / "from-saved.xlsx", sheet) == rows(tmp_path / "from-made.xlsx", sheet)


def test_the_village_s_internal_ledger_is_refused(two, village_file, tmp_path):
    full = village_file("丙村", matter(1, "c-1"), masked=False)
    assert "内部使用" in refusal([*two, full], tmp_path / "m.xlsx")


def test_the_sample_village_is_not_counted_among_real_ones(two, tmp_path):
    sample = tmp_path / "sample.xlsx"
    with sample_office(tmp_path / "sample") as office:
        ledgers.export(office, *YEAR, sample)
    assert "示例" in refusal([*two, sample], tmp_path / "m.xlsx")
    assert merge_files([sample], tmp_path / "m.xlsx")[-1] == "合计：1个文件，1个村（社区），协商3次，事项2件"


def test_the_target_is_never_one_of_the_sources(two, tmp_path):
    assert "不能同时是来源" in refusal(two, two[0])


def test_no_files_is_a_refusal(tmp_path):
    assert "没有选台账文件" in refusal([], tmp_path / "m.xlsx")
