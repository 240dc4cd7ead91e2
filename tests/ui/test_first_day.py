"""The three things somebody does on the first day, by hand, and what they cost: docs/usability.md says how much.

With the mouse, and letters typed where there are letters; that all of it goes with the keyboard alone is shown by
test_journey. When a count changes, the test says the new one: fewer is written into the page, more wants a reason.
"""

import re
from pathlib import Path

import pytest

from tests.ui import test_journey as journey
from tests.ui.hands import Hand, Mouse
from tests.ui.test_journey import go_on, opened  # noqa: F401 - the fixture of a first start
from tests.ui.villages import settle

PAGE = Path(__file__).resolve().parents[2] / "docs" / "usability.md"
TASKS = ("开一次协商会", "先打印后补填", "全年台账存到U盘")


@pytest.fixture
def hand(qtbot, opened) -> Hand:  # noqa: F811
    return Mouse(qtbot, opened[0])


class Cost:
    """What was clicked and typed since this began."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._begun = (hand.clicks, hand.keys)

    @property
    def counts(self) -> tuple[int, int]:
        return self._hand.clicks - self._begun[0], self._hand.keys - self._begun[1]


def told() -> dict[str, tuple[int, int]]:
    """Task → (clicks, keys) as the page says they are now."""
    row = re.compile(r"^\| (\S+) \| \d+ / \d+ \| (\d+) \| (\d+) \|", re.MULTILINE)
    return {task: (int(a), int(b)) for task, a, b in row.findall(PAGE.read_text(encoding="utf-8"))}


def expect(task: str, cost: Cost) -> None:
    clicks, keys = cost.counts
    assert told().get(task) == (clicks, keys), f"docs/usability.md：{task}，点击{clicks}，键盘{keys}"


def test_hold_a_meeting_from_the_first_start(opened, hand, qtbot, tmp_path):  # noqa: F811
    window, moment, files = opened
    day = journey.Day(moment)
    cost = Cost(hand)
    journey.set_up(hand)
    journey.register(hand)
    review(hand)
    journey.plan(hand)
    day("03-11")
    hand.press("名册上的都请")
    journey.notify(hand)
    day("03-15", "16:00")
    meet(hand)
    journey.print_record(hand, qtbot, files, tmp_path / "记录表.pdf")
    expect("开一次协商会", cost)
    settle(qtbot, window.desk)
    assert (tmp_path / "记录表.pdf").exists()


def test_print_the_set_blank_and_type_the_results_afterwards(opened, hand, qtbot, tmp_path):  # noqa: F811
    window, moment, files = opened
    day = journey.Day(moment)
    journey.set_up(hand)
    journey.register(hand)
    journey.review(hand)
    journey.plan(hand)
    settle(qtbot, window.desk)
    cost = Cost(hand)
    hand.press("全部材料")
    hand.press("一次打印会议材料")
    hand.find("存成PDF")
    hand.press("打印")
    qtbot.waitUntil(lambda: "已送到打印机" in hand.window.saved_bar.text(), timeout=20_000)
    hand.press("关闭")
    hand.press("回到：…")
    day("03-16")
    journey.notify(hand)
    hand.write("应到人数", "12")
    hand.write("实到人数", "12")
    go_on(hand)
    hand.write("协商过程", journey.SAID)
    go_on(hand)
    hand.write("提供表决的协商意见", journey.OPINION)
    hand.choose("表决方式", "举手表决")
    for name, count in (("赞成人数", "9"), ("反对人数", "2"), ("弃权人数", "1")):
        hand.write(name, count)
    go_on(hand)
    hand.write("协商意见", journey.OPINION)
    hand.choose("结果去向", "村里组织落实")
    expect("先打印后补填", cost)
    window.workspace.keep()
    settle(qtbot, window.desk)
    [situation] = window.desk.snapshot.situations
    assert situation.verdict().passed
    assert journey.pages_of(files.tray) > 5


def review(hand: Hand) -> None:
    hand.press("城乡社区经济社会发展中涉及当地村（居）民切身利益的公共事务、公益事业")
    hand.press("每条都看过了，都不是")
    hand.write("拟定协商主体", "村党支部、村民委员会、村民代表、三组村民")
    hand.choose("拟定协商形式", "民主恳谈会")
    go_on(hand)
    hand.choose("党组织审定意见", "同意")
    hand.write("审定日期", "3.5")
    go_on(hand)


def meet(hand: Hand) -> None:
    hand.press("全部到了")
    go_on(hand)
    hand.write("协商过程", journey.SAID)
    go_on(hand)
    hand.write("提供表决的协商意见", journey.OPINION)
    hand.choose("表决方式", "举手表决")
    hand.write("反对人数", "1")
    hand.write("弃权人数", "1")
    hand.press("只数了反对和弃权，赞成按在场人数推算")
    go_on(hand)
    hand.write("协商意见", journey.OPINION)
    hand.write("落实和监督安排", "方永康负责，6月30日前完成，村务监督委员会监督。")
    hand.choose("结果去向", "村里组织落实")


def test_the_year_goes_to_the_stick(opened, hand, qtbot, tmp_path):  # noqa: F811
    window, _, files = opened
    journey.set_up(hand)
    journey.register(hand)
    hand.press("回工作台")
    settle(qtbot, window.desk)
    files.answer = tmp_path / "U盘" / "台账.xlsx"
    files.answer.parent.mkdir()
    cost = Cost(hand)
    hand.press("导出全年台账")
    qtbot.waitUntil(files.answer.exists, timeout=20_000)
    expect("全年台账存到U盘", cost)


def test_every_task_of_the_page_is_counted():
    assert set(told()) == set(TASKS)
