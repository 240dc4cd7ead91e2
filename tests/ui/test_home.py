"""The first screen, as a secretary meets it: what to do, how often this year, and what falls due."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.audit import SIZES, audit
from tests.ui.villages import (
    Answers,
    find,
    load_a_busy_spring,
    load_samples,
    name_the_village,
    settle,
)
from yishi_desktop.ui import theme
from yishi_desktop.ui.dialogs import ConfirmDialog
from yishi_desktop.ui.home.page import HomePage

SCREEN = QSize(1366 - 160, 697)


def texts(page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def home(village, show):
    def opened(act, files=None):
        desk = village(act)
        return desk, show(HomePage(desk, files), SCREEN.width(), SCREEN.height())

    return opened


def test_the_most_pressing_matter_stands_first_with_the_only_primary_button(home):
    _, page = home(load_a_busy_spring)
    rows = [b for b in page.findChildren(QPushButton) if "：" in b.accessibleName() and b.isVisible()]
    rows.sort(key=lambda b: b.mapTo(page, b.rect().topLeft()).y())
    assert rows[0].accessibleName() == "去落实任务：三组通组道路硬化及沿线路灯安装"
    assert [b.property("role") == "primary" for b in rows] == [True, False, False, False]
    assert "要办的事（4件）" in texts(page)
    assert "已过3天" in texts(page)


def test_the_button_of_a_matter_leads_to_its_step(home, qtbot):
    desk, page = home(load_a_busy_spring)
    with qtbot.waitSignal(page.case_wanted) as asked:
        qtbot.mouseClick(find(page, "去登记议题：垃圾分类投放点搬到哪里、怎么管"), Qt.MouseButton.LeftButton)
    case_id, step = asked.args
    assert desk.snapshot.situation(case_id).case.number == "2026-04"
    assert desk.snapshot.situation(case_id).procedure.step(step).title == "登记议题"


def test_the_year_counts_without_blaming_where_no_document_demands_a_number(home):
    _, page = home(load_a_busy_spring)
    assert "已完成1次，事项1件" in texts(page)
    reasons = next(text for text in texts(page) if "参照" in text)
    assert reasons.startswith("本地文件未规定最低次数，4次为参照")
    assert "还差" not in reasons


def test_a_new_village_is_led_to_its_first_topic(home, qtbot):
    _, page = home(name_the_village)
    with qtbot.waitSignal(page.new_case_wanted):
        qtbot.mouseClick(find(page, "登记第一个议题"), Qt.MouseButton.LeftButton)


def test_samples_are_announced_and_removed_after_a_question(home, qtbot):
    desk, page = home(load_samples)
    assert page.ribbon.isVisible()
    qtbot.mouseClick(find(page, "删除示例"), Qt.MouseButton.LeftButton)
    question = page.findChild(ConfirmDialog)
    question.agree.click()
    settle(qtbot, desk)
    assert desk.snapshot.situations == ()
    assert not page.ribbon.isVisible()
    assert find(page, "登记第一个议题")


def test_keeping_the_samples_keeps_them(home, qtbot):
    desk, page = home(load_samples)
    find(page, "删除示例").click()
    page.findChild(ConfirmDialog).refuse.click()
    settle(qtbot, desk)
    assert len(desk.snapshot.situations) == 3


def test_the_year_is_exported_from_here(home, qtbot, tmp_path):
    files = Answers(tmp_path / "台账.xlsx")
    desk, page = home(load_samples, files)
    find(page, "导出全年台账").click()
    settle(qtbot, desk)
    assert files.suggested.endswith("2026年议事协商台账.xlsx")
    assert (tmp_path / "台账.xlsx").read_bytes().startswith(b"PK")
    assert "台账.xlsx" in page.saved_bar.text()
    find(page, "打开刚存的文件").click()
    assert files.opened == [tmp_path / "台账.xlsx"]


def test_an_export_given_up_writes_nothing(home, qtbot):
    desk, page = home(load_samples, Answers(None))
    find(page, "导出全年台账").click()
    settle(qtbot, desk)
    assert not page.saved_bar.isVisible()


def test_backup_leads_to_its_place(home, qtbot):
    _, page = home(name_the_village)
    with qtbot.waitSignal(page.place_wanted) as asked:
        find(page, "备份到U盘").click()
    assert asked.args == ["settings"]


def test_the_last_backup_is_told_in_days(home):
    desk, page = home(name_the_village)
    page.set_last_backup(desk.snapshot.today.replace(day=13))
    assert "上次备份：2026年4月13日（7天前）" in texts(page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("act", [load_a_busy_spring, load_samples, name_the_village])
def test_nothing_is_clipped_nameless_or_out_of_reach(home, dressed, size, act):
    theme.apply_theme(dressed, size)
    _, page = home(act)
    assert audit(page, SCREEN) == []
