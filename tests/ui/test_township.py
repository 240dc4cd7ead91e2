"""The township's desk as its clerk uses it: a stick of real files, verdicts, villages, answers; by mouse and by key."""

from datetime import date
from functools import partial
from threading import Event

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QPushButton

from tests.services.offices import matter, real_office
from tests.ui.audit import SIZES, audit
from tests.ui.hands import Keyboard
from tests.ui.villages import WINTER, Answers, Moment, find, leave, name_the_village, open_desk, settle
from yishi_desktop.app import make_window
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.office import load_definitions
from yishi_desktop.storage.settings import load_settings
from yishi_desktop.ui import theme
from yishi_desktop.ui.main_window import MainWindow
from yishi_desktop.ui.places import Places
from yishi_desktop.ui.township.page import TownshipPage

SCREEN = QSize(1366 - 160, 697)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
VILLAGES = {"甲村": (1, 3), "乙村": (2,), "丙村": ()}
LISTED = "序号\t村名\t代码\n1\t丁村\t330723103201\n2\t甲村\t330723103202"


class Clerk(Answers):
    """Answers the system's windows: a folder to read, files to read, a place to write."""

    def __init__(self, answer=None, many=()):
        super().__init__(answer)
        self.many = list(many)

    def open_many(self, parent, title, kind):
        return self.many


@pytest.fixture(scope="module")
def stick(tmp_path_factory):
    """What three villages exported, one of them in a folder of its own."""
    folder = tmp_path_factory.mktemp("stick")
    for name, numbers in VILLAGES.items():
        data = tmp_path_factory.mktemp("data")
        with real_office(data / "v", name, *(matter(n, f"{name}-{n}") for n in numbers)) as office:
            place = folder / "补交的" if name == "丙村" else folder
            place.mkdir(exist_ok=True)
            ledgers.export(office, *YEAR, place / f"{name}.xlsx")
    return folder


@pytest.fixture
def bad_stick(stick, tmp_path):
    """One good ledger, one pulled too early, one somebody corrected in Excel."""
    (tmp_path / "u").mkdir()
    whole = (stick / "甲村.xlsx").read_bytes()
    (tmp_path / "u" / "甲村.xlsx").write_bytes(whole)
    (tmp_path / "u" / "拔早了.xlsx").write_bytes(whole[:5000])
    book = load_workbook(stick / "乙村.xlsx")
    book["明细"]["V6"] = 35
    book.save(tmp_path / "u" / "改过.xlsx")
    return tmp_path / "u"


@pytest.fixture
def opened(qtbot, dressed, show, tmp_path):
    """The page on an empty township's data, with what the system's windows answer."""
    desks = []

    def open_page(files=None):
        desk = open_desk(tmp_path / "township", WINTER)
        desks.append(desk)
        desk.open()
        settle(qtbot, desk)
        page = show(TownshipPage(desk, files or Clerk()), SCREEN.width(), SCREEN.height())
        settle(qtbot, desk)
        return desk, page

    yield open_page
    for desk in desks:
        desk.close()
        desk.deleteLater()


