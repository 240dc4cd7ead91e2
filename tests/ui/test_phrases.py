"""常用语 beside a long field: put in at the cursor, by the keyboard too, and the village's own from the settings."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.audit import audit
from tests.ui.villages import find, load_samples, settle
from yishi_desktop.definitions.phrases import load_phrases
from yishi_desktop.domain.followup import SupervisionNote
from yishi_desktop.ui.editors import TextEditor
from yishi_desktop.ui.editors.checklist import Answer, ChecklistEditor, Question
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.phrases import PhraseButton
from yishi_desktop.ui.matter.sections.rows import RowPanel
from yishi_desktop.ui.settings.papers.phrases_panel import PhrasesPanel

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


def test_a_reason_of_one_line_takes_a_sentence_too(show, qtbot):
    """五不议: the button stands beside the reason, and only while one is asked for."""
    editor = show(ChecklistEditor([Question("a", "已有规定的不议", sentences=SENTENCES)]), 900, 200)
    row = editor.row("a")
    offer = editor.findChild(PhraseButton)
    assert not offer.isVisible()
    row.set_answer(Answer("a", True, "经查，"))
    assert offer.isVisible() and audit(editor) == []
    row.reason.setFocus()
    qtbot.waitUntil(row.reason.line.hasFocus)
    row.reason.line.setCursorPosition(3)
    qtbot.keyClick(row.reason.line, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(offer.list.isVisible)
    with qtbot.waitSignal(editor.edited):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(offer.list, key)
    assert editor.value()[0].reason == f"经查，{SENTENCES[0]}"


def test_rows_of_a_table_offer_theirs(show):
    around = Surroundings(date(2026, 4, 20), phrases={"supervision.notes.remark": SENTENCES})
    panel = show(RowPanel("监督记录第1条", SupervisionNote(), around, path="supervision.notes"), 900, 420)
    offer = panel.findChild(PhraseButton)
    offer.list.actions()[1].trigger()
    assert panel.record().remark == SENTENCES[1]
    assert audit(panel) == []


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
