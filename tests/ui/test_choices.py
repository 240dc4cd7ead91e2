"""Several of a list."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.audit import audit, spoken
from yishi_desktop.domain.choices import Channel
from yishi_desktop.ui.editors import ChoicesEditor

OPTIONS = [(channel.value, channel.label) for channel in Channel]


def press(editor, words):
    piece = next(b for b in editor.findChildren(QPushButton) if spoken(b) == f"通知方式：{words}")
    QTest.mouseClick(piece, Qt.MouseButton.LeftButton)


def shown(show):
    editor = ChoicesEditor(OPTIONS)
    editor.name_for("通知方式")
    return show(editor, 500, 200)


def test_pressing_adds_and_takes_away_in_the_order_of_the_list(show, qtbot):
    editor = shown(show)
    with qtbot.waitSignal(editor.edited):
        press(editor, "电话")
    press(editor, "书面")
    assert editor.value() == ("paper", "phone")
    press(editor, "电话")
    assert editor.value() == ("paper",)


def test_setting_tells_nobody_and_keeps_what_it_does_not_know(show, qtbot):
    editor = shown(show)
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_value(("phone", "pigeon"))
    assert editor.value() == ("phone", "pigeon")
    press(editor, "书面")
    assert editor.value() == ("paper", "phone", "pigeon")
    editor.set_value(())
    assert editor.value() == ()


def test_the_audit_finds_nothing(show):
    assert audit(shown(show)) == []


def test_a_long_list_shows_the_usual_ones_first(show):
    editor = ChoicesEditor(OPTIONS, at_once=["paper", "phone"])
    editor.name_for("通知方式")
    editor.set_value(("visit",))
    show(editor, 500, 200)
    seen = [b.text() for b in editor.findChildren(QPushButton) if b.isVisible()]
    assert seen == ["书面", "电话", "上门", "还有5项"]
    press(editor, "更多")
    press(editor, "广播")
    assert editor.value() == ("visit", "loudspeaker")
    assert audit(editor) == []
