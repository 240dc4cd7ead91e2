"""常用语 beside a long field: put in at the cursor, by the keyboard too, and the village's own from the settings."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.audit import audit
from tests.ui.villages import find, load_samples, settle
from yishi_desktop.definitions.phrases import load_phrases
from yishi_desktop.ui.editors import TextEditor
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.phrases import PhraseButton
from yishi_desktop.ui.settings.phrases_panel import PhrasesPanel

SENTENCES = ("同意列入协商。", "不列入协商，理由是○○。")


def shown(show):
    editor = TextEditor()
    field = FormField("初审意见", editor)
    field.put_beside(PhraseButton(editor, "初审意见", SENTENCES))
    return show(field, 700, 260), editor


def test_a_sentence_comes_where_the_cursor_stands_and_is_an_edit_that_can_be_taken_back(show, qtbot):
    field, editor = shown(show)
    editor.set_value("经查。请尽快。")
    editor.paper.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in "经查。":
        editor.paper.moveCursor(QTextCursor.MoveOperation.Right)
    with qtbot.waitSignal(editor.edited):
        field.findChild(PhraseButton).list.actions()[0].trigger()
    assert editor.value() == "经查。同意列入协商。请尽快。"
    editor.paper.undo()
    assert editor.value() == "经查。请尽快。"


def test_the_keyboard_opens_the_list_and_chooses(show, qtbot):
    field, editor = shown(show)
    editor.paper.setFocus()
    qtbot.waitUntil(editor.paper.hasFocus)
    menu = field.findChild(PhraseButton).list
    qtbot.keyClick(editor.paper, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(menu.isVisible)
    with qtbot.waitSignal(editor.edited):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(menu, key)
    assert editor.value() == SENTENCES[1]
    assert editor.paper.hasFocus()


def test_nothing_is_wrong_with_how_it_looks(show):
    field, _ = shown(show)
    assert audit(field) == []


def test_what_the_village_writes_is_offered_and_can_be_taken_back(village, show, qtbot):
    desk = village(load_samples)
    panel = show(PhrasesPanel(desk), 1000, 600)
    fact = panel.which.currentData()
    panel.lines.paper.setPlainText("我们村的第一句。\n第二句。")
    find(panel, "用这些常用语", QPushButton).click()
    settle(qtbot, desk)
    assert desk.snapshot.phrases[fact] == ("我们村的第一句。", "第二句。")
    find(panel, "恢复原来的常用语", QPushButton).click()
    settle(qtbot, desk)
    assert desk.snapshot.phrases[fact] == load_phrases()[fact]
    assert panel.lines.value() == "\n".join(load_phrases()[fact])
    assert QApplication.activeModalWidget() is None
