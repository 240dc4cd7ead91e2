"""The first start, as a village secretary goes through it: by mouse, by keyboard alone, and with mistakes."""

from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from tests.ui.audit import SIZES, audit
from tests.ui.villages import Answers, find, open_desk, settle
from yishi_desktop.domain.people import OrganisationKind, Role
from yishi_desktop.services.case_files import sample_cases, sample_village
from yishi_desktop.services.office import Definitions, load_definitions
from yishi_desktop.storage.settings import load_settings
from yishi_desktop.ui import theme
from yishi_desktop.ui.first_run.page import FirstRun
from yishi_desktop.ui.first_run.village_page import NO_NAME, NO_PROCEDURE
from yishi_desktop.ui.widgets.tile import Tile

PASTED = "后塘村名册\n姓名\t职务\t组别\t电话\n周美娟\t村民代表\t三组\t13800000321\n\t村民代表\t二组\t\n陈阿土\t党员\t二组\t12"
PLACE = {"省": "浙江省", "市": "金华市", "县（市、区）": "武义县", "乡镇（街道）": "白洋街道"}


@pytest.fixture
def desk(qtbot, dressed, tmp_path):
    desk = open_desk(tmp_path / "data")
    desk.open()
    settle(qtbot, desk)
    yield desk
    desk.close()
    desk.deleteLater()


@pytest.fixture
def files():
    return Answers()


@pytest.fixture
def first(qtbot, show, desk, files):
    return show(FirstRun(desk, files), 1366, 697)


def press(qtbot, page, words):
    QTest.mouseClick(find(page, words, QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, page._desk)


def fill(qtbot, page, words, text):
    line = find(page, words, QLineEdit)
    line.setText(text)
    settle(qtbot, page._desk)


def choose(qtbot, page, words, name):
    combo = find(page, words, QComboBox)
    combo.setCurrentIndex(combo.findText(name))
    settle(qtbot, page._desk)


def go_to_village(qtbot, page):
    press(qtbot, page, "下一步：填写本村")


def fill_village(qtbot, page, name="后陈村"):
    for words, place in PLACE.items():
        choose(qtbot, page, words, place)
    fill(qtbot, page, "村（社区）全称", name)


def go_to_roster(qtbot, page):
    go_to_village(qtbot, page)
    fill_village(qtbot, page)
    press(qtbot, page, "下一步：名册")


def paste(page, text):
    page.roster_page.paste.box.setPlainText(text)
    page.roster_page.paste.read_now()


def test_a_village_is_set_up_and_goes_to_its_first_topic(qtbot, first, desk):
    go_to_roster(qtbot, first)
    paste(first, PASTED)
    press(qtbot, first, "放进名册（1人）")
    kept = desk.snapshot.organisation
    assert (kept.province, kept.city, kept.county, kept.township) == tuple(PLACE.values())
    assert (kept.name, kept.kind, kept.procedure) == ("后陈村", OrganisationKind.VILLAGE, "jinhua")
    assert kept.committee_name == "武义县白洋街道后陈村村民委员会"
    assert [(one.name, one.roles) for one in desk.snapshot.people] == [("周美娟", (Role.REPRESENTATIVE,))]
    assert "名册：1人（还有2行没有放进来" in first.done_page.summary._working.text()
    with qtbot.waitSignal(first.case_wanted):
        press(qtbot, first, "登记第一个议题")
    with qtbot.waitSignal(first.finished):
        press(qtbot, first, "去工作台")


def key(qtbot, page, code, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), code, modifier)
    settle(qtbot, page._desk)


def type_and_go_on(qtbot, page, ime, text):
    """Write into the field that has the keyboard; Enter goes to the next one."""
    ime.commit(QApplication.focusWidget(), text)
    settle(qtbot, page._desk)
    while (popup := QApplication.activePopupWidget()) is not None:
        QTest.keyClick(popup, Qt.Key.Key_Return)
    key(qtbot, page, Qt.Key.Key_Return)


