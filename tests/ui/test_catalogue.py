"""The county's 协商目录 in the window: in from Excel in the settings, and at hand when a topic is registered."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tests.factories import case_of, organisation, procedures, situation
from tests.ui.audit import SIZES, audit
from tests.ui.said import alone
from tests.ui.villages import Answers, find, name_the_village, settle
from yishi_desktop.domain.case import Topic
from yishi_desktop.domain.catalogue import Catalogue, CatalogueItem
from yishi_desktop.domain.choices import CatalogueClass, Destination, Level
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.widgets.tile import Tile

TODAY = date(2026, 3, 12)
ROAD = CatalogueItem(
    number="1-01",
    category="公共事务、公益事业",
    matter="村内道路硬化、路灯安装",
    level=Level.VILLAGE,
    lead="村民委员会",
    follow_up=Destination.REPRESENTATIVES,
    basis="县民政局〔2026〕3号",
)
LIST = Catalogue(
    year=2026, issued_by="2026年目录", items=(ROAD, replace(ROAD, number="1-02", matter="土地流转"))
)


def said(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def intake(show):
    """The first step of the Gansu procedure, with the list in force; windows are held here."""
    held = []

    def opened(topic, catalogue=LIST):
        procedure = procedures()["gansu"]
        case = replace(case_of(), procedure=procedure.id, topic=topic)
        editing = CaseEditing(situation(case, today=TODAY, procedure=procedure, village=organisation()))
        page = alone(procedure.step("topic"), editing, Surroundings(TODAY, catalogue=catalogue))
        window = QWidget()
        QVBoxLayout(window).addWidget(page)
        held.append(show(window, 700, 640))
        return page, editing

    yield opened


def test_choosing_an_entry_classifies_the_topic_and_undo_takes_it_back(intake):
    page, editing = intake(Topic(title="三组道路硬化"))
    find(page, "1-01　村内道路硬化、路灯安装", Tile).click()
    topic = editing.case.topic
    assert topic.catalogue_item == "2026年 1-01 村内道路硬化、路灯安装"
    assert (topic.catalogue_class, topic.level) == (CatalogueClass.PUBLIC_AFFAIRS, Level.VILLAGE)
    assert topic.follow_up is Destination.REPRESENTATIVES
    fields = page.parts[0][1].fields
    assert fields["topic.catalogue_class"].editor.value() == CatalogueClass.PUBLIC_AFFAIRS.value
    editing.undo()
    assert editing.case.topic == Topic(title="三组道路硬化")


def test_the_suggestions_follow_what_is_typed(intake):
    page, _ = intake(Topic())
    assert not [tile for tile in page.findChildren(Tile) if tile.isVisible()]
    title = page.parts[0][1].fields["topic.title"].editor
    title.line.setText("二组土地流转")
    assert find(page, "1-02　土地流转", Tile).isVisible()
    title.line.setText("庙会摊位")
    assert "没有找到像的事项" in said(page)


def test_without_a_list_the_way_to_one_is_told(intake):
    page, _ = intake(Topic(title="三组道路硬化"), None)
    assert "还没有导入协商目录" in said(page)


def test_a_result_that_goes_elsewhere_than_the_list_says_is_remarked(intake):
    from tests.factories import broken, meeting, voted

    topic = Topic(title="三组道路硬化", follow_up=Destination.REPRESENTATIVES)
    session = replace(
        meeting(9, voted(9)), outcome=replace(meeting(9).outcome, destination=Destination.VILLAGE)
    )
    found = broken(replace(case_of(session), topic=topic))
    assert "提交村民代表会议" in found["catalogue-followed"].message
    right = replace(session, outcome=replace(session.outcome, destination=Destination.REPRESENTATIVES))
    assert "catalogue-followed" not in broken(replace(case_of(right), topic=topic))


def table(path, *rows):
    book = Workbook()
    for row in (("编号", "类别", "协商事项", "后续程序"), *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def settings(village, show, user_folder):
    def opened(answer):
        desk = village(name_the_village)
        page = show(SettingsPage(desk, Answers(answer)), 1206, 697)
        find(page, "协商目录", QPushButton).click()
        return desk, page

    return opened


def test_a_list_is_taken_in_and_shown_with_what_follows(settings, qtbot, tmp_path):
    desk, page = settings(table(tmp_path / "县目录.xlsx", ("1-01", "", "村内道路", "村民会议")))
    find(page, "导入目录……", QPushButton).click()
    settle(qtbot, desk)
    assert [one.year for one in desk.snapshot.catalogues] == [2026]
    assert "2026年（1条）" in said(page) and "1-01　村内道路　后续：提交村民会议" in said(page)
    assert audit(page) == []


def test_wrong_cells_are_named_and_nothing_is_taken(settings, qtbot, tmp_path):
    desk, page = settings(
        table(tmp_path / "县目录.xlsx", ("1-01", "", "", "村民会议"), ("1-02", "", "桥", "看情况"))
    )
    find(page, "导入目录……", QPushButton).click()
    settle(qtbot, desk)
    assert desk.snapshot.catalogues == ()
    assert "有2处要改" in said(page)
    assert "第2行“协商事项”是空的" in said(page) and "第3行“后续程序”写的是“看情况”" in said(page)
    assert audit(page) == []


def test_the_template_is_offered(settings, qtbot, tmp_path):
    desk, page = settings(tmp_path / "空白.xlsx")
    find(page, "存一份空白模板……", QPushButton).click()
    settle(qtbot, desk)
    assert (tmp_path / "空白.xlsx").exists()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.key)
def test_the_audit_finds_nothing_at_intake(intake, dressed, size):
    theme.apply_theme(dressed, size)
    long = replace(ROAD, matter="村内道路硬化、路灯安装" * 6, category="本县自定的一个很长很长的类别" * 3)
    page, _ = intake(Topic(title="三组道路硬化"), Catalogue(year=2026, items=(ROAD, long)))
    page.window().resize(theme.px(58), 640)
    assert audit(page.window()) == []