def press(qtbot, page, words):
    QTest.mouseClick(find(page, words, QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, page.desk if isinstance(page, MainWindow) else page._desk)


def texts(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def rows(view) -> list[list[str]]:
    model = view.sheet
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def column(view, heading) -> list[str]:
    place = [one.label for one in view.sheet.table.headings].index(heading)
    return [row[place] for row in rows(view)]


def choose_row(view, words):
    at = next(n for n, row in enumerate(rows(view)) if words in row)
    cell = view.visualRect(view.sheet.index(at, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell.center() + QPoint(1, 1))


def take_in(qtbot, page, folder):
    page.show_intake()
    page.intake.look_at([folder])
    settle(qtbot, page._desk)
    page.intake.take.click()
    settle(qtbot, page._desk)


# --- taking in -------------------------------------------------------------------------------------------------


def test_a_stick_is_chosen_judged_and_taken_in(opened, qtbot, stick):
    _, page = opened(Clerk(stick))
    press(qtbot, page, "开始收台账")
    press(qtbot, page, "选文件夹或U盘……")
    assert column(page.intake.table, "结果") == ["✓ 可以收"] * 3
    assert column(page.intake.table, "村（社区）") == ["丙村", "乙村", "甲村"]
    assert page.overview.picture.holdings.received == ()
    press(qtbot, page, "收下3份")
    assert sorted(column(page.overview.view, "村（社区）")) == ["丙村", "乙村", "甲村"]
    assert "收下了3份" in page.overview.saved_bar.text()


def test_with_a_bad_file_nothing_goes_on_until_the_clerk_says_so(opened, qtbot, bad_stick):
    _, page = opened(Clerk(many=sorted(bad_stick.iterdir())))
    press(qtbot, page, "开始收台账")
    press(qtbot, page, "选文件……")
    assert column(page.intake.table, "结果") == ["✕ 不能收", "✕ 不能收", "✓ 可以收"]
    assert "有2份不能收，现在一份也没有收" in texts(page)
    assert any("工作表“明细”第6行V列" in words for words in column(page.intake.table, "说明"))
    assert QApplication.focusWidget() is page.intake.again, "Enter pressed by habit takes nothing in"
    press(qtbot, page, "抄下不能收的")
    assert "拔早了.xlsx：文件不完整" in QGuiApplication.clipboard().text()
    press(qtbot, page, "先合并好的1份")
    assert column(page.overview.view, "村（社区）") == ["甲村"]


def test_the_clerk_may_decide_against_it(opened, qtbot, bad_stick):
    _, page = opened(Clerk(bad_stick))
    press(qtbot, page, "开始收台账")
    press(qtbot, page, "选文件夹或U盘……")
    press(qtbot, page, "先不收，重新选")
    press(qtbot, page, "回各村台账")
    assert find(page, "开始收台账").isVisible()
    assert page._desk._office.store.attachments.all() == []


def test_files_may_be_dropped_on_the_page(opened, qtbot, stick):
    desk, page = opened()
    press(qtbot, page, "开始收台账")
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(stick))])
    how = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.intake, QDragEnterEvent(QPoint(300, 300), *how))
    QApplication.sendEvent(page.intake, QDropEvent(QPointF(300, 300), *how))
    settle(qtbot, desk)
    assert len(page.intake.intake.good) == 3


def test_stopping_takes_in_nothing_and_asks_again(opened, qtbot, stick):
    desk, page = opened()
    press(qtbot, page, "开始收台账")
    page.intake.look_at([stick])
    find(page, "停下，一份也不收").click()
    settle(qtbot, desk)
    assert page.intake.intake is None
    assert find(page, "选文件夹或U盘……").isVisible()


def test_how_far_it_is_can_be_seen(opened, qtbot, stick):
    desk, page = opened()
    press(qtbot, page, "开始收台账")
    told = []
    page.intake.bar.valueChanged.connect(told.append)
    page.intake.look_at([stick])
    assert page.intake.bar.isVisible()
    settle(qtbot, desk)
    assert page.intake.bar.maximum() == 3


def test_a_stick_without_ledgers_is_said_and_may_be_chosen_again(opened, qtbot, tmp_path):
    desk, page = opened(Clerk(tmp_path / "empty"))
    (tmp_path / "empty").mkdir()
    press(qtbot, page, "开始收台账")
    with qtbot.waitSignal(desk.refused) as told:
        press(qtbot, page, "选文件夹或U盘……")
    assert "没有找到表格文件" in told.args[0].happened
    qtbot.waitUntil(lambda: find(page, "选文件夹或U盘……").isVisible())


def test_what_came_before_is_known_and_not_taken_in_twice(opened, qtbot, stick):
    _, page = opened()
    take_in(qtbot, page, stick)
    page.show_intake()
    page.intake.look_at([stick])
    settle(qtbot, page._desk)
    assert column(page.intake.table, "结果") == ["＝ 收过了"] * 3
    assert "没有新的台账" in texts(page)
    assert not page.intake.take.isVisible()


