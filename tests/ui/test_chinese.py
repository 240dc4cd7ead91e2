"""Qt speaks Chinese, also where its own file forgot."""

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox

from tests.ui.audit import chinese
from yishi_desktop.ui.chinese import says


@pytest.mark.parametrize(
    ("context", "text", "chinese_text"),
    [
        ("QPlatformTheme", "Cancel", "取消"),
        ("QFileDialog", "Look in:", "查找范围："),
        ("QPrintPreviewDialog", "Close", "关闭"),
        ("QPrintDialog", "Duplex Printing", "双面打印"),
        ("QPrintPropertiesWidget", "Options", "选项"),
    ],
)
def test_what_qt_says(dressed, context, text, chinese_text):
    assert says(context, text).replace(":", "：") == chinese_text


def test_our_own_words_are_not_touched(dressed):
    assert says("Yishi", "Close") == "Close"


def test_standard_windows_carry_no_english(show):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Discard)
    assert list(chinese(show(box))) == []
    message = QMessageBox()
    message.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    assert list(chinese(show(message))) == []


def test_the_file_dialog_carries_no_english(show):
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory("/")
    assert [finding for finding in chinese(show(dialog)) if "lookInCombo" not in finding.where] == []


def test_the_menu_of_a_field_is_chinese(show):
    line = show(QLineEdit())
    menu = line.createStandardContextMenu()
    words = "".join(action.text().partition("\t")[0] for action in menu.actions())
    menu.deleteLater()
    assert not [word for word in ("Undo", "Copy", "Paste", "Select") if word in words]


def test_dates_are_chinese_and_weeks_begin_on_monday(dressed):
    assert QLocale().firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert QLocale().toString(QDate(2026, 11, 21), "dddd") == "星期六"
