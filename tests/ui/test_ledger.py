"""The ledger on the screen, and the workbook it hands to the township."""

from datetime import date
from io import BytesIO

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from tests.ui.audit import SIZES, audit
from tests.ui.villages import WINTER, Answers, find, load_samples, name_the_village, settle
from yishi_desktop.domain.ledger.columns import Share
from yishi_desktop.ui import theme
from yishi_desktop.ui.ledger.model import cell_text
from yishi_desktop.ui.ledger.page import LedgerPage
from yishi_desktop.ui.printing.print_dialog import PrintDialog

SCREEN = QSize(1366 - 160, 697)
SHEETS = ("明细", "年度汇总", "议题库", "公示台账", "落实台账")


@pytest.fixture
def page_of(village, show, qtbot):
    def opened(act=load_samples, files=None):
        desk = village(act, WINTER)
        page = show(LedgerPage(desk, files), SCREEN.width(), SCREEN.height())
        settle(qtbot, desk)
        return desk, page

    return opened


def type_day(editor, text: str) -> None:
    QTest.mouseClick(editor.line, Qt.MouseButton.LeftButton)
    editor.line.selectAll()
    QTest.keyClicks(editor.line, text)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)


def headings(page) -> list[str]:
    return [heading.label for heading in page.view.sheet.table.headings]


def column(page, heading: str) -> list[str]:
    place = headings(page).index(heading)
    model = page.view.sheet
    return [model.index(row, place).data() for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (True, "是"),
        (False, "否"),
        (date(2026, 3, 5), "2026-03-05"),
        (Share(20, 30), "20/30（66.67%）"),
        (Share(2, 3), "2/3（66.67%）"),
        (Share(1, 800), "1/800（0.13%）"),
        (Share(0, 0), ""),
        ("全部计入", "全部计入"),
    ],
)
def test_every_value_has_one_way_to_stand_on_the_screen(value, text):
    assert cell_text(value) == text


def test_the_sessions_of_the_year_stand_in_order_with_their_votes(page_of):
    _, page = page_of()
    assert column(page, "协商时间") == ["2026-03-15", "2026-04-18", "2026-06-20"]
    assert column(page, "赞成") == ["31", "8", "9"]
    assert column(page, "是否达成一致") == ["是", "否", "是"]


def test_the_common_columns_are_a_few_of_all(page_of):
    _, page = page_of()
    few = headings(page)
    find(page, "看多少列：全部列").click()
    assert set(few) < set(headings(page))
    assert len(headings(page)) > 40


def test_each_sheet_can_be_looked_at(page_of):
    _, page = page_of()
    rows = {}
    for sheet in SHEETS:
        find(page, f"看哪张表：{sheet}").click()
        rows[sheet] = page.view.sheet.rowCount()
        assert page.view.accessibleName() == sheet
    assert rows == {
        "明细": 3,
        "年度汇总": rows["年度汇总"],
        "议题库": 3,
        "公示台账": rows["公示台账"],
        "落实台账": rows["落实台账"],
    }
    assert min(rows.values()) > 0


def test_the_summary_says_how_each_number_was_counted(page_of):
    _, page = page_of()
    find(page, "看哪张表：年度汇总").click()
    line = column(page, "项目").index("是否满足全年不少于4次")
    assert column(page, "数量")[line] == "3/4（会议3）"
    assert column(page, "怎么数的")[line].startswith("本地文件未规定最低次数")


def test_the_village_copy_shows_more_than_the_one_for_the_township(page_of, qtbot):
    desk, page = page_of()
    find(page, "看哪张表：议题库").click()
    masked = headings(page)
    find(page, "看哪一份：村里留存的").click()
    settle(qtbot, desk)
    assert set(masked) < set(headings(page))
    assert find(page, "导出Excel村里留存")
    assert any("不要外传" in text.text() for text in page.findChildren(QLabel))


