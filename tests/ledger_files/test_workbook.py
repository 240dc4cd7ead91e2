"""The workbook as others open it: openpyxl, LibreOffice, a printer, and the township's program."""

import csv
import os
import subprocess
import tempfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.ledger_files.cases import HOUTANG, YEAR, first_three, road, situation
from tests.soaking import times
from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.case import Topic
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Heading, Row, Share, Table
from yishi_desktop.domain.ledger.layout import usual
from yishi_desktop.domain.ledger.rows import Ledger, ledger_rows
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.ledger_files.book import Book
from yishi_desktop.ledger_files.cells import CUT_MARK, LONGEST, sheet_text
from yishi_desktop.ledger_files.machine_sheet import NAME, VERSION, read_machine_sheet
from yishi_desktop.ledger_files.package import to_bytes
from yishi_desktop.ledger_files.sheet import TitleBlock, print_scale, write_table
from yishi_desktop.ledger_files.styles import BODY_POINTS
from yishi_desktop.ledger_files.workbook import Header, title_of, write_workbook

HEADER = Header(organisation=HOUTANG, filled_on=date(2026, 12, 20), phone="0579-12345678", program="0.1.0")
SHEETS = ["明细", "年度汇总", "议题库", "公示台账", "落实台账"]
HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x","点我")',
    "=cmd|' /C calc'!A0",
    "=张三",
    "#N/A",
    "#REF!",
    "+86 579 0000",
    "-5",
    "@SUM(A1)",
    "00123",
    "1e5",
    "2026-03-15",
    "TRUE",
    "'引号",
    "\t制表",
    "{=1}",
    "甲\x00\x07\x1b乙",
    "半个\ud83d字",
    "\ufffe非字符\uffff",
    "一行\r\n两行\r三行",
    "_x0041_",
    "𠮷𬭚𣲗䶮",
    "长" * 40000,
]


def ledger_of_three(**more) -> Ledger:
    return ledger_rows(first_three(), *YEAR, masked=True, **more)


@pytest.fixture(scope="module")
def data() -> bytes:
    cases = [to_json(one.case) for one in first_three()]
    return write_workbook(ledger_of_three(), HEADER, {"cases": cases})


def reopened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


# --- the same tables come out ----------------------------------------------------------------------------------


def text_table(values: list[str], kind: str = "text") -> Table:
    headings = (Heading("n", "序号", "count", 3), Heading("t", "内容", kind, 12))
    return Table("x", "表", headings, tuple(Row((n, value)) for n, value in enumerate(values)))


def sheet_with(table: Table):
    book = Book("标题")
    write_table(book.create_sheet("表"), table, TitleBlock("标题", ("甲", "乙")))
    return reopened(to_bytes(book, datetime(2026, 12, 31))).active  # noqa: DTZ001 - a day


def rows_of(sheet, table: Table) -> list[tuple]:
    """What stands under the headings, in the types the table had."""
    first = 6 if any(heading.band for heading in table.headings) else 5
    width, height = len(table.headings), len(table.rows)
    cells = sheet.iter_rows(first, first + height - 1, max_col=width)
    return [
        tuple(taken(cell.value, heading.kind) for cell, heading in zip(row, table.headings, strict=True))
        for row in cells
    ]


def taken(value, kind):
    if kind == "flag":
        return {"是": True, "否": False, None: None}[value]
    return value.date() if isinstance(value, datetime) else value


def test_openpyxl_reads_what_the_ledger_says(data):
    book, ledger = reopened(data), ledger_of_three()
    for table in map(usual, (ledger.sessions, ledger.topics, ledger.notices, ledger.tasks)):
        assert rows_of(book[table.title], table) == [row.values for row in table.rows]


def test_the_summary_holds_numbers(data):
    lines = {row[1]: row[2] for row in reopened(data)["年度汇总"].iter_rows(5, values_only=True)}
    assert lines["计入年度次数"] == 3
    assert lines["其中：再次协商"] == 1
    assert lines["参与人次"] == 60
    assert lines["达成一致率"] == 1
    assert lines["第二季度"] == 2


VALUES = st.one_of(
    st.none(),
    st.text(min_size=1, max_size=60),
    st.integers(-(10**14), 10**14),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
)


