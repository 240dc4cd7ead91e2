"""The list of all matters: finding, opening, taking in and giving away."""

import json

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from tests.ui.audit import SIZES, audit
from tests.ui.villages import (
    WINTER,
    Answers,
    find,
    load_a_busy_spring,
    load_samples,
    name_the_village,
    settle,
)
from yishi_desktop.ui import theme
from yishi_desktop.ui.cases.page import CasesPage

SCREEN = QSize(1366 - 160, 697)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page_of(village, show):
    def opened(act=load_samples, files=None):
        desk = village(act, WINTER)
        return desk, show(CasesPage(desk, files), SCREEN.width(), SCREEN.height())

    return opened


def column(page, place: int) -> list[str]:
    return [page.model.index(row, place).data() for row in range(page.model.rowCount())]


def point_of(page, row: int) -> QPoint:
    return page.table.visualRect(page.model.index(row, 1)).center()


def search_for(page, qtbot, desk, words: str) -> None:
    box = find(page, "找议题", QLineEdit)
    box.clear()
    box.insert(words)  # keyClicks aborts on Chinese
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle(qtbot, desk)


def test_every_matter_stands_with_its_number_state_and_last_session(page_of):
    _, page = page_of()
    assert column(page, 0) == ["2026-03", "2026-02", "2026-01"]
    assert column(page, 2) == ["不予协商", "已归档", "已归档"]
    assert column(page, 3) == ["还没有协商", "2026-06-20", "2026-03-15"]


@pytest.mark.parametrize(
    ("standing", "numbers"),
    [("在办", []), ("已办结", ["2026-02", "2026-01"]), ("不予协商", ["2026-03"])],
)
def test_only_matters_of_one_standing(page_of, standing, numbers):
    _, page = page_of()
    find(page, f"只看：{standing}").click()
    assert column(page, 0) == numbers


def test_only_matters_of_one_year(page_of):
    _, page = page_of()
    years = find(page, "年份", QComboBox)
    assert [years.itemText(at) for at in range(years.count())] == ["全部年份", "2026年"]
    years.setCurrentText("2026年")
    assert len(column(page, 0)) == 3


def test_only_matters_of_one_kind_and_all_of_them_again(page_of):
    _, page = page_of()
    kinds = find(page, "类别", QComboBox)
    offered = [kinds.itemText(at) for at in range(kinds.count())]
    assert offered[0] == "全部类别"
    assert "类别：公共事务、公益事业" in offered
    kinds.setCurrentText("类别：公共事务、公益事业")
    assert column(page, 0) == ["2026-02", "2026-01"]
    find(page, "只看：不予协商").click()
    assert column(page, 0) == []
    find(page, "看全部议题").click()
    assert len(column(page, 0)) == 3
    assert kinds.currentText() == "全部类别"


def test_the_search_finds_what_is_written_anywhere_in_a_case(page_of, qtbot):
    desk, page = page_of()
    search_for(page, qtbot, desk, "9号灯")
    assert column(page, 0) == ["2026-01"]
    search_for(page, qtbot, desk, "堂")
    assert "2026-02" in column(page, 0)


def test_what_is_being_composed_is_searched_for_too(page_of, qtbot, ime):
    desk, page = page_of()
    ime.compose(page.search, "宅基")
    assert page.search.words() == "宅基"
    with qtbot.waitSignal(page.search.asked) as asked:
        page.search.timer.timeout.emit()
    assert asked.args == ["宅基"]
    settle(qtbot, desk)
    assert column(page, 0) == ["2026-03"]


def test_committing_what_was_composed_does_not_double_it(page_of, ime):
    _, page = page_of()
    ime.compose(page.search, "宅基")
    ime.commit(page.search, "宅基")
    assert page.search.words() == "宅基"


def test_nothing_found_says_so_and_leads_back_to_all(page_of, qtbot):
    desk, page = page_of()
    search_for(page, qtbot, desk, "没有这几个字")
    assert not page.table.isVisible()
    find(page, "看全部议题").click()
    assert page.table.isVisible()
    assert len(column(page, 0)) == 3


def test_a_double_click_opens_a_matter(page_of, qtbot):
    desk, page = page_of()
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=point_of(page, 1))
    with qtbot.waitSignal(page.case_wanted) as asked:
        qtbot.mouseDClick(page.table.viewport(), LEFT, pos=point_of(page, 1))
    assert desk.snapshot.situation(asked.args[0]).case.number == "2026-02"


def test_enter_opens_the_chosen_matter(page_of, qtbot):
    desk, page = page_of()
    page.table.setFocus()
    page.table.selectRow(2)
    with qtbot.waitSignal(page.case_wanted) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.snapshot.situation(asked.args[0]).case.number == "2026-01"


def test_the_button_opens_the_chosen_matter_and_rests_without_one(page_of, qtbot):
    _, page = page_of()
    assert not page.open_button.isEnabled()
    page.table.selectRow(0)
    with qtbot.waitSignal(page.case_wanted):
        find(page, "打开选中的议题").click()


def test_a_case_file_goes_out_and_comes_back_in(page_of, qtbot, tmp_path):
    files = Answers(tmp_path / "案卷.json")
    desk, page = page_of(files=files)
    page.table.selectRow(2)
    find(page, "导出选中的案卷").click()
    settle(qtbot, desk)
    assert json.loads((tmp_path / "案卷.json").read_text(encoding="utf-8"))["case"]["number"] == "2026-01"
    assert files.suggested == "2026-01 三组通组道路硬化及沿线路灯安装.json"
    find(page, "导入案卷").click()
    settle(qtbot, desk)
    assert "已导入" in page.saved_bar.text()
    assert len(desk.snapshot.situations) == 3


def test_a_file_that_is_no_case_is_refused_in_words(page_of, qtbot, tmp_path):
    path = tmp_path / "别的.json"
    path.write_text("{}", encoding="utf-8")
    desk, page = page_of(files=Answers(path))
    with qtbot.waitSignal(desk.refused) as refused:
        find(page, "导入案卷").click()
    assert "别的.json" in refused.args[0].happened
    assert len(desk.snapshot.situations) == 3


def test_the_chosen_matter_stays_chosen_when_the_records_change(page_of, qtbot):
    desk, page = page_of()
    page.table.selectRow(1)
    chosen = page.chosen_case()
    desk.act(load_a_busy_spring)
    settle(qtbot, desk)
    assert page.chosen_case() == chosen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("act", [load_a_busy_spring, name_the_village])
def test_nothing_is_clipped_nameless_or_out_of_reach(page_of, dressed, size, act):
    theme.apply_theme(dressed, size)
    _, page = page_of(act)
    assert audit(page, SCREEN) == []
