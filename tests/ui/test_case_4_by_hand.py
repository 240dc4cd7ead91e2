"""Case 4 typed in by hand: a group head calls, dissent goes up to the township, and the second round is signed.

Two halves, each through the real window with the mouse: what the case says must be prompted is prompted at its field
while it is being typed, and goes away when it is put right.
"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests import stated
from tests.services.offices import DEFINITIONS, opened
from tests.ui.hands import Mouse
from tests.ui.said import Said, said_on
from tests.ui.villages import Answers, Moment, leave, settle
from yishi_desktop.app import make_window
from yishi_desktop.domain import choices as c
from yishi_desktop.services.case_files import settle_in

LATE = "报备日期（4月8日）晚于公布协商信息的日期（4月7日）。要先报备、经村党组织同意，再公布。"
EARLY = "村党组织4月9日才答复，4月7日已经公布了协商信息。要经同意以后再公布。"
CONSENT = f"{stated.XINJIANG} 五（一）"
SPRING = datetime.fromisoformat("2026-05-06T10:00:00+08:00")
NAMES = [
    "买买提·吐尔逊，村民小组组长",
    "古丽扎提·努尔买买提·木合塔尔，村民代表",
    "阿依古丽·艾合买提江，村民",
    "王𣲗淼，村民代表",
    "陈𬭚，村民",
    "赵晓䶮，村民",
]


@pytest.fixture
def start(qtbot, dressed, tmp_path, user_folder):
    """start(matters) opens the program in 阿克塔木村 with these matters."""
    windows = []

    def window_with(*matters):
        with opened(tmp_path / "data") as office:
            settle_in(office, stated.places()["xinjiang-village"].village, matters)
        window = make_window(tmp_path / "data", DEFINITIONS, Moment(SPRING), Answers())
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        settle(qtbot, window.desk)
        return window, Mouse(qtbot, window)

    yield window_with
    for window in windows:
        leave(qtbot, window)


def said(window) -> list[Said]:
    """What stands on the page in front."""
    return said_on(window.workspace.pages.of(window.workspace._step.id))


def go_on(hand) -> None:
    hand.press("下一步：…")


# ------------------------------------------------------------------------------------------ the first round
def test_the_first_round_ends_with_a_proposal_to_the_township(start, qtbot):
    window, hand = start()
    hand.press("登记第一个议题")
    topic(hand)
    assert Said("topic.several_villages", stated.ELSEWHERE, f"{stated.XINJIANG} 二（一）") in said(window)
    go_on(hand)
    report(hand, "4.8", "4.9")
    go_on(hand)
    hand.write("征求意见情况", "入户问了32户用水户。")
    hand.write("拟定协商主体", "两村用水户代表、水管员、村民代表")
    go_on(hand)
    plan(hand, "4.10")
    go_on(hand)
    ask(hand)
    notify(hand, "4.7")
    put_the_report_right(window, hand)
    meet(window, hand)
    disagree(hand)
    go_on(hand)
    propose(window, hand)
    settle(qtbot, window.desk)
    case = window.workspace.editing.case
    assert tuple(line.person.name for line in case.sessions[0].attendance) == tuple(
        name.partition("，")[0] for name in NAMES
    )
    assert case.escalation.answer is c.EscalationAnswer.TOWNSHIP_DELIBERATES
    again = "答复是“列入乡镇（街道）协商”。请另开一次协商，登记在这件事里；不再协商的，登记结束。"
    assert again in {one.message for one in said(window)}


def topic(hand) -> None:
    hand.write("协商议题", "二、三两个村共用灌溉渠分水轮次")
    hand.choose("议题来源", "访民情问事")
    hand.write("收集日期", "4.1")
    hand.write("提出人", "第二村民小组用水户")
    hand.write("基本情况", "春灌用水紧张，上下游的轮次说不到一起。")
    hand.choose("协商范围", "涉及村民小组、小区、网格居民利益")
    hand.press("涉及两个及以上村（社区）：是")


def report(hand, reported: str, answered: str) -> None:
    hand.enter("召集人", "买买提·吐尔逊")
    hand.choose("召集人类别", "村民小组组长")
    hand.write("报备日期", reported)
    hand.choose("党组织意见", "同意")
    hand.write("党组织答复日期", answered)


def plan(hand, day: str) -> None:
    hand.write("协商日期", day)
    hand.choose("协商方式", "议事会")
    hand.enter("协商主持人", "买买提·吐尔逊")
    hand.write("开始时间", "10:00")


def ask(hand) -> None:
    for name in NAMES:
        hand.press(f"{name}，没选")


def notify(hand, day: str) -> None:
    hand.write("公告日期", day)
    hand.press("公告方式：微信")
    hand.write("通知日期", day)
    hand.press("通知方式：电话")
    hand.press("＋ 加一条通知记录")
    hand.write("通知记录第1条：姓名", "买买提·吐尔逊")
    hand.choose("通知记录第1条：通知方式", "电话")
    hand.write("通知记录第1条：通知日期", day)


def put_the_report_right(window, hand) -> None:
    """Published on April 7: the report of April 8 came too late, and the page of the report says so."""
    window.workspace.open_step("prior_report")
    assert [one for one in said(window) if one.message in (LATE, EARLY)] == [
        Said("prior_report.reported_on", LATE, CONSENT),
        Said("prior_report.answered_on", EARLY, CONSENT),
    ]
    hand.write("报备日期", "4.2")
    hand.write("党组织答复日期", "4.3")
    go_on(hand)
    window.workspace.open_step("prior_report")
    assert said(window) == []


def meet(window, hand) -> None:
    window.workspace.open_step("attendance")
    hand.press("全部到了")
    go_on(hand)
    hand.write("协商过程", "上游要求三天一轮，下游要求两天一轮，没有说到一起。")


def disagree(hand) -> None:
    go_on(hand)
    go_on(hand)
    hand.press("是否达成一致意见：否")
    hand.press("存在较大分歧（可不填）：是")
    hand.choose("结果去向", "上报乡镇（街道）")
    hand.write("分歧点", "上游要求三天一轮，下游要求两天一轮。")


def propose(window, hand) -> None:
    window.workspace.open_step("escalation")
    hand.choose("上报原因", "涉及两个及以上村（社区）")
    hand.write("已协商经过", "4月10日协商一次，没有达成一致。")
    hand.write("主要分歧", "上游要求三天一轮，下游要求两天一轮。")
    hand.write("建议事项", "建议列入乡镇协商议题。")
    hand.enter("上报日期", "4.12")
    hand.choose("乡镇（街道）处理意见", "列入乡镇（街道）协商")
    hand.write("乡镇（街道）答复日期", "4.15")


# ----------------------------------------------------------------------------------------- the second round
def test_the_second_round_is_signed_with_one_reservation_and_a_witness(start, qtbot):
    whole = stated.lived("xinjiang-village", "2026-01")
    first = replace(
        whole, sessions=whole.sessions[:1], sample=False, archive=type(whole.archive)(),
        implementation=type(whole.implementation)(), feedback=type(whole.feedback)(),
        implementation_notice=type(whole.implementation_notice)(), supervision=type(whole.supervision)(),
    )  # fmt: skip
    window, hand = start(first)
    window.open_case(first.id, "outcome")
    qtbot.waitUntil(lambda: window.workspace.editing is not None, timeout=20_000)
    hand.press("再次协商")
    hand.write("协商日期", "4.25")
    hand.write("开始时间", "10:00")
    go_on(hand)
    notify(hand, "4.21")
    window.workspace.open_step("attendance")
    hand.press("全部到了")
    go_on(hand)
    hand.write("协商过程", "4月10日第一次没有达成一致，分歧是轮水的天数。这次各方同意两天半一轮。")
    window.workspace.open_step("outcome")
    hand.press("是否达成一致意见：是")
    hand.write("协商意见", "两天半一轮，下游先浇。")
    hand.choose("结果去向", "利益相关方实施")
    sign(window, hand)
    settle(qtbot, window.desk)
    session = window.workspace.editing.case.sessions[1]
    assert session.held_on == date(2026, 4, 25)
    assert [line.mark for line in session.confirmation.signatures] == [
        c.SignatureMark.SIGNED,
        c.SignatureMark.RESERVED,
    ]
    assert session.confirmation.certification is c.Certification.LAWYER_WITNESS
    assert session.confirmation.certifier == "示例律师事务所 李律师"


def sign(window, hand) -> None:
    window.workspace.open_step("confirmation")
    hand.write("签名确认日期", "4.25")
    for number, name, mark in ((1, "王𣲗淼", "已签名"), (2, "赵晓䶮", "保留意见")):
        hand.press("＋ 加一条签名确认")
        hand.enter(f"签名确认第{number}条：姓名", name)
        hand.choose(f"签名确认第{number}条：签名情况", mark)
    unexplained = Said(
        "confirmation.signatures",
        "保留意见、拒签的，要写明本人的理由：赵晓䶮。",
        f"{stated.XINJIANG} 五（五）",
    )
    assert unexplained in said(window)
    hand.write("签名确认第2条：理由", "担心下游末尾的地浇不上。")
    assert unexplained not in said(window)
    hand.choose("公证或律师见证（可不填）", "律师见证")
    hand.write("公证处或律师", "示例律师事务所 李律师")
    hand.write("公证或见证日期", "4.25")
