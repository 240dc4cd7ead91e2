"""补录 from the village's own old Excel ledger: every row as it stands, nothing half, all of it taken back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.services.offices import matter, opened, real_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.old_ledgers import TAKEN, sheet_of
from yishi_desktop.services import cases, old_ledgers
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.storage.records import Records

OLD_TABLES = Path(__file__).resolve().parents[1] / "old_tables"
HEADINGS = (
    "序号", "开会时间", "会议地点", "议事议题", "主持人", "参加人员",
    "到会人数", "同意", "反对", "弃权", "议事结果", "满意吗",
)  # fmt: skip
ROWS = (
    (
        1,
        "2021年5月6日",
        "文化礼堂",
        "路灯怎么装",
        "徐国平",
        "徐国平、王伟民",
        "36人",
        31,
        2,
        3,
        "装12盏灯",
        "好",
    ),
    (2, "8月20日", "村部", "小学门口的沟", "徐国平", "", 33, 30, 1, 2, "盖水泥板", ""),
    (3, "去年冬天", "村部", "修桥", "", "", "", "", "", "", "", ""),
    (4, "2021年9月1日", "村部", "公厕选址", "徐国平（书记）", "", "二十来个", "", "", "", "", ""),
    (5, "2021-5-6", "文化礼堂", "路灯怎么装", "徐国平", "", 36, 31, 2, 3, "装12盏灯", ""),
    (None,) * 12,
    ("合计", "", "", "", "", "", 105, "", "", "", "", ""),
    ("填表人：李四", *(None,) * 11),
)


def book(path, rows=ROWS, headings=HEADINGS, title="后塘村2021年议事台账", more=()):
    made = Workbook()
    for sheet_name, content in (("2021年", rows), *more):
        sheet = made.create_sheet(sheet_name)
        sheet.append([title])
        sheet.append(headings)
        for row in content:
            sheet.append(row)
    made.remove(made.worksheets[0])
    made.save(path)
    return path


@pytest.fixture
def office(tmp_path):
    with real_office(tmp_path / "村", "后塘村") as office:
        yield office


def looked_at(office, path, **chosen):
    found = old_ledgers.look_at(path)
    sheet = found.sheets[0]
    return found, sheet, old_ledgers.preview(office, found, sheet, sheet.proposed() | chosen)


def late(office):
    return sorted(
        (case for case in cases.all_cases(office) if case.is_late_entry), key=lambda one: one.number
    )


def test_each_row_becomes_a_matter_with_its_source_in_the_history(office, tmp_path):
    found, sheet, preview = looked_at(office, book(tmp_path / "旧账.xlsx"))
    assert [row.number for row in preview.ready] == [3, 4, 6]
    old_ledgers.take_in(office, found, sheet, preview.ready)
    first, second, third = late(office)
    assert [one.number for one in (first, second, third)] == ["补2021-01", "补2021-02", "补2021-03"]
    held = first.sessions[0]
    assert (held.held_on, held.venue, held.present) == (date(2021, 5, 6), "文化礼堂", 36)
    assert (held.votes[0].votes_for, held.votes[0].cast) == (31, 36)
    assert [line.person.name for line in held.attendance] == ["徐国平", "王伟民"]
    assert held.outcome.agreed_opinion == "装12盏灯"
    assert second.sessions[0].held_on == date(2021, 8, 20)  # the year stands above the table
    assert first.note == "满意吗：好"
    assert first.late_entry.source == "旧台账“旧账”第3行" and first.late_entry.settled is True
    assert cases.history(office, first.id)[0].reason == "从旧台账“旧账”第3行补录"
    assert third.note == "到会人数：二十来个"


def test_what_is_wrong_is_said_with_row_and_column(office, tmp_path):
    _, _, preview = looked_at(office, book(tmp_path / "旧账.xlsx"))
    by_row = {row.number: row for row in preview.rows}
    assert sorted(by_row) == [3, 4, 5, 6, 7]  # sums, signatures and empty rows are no matters
    assert by_row[5].wrong == "第5行B列“开会时间”写的是“去年冬天”，看不出是哪一天。"
    assert by_row[6].doubts == ("第6行G列“到会人数”“二十来个”放进了备注。",)
    assert "到会人数" not in by_row[3].lacking and by_row[6].lacking
    assert preview.twins == {7: "和第3行是同一件"}


def test_what_is_recorded_already_is_named_and_left_out(office, tmp_path):
    path = book(tmp_path / "旧账.xlsx")
    found, sheet, preview = looked_at(office, path)
    old_ledgers.take_in(office, found, sheet, preview.ready)
    _, _, again = looked_at(office, path)
    assert again.ready == ()
    assert again.twins[3] == "已经有了：补2021-01"


def test_numbers_against_the_rules_are_to_be_compared_with_the_table(office, tmp_path):
    rows = ((1, "2021-5-6", "村部", "修路", "徐国平", "", 10, 31, 2, 3, "修", ""),)
    _, _, preview = looked_at(office, book(tmp_path / "旧账.xlsx", rows))
    assert any("请和原表核对" in words for words in preview.rows[0].doubts)
    assert preview.ready


def test_a_column_can_be_named_otherwise(office, tmp_path):
    path = book(tmp_path / "旧账.xlsx", headings=(*HEADINGS[:3], "干什么", *HEADINGS[4:]))
    found = old_ledgers.look_at(path)
    sheet = found.sheets[0]
    assert not old_ledgers.preview(office, found, sheet, sheet.proposed()).ready
    chosen = sheet.proposed() | {3: "topic.title"}
    assert len(old_ledgers.preview(office, found, sheet, chosen).ready) == 3


def test_all_of_it_is_taken_back_but_what_was_worked_on(office, tmp_path):
    found, sheet, preview = looked_at(office, book(tmp_path / "旧账.xlsx"))
    old_ledgers.take_in(office, found, sheet, preview.ready)
    kept = late(office)[0]
    cases.keep_case(office, replace(kept, note="又看了一遍"), "改备注")
    (batch,) = old_ledgers.batches(office)
    assert (len(batch.cases), batch.changed) == (3, (kept.id,))
    old_ledgers.take_back(office, batch.record_id)
    assert [case.number for case in late(office)] == ["补2021-01"]
    assert old_ledgers.batches(office) == []
    with pytest.raises(UserError, match="已经撤回"):
        old_ledgers.take_back(office, batch.record_id)


def test_a_fault_in_the_middle_leaves_nothing(office, tmp_path, monkeypatch):
    found, sheet, preview = looked_at(office, book(tmp_path / "旧账.xlsx"))
    append, left = Records.append, [2]

    def full_after_two(self, *said, **more):
        left[0] -= 1
        if left[0] < 0:
            raise UserError("硬盘满了。", "", "")
        return append(self, *said, **more)

    monkeypatch.setattr(Records, "append", full_after_two)
    with pytest.raises(UserError):
        old_ledgers.take_in(office, found, sheet, preview.ready)
    assert late(office) == []


def test_they_stand_in_the_years_ledger_and_apart_from_the_yearly_number(office, tmp_path):
    found, sheet, preview = looked_at(office, book(tmp_path / "旧账.xlsx"))
    old_ledgers.take_in(office, found, sheet, preview.ready)
    ledger = ledgers.ledger_of(office, date(2021, 1, 1), date(2021, 12, 31))
    assert ledger.sessions.column("case.number") == ("补2021-01", "补2021-02", "补2021-03")
    assert set(ledger.sessions.column("counts")) == {False}


def test_every_sheet_of_the_table_is_offered(tmp_path):
    path = book(tmp_path / "历年.xlsx", more=(("2022年", ROWS[:1]), ("说明", ())))
    assert [sheet.name for sheet in old_ledgers.look_at(path).sheets][:2] == ["2021年", "2022年"]


def test_an_old_format_is_read_too(office):
    _, _, preview = looked_at(office, OLD_TABLES / "甲村台账.xls")
    assert preview.ready


def test_our_own_ledger_is_refused_with_the_way_to_go(tmp_path):
    with real_office(tmp_path / "v", "甲村", matter(1, "a-1")) as village:
        ledgers.export(village, date(2026, 1, 1), date(2026, 12, 31), tmp_path / "程序.xlsx")
    with pytest.raises(UserError, match="议事程序导出的") as told:
        old_ledgers.look_at(tmp_path / "程序.xlsx")
    assert "恢复" in told.value.do_next and "导入案卷" in told.value.do_next


def test_other_files_are_refused_in_words(tmp_path):
    (tmp_path / "账.csv").write_text("时间,议题", encoding="utf-8")
    with pytest.raises(UserError, match="另一种格式"):
        old_ledgers.look_at(tmp_path / "账.csv")
    (tmp_path / "账.xlsx").write_bytes(b"no table")
    with pytest.raises(UserError, match=r"账\.xlsx"):
        old_ledgers.look_at(tmp_path / "账.xlsx")
    Workbook().save(tmp_path / "空.xlsx")
    with pytest.raises(UserError, match="没有找到表格"):
        old_ledgers.look_at(tmp_path / "空.xlsx")


def banded():
    rows = (
        ("台账",),
        ("序号", "时间", "地点", "议题", "表决情况", "", "", "结果"),
        ("", "", "", "", "赞成", "反对", "弃权", ""),
        ("1", "2020.3.4", "村部", "修水渠", "20", "1", "0", "修"),
    )
    return sheet_of("表", rows)


def test_headings_over_two_rows_are_read_as_one():
    sheet = banded()
    assert sheet.rows_above == 3
    assert [sheet.proposed()[place] for place in (1, 3, 4, 5, 6)] == [
        "session.held_on",
        "topic.title",
        "vote.votes_for",
        "vote.votes_against",
        "vote.abstentions",
    ]


def test_whatever_a_column_may_hold_can_be_written(office):
    """Each fact offered takes a cell, and what is no value for it goes into the remark."""
    headings = tuple(f"栏{n}" for n in range(len(TAKEN)))
    rows = (headings, ("2020-1-2", "修路", *["乱写的话"] * (len(TAKEN) - 2)))
    sheet = sheet_of("表", rows)
    found = old_ledgers.OldLedger("表", (sheet,))
    (row,) = old_ledgers.preview(office, found, sheet, dict(enumerate(TAKEN))).rows
    said = f"{row.case}"
    assert row.case is not None and "栏11：乱写的话" in row.case.note
    assert said.count("乱写的话") >= len(TAKEN) - 3


def test_an_empty_village_without_a_procedure_is_told(tmp_path):
    with opened(tmp_path / "新") as office:
        found = old_ledgers.look_at(book(tmp_path / "旧账.xlsx"))
        with pytest.raises(UserError):
            old_ledgers.preview(office, found, found.sheets[0], found.sheets[0].proposed())
