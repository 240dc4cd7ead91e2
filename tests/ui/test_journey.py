"""The whole way of one deliberation through the real window: from the first start to the ledger.

Once with the mouse and once with the keyboard alone. Nothing behind the window is called; what is asked at the end is
asked of the files that came out.
"""

import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from tests.ui.hands import Hand, Keyboard, Mouse
from tests.ui.villages import Answers, Moment, leave, settle
from yishi_desktop.app import make_window
from yishi_desktop.services.office import load_definitions

OPINION = "硬化三组通组道路620米，安装路灯22盏，资金由村集体和上级补助解决。"
SAID = "徐国平说明来意。王𣲗淼：路灯少装两盏。陈𬭚：转弯的地方要留宽。赵晓䶮：什么时候开工。古丽扎提·努尔买买提·木合塔尔：赞成。"
ROSTER = """\
姓名	职务	组别
徐国平	村党组织书记、村民委员会主任	一组
方永康	村民委员会副主任	二组
陈晓燕	村民委员会委员	三组
楼根法	村务监督委员会主任	一组
王𣲗淼	村民代表	三组
陈𬭚	村民代表	三组
赵晓䶮	村民代表	二组
古丽扎提·努尔买买提·木合塔尔	村民	三组
何阿宝	村民代表	一组
"""
NOT_FOR_DELIBERATION = [
    "涉及党的政策、国家相关法律法规有明文规定的事项不议",
    "上级党委、政府有明确要求的事项不议",
    "经村（居）民（代表）会议表决通过的事项不议",
    "明显不公平、有悖于本地长远规划与公序良俗的事项不议",
    "属于个体矛盾、双方纠纷的事项不议",
]


@pytest.fixture
def opened(qtbot, dressed, tmp_path, user_folder):
    """The program at its very first start, with a clock that can be turned and a printer that prints into a file."""
    moment = Moment(datetime.fromisoformat("2026-03-02T09:00:00+08:00"))
    files = Answers(tmp_path / "answer", tmp_path / "tray.pdf")
    window = make_window(tmp_path / "data", load_definitions(), moment, files)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    settle(qtbot, window.desk)
    yield window, moment, files
    leave(qtbot, window)


@pytest.fixture(params=[Mouse, Keyboard], ids=["mouse", "keyboard"])
def hand(request, qtbot, opened) -> Hand:
    return request.param(qtbot, opened[0])