# --- the villages ----------------------------------------------------------------------------------------------


def test_who_sent_nothing_and_who_is_below_stand_out(opened, qtbot, stick):
    _, page = opened()
    press(qtbot, page, "先放应报名单")
    page.expected.box.setPlainText(LISTED)
    page.expected.read_now()
    press(qtbot, page, "用这份名单（2个村）")
    assert column(page.overview.view, "情况") == ["还没有交", "还没有交"]
    take_in(qtbot, page, stick)
    assert "应报2个村，交来3个" in texts(page) and "1个村没交" in texts(page)
    assert column(page.overview.view, "村（社区）") == ["丁村", "甲村", "丙村", "乙村"]
    press(qtbot, page, "看哪些村：没交的")
    assert column(page.overview.view, "村（社区）") == ["丁村"]
    press(qtbot, page, "看哪些村：次数不够的")
    assert column(page.overview.view, "情况") == ["还差3次", "还差4次（不在名单上）", "还差2次（不在名单上）"]


def test_the_list_is_refused_whole_while_a_line_is_wrong(opened, qtbot):
    _, page = opened()
    press(qtbot, page, "先放应报名单")
    find(page, "应报名单", QPlainTextEdit).setPlainText("丁村\t330723\n甲村")
    qtbot.waitUntil(lambda: "有1行要改一改" in texts(page))
    assert rows(page.expected.table)[0] == ["1", "", "", "", "✕ 丁村的代码“330723”不是12位数字。"]
    assert not page.expected.save.isEnabled()


