"""A further document, added in the window as one file, chosen after the next start, and walked through to the end."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton

from tests.services.offices import opened
from tests.sixth import SIXTH
from tests.ui.hands import Keyboard, Mouse
from tests.ui.villages import Answers, Moment, find, furnished, leave, name_the_village, settle
from yishi_desktop.app import make_window
from yishi_desktop.services import cases
from yishi_desktop.services.office import load_definitions

SUMMER = datetime.fromisoformat("2026-07-20T10:00:00+08:00")


@pytest.fixture
def start(qtbot, dressed, tmp_path, user_folder):
    """start() opens the program on the same data again, as the next morning."""
    windows = []

    def opened_window(answer=None):
        for window in windows:
            leave(qtbot, window)
        data = tmp_path / "data"
        window = make_window(data, load_definitions(data), Moment(SUMMER), Answers(answer))
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        settle(qtbot, window.desk)
        return window, Mouse(qtbot, window)

    yield opened_window
    for window in windows:
        leave(qtbot, window)


def test_a_sixth_procedure_is_added_chosen_and_walked_through(start, qtbot, tmp_path):
    with opened(tmp_path / "data") as office:
        name_the_village(office)
    file = tmp_path / "他乡议事.toml"
    file.write_text(SIXTH, encoding="utf-8")
    add(start(file))
    window, hand = start()
    choose(hand, qtbot, window)
    walk(hand)
    settle(qtbot, window.desk)
    (case,) = [situation.case for situation in window.desk.snapshot.situations]
    assert (case.procedure, case.topic.title) == ("elsewhere", "水塘边要不要装栏杆")
    assert cases.state_of(window.desk.snapshot.situation(case.id)) == "已归档"


def add(started) -> None:
    window, hand = started
    hand.press("设置与帮助")
    find(window, "办事依据", QPushButton).click()
    hand.press("添加别的办事依据……")
    hand.qtbot.waitUntil(window.office.settings.panel("办事依据").added.isVisible, timeout=20_000)


def choose(hand, qtbot, window) -> None:
    hand.press("设置与帮助")
    furnished(qtbot, window)
    keys = Keyboard(qtbot, window)
    box = find(window, "办事依据", QComboBox)
    keys.reach(box)
    keys.key(Qt.Key.Key_Home)
    while box.currentText() != "他乡议事":
        before = box.currentIndex()
        keys.key(Qt.Key.Key_Down)
        assert box.currentIndex() != before
    qtbot.waitUntil(lambda: window.desk.snapshot.organisation.procedure == "elsewhere", timeout=20_000)


def walk(hand) -> None:
    hand.press("工作台")
    hand.press("登记第一个议题")
    hand.write("协商议题", "水塘边要不要装栏杆")
    hand.write("协商日期", "7.10")
    hand.press("是否达成一致意见：是")
    hand.choose("结果去向", "村里组织落实")
    hand.press("下一步：办事")
    hand.press("＋ 加一条落实任务")
    hand.write("落实任务第1条：落实事项", "装栏杆")
    hand.enter("落实任务第1条：责任人", "方永康")
    hand.write("落实任务第1条：落实期限", "7.18")
    hand.write("落实任务第1条：完成日期", "7.18")
    hand.write("归档日期", "7.20")
    hand.press("先回工作台")
