"""What holds the screens together: the first start, practice and its end, another type size, closing."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.ui.villages import Answers, Moment, find, furnished, leave, settle
from yishi_desktop.app import make_window
from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.people import Organisation, OrganisationKind
from yishi_desktop.services import cases
from yishi_desktop.services.keeping.backups import PLACE
from yishi_desktop.services.office import ORGANISATION, ORGANISATION_ID, load_definitions, start_office
from yishi_desktop.storage.settings import load_settings
from yishi_desktop.ui import theme
from yishi_desktop.ui.dialogs import ErrorDialog


@pytest.fixture
def open_window(qtbot, dressed, tmp_path, user_folder):
    """open_window() opens the program on the data left by the last one, as after a restart."""
    windows = []

    def opened():
        window = make_window(tmp_path / "data", load_definitions(), Moment(), Answers())
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        settle(qtbot, window.desk)
        return window

    yield opened
    for window in windows:
        leave(qtbot, window)


def practise(window, qtbot):
    find(window, "先用练习村试一试").click()
    find(window, "打开练习村").click()
    qtbot.waitUntil(window.office.isVisible)
    settle(qtbot, window.desk)


def test_practice_ends_where_the_first_start_began(open_window, qtbot):
    window = open_window()
    practise(window, qtbot)
    assert len(window.desk.snapshot.situations) == 3
    find(window, "删除示例").click()
    window.office.home._asked.agree.click()
    qtbot.waitUntil(lambda: window.first_run is not None and window.first_run.isVisible())
    assert window.desk.snapshot.situations == ()
    assert window.desk.snapshot.people == ()
    assert find(window, "给我们村用").isChecked()


def test_a_matter_opened_from_the_list_comes_back_to_the_office(open_window, qtbot):
    window = open_window()
    practise(window, qtbot)
    window.office.home.case_wanted.emit(window.desk.snapshot.situations[0].case.id, "vote")
    qtbot.waitUntil(lambda: window.workspace.isVisible() and window.workspace.editing is not None)
    find(window, "回工作台").click()
    qtbot.waitUntil(window.office.isVisible)


def test_another_type_size_rebuilds_the_office_where_it_was(open_window, qtbot):
    window = open_window()
    practise(window, qtbot)
    before = window.office
    window.show_place("settings")
    find(window, "字号").click()
    find(window, "大").click()
    qtbot.waitUntil(lambda: window.office is not before)
    settle(qtbot, window.desk)
    assert theme.base() == theme.TextSize.LARGE.value
    assert load_settings().text_size == "large"
    assert window.office.place() == "settings"
    assert window.office.settings.part() == "字号"
    assert find(window, "大").isChecked()


@pytest.mark.parametrize("act", ["find_anything", "show_help", "close"])
def test_what_somebody_does_while_the_size_changes_is_done_in_the_new_one(open_window, qtbot, act):
    window = open_window()
    practise(window, qtbot)
    window.open_case(window.desk.snapshot.situations[0].case.id, "topic")
    settle(qtbot, window.desk)
    window.show_place("settings")
    find(window, "字号").click()
    before = window.office
    window.office.size_wanted.emit(theme.TextSize.HUGE)
    qtbot.waitUntil(lambda: not before.isVisible())
    assert "正在换字号……" in labels_of(window)
    getattr(window, act)()
    assert window.office is not before
    assert theme.base() == theme.TextSize.HUGE.value
    if act != "close":
        assert find(window, "特大").isChecked()
        window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert load_settings().text_size == "huge"


def test_a_community_is_spoken_to_in_its_own_words(open_window, qtbot, tmp_path):
    office = start_office(tmp_path / "data", load_definitions(), Moment())
    community = Organisation(
        id=ORGANISATION_ID, name="城北社区", kind=OrganisationKind.COMMUNITY, procedure="jinhua"
    )
    office.store.records.append(
        ORGANISATION_ID, ORGANISATION, to_json(community), author="", reason="", made_at=office.stamp()
    )
    office.store.close()
    window = open_window()
    window.show_place("settings")
    furnished(qtbot, window)
    assert find(window, "居民委员会全称", QLineEdit)


def test_closing_backs_up_once_a_day(open_window, qtbot, tmp_path):
    window = open_window()
    practise(window, qtbot)
    leave(qtbot, window)
    made = sorted((tmp_path / PLACE).glob("议事备份*"))
    assert len(made) == 1
    assert load_settings().last_backup_at.startswith("2026-04-20")
    again = open_window()
    assert any("上次备份：今天" in text for text in labels_of(again))
    leave(qtbot, again)
    assert sorted((tmp_path / PLACE).glob("议事备份*")) == made


def labels_of(window) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_every_place_has_a_key(open_window, qtbot):
    window = open_window()
    practise(window, qtbot)
    for key in window.office.pages:
        button: QPushButton = window.office.rail.button(key)
        assert not button.shortcut().isEmpty()
        button.click()
        assert window.office.place() == key


def type_a_topic(window, qtbot, words: str) -> None:
    window.new_case()
    qtbot.waitUntil(lambda: window.workspace.isVisible() and window.workspace.editing is not None)
    field = find(window, "协商议题", QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, words)


def test_what_was_typed_a_moment_before_closing_is_there_again(open_window, qtbot):
    window = open_window()
    practise(window, qtbot)
    type_a_topic(window, qtbot, "abc")
    leave(qtbot, window)
    titles = [situation.case.topic.title for situation in open_window().desk.snapshot.situations]
    assert "abc" in titles


def test_a_window_that_could_not_keep_what_was_typed_asks_before_it_goes(open_window, qtbot, monkeypatch):
    window = open_window()
    practise(window, qtbot)
    type_a_topic(window, qtbot, "abc")

    def refuse(*about):
        raise UserError("D盘满了。", "以前存的都在。", "请删掉些文件再试。")

    with monkeypatch.context() as full:
        full.setattr(cases, "leave", refuse)
        full.setattr(cases, "save_draft", refuse)
        window.close()
        qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is not None)
        assert window.isVisible()
        window.findChild(ErrorDialog).accept()
        window.close()
        assert "仍要关闭" in window.leaving.question.accessibleName()
        window.leaving.question.reject()
    leave(qtbot, window)
    titles = [situation.case.topic.title for situation in open_window().desk.snapshot.situations]
    assert "abc" in titles
