"""Lists of people on a page: the signatures, the notification log, and the observers who reserved a seat."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from tests.factories import case_of, meeting, organisation, person, procedures, situation, voters
from tests.ui.audit import SIZES, audit
from tests.ui.said import alone
from tests.ui.villages import find
from yishi_desktop.domain.case import Announcement, Invitation
from yishi_desktop.domain.choices import Channel, SignatureMark
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.widgets.tag import Tag

TODAY = date(2026, 3, 12)
LONG_NAME = "古丽扎提·努尔买买提·木合塔尔"


@pytest.fixture
def page_of(show):  # qtbot holds windows weakly, so they are held here
    """page_of(step, **facts of the session) shows one step of the Xinjiang procedure as narrow as beside a paper."""

    held_open = []

    def opened(step, **facts):
        procedure = procedures()["xinjiang-village"]
        held = replace(meeting(3), attendance=voters(3), **facts)
        case = replace(case_of(held), procedure=procedure.id)
        editing = CaseEditing(situation(case, today=TODAY, procedure=procedure, village=organisation()))
        page = alone(procedure.step(step), editing, Surroundings(TODAY))
        window = QWidget()
        QVBoxLayout(window).addWidget(page)
        held_open.append(show(window, 700, 640))
        return page, editing

    yield opened


def add(page, name: str, box: str) -> None:
    line = find(page, box, QLineEdit)
    line.setFocus()
    line.setText(name)
    QTest.keyClick(line, Qt.Key.Key_Return)


def agreed():
    return {"outcome": replace(meeting(3).outcome, agreed=True)}


def test_everybody_who_came_is_listed_and_signed_with_two_presses(page_of):
    page, editing = page_of("confirmation", **agreed())
    find(page, "按签到名单列出（3人）", QPushButton).click()
    find(page, "签名确认第2条：签名情况", QComboBox).setCurrentText("拒签")
    find(page, "其余2人都已签名", QPushButton).click()
    lines = editing.situation.session.confirmation.signatures
    signed, refused = SignatureMark.SIGNED, SignatureMark.REFUSED
    assert [line.mark for line in lines] == [signed, refused, signed]
    assert any(
        "已签名2人，拒签1人。" in label.text() for label in page.findChildren(type(page.parts[1][1].count))
    )


def test_a_refusal_asks_for_the_reason_and_a_signature_does_not(page_of):
    page, editing = page_of("confirmation", **agreed())
    find(page, "按签到名单列出（3人）", QPushButton).click()
    mark = find(page, "签名确认第1条：签名情况", QComboBox)
    mark.setCurrentText("已签名")
    assert not [one for one in page.findChildren(QPlainTextEdit) if one.isVisible()]
    mark.setCurrentText("保留意见")
    find(page, "签名确认第1条：理由", QPlainTextEdit).setPlainText("等镇里答复以后再签。")
    assert editing.situation.session.confirmation.signatures[0].reason == "等镇里答复以后再签。"
    assert "refusals-explained" not in {found.check for found in editing.findings(page.step)}


def test_each_further_line_of_the_log_goes_on_as_the_last(page_of):
    page, editing = page_of("notify", invitation=Invitation(channels=(Channel.PHONE,)))
    add(page, LONG_NAME, "加人：通知记录")
    find(page, "通知记录第1条：通知方式", QComboBox).setCurrentText("微信")
    find(page, "按应到名单列出（3人）", QPushButton).click()
    lines = editing.situation.session.invitation.deliveries
    assert [line.person for line in lines] == [LONG_NAME, "村民0", "村民1", "村民2"]
    assert {line.channel for line in lines} == {Channel.WECHAT}
    assert {line.told_on for line in lines} == {TODAY}


def test_seats_are_given_in_order_and_a_seat_given_up_goes_to_the_first_who_waits(page_of):
    page, editing = page_of("notify", announcement=Announcement(observer_seats=1))
    for name in (LONG_NAME, "李四", "王五"):
        add(page, name, "加人：旁听预约登记")
    assert tags(page) == ["有座", "候补1", "候补2"]
    find(page, "旁听预约登记第1条：不来了：是", QPushButton).click()
    assert tags(page) == ["不来了", "有座", "候补1"]
    assert editing.situation.session.announcement.observer_signups[0].withdrawn


def tags(page) -> list[str]:
    """What stands beside the lines; who is represented is told above them."""
    shown = [tag.text() for tag in page.findChildren(Tag) if tag.isVisible()]
    return [text for text in shown if "名单里" not in text]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.key)
def test_the_audit_finds_nothing(page_of, dressed, size):
    theme.apply_theme(dressed, size)
    page, _ = page_of("notify", announcement=Announcement(observer_seats=1))
    page.window().resize(theme.px(58), 640)
    for box in ("加人：通知记录", "加人：旁听预约登记"):
        add(page, LONG_NAME, box)
        add(page, person("李四").name, box)
    assert audit(page.window()) == []
