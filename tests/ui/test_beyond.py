"""代表性核对, 异议原话, 去哪开会 and 提议人回音 on their pages."""

import re
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tests.factories import case_of, meeting, organisation, person, procedures, situation, voted
from tests.ui.audit import audit
from tests.ui.said import alone
from tests.ui.villages import find
from yishi_desktop.domain.case import Attendance, Outcome, Point, PublicNotice, Topic
from yishi_desktop.domain.choices import Destination, PointKind, ProposerAnswer, StatutoryMatter
from yishi_desktop.domain.people import Person, PersonRef, Role
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.header import Header
from yishi_desktop.ui.widgets.tag import Tag

TODAY = date(2026, 3, 12)
PEOPLE = (
    Person(id="1", name="徐国平", roles=(Role.PARTY_SECRETARY,)),
    Person(id="2", name="楼根法", roles=(Role.SUPERVISION_HEAD,)),
)


@pytest.fixture
def page_of(show):
    """One step of a procedure; windows are held here, qtbot holds them weakly."""
    held = []

    def opened(step, case, name="jinhua", **village):
        procedure = procedures()[name]
        place = replace(organisation(), **village)
        case = replace(case, procedure=name)
        editing = CaseEditing(situation(case, today=TODAY, procedure=procedure, village=place), PEOPLE)
        page = alone(procedure.step(step), editing, Surroundings(TODAY, PEOPLE))
        window = QWidget()
        QVBoxLayout(window).addWidget(page)
        held.append(show(window, 700, 640))
        return page, editing

    yield opened


