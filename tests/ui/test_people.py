"""The roster page, driven by what a user sees and hears, on a real store."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.ui.audit import SIZES, audit, spoken
from tests.ui.villages import Answers, load_samples, open_desk
from yishi_desktop.domain.kinship import kinship_conflicts
from yishi_desktop.domain.people import Person, Role
from yishi_desktop.domain.terms import Election, in_office
from yishi_desktop.ui import theme
from yishi_desktop.ui.people.model import TERM
from yishi_desktop.ui.people.page import PeoplePage

LATER = datetime.fromisoformat("2031-01-10T10:00:00+08:00")
PASTED = "后塘村名册\n姓名\t职务\t组别\t电话\n周美娟\t村民代表\t三组\t13800000321\n\t村民代表\t二组\t\n陈阿土\t党员\t二组\t12"


@pytest.fixture
def desk(qtbot, dressed, tmp_path):
    desk = open_desk(tmp_path)
    with qtbot.waitSignal(desk.changed):
        desk.open()
    yield desk
    desk.close()


@pytest.fixture
def sample(qtbot, desk):
    with qtbot.waitSignal(desk.changed):
        desk.act(load_samples)
    return desk


def settle(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())


def press(page, words):
    found = next(b for b in page.findChildren(QPushButton) if spoken(b) == words and b.isVisible())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def line(page, words) -> QLineEdit:
    return next(w for w in page.findChildren(QLineEdit) if w.accessibleName() == words and w.isVisible())


def names(page):
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def click_row(page, name):
    cell = page.table.visualRect(page.model.index(names(page).index(name), 0))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center() + QPoint(1, 1))


def test_somebody_new_is_found_by_initials(qtbot, show, desk):
    page = show(PeoplePage(desk), 1215, 697)
    press(page, "加一个人")
    settle(qtbot, desk)
    line(page, "姓名").setText("单雄信")
    press(page, "身份：村民代表")
    press(page, "保存这个人")
    settle(qtbot, desk)
    assert [(one.name, one.roles) for one in desk.snapshot.people] == [("单雄信", (Role.REPRESENTATIVE,))]
    line(page, "找人").setText("sx")
    page.search.timer.timeout.emit()
    assert names(page) == ["单雄信"]
    line(page, "找人").setText("zz")
    page.search.timer.timeout.emit()
    assert names(page) == []


def test_as_many_people_are_seen_beside_a_form_as_without_it(qtbot, show, sample):
    page = show(PeoplePage(sample), 1215, 697)
    before = page.table.rowHeight(0)
    click_row(page, "徐国平")
    qtbot.waitUntil(lambda: page.table.isColumnHidden(TERM))
    page.table.doItemsLayout()
    assert page.table.rowHeight(0) == before


def test_the_list_follows_what_is_being_composed(qtbot, show, sample, ime):
    page = show(PeoplePage(sample), 1215, 697)
    ime.compose(line(page, "找人"), "x'g'p")
    page.search.timer.timeout.emit()
    assert names(page) == ["徐国平"]


def test_what_was_typed_is_kept_when_another_is_chosen(qtbot, show, sample):
    page = show(PeoplePage(sample), 1215, 697)
    click_row(page, "徐国平")
    line(page, "电话").setText("0579-1234567")
    click_row(page, "王伟民")
    settle(qtbot, sample)
    assert next(one.phone for one in sample.snapshot.people if one.name == "徐国平") == "0579-1234567"
    assert line(page, "姓名").text() == "王伟民"


def test_nobody_is_kept_without_a_name(qtbot, show, desk):
    page = show(PeoplePage(desk), 1215, 697)
    press(page, "加一个人")
    settle(qtbot, desk)
    press(page, "身份：村民代表")
    press(page, "保存这个人")
    settle(qtbot, desk)
    assert desk.snapshot.people == ()
    assert page.panel.form.fields["name"].finding.sentence() == "请写上姓名，再保存。"


def test_a_removal_can_be_taken_back(qtbot, show, sample):
    page = show(PeoplePage(sample), 1215, 697)
    before = {one.name for one in sample.snapshot.people}
    click_row(page, "徐国平")
    press(page, "移出名册")
    settle(qtbot, sample)
    assert {one.name for one in sample.snapshot.people} == before - {"徐国平"}
    press(page, "撤销")
    settle(qtbot, sample)
    assert {one.name for one in sample.snapshot.people} == before


def test_a_pasted_table_names_its_wrong_lines(qtbot, show, desk):
    page = show(PeoplePage(desk), 1215, 697)
    press(page, "从表格放进来")
    clip = QMimeData()
    clip.setText(PASTED)
    page.paste_panel.paste.box.insertFromMimeData(clip)
    page.paste_panel.paste.read_now()
    table = page.paste_panel.paste.table.model()
    shown = [(table.index(row, 0).data(), table.index(row, 3).data()) for row in range(table.rowCount())]
    assert shown == [
        ("第4行", "✕ 姓名是空的。"),
        ("第5行", "✕ 陈阿土的电话“12”看起来不对。"),
        ("周美娟", "✓"),
    ]
    press(page, "放进名册（1人）")
    settle(qtbot, desk)
    assert [one.name for one in desk.snapshot.people] == ["周美娟"]
    page.paste_panel.paste.box.setPlainText("周美娟\t村民代表\t三组\n李四")
    page.paste_panel.paste.read_now()
    press(page, "放进名册（2人）")
    settle(qtbot, desk)
    assert "1人名册上已经有了" in page.paste_panel._said.text()


def test_in_the_largest_type_the_names_alone_stand_beside_the_form(qtbot, show, sample, dressed):
    theme.apply_theme(dressed, theme.TextSize.TWICE)
    page = show(PeoplePage(sample), 1241, 697)
    click_row(page, "徐国平")
    qtbot.waitUntil(page.panel.isVisible)
    assert [page.table.isColumnHidden(column) for column in range(4)] == [False, True, True, True]
    assert page.table.horizontalScrollBar().maximum() == 0
    press(page, "关上右边这一栏")
    assert not any(page.table.isColumnHidden(column) for column in range(4))


def test_a_table_comes_onto_the_roster_from_its_file_at_any_time(qtbot, show, desk, tmp_path):
    """Whoever left the roster for later at the first start still has only the file."""
    book = Workbook()
    for row in (["姓名", "职务"], ["单雄信", "村民代表"]):
        book.active.append(row)
    book.save(tmp_path / "名册.xlsx")
    page = show(PeoplePage(desk, Answers(tmp_path / "名册.xlsx")), 1215, 697)
    press(page, "从表格放进来")
    press(page, "选一个Excel或WPS表格文件")
    settle(qtbot, desk)
    press(page, "放进名册（1人）")
    settle(qtbot, desk)
    assert [one.name for one in desk.snapshot.people] == ["单雄信"]


def test_relatives_in_both_committees_are_told():
    people = [
        Person(id="1", name="王建国", roles=(Role.SUPERVISION_HEAD,), relatives="弟弟王建军"),
        Person(id="2", name="王建军", roles=(Role.COMMITTEE_MEMBER,)),
        Person(id="3", name="李大", roles=(Role.COMMITTEE_DIRECTOR,)),
        Person(id="4", name="赵二", roles=(Role.SUPERVISION_MEMBER, Role.COMMITTEE_MEMBER)),
    ]
    assert kinship_conflicts(people) == {"1": ("王建军",), "2": ("王建国",), "4": ("赵二",)}


def test_one_person_in_both_offices_is_shown(qtbot, show, desk):
    page = show(PeoplePage(desk), 1215, 697)
    press(page, "加一个人")
    settle(qtbot, desk)
    line(page, "姓名").setText("徐国平")
    press(page, "身份：村党组织书记")
    press(page, "身份：村民委员会主任")
    press(page, "保存这个人")
    settle(qtbot, desk)
    assert page.model.index(0, 1).data() == "村党组织书记、村民委员会主任（一肩挑）"


@pytest.mark.parametrize("size", SIZES)
def test_the_audit_finds_nothing(qtbot, show, sample, dressed, size):
    theme.apply_theme(dressed, size)
    page = show(PeoplePage(sample), 1366 - theme.px(12.6), 697)
    click_row(page, "徐国平")
    qtbot.waitUntil(page.panel.isVisible)
    assert audit(page) == []
    press(page, "从表格放进来")
    page.paste_panel.paste.box.setPlainText(PASTED)
    page.paste_panel.paste.read_now()
    assert audit(page) == []


def test_what_somebody_took_part_in_stands_below_the_form_and_leads_there(qtbot, show, sample):
    page = show(PeoplePage(sample), 1215, 697)
    click_row(page, "徐国平")
    attended = page.panel.attended
    assert "三组通组道路硬化及沿线路灯安装" in texts(attended)
    assert any("协商主持人，到会" in words for words in texts(attended))
    assert any(words.startswith("今年请了") for words in texts(attended))
    with qtbot.waitSignal(page.case_wanted) as wanted:
        next(b for b in attended.findChildren(QPushButton) if spoken(b).startswith("打开第1条：")).click()
    assert wanted.args[0] in {one.case.id for one in sample.snapshot.situations}
    press(page, "加一个人")
    settle(qtbot, sample)
    assert not attended.isVisible()


def texts(widget) -> list[str]:
    return [one.text() for kind in (QLabel, QPushButton) for one in widget.findChildren(kind)]


def test_the_roster_stands_in_the_order_asked_for_and_surnames_are_found_by_strokes(qtbot, show, sample):
    page = show(PeoplePage(sample), 1215, 697)
    by_hand = names(page)
    page.above.choice.setCurrentIndex(page.above.choice.findText("按姓氏笔画"))
    assert names(page)[0].startswith("王")
    assert sorted(names(page)) == sorted(by_hand)
    page.above.choice.setCurrentIndex(page.above.choice.findText("按组别"))
    groups = [page.model.index(row, 2).data() for row in range(page.model.rowCount())]
    named = [group for group in groups if group]
    assert named == sorted(named, key=named.index), "each group stands together"
    assert groups[len(named) :] == [""] * (len(groups) - len(named))
    line(page, "找人").setText("4画")
    page.search.timer.timeout.emit()
    assert {name[0] for name in names(page)} == {"王", "方"}


def test_an_election_gives_those_who_stay_a_new_term_and_can_be_taken_back(qtbot, show, sample):
    page = show(PeoplePage(sample), 1215, 697)
    before = {one.id: one for one in sample.snapshot.people}
    press(page, "换届……")
    panel = page.election_panel
    panel.since.editor.set_value(date(2026, 12, 6))
    panel.since.edited.emit()
    assert panel.until.editor.value() == date(2031, 12, 5)
    leaver = next(one for one in before.values() if Role.COMMITTEE_DIRECTOR in one.roles)
    QTest.mouseClick(panel.tiles[leaver.id], Qt.MouseButton.LeftButton)
    press(page, "换届")
    settle(qtbot, sample)
    after = {one.id: one for one in sample.snapshot.people}
    assert Role.COMMITTEE_DIRECTOR not in after[leaver.id].roles
    stayed = [after[key.id] for key in in_office(before.values(), Election.VILLAGERS) if key.id != leaver.id]
    assert {one.term_until for one in stayed} == {date(2031, 12, 5)}
    QTest.mouseClick(page.undo_bar.take_back, Qt.MouseButton.LeftButton)
    settle(qtbot, sample)
    assert {one.id: one for one in sample.snapshot.people} == before


def test_an_election_without_a_day_is_not_held(qtbot, show, sample):
    page = show(PeoplePage(sample), 1215, 697)
    before = sample.snapshot.people
    press(page, "换届……")
    press(page, "换届")
    settle(qtbot, sample)
    assert any("请写新一届从哪天起。" in words for words in texts(page.election_panel))
    assert sample.snapshot.people == before


def test_an_election_of_the_party_asks_about_its_own_offices_only(qtbot, show, sample):
    page = show(PeoplePage(sample), 1215, 697)
    press(page, "换届……")
    press(page, "哪一次换届：党组织换届")
    shown = [one for one in sample.snapshot.people if one.id in page.election_panel.tiles]
    assert shown == list(in_office(sample.snapshot.people, Election.PARTY))


def test_terms_that_are_over_are_said(qtbot, show, village):
    desk = village(load_samples, LATER)
    page = show(PeoplePage(desk), 1215, 697)
    assert "任期已满" in page.above.count.text()
