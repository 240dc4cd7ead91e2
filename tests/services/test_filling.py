"""Filling in the township's own table: columns matched once, everything else left as it was."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from tests.reliability.hostile import _laughs as laughs
from tests.reliability.hostile import _merged as merged_area
from tests.services.offices import matter, real_office
from yishi_desktop.cli import run_command
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import departures
from yishi_desktop.services.delivering import filling

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
HEADINGS = ("序号", "协商 时间\n（年月日）", "协商议题", "实到人数", "同意", "群众满意度", "备注")


@pytest.fixture
def office(tmp_path):
    with real_office(tmp_path / "v", "甲村", matter(1, "a-1"), matter(2, "a-2")) as made:
        yield made


def table(path, rows=2, headings=HEADINGS, foot="填表人：　　　　审核人："):
    """What a township sends: a title over all columns, headings, a few numbered blank rows, a line to sign."""
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet["A1"] = "××镇2026年议事协商情况统计表"
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headings))
    sheet.append(list(headings))
    for n in range(rows):
        sheet.append([n + 1])
        for column in range(1, len(headings) + 1):
            sheet.cell(3 + n, column).border = Border(bottom=Side("thin"))
    if foot:
        sheet.append([foot])
        sheet.merge_cells(start_row=3 + rows, start_column=1, end_row=3 + rows, end_column=len(headings))
    book.create_sheet("说明").append(["不要改动栏目"])
    book.save(path)
    return path


def filled(office, path, target, **chosen):
    template = filling.look_at(office, path)
    if chosen:
        places = {text: column for column, text in template.columns}
        template = replace(template, chosen={**template.chosen, **{places[k]: v for k, v in chosen.items()}})
    count = filling.fill_template(office, template, *YEAR, target)
    return count, list(load_workbook(target)["台账"].iter_rows(values_only=True))


def test_known_columns_are_filled_and_the_rest_stays(office, tmp_path):
    path = table(tmp_path / "空表.xlsx", rows=5)
    template = filling.look_at(office, path)
    assert template.unknown == ["群众满意度"]
    count, rows = filled(office, path, tmp_path / "填好.xlsx")
    assert count == 3
    assert [row[0] for row in rows[2:7]] == [1, 2, 3, 4, 5]
    assert [type(row[1]) for row in rows[2:5]] == [datetime] * 3
    assert all(row[2] and row[3] and row[4] is not None and row[5] is None for row in rows[2:5])
    assert rows[0][0].startswith("××镇2026年") and rows[7][0].startswith("填表人")
    assert load_workbook(tmp_path / "填好.xlsx")["说明"]["A1"].value == "不要改动栏目"


def test_more_rows_than_room_push_the_signatures_down_with_their_merged_cells(office, tmp_path):
    count, rows = filled(office, table(tmp_path / "空表.xlsx", rows=1), tmp_path / "填好.xlsx")
    assert count == 3 and rows[5][0].startswith("填表人")
    sheet = load_workbook(tmp_path / "填好.xlsx")["台账"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:G1", "A6:G6"]
    assert sheet["C5"].border.bottom.style == "thin"


def test_what_was_chosen_is_remembered_for_the_next_table_with_these_headings(office, tmp_path):
    filled(
        office, table(tmp_path / "一.xlsx"), tmp_path / "填1.xlsx", 群众满意度="evaluation.overall", 备注=""
    )
    template = filling.look_at(office, table(tmp_path / "二.xlsx"))
    chosen = {text: template.chosen[column] for column, text in template.columns}
    assert (chosen["群众满意度"], chosen["备注"]) == ("evaluation.overall", "")
    other = filling.look_at(office, table(tmp_path / "三.xlsx", headings=(*HEADINGS[:5], "备注")))
    assert dict(other.columns) and "case.note" in other.chosen.values()


def test_headings_in_two_rows_are_joined(office, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["序号", "议题名称", "表决情况", None, None])
    sheet.append([None, None, "赞成", "反对", "弃权"])
    sheet.merge_cells("C1:E1")
    book.save(tmp_path / "两行.xlsx")
    template = filling.look_at(office, tmp_path / "两行.xlsx")
    assert [text for _, text in template.columns] == ["序号", "议题名称", "赞成", "反对", "弃权"]
    count, rows = filled(office, tmp_path / "两行.xlsx", tmp_path / "填好.xlsx")
    assert (count == 3 and [row[2] for row in rows[2:5]] == [31, 8, 9]) or len(rows) == 5


@pytest.mark.parametrize("name", ["空的", "合并", "笑", "不是"])
def test_what_is_no_table_to_fill_is_refused_in_words(name, office, tmp_path):
    book = Workbook()
    book.active.append(["电费", "水费"])
    book.save(tmp_path / "不是.xlsx")
    (tmp_path / "空的.xlsx").write_bytes(b"")
    (tmp_path / "合并.xlsx").write_bytes(merged_area(b"A1:XFD1048576"))
    (tmp_path / "笑.xlsx").write_bytes(laughs())
    with pytest.raises(UserError):
        filling.look_at(office, tmp_path / f"{name}.xlsx")


def test_that_a_filled_table_left_is_noted(office, tmp_path):
    filled(office, table(tmp_path / "空表.xlsx"), tmp_path / "填好.xlsx")
    (line,) = departures.listed(office)
    assert (line.place, line.to) == (str(tmp_path / "填好.xlsx"), "乡镇（街道）")


def test_a_table_that_is_filled_already_and_the_empty_one_itself_are_never_written_over(office, tmp_path):
    path = table(tmp_path / "空表.xlsx")
    before = path.read_bytes()
    filled(office, path, tmp_path / "填好.xlsx")
    again = filling.look_at(office, tmp_path / "填好.xlsx")
    with pytest.raises(UserError, match="已经填了内容"):
        filling.fill_template(office, again, *YEAR, tmp_path / "再填.xlsx")
    with pytest.raises(UserError, match="不能盖掉"):
        filling.fill_template(office, filling.look_at(office, path), *YEAR, path)
    assert path.read_bytes() == before


def test_the_command_fills_and_names_what_it_left_empty(tmp_path, capfd):
    with real_office(tmp_path / "v", "甲村", matter(1, "a-1")):
        pass
    path = table(tmp_path / "空表.xlsx")
    words = ["--data", str(tmp_path / "v"), "fill", str(path), "2026", "--to", str(tmp_path / "填好.xlsx")]
    assert run_command(words) == 0
    said = capfd.readouterr().out
    assert "空着：群众满意度" in said and "填了1行" in said
    assert run_command([*words, "--column", "群众满意度=是否达成一致"]) == 0
    assert load_workbook(tmp_path / "填好.xlsx")["台账"]["F3"].value == "是"
    assert run_command([*words, "--column", "没有=这栏"]) == 1


def test_the_strange_table_is_opened_in_the_other_process_only(office, tmp_path, monkeypatch):
    path = table(tmp_path / "空表.xlsx")

    def opened_here(*_given, **_named):
        raise AssertionError("the township's table was opened in the program itself")

    monkeypatch.setattr("yishi_desktop.ledger_files.filling_sheet.load_workbook", opened_here)
    template = filling.look_at(office, path)
    assert filling.fill_template(office, template, *YEAR, tmp_path / "填好.xlsx") == 3
    monkeypatch.undo()
    assert load_workbook(tmp_path / "填好.xlsx")["台账"].cell(3, 3).value
