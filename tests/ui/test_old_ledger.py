"""从旧台账补录: the table chosen, its columns corrected, its rows looked through, all taken in and all taken back."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QPushButton

from tests.services.test_old_ledgers import HEADINGS, OLD_TABLES, book
from tests.ui.audit import audit
from tests.ui.villages import WINTER, Answers, find, load_samples, settle
from yishi_desktop.ui.dialogs import ErrorDialog
from yishi_desktop.ui.late_entries.old_ledger import OldLedgerPage
from yishi_desktop.ui.late_entries.screen import LateEntries

SCREEN = QSize(1366, 697)


@pytest.fixture
def looking(village, show, qtbot, tmp_path):
    """The page with an old table read."""
    desk = village(load_samples, WINTER)
    page = show(OldLedgerPage(desk, Answers(book(tmp_path / "旧账.xlsx"))), SCREEN.width(), SCREEN.height())
    page.begin()
    settle(qtbot, desk)
    find(page, "选旧台账……").click()
    settle(qtbot, desk)
    settle(qtbot, desk)
    return desk, page


def cells(page):
    model = page.table.model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def kept(desk):
    return sorted(one.case.number for one in desk.snapshot.situations if one.case.is_late_entry)


def test_rows_are_looked_through_taken_in_and_taken_back(looking, qtbot):
    desk, page = looking
    assert page.take.text() == "录进来（3件）"
    rows = cells(page)
    assert rows[0][:1] == ("5",) and "看不出是哪一天" in rows[0][3]
    assert "同一件" in rows[1][3] and rows[2][3].startswith("！")
    assert list(audit(page, SCREEN)) == []
    page.take.click()
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert kept(desk) == ["补2021-01", "补2021-02", "补2021-03"]
    assert "录进来3件" in page.bar.text()
    assert not page.take.isEnabled()
    assert list(audit(page, SCREEN)) == []
    find(page, "整份撤回").click()
    find(page.earlier.question, "整份撤回", QPushButton).click()
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert kept(desk) == []
    assert page.take.text() == "录进来（3件）"


def test_a_row_is_left_out_by_hand(looking, qtbot):
    desk, page = looking
    page.table.setFocus()
    page.table.selectRow(3)
    find(page, "这一行不录").click()
    assert page.take.text() == "录进来（2件）" and cells(page)[3][3] == "不录"
    find(page, "这一行还是录")
    page.take.click()
    settle(qtbot, desk)
    assert len(kept(desk)) == 2


def test_a_column_is_named_in_the_window(village, show, qtbot, tmp_path):
    desk = village(load_samples, WINTER)
    path = book(tmp_path / "旧账.xlsx", headings=(*HEADINGS[:3], "干什么", *HEADINGS[4:]))
    page = show(OldLedgerPage(desk, Answers(path)), SCREEN.width(), SCREEN.height())
    page.read(path)
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert not page.take.isEnabled()
    find(page, "看看栏目对不对").click()
    box = find(page.columns, "“D列 干什么”是什么", QComboBox)
    box.setCurrentIndex(box.findText("议题名称"))
    assert list(audit(page.columns)) == []
    page.columns.agree.click()
    settle(qtbot, desk)
    assert page.take.text() == "录进来（3件）"


def test_the_keyboard_alone_is_enough(looking, qtbot):
    desk, page = looking
    page.choose.setFocus()
    for _ in range(12):
        if page.take.hasFocus():
            break
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    assert page.take.hasFocus()
    qtbot.keyClick(page.take, Qt.Key.Key_Space)
    settle(qtbot, desk)
    assert len(kept(desk)) == 3


def test_what_is_no_table_is_told_and_the_page_stays(village, show, qtbot):
    desk = village(load_samples, WINTER)
    page = show(OldLedgerPage(desk, Answers()), SCREEN.width(), SCREEN.height())
    page.read(OLD_TABLES / "README.md")
    settle(qtbot, desk)
    told = page.window().findChild(ErrorDialog)
    assert told is not None and "README.md" in told.accessibleName()
    told.accept()
    assert not page.bar.isVisible() and not page.take.isEnabled()


def test_the_way_there_leads_from_the_form_and_back(village, show, qtbot):
    desk = village(load_samples, WINTER)
    screen = show(LateEntries(desk, Answers()), SCREEN.width(), SCREEN.height())
    screen.begin()
    settle(qtbot, desk)
    find(screen, "从旧台账录").click()
    settle(qtbot, desk)
    assert screen.currentWidget() is screen.old_ledger
    find(screen, "回补录").click()
    settle(qtbot, desk)
    assert screen.currentWidget() is screen.typing
