"""One box finds whatever was written; Enter opens the place with the words selected."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.ui.audit import SIZES, audit
from tests.ui.villages import Answers, Moment, find, leave, load_samples, settle
from yishi_desktop.app import make_window
from yishi_desktop.services.office import load_definitions
from yishi_desktop.ui import theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, dressed, tmp_path, user_folder):
    window = make_window(tmp_path / "data", load_definitions(), Moment(), Answers())
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    settle(qtbot, window.desk)
    window.desk.act(load_samples)
    settle(qtbot, window.desk)
    window.first_run.finished.emit()
    yield window
    leave(qtbot, window)


def look_for(qtbot, window, words, keys="F"):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, getattr(Qt.Key, f"Key_{keys}"), CTRL)
    qtbot.waitUntil(window.finder.isVisible)
    box = find(window.finder, "在全部资料里找", QLineEdit)
    box.setText(words)
    qtbot.keyClick(box, Qt.Key.Key_Return)  # asks at once
    settle(qtbot, window.desk)
    return box


def rows(window) -> list[str]:
    model = window.finder.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_enter_opens_the_place_with_the_words_selected(window, qtbot):
    box = look_for(qtbot, window, "9号灯东移")
    assert any("协商过程" in row or "协商意见" in row or "表决" in row for row in rows(window))
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.isVisible() and window.workspace.editing is not None)
    settle(qtbot, window.desk)
    focus = window.focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    assert focus.textCursor().selectedText() == "9号灯东移"
    assert not window.finder.isVisible()


def test_a_single_character_finds_and_the_number_of_places_is_said(window, qtbot):
    look_for(qtbot, window, "堂", keys="K")
    assert rows(window)
    assert all("堂" in row for row in rows(window))
    assert window.finder.said.text().startswith("找到")


def test_a_person_is_found_and_shown_on_the_roster(window, qtbot):
    person = window.desk.snapshot.people[0]
    box = look_for(qtbot, window, f"{person.name}")
    model = window.finder.model
    at = next(
        r for r in range(model.rowCount()) if model.index(r, 0).data(Qt.ItemDataRole.UserRole).spot.person_id
    )
    for _ in range(at):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    people = window.office.page("people")
    qtbot.waitUntil(people.isVisible)
    assert people.panel.person_id() == person.id


def test_another_session_of_a_matter_is_opened_at_its_own_vote(window, qtbot):
    box = look_for(qtbot, window, "每场收场地费600元")
    model = window.finder.model
    hit = model.index(0, 0).data(Qt.ItemDataRole.UserRole)
    assert hit.spot.session == 0
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.isVisible() and window.workspace.editing is not None)
    settle(qtbot, window.desk)
    assert window.workspace.editing.session_index == 0


def test_nothing_found_says_so_and_escape_goes_back(window, qtbot):
    look_for(qtbot, window, "没有这几个字")
    assert "没有找到" in window.finder.said.text()
    assert not find(window.finder, "打开这一处").isEnabled()
    qtbot.keyClick(window.finder, Qt.Key.Key_Escape)
    assert not window.finder.isVisible()


def test_what_is_half_typed_is_kept_before_another_matter_is_opened(window, qtbot):
    first, second = (s.case for s in window.desk.snapshot.situations[:2])
    window.open_case(first.id, "topic")
    settle(qtbot, window.desk)
    note = find(window.workspace, "协商议题", QLineEdit)
    note.setText("改过的题目")
    look_for(qtbot, window, second.topic.title)
    qtbot.keyClick(window.finder.box, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert window.desk.snapshot.situation(first.id).case.topic.title == "改过的题目"


@pytest.mark.parametrize("size", SIZES)
def test_the_finder_passes_the_audit(qtbot, dressed, village, show, size):
    from yishi_desktop.ui.finder.dialog import Finder

    theme.apply_theme(dressed, size)
    desk = village(load_samples)
    finder = Finder(desk)
    qtbot.addWidget(finder)
    finder.ask()
    finder.box.setText("村民")
    qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    settle(qtbot, desk)
    QApplication.processEvents()
    assert audit(finder, QSize(1366, 697)) == []
