"""The columns of the ledger's workbook, chosen in the window, kept under a name and used by the export."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSize, Qt

from tests.ui.audit import audit
from tests.ui.villages import WINTER, Answers, find, load_samples, settle
from yishi_desktop.ui.ledger.page import LedgerPage

SCREEN = QSize(1366 - 160, 697)


@pytest.fixture
def opened(village, show, qtbot, tmp_path):
    desk = village(load_samples, WINTER)
    page = show(LedgerPage(desk, Answers(tmp_path / "台账.xlsx")), SCREEN.width(), SCREEN.height())
    page.columns.buttons["all"].click()

    def dialog():
        page.layout_button.click()
        settle(qtbot, desk)
        return page.layout_editing.dialog

    return desk, page, dialog


def shown(page) -> list[str]:
    return [heading.label for heading in page.view.sheet.table.headings]


def row_of(dialog, words: str) -> int:
    return next(row for row in range(dialog.table.rowCount()) if dialog.table.item(row, 0).text() == words)


def test_hidden_renamed_and_moved_columns_show_at_once_and_in_the_exported_file(opened, qtbot, tmp_path):
    desk, page, ask = opened
    dialog = ask()
    dialog.table.item(row_of(dialog, "协商地点"), 0).setCheckState(Qt.CheckState.Unchecked)
    dialog.table.item(row_of(dialog, "议题名称"), 1).setText("议的什么事")
    dialog.table.setCurrentCell(row_of(dialog, "议题名称"), 0)
    for _ in range(row_of(dialog, "议题名称")):
        find(dialog, "上移").click()
    dialog.name.setText("镇里要的")
    find(dialog, "存好就用").click()
    settle(qtbot, desk)
    assert shown(page)[:3] == ["序号", "议的什么事", "协商编号"]
    assert "协商地点" not in shown(page)
    assert page.layout_button.text() == "栏目：镇里要的……"
    page.export_button.click()
    settle(qtbot, desk)
    settle(qtbot, desk)
    rows = list(load_workbook(tmp_path / "台账.xlsx")["明细"].iter_rows(values_only=True))
    top = next(n for n, row in enumerate(rows) if row[0] == "序号")
    assert "议的什么事" in (rows[top][1], rows[top + 1][1])


def test_without_a_name_it_is_told_and_the_dialog_stays(opened, qtbot):
    desk, _page, ask = opened
    dialog = ask()
    dialog.table.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
    dialog.agree.click()
    settle(qtbot, desk)
    assert "自己的名字" in dialog.wrong.text() and dialog.isVisible()
    dialog.choice.setCurrentText("标准版式")
    dialog.reject()


def test_back_to_the_standard_and_removing(opened, qtbot):
    desk, page, ask = opened
    before = shown(page)
    dialog = ask()
    dialog.table.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
    dialog.name.setText("少一栏")
    dialog.agree.click()
    settle(qtbot, desk)
    assert shown(page) == [before[0], *before[2:]]
    dialog = ask()
    assert dialog.choice.currentText() == "少一栏"
    dialog.delete.click()
    settle(qtbot, desk)
    assert shown(page) == before
    assert page.layout_button.text() == "栏目……"


def test_each_sheet_keeps_what_was_chosen_while_another_is_looked_at(opened, qtbot):
    _desk, _page, ask = opened
    dialog = ask()
    dialog.table.item(0, 1).setText("案号")
    dialog.sheets.buttons["tasks"].click()
    dialog.table.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
    dialog.sheets.buttons["sessions"].click()
    assert dialog.table.item(0, 1).text() == "案号"
    dialog.sheets.buttons["tasks"].click()
    assert dialog.table.item(0, 0).checkState() == Qt.CheckState.Unchecked
    dialog.plain.click()
    assert dialog.table.item(0, 0).checkState() == Qt.CheckState.Checked


def test_the_dialog_is_whole_at_every_size(opened, dressed):
    _, _, ask = opened
    dialog = ask()
    assert audit(dialog) == []
    dialog.grab().save("/tmp/i6_columns.png")