@settings(max_examples=times(60, 5000))
@given(st.lists(VALUES, min_size=1, max_size=8))
@example(values=["\x1f"])  # nothing of it is left in a sheet
def test_rows_to_workbook_to_rows(values):
    table = text_table(values)
    wanted = [(sheet_text(value) or None) if isinstance(value, str) else value for value in values]
    assert [row[1] for row in rows_of(sheet_with(table), table)] == wanted


@pytest.mark.parametrize("value", [True, False, None])
def test_yes_and_no_are_words(value):
    table = text_table([value], "flag")
    assert rows_of(sheet_with(table), table)[0][1] is value


def test_what_excel_cannot_hold_as_number_or_day_is_text():
    table = text_table([10**17 + 1, date(1899, 1, 5), Share(1, 3)])
    cells = [sheet_with(table).cell(row, 2).value for row in (5, 6, 7)]
    assert cells == ["100000000000000001", "1899-01-05", pytest.approx(1 / 3)]


# --- hostile text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_from_people_stays_text(text):
    cell = sheet_with(text_table([text])).cell(5, 2)
    assert cell.data_type == "s"
    assert cell.number_format == "@"
    assert cell.quotePrefix
    assert cell.value == sheet_text(text)


def test_no_cell_of_a_hostile_ledger_is_a_formula():
    cases = [
        situation(replace(road(), id=f"h{n}", number=text[:50], topic=Topic(title=text)))
        for n, text in enumerate(HOSTILE)
    ]
    header = replace(HEADER, organisation=replace(HOUTANG, filler="=1+1", county="+东阳"), phone="=2")
    data = write_workbook(ledger_rows(cases, *YEAR, masked=True), header, {"cases": HOSTILE})
    assert read_machine_sheet(data).payload["cases"] == HOSTILE
    book = reopened(data)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}


@pytest.mark.parametrize("text", ["长" * 40000, "𠮷" * 20000])
def test_a_text_too_long_for_a_cell_says_so(text):
    kept = sheet_text(text)
    assert kept.endswith(CUT_MARK)
    assert LONGEST - 1 <= len(kept.encode("utf-16-le")) // 2 <= LONGEST


@given(st.text())
def test_cleaned_text_is_stable_and_can_be_written(text):
    assert sheet_text(sheet_text(text)) == sheet_text(text)
    sheet_text(text).encode("utf-8")


# --- how it looks and prints -----------------------------------------------------------------------------------


def test_sheets_and_titles(data):
    book = reopened(data)
    assert book.sheetnames == [*SHEETS, NAME]
    assert book["明细"]["C1"].value == "东阳市画水镇后塘村2026年度议事协商台账"
    assert "C1:N1" in {str(area) for area in book["明细"].merged_cells.ranges}
    assert book["议题库"]["A1"].value == "东阳市画水镇后塘村2026年度议事协商台账（议题库）"


def test_who_reports_stands_on_every_sheet(data):
    for sheet in reopened(data).worksheets[:5]:
        text = "".join(str(cell.value or "") for row in sheet["A2:C3"] for cell in row)
        for label in ("填报单位（盖章）", "填报人", "审核人", "联系电话", "填报日期", "统计区间"):
            assert label in text


def test_what_is_not_known_is_left_to_be_written():
    bare = Header(organisation=replace(HOUTANG, filler="", reviewer=""))
    sheet = reopened(write_workbook(ledger_of_three(), bare))["明细"]
    assert sheet["C2"].value.endswith("填报人：＿＿＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿＿＿")
    assert "填报日期：＿＿" in sheet["C3"].value


def test_pages_are_a4_landscape_with_headings_repeated(data):
    for sheet in reopened(data).worksheets[:5]:
        assert int(sheet.page_setup.paperSize) == int(sheet.PAPERSIZE_A4)
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.print_title_rows is not None
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
        assert sheet.freeze_panes is not None


def test_printed_text_is_not_smaller_than_eight_points():
    ledger = ledger_of_three()
    for table in map(usual, (ledger.sessions, ledger.topics, ledger.notices, ledger.tasks)):
        assert print_scale(table.headings) * BODY_POINTS >= 8, table.title


