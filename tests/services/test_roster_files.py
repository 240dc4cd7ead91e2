"""Roster files as villages have them: titles above, numbers as telephones, and files that are none."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.people import OrganisationKind, Role
from yishi_desktop.services.roster import HEADINGS, read_roster
from yishi_desktop.services.roster_files import read_roster_file, save_template
from yishi_desktop.services.strangers.room import one_child

OLD_TABLES = Path(__file__).resolve().parents[1] / "old_tables"
MADE = datetime(2026, 4, 20, 10, tzinfo=UTC)
ROWS = [
    ["后塘村议事协商人员名册"],
    ["序号", "姓　名", "职务", "小组", "手机号码"],
    [1, "徐国平", "书记、村民代表", "一组", 13800000000],
    [2, "王𣲗淼", "村务监督委员会主任", "二组", 13900000001.0],
    [None, None, None, None, None],
    [3, None, "村民代表", "三组", None],
    [4, "李\n四", None, None, "12ab"],
]


def workbook(path, rows=ROWS, sheet="Sheet1", change=None):
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    book.save(path)
    return path


def refusal(path) -> UserError:
    with pytest.raises(UserError) as refused:
        read_roster_file(path)
    return refused.value


def test_people_are_read_and_wrong_rows_are_named_by_their_row_in_the_sheet(tmp_path):
    roster = read_roster(read_roster_file(workbook(tmp_path / "名册.xlsx")))
    assert [(line.name, line.phone) for line in roster.lines] == [
        ("徐国平", "13800000000"),
        ("王𣲗淼", "13900000001"),
    ]
    assert [problem.line for problem in roster.problems] == [6, 7]
    assert "李四" in roster.problems[1].message or "李 四" in roster.problems[1].message


def test_a_hidden_first_sheet_is_passed_over(tmp_path):
    def hide(book):
        shown = book.create_sheet("名册")
        shown.append(["姓名"])
        shown.append(["单雄信"])
        book.active.sheet_state = "hidden"

    path = workbook(tmp_path / "a.xlsx", [["密码"], ["1"]], change=hide)
    assert [line.name for line in read_roster(read_roster_file(path)).lines] == ["单雄信"]


def test_a_table_without_names_is_refused_by_the_name_of_its_sheet(tmp_path):
    error = refusal(workbook(tmp_path / "电费.xlsx", [["户号", "金额"], ["1", "20"]], sheet="三月"))
    assert error.happened == "“电费.xlsx”不像名册：没有找到“姓名”这一列（看了“三月”前10行）。"
    assert error.safe == "名册没有改动。"


def test_a_cell_gone_wrong_is_named(tmp_path):
    def spoil(book):
        book.active["E4"] = "#REF!"
        book.active["E4"].data_type = "e"

    error = refusal(workbook(tmp_path / "a.xlsx", change=spoil))
    assert error.happened == "“a.xlsx”读不了：“Sheet1”第4行有一格是#REF!，是公式算错了。"


def test_too_many_rows_are_refused(tmp_path):
    rows = [["姓名"], *([f"村民{n}"] for n in range(5000))]
    assert "“Sheet1”第5001行还有内容" in refusal(workbook(tmp_path / "a.xlsx", rows)).happened


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04 not a zip", "文件不完整"),
        ("姓名\n张三".encode("gbk"), "不是 Excel 文件"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "加了密码"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, said):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)
    assert said in refusal(path).happened
    assert refusal(path).safe == "名册没有改动。"


def test_a_zip_of_something_else_is_refused(tmp_path):
    path = tmp_path / "名册.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("照片.txt", "x")
    assert "不是 Excel 文件" in refusal(path).happened


def test_a_package_without_sheets_is_refused(tmp_path):
    path = tmp_path / "名册.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<x/>")
    assert "不是Excel表格，或者文件坏了" in refusal(path).happened


def test_a_file_built_to_fill_the_memory_is_refused_unread(tmp_path):
    path = tmp_path / "名册.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<x/>")
        package.writestr("xl/worksheets/sheet1.xml", b"\0" * (65 * 1024 * 1024))
    assert "大得不正常" in refusal(path).happened


def test_coloured_empty_rows_to_the_end_of_the_sheet_are_no_content(tmp_path):
    """WPS leaves them when somebody coloured whole columns."""

    def colour(book):
        for row in range(50, 8000):
            book.active.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")
        book.active.cell(1_000_000, 1).fill = PatternFill("solid", fgColor="FFFF00")

    roster = read_roster(read_roster_file(workbook(tmp_path / "a.xlsx", change=colour)))
    assert [line.name for line in roster.lines] == ["徐国平", "王𣲗淼"]


def test_a_single_word_at_the_end_of_the_sheet_is_refused_by_its_cell(tmp_path):
    def write_far_away(book):
        book.active["XFD1048576"] = "x"

    error = refusal(workbook(tmp_path / "a.xlsx", change=write_far_away))
    assert "XFD1048576 格里有内容" in error.happened


def test_a_roster_of_the_old_excel_is_read_as_a_new_one_is():
    """Its first sheet is hidden; telephone numbers are numbers in it and the day of birth is a date."""
    for name in ("名册.xls", "名册.et"):
        roster = read_roster(read_roster_file(OLD_TABLES / name))
        assert [(line.name, line.phone) for line in roster.lines] == [
            ("徐国平", "13800000000"),
            ("王淼", "13900000001"),
        ]
        assert [problem.line for problem in roster.problems] == [6]


def test_a_word_in_the_last_corner_of_an_old_table_ends_the_reading_process_and_nothing_else():
    """calamine makes room for the whole sheet at once and ends its process when it gets none."""
    error = refusal(OLD_TABLES / "最后一格.xls")
    assert "已停下不读" in error.happened or "行还有内容" in error.happened
    assert error.safe == "名册没有改动。"


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (b"", "不是Excel表格"),
        ("Workbook".encode("utf-16-le") + bytes(600), "不是Excel表格"),
        ("EncryptedPackage".encode("utf-16-le"), "加了密码"),
    ],
)
def test_what_only_looks_like_an_old_table_is_refused_in_words(tmp_path, inside, why):
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + inside + bytes(2000))
    error = refusal(tmp_path / "a.xls")
    assert why in error.happened and error.safe == "名册没有改动。"


def test_every_cut_of_an_old_table_is_refused_or_read(tmp_path):
    whole = (OLD_TABLES / "名册.xls").read_bytes()
    with one_child():
        for length in range(512, len(whole), 911):
            (tmp_path / "a.xls").write_bytes(whole[:length])
            assert refusal(tmp_path / "a.xls").safe == "名册没有改动。"


def test_other_formats_and_missing_files_say_what_to_do(tmp_path):
    assert "另存为" in refusal(tmp_path / "名册.csv").do_next
    assert "U盘" in refusal(tmp_path / "没有.xlsx").do_next


def test_the_template_is_read_back_as_a_roster_once_it_is_filled(tmp_path):
    path = tmp_path / "名册.xlsx"
    save_template(path, OrganisationKind.COMMUNITY, MADE)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        words[0] for what, words in HEADINGS.items() if what != "sex"
    ]
    assert read_roster(read_roster_file(path)).lines == ()
    offered = [row[0].value for row in book["身份怎么写"].iter_rows(min_row=2)]
    assert "居民代表" in offered
    for row, duty in enumerate(offered, 2):
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = f"居民{row}", duty
    sheet["D2"] = "013800000000"
    book.save(path)
    roster = read_roster(read_roster_file(path))
    assert [line.roles for line in roster.lines] == [(role,) for role in Role]
    assert roster.lines[0].phone == "013800000000"
    assert roster.problems == ()


def test_the_same_template_comes_out_every_time(tmp_path):
    for name in ("a", "b"):
        save_template(tmp_path / name, OrganisationKind.VILLAGE, MADE)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