def test_another_stretch_of_days_shows_only_what_lies_in_it(page_of, qtbot):
    desk, page = page_of()
    years = find(page, "哪一年的台账", QComboBox)
    years.setCurrentText("自己选日子")
    type_day(page.from_day, "2026-4-1")
    type_day(page.until_day, "2026-5-31")
    settle(qtbot, desk)
    assert column(page, "协商时间") == ["2026-04-18"]


def test_days_the_wrong_way_round_are_said_and_not_exported(page_of):
    _, page = page_of()
    find(page, "哪一年的台账", QComboBox).setCurrentText("自己选日子")
    type_day(page.until_day, "2025-1-1")
    assert any("早于开始" in text.text() for text in page.findChildren(QLabel) if text.isVisible())
    assert not page.export_button.isEnabled()
    type_day(page.until_day, "2026-12-31")
    assert page.export_button.isEnabled()


def test_the_workbook_for_the_township_is_written_and_can_be_opened(page_of, qtbot, tmp_path):
    from openpyxl import load_workbook

    files = Answers(tmp_path / "报乡镇.xlsx")
    desk, page = page_of(files=files)
    find(page, "导出Excel报乡镇").click()
    settle(qtbot, desk)
    assert files.suggested.endswith("2026年议事协商台账.xlsx")
    book = load_workbook(BytesIO((tmp_path / "报乡镇.xlsx").read_bytes()))
    assert set(SHEETS) <= set(book.sheetnames)
    find(page, "打开刚存的文件所在的文件夹").click()
    assert files.opened == [tmp_path]


def test_printing_writes_the_workbook_and_opens_it(page_of, qtbot, tmp_path):
    files = Answers(tmp_path / "打印.xlsx")
    desk, page = page_of(files=files)
    find(page, "在WPS里打印").click()
    settle(qtbot, desk)
    assert files.opened == [tmp_path / "打印.xlsx"]


def test_a_place_that_cannot_be_written_is_refused_in_words(page_of, qtbot, tmp_path):
    files = Answers(tmp_path / "没有这个文件夹" / "台账.xlsx")
    desk, page = page_of(files=files)
    with qtbot.waitSignal(desk.refused):
        find(page, "导出Excel报乡镇").click()
    assert page.export_button.isEnabled()
    assert not page.saved_bar.isVisible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("act", [load_samples, name_the_village])
def test_nothing_is_clipped_nameless_or_out_of_reach(page_of, dressed, size, act):
    theme.apply_theme(dressed, size)
    _, page = page_of(act)
    for sheet in SHEETS:
        find(page, f"看哪张表：{sheet}").click()
        assert audit(page, SCREEN) == []


def test_the_papers_of_the_year_are_printed_from_here(page_of, qtbot, tmp_path):
    files = Answers(tray=tmp_path / "tray.pdf")
    _, page = page_of(files=files)
    offered = [action for action in page.papers_button.menu().actions() if action.data() is not None]
    assert len(offered) == 4
    offered[-1].trigger()
    qtbot.waitUntil(lambda: page.findChild(PrintDialog) is not None)
    dialog = page.findChild(PrintDialog)
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=20_000)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: "已送到打印机" in dialog.saved_bar.text(), timeout=20_000)
    assert files.tray.exists()
    dialog.close()


def test_the_year_is_put_in_its_box_from_here(page_of, qtbot, tmp_path):
    files = Answers(tmp_path / "档案.pdf")
    _, page = page_of(files=files)
    box = next(action for action in page.papers_button.menu().actions() if "年度装盒" in action.text())
    box.trigger()
    qtbot.waitUntil(lambda: "已存到" in page.saved_bar.text(), timeout=60_000)
    assert "共35件52页，缺2件" in page.saved_bar.text()
    assert files.answer.read_bytes().startswith(b"%PDF")
    assert files.suggested == "后塘村2026年议事协商档案.pdf"


def test_a_long_title_goes_on_below_before_a_column_is_pushed_out_of_sight(page_of):
    """是否计入年度次数, the last of the usual columns, is what the year is counted by."""
    _, page = page_of()
    view = page.view
    assert view.horizontalScrollBar().maximum() == 0