def test_dates_show_in_chinese(data):
    cell = reopened(data)["明细"]["C6"]
    assert cell.is_date
    assert cell.number_format == 'yyyy"年"m"月"d"日"'


def test_a_community_has_its_own_headings():
    organisation = replace(HOUTANG, kind=OrganisationKind.COMMUNITY)
    book = reopened(write_workbook(ledger_of_three(), replace(HEADER, organisation=organisation)))
    labels = [row[1] for row in book["年度汇总"].iter_rows(5, values_only=True)]
    assert "上报街道" in labels


def test_an_empty_year_can_be_printed():
    book = reopened(write_workbook(ledger_rows([], *YEAR, masked=True), HEADER))
    assert book["落实台账"]["A5"].value == "本期没有"


def test_the_title_names_part_of_a_year():
    part = ledger_rows([], date(2026, 1, 1), date(2026, 11, 30), masked=True)
    assert title_of(part, HEADER) == "东阳市画水镇后塘村2026年1月1日至2026年11月30日议事协商台账"


# --- bytes, privacy, temporary files ---------------------------------------------------------------------------


def test_the_same_ledger_gives_the_same_bytes(data):
    cases = [to_json(one.case) for one in first_three()]
    assert write_workbook(ledger_of_three(), HEADER, {"cases": cases}) == data


def test_nothing_of_the_clock_is_in_the_file(data):
    with ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert reopened(data).properties.modified == datetime(2026, 12, 20)  # noqa: DTZ001


def test_no_temporary_file_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert write_workbook(ledger_of_three(), HEADER)


def test_a_ledger_with_internal_facts_is_refused_unless_meant():
    full = ledger_rows(first_three(), *YEAR)
    with pytest.raises(ValueError, match="masked"):
        write_workbook(full, HEADER)
    assert "内部使用，不得外传" in reopened(write_workbook(full, HEADER, full=True))["明细"]["C3"].value


def test_the_report_holds_no_internal_word():
    with ZipFile(BytesIO(write_workbook(ledger_of_three(), HEADER))) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    for secret in ("13800001234", "13900005678", "三组村民", "村民李某认为", HOUTANG.supervision_phone):
        assert secret not in text


# --- the machine sheet -----------------------------------------------------------------------------------------


def test_the_machine_sheet_is_out_of_sight_and_gives_back_what_was_put_in(data):
    assert reopened(data)[NAME].sheet_state == "veryHidden"
    sheet = read_machine_sheet(data)
    assert sheet.program == "0.1.0"
    assert sheet.payload["cases"] == [to_json(one.case) for one in first_three()]
    assert sheet.payload["organisation"]["code"] == HOUTANG.code
    assert "supervision_phone" not in sheet.payload["organisation"]
    assert sheet.payload["from"] == "2026-01-01"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=times(30, 5000))
@given(JSON)
def test_any_payload_survives(payload):
    data = write_workbook(ledger_rows([], *YEAR, masked=True), HEADER, {"revisions": [payload]})
    assert read_machine_sheet(data).payload["revisions"] == [payload]


def test_a_long_payload_is_cut_into_cells_and_put_together():
    long = ["王𣲗淼_x0041_x005F_=" * 20000]
    data = write_workbook(ledger_rows([], *YEAR, masked=True), HEADER, {"revisions": long})
    assert reopened(data)[NAME].max_row > 3
    assert read_machine_sheet(data).payload["revisions"] == long


def edited(data: bytes, edit) -> bytes:
    book = reopened(data)
    edit(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_saved_again_by_another_program_is_still_read(data):
    saved = edited(data, lambda book: None)
    assert read_machine_sheet(saved).payload == read_machine_sheet(data).payload


def change_a_piece(book):
    cell = book[NAME]["A2"]
    cell.value = cell.value.replace("2026-03-15", "2026-03-16")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (change_a_piece, "被改动过"),
        (lambda book: book[NAME].delete_rows(2), "被改动过"),
        (lambda book: book.remove(book[NAME]), "没有本程序的数据页"),
        (lambda book: book[NAME].delete_rows(1), "数据页不是本程序写的"),
    ],
)
def test_a_changed_machine_sheet_is_found(data, edit, said):
    with pytest.raises(UserError, match=said):
        read_machine_sheet(edited(data, edit))


