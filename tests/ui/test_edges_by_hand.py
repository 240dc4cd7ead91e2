"""Case 8 typed and pasted at the fields: a topic of 300 characters, minutes of none and of 6,000, odd names.

What is wrong is said right there, and nothing that was put in is lost.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from tests.factories import changed, jinhua, sample_case, situation
from tests.ui.said import Said, alone, said_on
from tests.ui.villages import find
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings

GOOD = sample_case(1)
LONG = "大家对路灯装在哪里、电费谁出，一户一户说了意见。" * 250
NO_SHEET = changed(GOOD, session__attendance=())


@pytest.fixture
def page_of(show):
    """page_of(step, case) shows one step of the Jinhua procedure."""
    held = []

    def opened(step, case=GOOD):
        editing = CaseEditing(situation(case))
        page = alone(jinhua().step(step), editing, Surroundings(situation(case).today))
        window = QWidget()
        QVBoxLayout(window).addWidget(page)
        held.append(show(window, 700, 640))
        return page, editing

    yield opened


def paste(widget, text: str) -> None:
    """As a user does it: mark everything, paste."""
    QApplication.clipboard().setText(text)
    widget.setFocus()
    widget.selectAll()
    widget.paste()


def at(page, fact: str) -> list[Said]:
    return [said for said in said_on(page) if said.fact == fact]


def test_a_topic_of_300_characters_is_kept_whole_and_said_to_be_long(page_of):
    page, editing = page_of("topic")
    paste(find(page, "协商议题", QLineEdit), "路" * 300)
    assert editing.case.topic.title == "路" * 300
    said = at(page, "topic.title")
    assert [one.message for one in said] == ["协商议题有300个字，纸上的格子大约放100个字，打印时会多占几行。"]


def test_minutes_of_nothing_are_asked_for_with_the_clause_once_the_page_is_left(page_of):
    page, editing = page_of("minutes")
    paper = find(page, "协商过程", QPlainTextEdit)
    paste(paper, "")
    paper.selectAll()
    QTest.keyClick(paper, Qt.Key.Key_Delete)
    assert editing.case.sessions[0].minutes == ""
    page.finish()
    assert ("还没填协商过程。", "金市民〔2023〕43号 五（三）、附件2") in [
        (one.message, one.reference) for one in said_on(page)
    ]


def test_minutes_of_6000_characters_are_taken_whole_and_nothing_is_wrong_with_them(page_of):
    page, editing = page_of("minutes")
    assert len(LONG) == 6000
    paste(find(page, "协商过程", QPlainTextEdit), LONG)
    kept = editing.case.sessions[0].minutes
    assert (len(kept), hash(kept)) == (6000, hash(LONG))
    page.finish()
    assert said_on(page) == []
    editing.undo()
    assert editing.case.sessions[0].minutes == GOOD.sessions[0].minutes
    editing.redo()
    assert len(editing.case.sessions[0].minutes) == 6000


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("徐国\n平", "徐国平"),
        ("徐\t国平", "徐国平"),
        ("徐国\u200b平\ufeff", "徐国平"),
        ("王𣲗淼", "王𣲗淼"),
        ("古丽扎提·努尔买买提·木合塔尔", "古丽扎提·努尔买买提·木合塔尔"),
    ],
)
def test_line_ends_tabs_and_unseen_characters_never_stay_in_a_name(page_of, pasted, kept):
    page, editing = page_of("plan")
    line = find(page, "协商主持人", QLineEdit)
    paste(line, pasted)
    QTest.keyClick(line, Qt.Key.Key_Return)
    page.finish()
    assert editing.case.sessions[0].chair.name == kept
    assert at(page, "session.chair") == []


@pytest.mark.parametrize(("typed", "odd"), [("徐国平😀", "😀"), ("徐国平1", "1"), ("徐国平！", "！")])
def test_what_belongs_in_no_name_is_said_at_the_field_and_stays_there(page_of, typed, odd):
    page, editing = page_of("plan")
    line = find(page, "协商主持人", QLineEdit)
    paste(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    page.finish()
    assert editing.case.sessions[0].chair.name == typed
    (said,) = at(page, "session.chair")
    assert f"姓名里有不像名字的字符（{odd}）：{typed}" in said.message
    assert said.reference == "金市民〔2023〕43号 附件2"


def test_a_name_put_on_the_list_of_those_asked_is_cleaned_and_two_of_one_name_are_said(page_of):
    page, editing = page_of("notify", NO_SHEET)
    box = find(page, "找人放进应到名单", QLineEdit)
    for name in ("何小\u200b英", "王😀"):
        paste(box, name)
        QTest.keyClick(box, Qt.Key.Key_Return)
    names = [line.person.name for line in editing.case.sessions[0].attendance]
    assert names == ["何小英", "王😀"]
    assert all(line.present is None for line in editing.case.sessions[0].attendance)
    sheet, _ = page_of("attendance", editing.case)
    assert any("王😀" in one.message for one in at(sheet, "session.attendance"))