def said(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def tags(page) -> list[str]:
    return [tag.text() for tag in page.findChildren(Tag) if tag.isVisible()]


def test_the_list_is_checked_as_names_are_put_on_it(page_of):
    page, _ = page_of("attendance", case_of(), wanted_roles=(Role.NON_REGISTERED,))
    assert "还没有应到名单" in said(page)
    find(page, "楼根法，村务监督委员会主任，没选", QPushButton).click()
    assert tags(page) == ["利益相关方名单里还没有", "村务监督委员会名单里有1人", "非户籍居民代表名单里还没有"]
    QApplication.processEvents()
    assert [
        found for found in audit(page.window()) if found.kind != "tab"
    ] == []  # one of two ways: arrows lead on


def test_before_the_notice_goes_out_the_gaps_stand_on_its_page(page_of):
    came = Attendance(person=person("楼根法", Role.SUPERVISION_HEAD))
    page, _ = page_of("notify", case_of(replace(meeting(3), attendance=(came,))))
    assert "利益相关方名单里还没有" in tags(page)


def test_nobody_counted_yet_does_not_read_as_one_person(page_of):
    """应到—人 beside 实到—人 reads as 一人."""
    page, _ = page_of("attendance", case_of(replace(meeting(3), attendance=(), expected=None, present=None)))
    assert "还没有签到" in said(page) and "—人" not in said(page)
    QApplication.processEvents()
    assert [found for found in audit(page.window()) if found.kind != "tab"] == []


def test_before_the_vote_the_page_of_the_outcome_says_what_comes_first(page_of):
    first = "填好“表决”以后，这里才列出要写的内容。"
    page, _ = page_of("outcome", case_of(replace(meeting(3), outcome=Outcome())))
    assert first in said(page)
    page, _ = page_of("outcome", case_of(meeting(13, voted(13, 0))))
    assert first not in said(page)


def test_somebody_no_longer_on_the_roster_still_stands_on_the_list_and_can_be_taken_off(page_of):
    """Taken off the roster since, or come with a matter from another computer: counted, and so shown."""
    gone = PersonRef(name="王外村", person_id="0190-another-computer")
    page, editing = page_of("notify", case_of(replace(meeting(3), attendance=(Attendance(person=gone),))))
    assert "应到1人" in said(page)
    find(page, "王外村，已选", QPushButton).click()
    assert editing.situation.session.attendance == () and "还没有选人" in said(page)


def test_whom_to_ask_is_chosen_on_the_page_of_the_notice_and_marked_as_concerned(page_of):
    page, editing = page_of("notify", case_of(replace(meeting(3), attendance=())))
    assert "还没有应到名单" in said(page) and "还没有选人" in said(page)
    find(page, "楼根法，村务监督委员会主任，没选", QPushButton).click()
    assert "村务监督委员会名单里有1人" in tags(page) and "应到1人" in said(page)
    assert "应到名单里还没有通知的：楼根法" in said(page), "the log of the same page follows"
    box = find(page, "给谁记备注", QLineEdit)
    box.setFocus()
    box.setText("楼根法")
    QTest.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()  # what was put into a layout is shown in the next round
    find(page, "楼根法：利益相关方：是", QAbstractButton).click()
    assert "利益相关方名单里有1人" in tags(page)
    assert editing.case.sessions[0].attendance[0].stakeholder
    assert editing.case.sessions[0].attendance[0].present is None


def test_whether_it_was_read_back_is_asked_of_a_dissent_only(page_of):
    page, editing = page_of("minutes", case_of(replace(meeting(3), points=(Point(speaker="王某"),))))
    read_back = "发言记录第1条：念给本人听过，本人核对：是"
    assert not [
        one for one in page.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == read_back
    ]
    find(page, "发言记录第1条：性质", QComboBox).setCurrentText("异议")
    find(page, read_back, QPushButton).click()
    assert editing.situation.session.points[0] == Point(kind=PointKind.DISSENT, speaker="王某", verified=True)


@pytest.mark.parametrize(("against", "offered"), [(3, False), (4, True)])
def test_great_dissent_offers_another_session_although_the_vote_passed(page_of, show, against, offered):
    case = case_of(meeting(13, voted(13 - against, against)))
    _, editing = page_of("vote", case)
    assert editing.situation.consensus_reached is True
    header = show(Header(), 900, 60)
    header.show_editing(editing)
    assert header.again.isVisible() is offered
    posted = replace(editing.situation.session, result_notice=PublicNotice(posted_on=TODAY))
    editing.replace_session(posted, "公示")
    header.show_editing(editing)
    assert not header.again.isVisible(), "what has been posted goes on"
    assert ("4/13" in header.again.toolTip()) is offered


@pytest.mark.parametrize(
    ("taken_down", "words"),
    [(None, "最早2026年3月28日可以撤下"), (TODAY, "已经撤下（最早2026年3月28日可以撤下）")],
)
def test_a_notice_that_was_taken_down_is_not_to_be_taken_down_any_more(page_of, taken_down, words):
    posted = PublicNotice(posted_on=TODAY, taken_down_on=taken_down)
    page, _ = page_of("result_notice", case_of(replace(meeting(13, voted(12, 1)), result_notice=posted)))
    assert f"{words}" in re.sub("[✓✕！] ", "", said(page)).split("\n")


def test_the_vote_says_how_great_the_dissent_is(page_of):
    page, _ = page_of("vote", case_of(meeting(13, voted(9, 4))))
    assert "持不同意见的4人，占30.77%（4/13），超过30%，可以再次协商。" in said(page)


def test_the_law_says_which_meeting_decides_before_one_is_chosen(page_of):
    topic = Topic(title="土地流转", statutory_matter=StatutoryMatter.LAND_CONTRACT)
    held = replace(
        meeting(9), outcome=replace(meeting(9).outcome, agreed=True, destination=Destination.COLLECTIVE)
    )
    page, _ = page_of("handover", case_of(held, topic=topic), "gansu")
    words = said(page)
    assert "这类事依法要由农村集体经济组织成员大会" in words and "协商达成一致，不等于已经决定" in words
    assert "依据：《中华人民共和国农村集体经济组织法》" in words
    find(page, "决定的会议", QComboBox).setCurrentText("农村集体经济组织成员大会")
    find(page, "应当参加的人（户）数", QLineEdit).setText("90")
    assert "须60人（户）以上到会" in said(page) and "须60人（户）以上同意（全体三分之二以上）" in said(page)


def test_the_proposer_is_answered_on_the_page_of_the_archive(page_of):
    case = replace(case_of(meeting(9, voted(9))), topic=Topic(title="路灯", proposer="三组村民"))
    page, editing = page_of("archive", case)
    find(page, "归档日期", QLineEdit).setText("2026-3-12")
    page.finish()
    assert "归档以前，把结果告诉提出人（三组村民）" in said(page)
    find(page, "提出人回音（可不填）", QComboBox).setCurrentText("提出人已签收")
    find(page, "告诉的日期（可不填）", QLineEdit).setText("2026-3-11")
    page.finish()
    assert editing.case.reply.outcome is ProposerAnswer.SIGNED
    assert "把结果告诉提出人" not in said(page)
    assert audit(page.window()) == []