@pytest.mark.parametrize("junk", [b"", b"PK", b"\xd0\xcf\x11\xe0 old", "姓名,电话".encode("gbk")])
def test_what_is_no_workbook_is_refused_in_words(junk):
    with pytest.raises(UserError, match="文件打不开"):
        read_machine_sheet(junk)


def test_a_newer_program_s_file_asks_for_an_upgrade(data):
    def newer(book):
        cell = book[NAME]["A1"]
        cell.value = cell.value.replace(f'"version":{VERSION}', f'"version":{VERSION + 1}')

    with pytest.raises(UserError, match="更新版本"):
        read_machine_sheet(edited(data, newer))


# --- LibreOffice -----------------------------------------------------------------------------------------------


def convert(folder: Path, data: bytes, to: str) -> Path:
    """Have LibreOffice open the file and save it as something else; the folder with what it made."""
    source, made = folder / "ledger.xlsx", folder / "made"
    source.write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", to, "--outdir", str(made), str(source)]
    subprocess.run(
        command, check=True, capture_output=True, timeout=120, env=os.environ | {"LC_ALL": "C.UTF-8"}
    )
    return made


def in_csv(value) -> str:
    """A value as LibreOffice writes it under the plain C locale; a day stands there only if it is a real one."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.strftime("%m/%d/%Y")
    return "" if value is None else str(value)


@pytest.mark.needs("soffice")
def test_libreoffice_shows_the_same_numbers(data, tmp_path):
    # The last field asks for every sheet, each in a file of its own.
    made = convert(
        tmp_path, data, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    )
    ledger = ledger_of_three()
    for table in map(usual, (ledger.sessions, ledger.topics, ledger.notices, ledger.tasks)):
        with (made / f"ledger-{table.title}.csv").open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        first = 5 if table.headings[-1].band else 4
        wanted = [[in_csv(value) for value in row.values] for row in table.rows]
        assert lines[first : first + len(wanted)] == wanted


@pytest.mark.needs("soffice")
def test_libreoffice_keeps_hostile_text_as_text(tmp_path):
    texts = [text for text in HOSTILE if len(text) < 100]
    cases = [
        situation(replace(road(), id=f"h{n:02}", number=f"{n:02}", topic=Topic(title=text)))
        for n, text in enumerate(texts)
    ]
    data = write_workbook(ledger_rows(cases, *YEAR, masked=True), HEADER)
    made = convert(tmp_path, data, "xlsx:Calc MS Excel 2007 XML")
    sheet = load_workbook(made / "ledger.xlsx")["明细"]
    cells = [sheet.cell(row, 6) for row in range(6, 6 + len(texts))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [sheet_text(text) for text in texts]


@pytest.mark.needs("soffice")
def test_the_machine_sheet_survives_saving_in_libreoffice(tmp_path):
    payload = {"revisions": ["王𣲗淼 _x0041_ x005F_ =1+1\r\n\t", {"held_on": "半个\ud83d字\x00"}]}
    data = write_workbook(ledger_of_three(), HEADER, payload)
    made = convert(tmp_path, data, "xlsx:Calc MS Excel 2007 XML")
    sheet = read_machine_sheet((made / "ledger.xlsx").read_bytes())
    assert sheet.payload["revisions"] == payload["revisions"]


@pytest.mark.needs("soffice")
def test_printed_by_libreoffice_every_page_says_whose_and_which(data, tmp_path):
    pdf = pypdfium2.PdfDocument(convert(tmp_path, data, "pdf") / "ledger.pdf")
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    sizes = {tuple(round(side) for side in page.get_size()) for page in pdf}
    pdf.close()
    assert sizes == {(842, 595)}
    assert all(
        ("后塘村2026年度议事协商台账" in page and "协商编号" in page) or "类别" in page for page in pages
    )
    # One page for each band of 明细, one for each of the other sheets, and none for the machine sheet.
    assert len(pages) == 3 + 4
    assert "2026年3月15日" in pages[0]
    for band, page in zip(("议题和准备", "协商和表决", "落实、公开和归档"), pages, strict=False):
        assert band in page
        assert page.count("2026-002") == 2
