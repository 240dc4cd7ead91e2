"""Sending a matter back and answering, from window to window."""

from datetime import date

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.services.offices import matter, real_office
from tests.ui.audit import audit
from tests.ui.villages import WINTER, Answers, find, open_desk, settle
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.ui.home.page import HomePage
from yishi_desktop.ui.matter.workspace import Workspace
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.township.page import TownshipPage

SCREEN = QSize(1366 - 160, 697)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def desks(qtbot, dressed, user_folder, tmp_path):
    """The township's and the village's; the village's ledger is at the township."""
    with real_office(tmp_path / "v", "甲村", matter(1, "a-1")) as office:
        ledgers.export(office, *YEAR, tmp_path / "甲村.xlsx")
    made = [open_desk(tmp_path / name, WINTER) for name in ("t", "v")]
    for desk in made:
        desk.open()
        settle(qtbot, desk)
    made[0].act(lambda office: take_in(office, examine(office, [tmp_path / "甲村.xlsx"])))
    settle(qtbot, made[0])
    yield made
    for desk in made:
        desk.close()
        desk.deleteLater()


def texts(page) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_from_the_row_at_the_township_to_the_answer_in_the_village(desks, show, qtbot, tmp_path):
    township, village = desks
    (tmp_path / "u").mkdir()
    page = show(TownshipPage(township, Answers(tmp_path / "u")), SCREEN.width(), SCREEN.height())
    settle(qtbot, township)
    page.show_village(page.overview.picture.matrix("all").rows[0].case_id)
    page.village.view.setCurrentIndex(page.village.view.sheet.index(0, 0))
    find(page, "退回意见", QLineEdit).setText("地点没有写清楚")
    find(page, "退回这一行", QPushButton).click()
    settle(qtbot, township)
    assert "已退回" in texts(page)
    find(page, "看哪张表：退回的", QPushButton).click()
    assert page.village.view.sheet.index(0, 2).data() == "地点没有写清楚"
    assert list(audit(page)) == []
    page.show_replies()
    find(page, "给各村做回执……", QPushButton).click()
    settle(qtbot, township)
    (made,) = (tmp_path / "u").iterdir()

    settings = show(SettingsPage(village, Answers(made)), SCREEN.width(), SCREEN.height())
    settings.show_part("导入导出")
    find(settings, "导入乡镇的回执……", QPushButton).click()
    settle(qtbot, village)
    assert "退回1条，在工作台上" in settings.panel("导入导出").saved_bar.text()
    home = show(HomePage(village, Answers()), SCREEN.width(), SCREEN.height())
    assert "乡镇退回" in texts(home) and "地点没有写清楚" in texts(home)
    with qtbot.waitSignal(home.case_wanted) as wanted:
        next(one for one in home.findChildren(QPushButton) if one.text() == "去看、去答复").click()
    assert wanted.args[0] == "a-1"
    desk_of_the_matter = show(Workspace(village, Answers()), SCREEN.width(), SCREEN.height())
    desk_of_the_matter.open_case("a-1")
    settle(qtbot, village)
    line = find(desk_of_the_matter, "答复乡镇：地点没有写清楚", QLineEdit)
    line.setText("已经补上")
    line.editingFinished.emit()
    settle(qtbot, village)
    assert [one.answer for one in village.snapshot.remarks] == ["已经补上"]
    assert "已答复" in texts(desk_of_the_matter)
    assert "去看、去答复" not in texts(home)
