"""The township's own table, filled from the ledger page: the columns shown, one chosen, the file there."""

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QPushButton

from tests.services.test_filling import table
from tests.ui.audit import audit
from tests.ui.villages import Answers, find, load_a_busy_spring, settle
from yishi_desktop.ui.ledger.page import LedgerPage

SCREEN = QSize(1366 - 160, 697)


class TwoAnswers(Answers):
    """The empty table to open, and where to save the filled one."""

    def __init__(self, empty: Path, target: Path) -> None:
        super().__init__(empty)
        self._target = target

    def save_as(self, parent, title, suggested, kind):
        self.suggested = suggested
        return self._target


def test_the_table_is_filled_with_what_was_chosen(village, show, qtbot, user_folder, tmp_path):
    desk = village(load_a_busy_spring)
    files = TwoAnswers(table(tmp_path / "空表.xlsx"), tmp_path / "填好.xlsx")
    page = show(LedgerPage(desk, files), SCREEN.width(), SCREEN.height())
    find(page, "填乡镇的表……", QPushButton).click()
    settle(qtbot, desk)
    dialog = page.filling.dialog
    qtbot.waitUntil(dialog.isVisible)
    assert list(audit(dialog)) == []
    assert find(dialog, "“协商议题”填什么", QComboBox).currentText() == "议题名称"
    box = find(dialog, "“群众满意度”填什么", QComboBox)
    assert box.currentText() == "（空着）"
    box.setCurrentIndex(box.findData("agreed"))
    dialog.grab().save(str(tmp_path / "columns.png"))
    dialog.agree.click()
    settle(qtbot, desk)
    assert files.suggested == "填好的 空表.xlsx"
    assert "填了2行" in page.saved_bar.text()
    assert load_workbook(tmp_path / "填好.xlsx")["台账"]["F3"].value in ("是", "否")
    page.filling.start(*page.period())
    settle(qtbot, desk)
    again = find(page.filling.dialog, "“群众满意度”填什么", QComboBox)
    assert again.currentData() == "agreed"
    page.filling.dialog.reject()
