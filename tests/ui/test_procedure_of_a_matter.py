"""Another document for a matter, and the chart of the one it goes by: both in the window, with the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.ui.audit import SIZES, audit, spoken
from tests.ui.hands import Keyboard
from tests.ui.villages import Answers, Moment, find, leave, load_a_busy_spring, settle
from yishi_desktop.app import make_window
from yishi_desktop.domain.flow_chart import Standing
from yishi_desktop.domain.progress import next_step
from yishi_desktop.services.office import load_definitions
from yishi_desktop.ui import theme
from yishi_desktop.ui.matter.side import MORE
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.widgets.flow_chart import FlowBox
from yishi_desktop.ui.widgets.tile import Tile


@pytest.fixture
def matter(qtbot, dressed, tmp_path, user_folder):
    """The road of the third group, open in the window."""
    window = make_window(tmp_path / "data", load_definitions(), Moment(), Answers(tmp_path / "answer"))
    window.desk.act(load_a_busy_spring)
    settle(qtbot, window.desk)
    window.resize(1366, 697)
    with qtbot.waitExposed(window):
        window.show()
    window.open_case(window.desk.snapshot.situations[0].case.id)
    settle(qtbot, window.desk)
    yield window
    leave(qtbot, window)


def said(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(page, words: str) -> None:
    """A button, or what is behind 更多 at the left."""
    hidden = [action for action in page.findChildren(QAction) if action.text() == words]
    if hidden:
        hidden[0].trigger()
    else:
        find(page, words, QPushButton).click()


def test_the_keyboard_alone_gets_at_everything_behind_more(matter, qtbot):
    hand = Keyboard(qtbot, matter)
    menu = matter.workspace.side.menu
    hand.press(MORE)
    qtbot.waitUntil(menu.isVisible)
    offered = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert {"谁改了什么", "流程图", "换办事依据"} < set(offered)
    menu.close()
    for number, words in enumerate(offered):
        hand.press(MORE)
        qtbot.waitUntil(menu.isVisible)
        for _ in range(number + 1):
            QTest.keyClick(menu, Qt.Key.Key_Down)
        assert menu.activeAction().text() == words
        before = in_front(matter)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        settle(qtbot, matter.desk)
        assert not menu.isVisible()
        assert in_front(matter) is not before, words


def in_front(window) -> QWidget:
    """The page of the matter that is open."""
    return window.workspace.pages.currentWidget()


def change_to_xinjiang(qtbot, window) -> None:
    press(window.workspace, "换办事依据")
    find(window.workspace, "新疆村（社区）议事协商", Tile).click()
    press(window.workspace, "改按“新疆村（社区）议事协商”办")
    settle(qtbot, window.desk)


def test_what_would_change_is_said_with_its_clauses_before_anything_changes(matter):
    press(matter.workspace, "换办事依据")
    find(matter.workspace, "新疆村（社区）议事协商", Tile).click()
    words = said(matter.workspace)
    assert "多出来的步骤" in words and "召集人和报备" in words
    assert "新要填的" in words and "是否达成一致意见" in words
    assert "不再有的步骤" in words and "备案和通报" in words
    assert "依据：《自治区基层议事协商工作指引》（新疆维吾尔自治区民政厅） 五（一）" in words
    assert "依据：金市民〔2023〕43号 五（四）" in words
    assert matter.workspace.editing.case.procedure == "jinhua"


def test_only_documents_for_this_kind_of_organisation_are_offered(matter):
    press(matter.workspace, "换办事依据")
    tiles = {tile.title() for tile in matter.workspace.findChildren(Tile) if tile.isVisible()}
    assert tiles == {"甘肃省城乡社区协商", "吉林省基层民主协商", "新疆村（社区）议事协商"}


def test_the_change_keeps_everything_and_is_told_in_the_history(matter, qtbot):
    before = matter.workspace.editing.case
    change_to_xinjiang(qtbot, matter)
    after = matter.desk.snapshot.situation(before.id)
    assert after.procedure.id == "xinjiang-village"
    assert after.case.review == before.review and after.case.sessions == before.sessions
    press(matter.workspace, "谁改了什么")
    settle(qtbot, matter.desk)
    words = "办事依据由“金华市城乡社区议事协商”改为“新疆村（社区）议事协商”"
    assert words in said(matter.workspace)


def test_it_can_be_taken_back_at_once(matter, qtbot):
    change_to_xinjiang(qtbot, matter)
    press(matter.workspace.switch_back.bar, "撤销")
    settle(qtbot, matter.desk)
    assert matter.workspace.editing.situation.procedure.id == "jinhua"


def test_an_older_version_brings_its_document_back(matter, qtbot):
    press(matter.workspace.side, "谁改了什么")
    change_to_xinjiang(qtbot, matter)
    press(matter.workspace.side, "谁改了什么")
    settle(qtbot, matter.desk)
    history = matter.workspace.beyond.history
    history.rows[-1].restore_button.click()
    history.question.agree.click()
    settle(qtbot, matter.desk)
    assert matter.workspace.editing.situation.procedure.id == "jinhua"


def test_the_chart_marks_where_the_matter_stands_and_leads_there(matter, qtbot):
    press(matter.workspace, "流程图")
    boxes = {box.box.id: box for box in matter.workspace.findChildren(FlowBox) if box.box}
    here = next_step(matter.workspace.editing.situation)
    assert (
        [name for name, box in boxes.items() if box.box.standing is Standing.HERE] == [here.id] == ["tasks"]
    )
    assert spoken(boxes["tasks"]) == "落实任务，现在办到这里"
    assert boxes["vote"].box.standing is Standing.DONE
    assert boxes["exclusion"].box.standing is Standing.NOT_NEEDED
    assert boxes["archive"].box.standing is Standing.AHEAD
    boxes["vote"].click()
    assert "赞成" in said(matter.workspace)
    assert not boxes["vote"].isVisible()


def test_the_poster_is_made_on_a3_from_the_chart(matter, qtbot, tmp_path):
    press(matter.workspace, "流程图")
    press(matter.workspace, "打印上墙的流程图")
    settle(qtbot, matter.desk)
    dialog = next(child for child in matter.findChildren(QPushButton) if spoken(child) == "纸：A3").window()
    find(dialog, "纸：A3", QPushButton).click()
    settle(qtbot, matter.desk)
    matter._files.answer = tmp_path / "流程图.pdf"
    press(dialog, "存成PDF")
    settle(qtbot, matter.desk)
    import pypdfium2

    pdf = pypdfium2.PdfDocument(tmp_path / "流程图.pdf")
    wide, high = (round(length * 25.4 / 72) for length in pdf[0].get_size())
    pdf.close()
    dialog.close()
    assert (wide, high) == (297, 420)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.key)
def test_the_audit_finds_nothing(matter, dressed, qtbot, size):
    if size is not theme.TextSize.STANDARD:
        theme.apply_theme(dressed, size)
        matter._refurnish()
        matter.open_case(matter.desk.snapshot.situations[0].case.id)
        settle(qtbot, matter.desk)
    press(matter.workspace, "流程图")
    assert audit(matter) == []
    press(matter.workspace, "换办事依据")
    assert audit(matter) == []
    find(matter.workspace, "甘肃省城乡社区协商", Tile).click()
    assert audit(matter) == []


def test_the_settings_draw_the_chart_without_a_matter(village, show, user_folder):
    desk = village(load_a_busy_spring)
    page = show(SettingsPage(desk, Answers()), 1206, 697)
    press(page, "办事依据")
    boxes = [box for box in page.findChildren(FlowBox) if box.box]
    assert [box.box.id for box in boxes][:2] == ["topic", "review"]
    assert {box.box.standing for box in boxes} == {Standing.PLAIN}
    assert audit(page) == []