def test_the_whole_way_is_gone_with_the_keyboard_alone(qtbot, first, desk, ime):
    assert QApplication.focusWidget() is first.size_page.choice.sizes[theme.TextSize.STANDARD]
    key(qtbot, first, Qt.Key.Key_Right)
    assert theme.base() == theme.TextSize.LARGE.value
    key(qtbot, first, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is first.size_page.own
    key(qtbot, first, Qt.Key.Key_Return)
    key(qtbot, first, Qt.Key.Key_Return)  # the button at the foot
    for place in ("浙江", "金华市", "武义", "白洋街道"):
        type_and_go_on(qtbot, first, ime, place)
    type_and_go_on(qtbot, first, ime, "后陈村")
    key(qtbot, first, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first.roster_page.paste.box)
    key(qtbot, first, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first.done_page.case_button)
    with qtbot.waitSignal(first.case_wanted):
        key(qtbot, first, Qt.Key.Key_Return)
    kept = desk.snapshot.organisation
    assert (kept.township, kept.name, kept.procedure) == ("白洋街道", "后陈村", "jinhua")


def test_going_back_keeps_what_was_filled_in(qtbot, first, desk):
    go_to_roster(qtbot, first)
    paste(first, PASTED)
    press(qtbot, first, "上一步：本村")
    assert find(first, "乡镇（街道）", QComboBox).currentText() == "白洋街道"
    fill(qtbot, first, "村（社区）全称", "城北社区")
    press(qtbot, first, "下一步：名册")
    assert desk.snapshot.organisation.committee_name == "武义县白洋街道城北社区居民委员会"
    press(qtbot, first, "放进名册（1人）")
    press(qtbot, first, "上一步：名册")
    press(qtbot, first, "放进名册（1人）")
    assert len(desk.snapshot.people) == 1


def test_only_the_name_and_the_document_are_insisted_on(qtbot, first, desk):
    go_to_village(qtbot, first)
    press(qtbot, first, "下一步：名册")
    assert first.village_page.name.finding.sentence() == NO_NAME
    assert first.village_page.procedures.finding.sentence() == NO_PROCEDURE
    assert QApplication.focusWidget() is first.village_page.name.editor.line
    fill(qtbot, first, "村（社区）全称", "后陈村")
    assert first.village_page.name.finding.sentence() == ""
    press(qtbot, first, "金市民〔2023〕43号　金华市城乡社区议事协商")
    assert first.village_page.procedures.finding.sentence() == ""
    press(qtbot, first, "下一步：名册")
    press(qtbot, first, "以后再填，下一步")
    assert (desk.snapshot.organisation.name, desk.snapshot.people) == ("后陈村", ())


def test_a_place_that_is_not_on_the_list_is_typed(qtbot, first, desk):
    go_to_village(qtbot, first)
    fill_village(qtbot, first)
    find(first, "乡镇（街道）", QComboBox).setEditText("　新设街道 ")
    find(first, "县（市、区）", QComboBox).setEditText("新设区")
    settle(qtbot, desk)
    assert find(first, "乡镇（街道）", QComboBox).currentText().strip() == "新设街道", (
        "typed by hand, so it stays"
    )
    press(qtbot, first, "下一步：名册")
    kept = desk.snapshot.organisation
    assert (kept.county, kept.township) == ("新设区", "新设街道")
    assert kept.committee_name == "新设区新设街道后陈村村民委员会"


def test_another_province_takes_the_places_below_it_away(qtbot, first):
    go_to_village(qtbot, first)
    fill_village(qtbot, first)
    choose(qtbot, first, "省", "北京市")
    assert [find(first, words, QComboBox).currentText() for words in PLACE] == ["北京市", "市辖区", "", ""]
    assert first.village_page.procedures.value() == "", "the document of another place is not taken by itself"


def test_a_full_name_that_was_changed_stays(qtbot, first, desk):
    go_to_village(qtbot, first)
    fill_village(qtbot, first)
    fill(qtbot, first, "党组织全称（和公章上的字一样）", "中共白洋街道后陈村总支部委员会")
    fill(qtbot, first, "村（社区）全称", "后陈新村")
    press(qtbot, first, "下一步：名册")
    kept = desk.snapshot.organisation
    assert kept.party_org == "中共白洋街道后陈村总支部委员会"
    assert (kept.committee, kept.committee_name) == ("", "武义县白洋街道后陈新村村民委员会")


def test_where_there_is_no_document_the_one_for_everybody_is_taken(qtbot, first, desk):
    jinhua = load_definitions().procedures["jinhua"]
    law = replace(jinhua, id="law", region="", source="《中华人民共和国村民委员会组织法》", name="村民议事")
    know(desk, {"jinhua": jinhua, "law": law})
    go_to_village(qtbot, first)
    choose(qtbot, first, "省", "甘肃省")
    assert first.village_page.procedures.value() == "law"
    choose(qtbot, first, "省", "浙江省")
    choose(qtbot, first, "市", "金华市")
    assert first.village_page.procedures.value() == "jinhua"


def know(desk, procedures):
    """A program that has these procedures."""
    desk.definitions = Definitions(procedures, desk.definitions.forms, desk.definitions.calendar)
    desk._office = replace(desk._office, definitions=desk.definitions)


def test_the_document_of_the_place_comes_first_and_another_may_be_chosen(qtbot, first, desk):
    jinhua = load_definitions().procedures["jinhua"]
    others = {
        "gansu": replace(jinhua, id="gansu", region="甘肃省", source="甘社工发〔2024〕1号", name="协商"),
        "jinhua": jinhua,
    }
    know(desk, others)
    go_to_village(qtbot, first)
    fill_village(qtbot, first)
    shown = [tile.title() for tile in first.village_page.procedures.findChildren(Tile) if tile.isVisible()]
    assert shown == ["金市民〔2023〕43号　金华市城乡社区议事协商"]
    press(qtbot, first, "换一份（还有1份）")
    press(qtbot, first, "甘社工发〔2024〕1号　协商")
    choose(qtbot, first, "乡镇（街道）", "王宅镇")
    press(qtbot, first, "下一步：名册")
    assert desk.snapshot.organisation.procedure == "gansu", "what was pressed by hand outlives another place"


def test_the_practice_village_is_opened_at_once(qtbot, first, desk):
    press(qtbot, first, "先用练习村试一试")
    with qtbot.waitSignal(first.finished, timeout=20_000):
        QTest.mouseClick(find(first, "打开练习村", QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, desk)
    assert desk.snapshot.organisation.name == sample_village().organisation.name
    assert len(desk.snapshot.situations) == len(sample_cases())


def test_the_size_is_applied_and_remembered(qtbot, first, desk):
    press(qtbot, first, "特大")
    assert theme.base() == theme.TextSize.HUGE.value
    assert load_settings().text_size == "huge"


def test_a_roster_file_names_its_wrong_row_and_is_mended_on_the_spot(qtbot, first, desk, files, tmp_path):
    book = Workbook()
    for row in (["后陈村名册"], ["姓名", "电话"], ["周美娟", 13800000321], ["陈阿土", "12"]):
        book.active.append(row)
    files.answer = tmp_path / "名册.xlsx"
    book.save(files.answer)
    go_to_roster(qtbot, first)
    press(qtbot, first, "选一个Excel或WPS表格文件")
    table = first.roster_page.paste.table.model()
    assert table.index(0, 0).data() == "第4行"
    assert "陈阿土的电话“12”" in table.index(0, 3).data()
    paste(first, first.roster_page.paste.box.toPlainText().replace("\t12", "\t13900000012"))
    press(qtbot, first, "放进名册（2人）")
    assert [one.phone for one in desk.snapshot.people] == ["13800000321", "13900000012"]


def test_a_wrong_file_is_refused_and_the_page_stays(qtbot, first, desk, files, tmp_path):
    files.answer = tmp_path / "电费.xlsx"
    book = Workbook()
    book.active.append(["户号", "金额"])
    book.save(files.answer)
    go_to_roster(qtbot, first)
    paste(first, PASTED)
    with qtbot.waitSignal(desk.refused) as refused:
        press(qtbot, first, "选一个Excel或WPS表格文件")
    assert "没有找到“姓名”这一列" in refused.args[0].happened
    assert first.roster_page.paste.box.toPlainText() == PASTED
    assert not first.roster_page.saved_bar.isVisible()


def test_an_empty_roster_is_saved_to_be_filled_in(qtbot, first, files, tmp_path):
    files.answer = tmp_path / "空白.xlsx"
    go_to_roster(qtbot, first)
    press(qtbot, first, "存一份空白模板")
    assert load_workbook(files.answer).worksheets[0]["A1"].value == "姓名"
    assert "空白.xlsx" in first.roster_page.saved_bar.text()


def looked_over(page):
    QApplication.processEvents()  # what was unfolded is laid out
    QApplication.processEvents()
    return audit(page)


@pytest.mark.parametrize("size", SIZES)
def test_the_audit_finds_nothing(qtbot, first, size):
    press(qtbot, first, size.label)
    assert looked_over(first) == []
    go_to_village(qtbot, first)
    assert looked_over(first) == []
    press(qtbot, first, "下一步：名册")
    assert looked_over(first) == [], "with two findings"
    fill_village(qtbot, first)
    assert looked_over(first) == []
    press(qtbot, first, "下一步：名册")
    assert looked_over(first) == []
    paste(first, PASTED)
    assert looked_over(first) == []
    press(qtbot, first, "放进名册（1人）")
    assert looked_over(first) == []


def test_a_roster_file_may_be_dropped_on_the_page(qtbot, first, desk, tmp_path):
    book = Workbook()
    for row in (["姓名"], ["单雄信"]):
        book.active.append(row)
    book.save(tmp_path / "名册.xlsx")
    go_to_roster(qtbot, first)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(tmp_path / "名册.xlsx"))])
    onto = first.roster_page.paste.box.viewport()
    how = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(onto, QDragEnterEvent(QPoint(20, 20), *how))
    QApplication.sendEvent(onto, QDropEvent(QPointF(20, 20), *how))
    settle(qtbot, desk)
    assert first.roster_page.paste.box.toPlainText() == "姓名\n单雄信"
