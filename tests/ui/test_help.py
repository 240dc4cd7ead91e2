"""F1 on every screen, by key and by button; the help window itself; the booklets that can be printed."""

import io

import pytest
from docx import Document as WordDocument
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.audit import audit
from tests.ui.villages import Answers, Moment, leave, load_a_busy_spring, load_samples, settle
from yishi_desktop.app import make_window
from yishi_desktop.services.office import load_definitions, open_office
from yishi_desktop.services.printing.booklets import BOOKLETS, MANUAL
from yishi_desktop.services.this_computer import remember_served
from yishi_desktop.ui.help.dialog import HelpDialog
from yishi_desktop.ui.help.topics import HERE, STEPS, all_topics, matching
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.settings.parts import GROUPS

DEFINITIONS = load_definitions()
JINHUA = DEFINITIONS.procedures["jinhua"]


@pytest.fixture
def window(qtbot, dressed, tmp_path):
    """The program on the sample village in its spring."""
    made = []

    def opened(act=load_a_busy_spring):
        folder = tmp_path / f"data{len(made)}"
        if act:
            with open_office(folder, clock=Moment()) as office:
                act(office)
        window = make_window(folder, DEFINITIONS, Moment(), Answers())
        made.append(window)
        with qtbot.waitExposed(window):
            window.show()
        settle(qtbot, window.desk)
        window.activateWindow()
        return window

    yield opened
    for one in made:
        leave(qtbot, one)


def asked(qtbot, window) -> HelpDialog:
    """Press F1 and wait for the help window."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: window.help is not None and window.help.isVisible())
    return window.help


@pytest.mark.parametrize("place", ["home", "cases", "notices", "ledger", "people", "settings"])
def test_f1_tells_about_the_place_that_is_open(qtbot, window, place):
    window = window()
    window.show_place(place)
    dialog = asked(qtbot, window)
    assert dialog.topic() == place
    assert all_topics(JINHUA)[place].title in dialog.page.toPlainText()


def test_f1_in_the_settings_tells_about_the_part_that_is_open(qtbot, window):
    window = window()
    window.show_place("settings")
    topics = all_topics(JINHUA)
    for part in (part for group in GROUPS for part in group.parts):
        window.office.settings.show_part(part)
        key, _ = window.office.help_topic()
        told = topics[key].title + "".join(block.text for block in topics[key].blocks)
        assert part in told, (part, key)
    window.office.settings.show_part("加密")
    assert asked(qtbot, window).topic() == "encryption"


def test_f1_at_a_step_tells_what_the_step_demands_with_its_clauses(qtbot, window):
    window = window()
    window.open_case(window.desk.snapshot.situations[0].case.id, "vote")
    settle(qtbot, window.desk)
    window.workspace.header.help.click()
    text = window.help.page.toPlainText()
    assert text.startswith(f"{HERE}：表决")
    assert "赞成" in text and "附件2" in text


def test_f1_among_the_papers_tells_about_printing(qtbot, window):
    window = window()
    window.open_case(window.desk.snapshot.situations[0].case.id, "vote")
    settle(qtbot, window.desk)
    window.workspace.show_beyond("papers")
    settle(qtbot, window.desk)
    assert asked(qtbot, window).topic() == "papers"


def test_f1_at_the_first_start_and_in_a_township(qtbot, window):
    first = window(None)
    first.first_run.help_button.click()
    assert first.help.topic() == "start"
    leave(qtbot, first)
    remember_served("township")
    assert asked(qtbot, window(None)).topic() == "township"


def test_asked_again_it_turns_to_the_new_page_and_there_is_one_window(qtbot, window):
    window = window()
    asked(qtbot, window)
    window.show_place("ledger")
    window.show_help()
    assert window.help.topic() == "ledger"
    assert [one.topic() for one in window.findChildren(HelpDialog) if one.isVisible()] == ["ledger"]
    window.help.close()
    assert window.help is None


def test_the_help_button_of_the_rail_and_of_the_settings(window):
    window = window()
    window.office.help_button.click()
    assert window.help.topic() == "home"
    window.help.close()
    window.show_place("people")
    window.office.help_button.click()
    assert window.help.topic() == "people"
    assert window.office.place() == "people"
    window.help.close()
    window.show_place("settings")
    window.office.settings.panel("操作手册").open.click()
    assert window.help.topic() == "settings"


def test_everything_can_be_read_and_found(show):
    topics = all_topics(JINHUA, "vote")
    assert list(topics) == ["step", *MANUAL, STEPS]
    dialog = show(HelpDialog(topics, "home"), 1100, 660)
    dialog.sought.setText("U盘 拔")
    assert "faults" in set(matching(topics, "U盘 拔"))
    assert dialog.topics.count() == len(list(matching(topics, "U盘 拔")))
    dialog.sought.setText("没有这个词的")
    assert dialog.topics.count() == 0
    assert [one.isVisible() for one in dialog.findChildren(QLabel) if one.text().startswith("没有找到")] == [
        True
    ]


def test_the_help_window_is_as_careful_as_the_others(show):
    assert audit(show(HelpDialog(all_topics(JINHUA), "safety"), 1100, 660), QSize(1366, 697)) == []


@pytest.mark.parametrize("kind", ["pdf", "word"])
def test_every_booklet_is_made_from_the_settings(qtbot, show, village, tmp_path, kind):
    desk = village(load_samples)
    target = tmp_path / ("a.pdf" if kind == "pdf" else "a.docx")
    files = Answers(target)
    settings = show(SettingsPage(desk, files), 1206, 697)
    settings.show_part("操作手册")
    panel = settings.panel("操作手册")
    assert audit(settings) == []
    assert set(panel.rows) == {one.key for one in BOOKLETS}
    getattr(panel.rows["steps"], kind).click()
    settle(qtbot, desk)
    data = target.read_bytes()
    if kind == "pdf":
        assert data.startswith(b"%PDF") and files.opened == [target]
    else:
        words = "".join(one.text for one in WordDocument(io.BytesIO(data)).paragraphs)
        assert JINHUA.name in words and "条文：" in words
