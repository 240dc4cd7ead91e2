"""The three tasks of the first day in the program itself, in a window on a display, by mouse and keyboard alone.

The program is a process of its own and is told nothing but what a hand can tell it (XTEST). Where things lie is read off
the accessibility bus, as a screen reader does; what came of it is read from the files, by the command line. A file is
chosen in the window Qt itself shows for that. Days are counted back from today: the clock is the computer's own.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.real_window.computer import started
from tests.real_window.person import Person
from tests.ui.test_journey import OPINION, ROSTER, SAID, pages_of, text_of
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import cases
from yishi_desktop.services.office import local_clock, open_office

pytestmark = [
    pytest.mark.real_window,
    pytest.mark.needs("Xvfb", "openbox", "xdotool", "dbus-daemon", "pdftotext", "pdfinfo"),
]
TOPIC = "三组通组道路硬化及沿线路灯安装"


NEXT = "下一步：…"


def ago(days: int) -> str:
    """A day as somebody types it."""
    return f"{local_clock().date() - timedelta(days=days):%Y.%m.%d}"


@pytest.fixture
def somebody(tmp_path, user_folder, poll_until):
    """Somebody at the program's very first start, with a roster in a file and a stick plugged in."""
    roster = Workbook()
    for line in ROSTER.splitlines():
        roster.active.append(line.split("\t"))
    roster.save(tmp_path / "名册.xlsx")
    (tmp_path / "U盘").mkdir()
    with started(user_folder, tmp_path / "data", poll_until) as (person, program):
        set_up(person, tmp_path / "名册.xlsx")
        yield person
        person.leave()
        poll_until(lambda: program.poll() is not None)
        assert program.returncode == 0


# ------------------------------------------------------------------------------------------------ the steps
def set_up(person: Person, roster: Path) -> None:
    person.press("给我们村用")
    person.press(NEXT)
    for name, words in (
        ("省", "浙江省"),
        ("市", "金华市"),
        ("县（市、区）", "武义县"),
        ("乡镇（街道）", "白洋街道"),
    ):
        person.choose(name, words)
    person.write("村（社区）全称", "后塘村")
    person.wait_until_chosen("金市民〔2023〕43号…")
    person.press(NEXT)
    person.press("选一个Excel或WPS表格文件")
    person.name_file(roster)
    person.press("放进名册（9人）")


def register(person: Person) -> None:
    person.press("登记第一个议题")
    person.write("协商议题", TOPIC)
    person.choose("议题来源", "访民情问事")
    person.write("收集日期", ago(14))
    person.write("提出人", "三组村民")
    person.write("基本情况", "路面是石子路，雨天泥泞，晚上没有灯。")
    person.press(NEXT)


def review(person: Person) -> None:
    person.press("城乡社区经济社会发展中涉及当地村（居）民切身利益的公共事务、公益事业")
    person.press("每条都看过了，都不是")
    person.write("拟定协商主体", "村党支部、村民委员会、村民代表、三组村民")
    person.choose("拟定协商形式", "民主恳谈会")
    person.press(NEXT)
    person.choose("党组织审定意见", "同意")
    person.write("审定日期", ago(10))
    person.press(NEXT)


def plan(person: Person) -> None:
    person.write("协商日期", ago(0))
    person.write("开始时间", "14:30")
    person.write("协商地点", "后塘村民生议事厅")
    for name, letters in (("协商主持人", "xgp"), ("协商记录员", "cxy"), ("协商监督员", "lgf")):
        person.enter(name, letters)
    person.write("议事规则", "先听后说，一人一次，对事不对人。")
    person.press(NEXT)


def notify(person: Person) -> None:
    person.write("通知日期", ago(4))
    person.press("通知方式：微信")
    person.press("已同时送议题材料：是")
    person.press(NEXT)


def result(person: Person) -> None:
    person.press("照表决的意见写")
    person.choose("结果去向", "村里组织落实")


# ------------------------------------------------------------------------------------------------ the tasks
def test_hold_a_meeting_from_the_first_start_and_take_the_year_away(somebody, tmp_path):
    record = tmp_path / "记录表.pdf"
    register(somebody)
    review(somebody)
    plan(somebody)
    notify(somebody)
    for button in ("名册上的都请", "点名签到", "全部到了", NEXT):
        somebody.press(button)
    somebody.write("协商过程", SAID)
    somebody.press(NEXT)
    somebody.write("提供表决的协商意见", OPINION)
    somebody.choose("表决方式", "举手表决")
    somebody.write("反对人数", "1")
    somebody.write("弃权人数", "1")
    somebody.press("只数了反对和弃权，赞成按在场人数推算")
    somebody.press(NEXT)
    result(somebody)
    somebody.press("打印")
    save_as_pdf(somebody, record)
    somebody.press("关闭")
    words = text_of(record).replace(" ", "").replace("\n", "")
    for word in (TOPIC, SAID, OPINION, "协商记录员签字"):
        assert word in words
    somebody.press("回工作台")
    the_year_to_the_stick(somebody, tmp_path / "U盘" / "台账.xlsx")
    somebody.leave()
    [held] = kept(tmp_path)
    assert held.verdict().passed
    assert len(held.session.attendance) == 9


def test_print_the_set_blank_and_type_the_results_afterwards(somebody, tmp_path):
    blank = tmp_path / "会议材料.pdf"
    register(somebody)
    review(somebody)
    plan(somebody)
    somebody.find("通知日期")  # a person looks at the next page before pressing what stands on both
    somebody.press("全部材料")
    somebody.press("一次打印会议材料")
    save_as_pdf(somebody, blank)
    somebody.press("关闭")
    somebody.press("回到：…")
    notify(somebody)
    somebody.write("应到人数", "12")
    somebody.write("实到人数", "12")
    somebody.press(NEXT)
    somebody.write("协商过程", SAID)
    somebody.press(NEXT)
    somebody.write("提供表决的协商意见", OPINION)
    somebody.choose("表决方式", "举手表决")
    for name, count in (("赞成人数", "9"), ("反对人数", "2"), ("弃权人数", "1")):
        somebody.write(name, count)
    somebody.press(NEXT)
    result(somebody)
    assert pages_of(blank) > 5
    assert SAID not in text_of(blank)
    somebody.leave()
    [held] = kept(tmp_path)
    assert held.verdict().passed
    assert held.session.outcome.agreed_opinion == OPINION


def the_year_to_the_stick(person: Person, ledger: Path) -> None:
    """The third task, on the village that has just held its first meeting."""
    person.press("导出全年台账")
    person.name_file(ledger)
    person.find("打开刚存的文件")
    cells = [cell.value for row in load_workbook(ledger)["明细"].iter_rows() for cell in row]
    assert TOPIC in cells


# ------------------------------------------------------------------------------------------- what came of it
def save_as_pdf(person: Person, path: Path) -> None:
    person.press("存成PDF")
    person.name_file(path)
    person.find("打开刚存的文件")


def kept(folder: Path) -> list[Situation]:
    """What stands in the data once the program has gone."""
    with open_office(folder / "data") as office:
        return [office.situation(case) for case in cases.all_cases(office)]