class Day:
    """Turns the clock."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    def __call__(self, day: str, at: str = "10:00") -> None:
        self._moment.at = datetime.fromisoformat(f"2026-{day}T{at}:00+08:00")


@pytest.mark.needs("pdftotext", "pdfinfo")
def test_from_the_first_start_to_the_ledger(opened, hand, qtbot, tmp_path):
    window, moment, files = opened
    day = Day(moment)
    set_up(hand)
    register(hand)
    review(hand)
    plan(hand)
    day("03-11")
    ask(hand)
    notify(hand)
    day("03-15", "16:00")
    meet(hand)
    print_record(hand, qtbot, files, tmp_path / "记录表.pdf")
    day("03-17")
    publish(hand)
    day("06-30")
    carry_out(hand)
    day("07-20")
    close(hand)
    export_ledger(hand, qtbot, files, tmp_path / "台账.xlsx")
    settle(qtbot, window.desk)
    check_record(tmp_path / "记录表.pdf", files.tray)
    check_ledger(tmp_path / "台账.xlsx")


# ------------------------------------------------------------------------------------------------ the steps
def set_up(hand: Hand) -> None:
    hand.press("给我们村用")
    go_on(hand)
    hand.choose("省", "浙江省")
    hand.choose("市", "金华市")
    hand.choose("县（市、区）", "武义县")
    hand.choose("乡镇（街道）", "白洋街道")
    hand.write("村（社区）全称", "后塘村")
    hand.wait_until_chosen("金市民〔2023〕43号…")
    go_on(hand)
    hand.write("名册", ROSTER)
    go_on(hand, "放进名册（9人）")


def go_on(hand: Hand, words: str = "下一步：…") -> None:
    """To the next page, by its button or its key."""
    hand.find(words)
    hand.look_on()
    if isinstance(hand, Keyboard):
        hand.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    else:
        hand.press(words)


def register(hand: Hand) -> None:
    hand.press("登记第一个议题")
    hand.write("协商议题", "三组通组道路硬化及沿线路灯安装")
    hand.choose("议题来源", "访民情问事")
    hand.write("收集日期", "3.2")
    hand.write("提出人", "三组村民")
    hand.write("基本情况", "路面是石子路，雨天泥泞，晚上没有灯。")
    go_on(hand)


def review(hand: Hand) -> None:
    hand.press("城乡社区经济社会发展中涉及当地村（居）民切身利益的公共事务、公益事业")
    for text in NOT_FOR_DELIBERATION:
        hand.press(f"{text}：否")
    hand.write("拟定协商主体", "村党支部、村民委员会、村民代表、三组村民")
    hand.choose("拟定协商形式", "民主恳谈会")
    go_on(hand)
    hand.choose("党组织审定意见", "同意")
    hand.write("审定日期", "3.5")
    go_on(hand)


def plan(hand: Hand) -> None:
    hand.write("协商日期", "3.15")
    hand.write("开始时间", "14:30")
    hand.write("协商地点", "后塘村民生议事厅")
    hand.enter("协商主持人", "xgp")
    hand.enter("协商记录员", "cxy")
    hand.enter("协商监督员", "lgf")
    hand.write("议事规则", "先听后说，一人一次，对事不对人。")
    go_on(hand)


def ask(hand: Hand) -> None:
    """Who is to come, on the page of the notice."""
    for letters in ("xgp", "fyk", "cxy", "lgf"):
        hand.enter("找人放进应到名单", letters)
    for name in ("王𣲗淼", "陈𬭚", "赵晓䶮", "何阿宝"):
        hand.press(f"{name}，村民代表，没选")
    hand.press("古丽扎提·努尔买买提·木合塔尔，村民，没选")


def notify(hand: Hand) -> None:
    hand.write("通知日期", "3.11")
    hand.press("通知方式：微信")
    hand.press("已同时送议题材料：是")
    go_on(hand)


def meet(hand: Hand) -> None:
    hand.press("全部到了")
    go_on(hand)
    hand.write("协商过程", SAID)
    go_on(hand)
    hand.write("提供表决的协商意见", OPINION)
    hand.choose("表决方式", "举手表决")
    for _ in range(7):
        hand.press("赞成加1")
    hand.write("反对人数", "1")
    hand.write("弃权人数", "1")
    hand.write("表决人数", "9")
    go_on(hand)
    hand.write("协商意见", OPINION)
    hand.write("落实和监督安排", "方永康负责，6月30日前完成，村务监督委员会监督。")
    hand.choose("结果去向", "村里组织落实")


def print_record(hand: Hand, qtbot, files: Answers, kept: Path) -> None:
    files.answer = kept
    if isinstance(hand, Keyboard):
        hand.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    else:
        hand.press("打印")
    hand.find("存成PDF")
    hand.look("打印")
    hand.press("存成PDF")
    hand.find("打开刚存的文件")
    hand.press("打印")
    qtbot.waitUntil(lambda: "已送到打印机" in hand.window.saved_bar.text(), timeout=20_000)
    hand.press("关闭")
    go_on(hand)


def publish(hand: Hand) -> None:
    hand.write("备案日期", "3.16")
    hand.write("通报日期", "3.16")
    hand.press("通报方式：微信")
    hand.write("通报对象", "三组沿线各户")
    go_on(hand)
    hand.write("张贴日期", "3.17")
    hand.write("张贴地点", "村务公开栏")
    go_on(hand)


def carry_out(hand: Hand) -> None:
    hand.press("＋ 加一条落实任务")
    hand.write("落实任务第1条：落实事项", "硬化道路、装路灯")
    hand.enter("落实任务第1条：责任人", "fyk")
    hand.write("落实任务第1条：落实期限", "6.30")
    hand.write("落实任务第1条：完成日期", "6.28")
    hand.write("落实情况", "道路硬化、路灯安装都已完成。")
    go_on(hand)
    hand.write("张贴日期", "6.30")
    hand.write("张贴地点", "村务公开栏")
    go_on(hand)


def close(hand: Hand) -> None:
    hand.write("审核日期", "7.16")
    hand.enter("审核人", "lgf")
    hand.choose("记录完整性", "完整")
    hand.write("采纳、落实、反馈情况", "意见已采纳，工程已完工。")
    hand.write("评估日期", "7.16")
    hand.choose("总体评价", "满意")
    go_on(hand)
    hand.write("归档日期", "7.20")
    hand.write("归档号", "2026-议事-01")
    hand.choose("保管期限", "永久")
    hand.press("先回工作台")  # the one who raised it has not been told yet


def export_ledger(hand: Hand, qtbot, files: Answers, path: Path) -> None:
    files.answer = path
    if isinstance(hand, Keyboard):
        hand.key(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    else:
        hand.press("台账")
    hand.press("导出Excel报乡镇")
    qtbot.waitUntil(path.exists, timeout=20_000)


# ---------------------------------------------------------------------------------------- what came out of it
def check_record(kept: Path, tray: Path) -> None:
    """The record form says what was typed, and went to the printer as it was shown."""
    words = text_of(kept).replace(" ", "").replace("\n", "")
    assert "城乡社区议事协商记录表" in words
    assert SAID in words
    assert OPINION in words
    for label in (
        "协商议题",
        "协商主体",
        "协商时间",
        "协商地点",
        "协商方式",
        "协商过程",
        "协商表决",
        "协商结果",
        "协商记录员签字",
    ):
        assert label in words
    assert pages_of(kept) == pages_of(tray)


def check_ledger(path: Path) -> None:
    sheet = load_workbook(path)["明细"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "三组通组道路硬化及沿线路灯安装" in cells
    assert date(2026, 3, 15) in {cell.date() for cell in cells if isinstance(cell, datetime)}
    assert [cell for cell in cells if cell == 7], "赞成人数"


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout


def pages_of(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return int(told.split("Pages:")[1].split()[0])