def test_the_list_comes_from_a_spreadsheet(opened, qtbot, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for row in (["白洋街道"], ["序号", "村名", "统计用区划代码"], [1, "后陈村", "330723103201"]):
        book.active.append(row)
    book.save(tmp_path / "名单.xlsx")
    _, page = opened(Clerk(tmp_path / "名单.xlsx"))
    press(qtbot, page, "先放应报名单")
    press(qtbot, page, "选一个Excel表格")
    press(qtbot, page, "用这份名单（1个村）")
    assert [one.code for one in page.overview.picture.holdings.expected] == ["330723103201"]


def test_a_village_is_opened_and_its_rows_are_there(opened, qtbot, stick):
    _, page = opened()
    take_in(qtbot, page, stick)
    assert not find(page, "看这个村").isEnabled()
    choose_row(page.overview.view, "乙村")
    press(qtbot, page, "看这个村")
    assert page.village.title.text() == "乙村"
    assert column(page.village.view, "赞成") == ["8", "9"]
    press(qtbot, page, "看多少列：全部列")
    assert page.village.view.sheet.columnCount() > 40
    for sheet in ("议题库", "公示台账", "落实台账"):
        press(qtbot, page, f"看哪张表：{sheet}")
        assert page.village.view.accessibleName() == sheet
    press(qtbot, page, "抄下给这个村的回复")
    assert QGuiApplication.clipboard().text().startswith("乙村：\n已收到台账")
    assert "还差2次" in QGuiApplication.clipboard().text()


def test_enter_on_a_row_opens_the_village(opened, qtbot, stick):
    _, page = opened()
    take_in(qtbot, page, stick)
    page.overview.view.setFocus()
    QTest.keyClick(page.overview.view, Qt.Key.Key_Down)
    QTest.keyClick(page.overview.view, Qt.Key.Key_Return)
    qtbot.waitUntil(page.village.isVisible)


def test_a_file_taken_in_by_mistake_is_put_away(opened, qtbot, stick):
    desk, page = opened()
    take_in(qtbot, page, stick)
    press(qtbot, page, "看什么：收到的文件")
    choose_row(page.overview.view, "甲村.xlsx")
    press(qtbot, page, "拿掉这个文件")
    page.overview.question.agree.click()
    settle(qtbot, desk)
    assert column(page.overview.view, "村（社区）") == ["丙村", "乙村"]


def test_another_year_shows_its_own_numbers(opened, qtbot, stick, tmp_path):
    with real_office(tmp_path / "last", "甲村", matter(1, "甲村-1")) as office:
        ledgers.export(office, date(2025, 1, 1), date(2025, 12, 31), tmp_path / "2025.xlsx")
    _, page = opened()
    take_in(qtbot, page, stick)
    take_in(qtbot, page, tmp_path / "2025.xlsx")
    assert "2026年" in find(page, "看哪一年", QComboBox).currentText()
    find(page, "看哪一年", QComboBox).setCurrentText("2025年")
    find(page, "看哪一年", QComboBox).activated.emit(1)
    settle(qtbot, page._desk)
    assert set(column(page.overview.view, "全年")) == {"0"}


# --- what is handed on -----------------------------------------------------------------------------------------


def test_the_summary_is_written_where_it_was_wanted(opened, qtbot, stick, tmp_path):
    files = Clerk(tmp_path / "汇总.xlsx")
    _, page = opened(files)
    take_in(qtbot, page, stick)
    press(qtbot, page, "存汇总表")
    assert files.suggested.endswith("2026年度议事协商台账汇总.xlsx")
    assert "各村汇总" in load_workbook(tmp_path / "汇总.xlsx").sheetnames
    assert "合计：3个文件，3个村（社区），协商3次" in page.overview.saved_bar.text()


def test_a_summary_that_cannot_be_written_is_refused_in_words(opened, qtbot, stick, tmp_path):
    desk, page = opened(Clerk(tmp_path / "没有" / "汇总.xlsx"))
    take_in(qtbot, page, stick)
    with qtbot.waitSignal(desk.refused):
        press(qtbot, page, "存汇总表")
    assert page.overview.summary_button.isEnabled()
    assert not page.overview.saved_bar.isVisible()


def test_the_replies_are_copied_and_printed(opened, qtbot, stick, tmp_path):
    files = Clerk(tmp_path / "回复.xlsx")
    _, page = opened(files)
    take_in(qtbot, page, stick)
    press(qtbot, page, "回复清单")
    choose_row(page.replies.view, "乙村")
    press(qtbot, page, "抄下这个村的")
    assert QGuiApplication.clipboard().text().startswith("乙村：")
    assert "甲村" not in QGuiApplication.clipboard().text()
    press(qtbot, page, "全部抄下")
    assert all(name in QGuiApplication.clipboard().text() for name in VILLAGES)
    press(qtbot, page, "做成表格去打印")
    assert files.opened == [tmp_path / "回复.xlsx"]
    assert load_workbook(tmp_path / "回复.xlsx").sheetnames == ["各村回复清单"]


# --- whose desk this computer is -------------------------------------------------------------------------------


@pytest.fixture
def open_window(qtbot, dressed, tmp_path, user_folder):
    """The program on the data left by the last one, as after a restart."""
    windows = []

    def start():
        window = make_window(tmp_path / "data", load_definitions(), Moment(WINTER), Clerk())
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        settle(qtbot, window.desk)
        return window

    yield start
    for window in windows:
        leave(qtbot, window)


def places(window) -> list[str]:
    assert isinstance(window.office, Places)
    return list(window.office.pages)


def start_as_township(qtbot, window):
    hand = Keyboard(qtbot, window)
    hand.press("我是乡镇，收各村的台账")
    hand.press("去收台账")
    qtbot.waitUntil(lambda: window.first_run is None)
    settle(qtbot, window.desk)


def test_the_first_start_leads_a_township_to_its_desk_and_the_next_one_too(open_window, qtbot):
    window = open_window()
    start_as_township(qtbot, window)
    assert places(window) == ["home", "settings"]
    assert find(window, "开始收台账").isVisible()
    assert load_settings().serves == "township"
    leave(qtbot, window)
    again = open_window()
    assert places(again) == ["home", "settings"]
    assert again.first_run is None


def test_a_township_s_settings_leave_out_the_village_and_lead_back_to_it(open_window, qtbot):
    window = open_window()
    start_as_township(qtbot, window)
    window.show_place("settings")
    assert window.office.settings.parts == [
        "本地规定", "协商目录", "镇规则包", "文书措辞", "资料和备份", "加密", "核对", "网络上传", "外发记录", "字号",
        "密码", "乡镇收台账", "操作手册", "关于",
    ]  # fmt: skip
    press(qtbot, window, "乡镇收台账")
    press(qtbot, window, "改给村里用")
    qtbot.waitUntil(lambda: window.first_run is not None and window.first_run.isVisible())
    assert load_settings().serves == "village"


def test_somebody_with_both_desks_goes_there_and_back(open_window, qtbot):
    window = open_window()
    window.desk.act(name_the_village)
    settle(qtbot, window.desk)
    window._begun()
    window.show_place("settings")
    press(qtbot, window, "乡镇收台账")
    press(qtbot, window, "打开各村台账")
    assert find(window, "开始收台账").isVisible()
    press(qtbot, window, "回村里的工作台")
    assert window.office.place() == "home"
    window.show_place("settings")
    press(qtbot, window, "改给乡镇用")
    qtbot.waitUntil(lambda: places(window) == ["home", "settings"])
    press(qtbot, window, "打开各村台账")
    assert window.office.place() == "home"
    press(qtbot, window, "设置与帮助")
    press(qtbot, window, "改给村里用")
    qtbot.waitUntil(lambda: len(places(window)) == 6)
    assert window.desk.snapshot.organisation.name


def test_closing_does_not_wait_for_hundreds_of_files(open_window, qtbot, stick, tmp_path):
    many = tmp_path / "many"
    many.mkdir()
    whole = (stick / "甲村.xlsx").read_bytes()
    for number in range(300):
        (many / f"{number}.xlsx").write_bytes(whole)
    window = open_window()
    start_as_township(qtbot, window)
    page = window.office.home
    page.show_intake()
    page.intake.look_at([many])
    qtbot.waitUntil(lambda: page.intake.bar.maximum() == 300)
    leave(qtbot, window)
    assert page.intake.bar.value() < 290
    assert page.intake.intake is None


# --- what a careful user would see -----------------------------------------------------------------------------


def looked_over(page, screen):
    QApplication.processEvents()  # what was unfolded is laid out
    QApplication.processEvents()
    return audit(page, screen)


def _hold(until: Event, office: object) -> None:
    """Keep the worker busy."""
    until.wait(20)


@pytest.mark.parametrize("size", SIZES[:-1])  # in the largest the rail is narrower: tests.ui.tour
def test_nothing_is_clipped_nameless_or_out_of_reach(opened, dressed, qtbot, size, stick, bad_stick):
    theme.apply_theme(dressed, size)
    screen = QSize(1366 - theme.px(12.6), 697)
    _, page = opened()
    page.resize(screen)
    looked = [looked_over(page, screen)]
    page.show_intake()
    looked.append(looked_over(page, screen))
    looked_at = Event()
    page._desk.ask(partial(_hold, looked_at))  # the check of the files waits behind it
    page.intake.look_at([bad_stick])
    looked.append(looked_over(page, screen))
    looked_at.set()
    settle(qtbot, page._desk)
    looked.append(looked_over(page, screen))
    page.intake.look_at([stick])
    settle(qtbot, page._desk)
    page.intake.take.click()
    settle(qtbot, page._desk)
    page.show_list()
    page.expected.box.setPlainText(LISTED + "\n3\t坏村\t12")
    page.expected.read_now()
    looked.append(looked_over(page, screen))
    page.expected.box.setPlainText(LISTED)
    page.expected.read_now()
    page.expected.save.click()
    settle(qtbot, page._desk)
    for words in ("各村次数", "没落实的", "公示不足的", "上报和异议", "收到的文件"):
        find(page, f"看什么：{words}").click()
        looked.append(looked_over(page, screen))
    for row in page.overview.picture.matrix("all").rows:
        page.show_village(row.case_id)
        looked.append(looked_over(page, screen))
    page.show_replies()
    looked.append(looked_over(page, screen))
    assert [found for found in looked if found] == []
