"""What the clerk looks at besides the list: the year as a picture, one matter whole, the reply to what was passed up."""

import json
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from tests.services.offices import matter, opened, real_office
from tests.ui.audit import audit
from tests.ui.villages import WINTER, Answers, open_desk, settle
from yishi_desktop.domain.choices import Destination
from yishi_desktop.domain.township.reports import key_of
from yishi_desktop.domain.township.standing import Expected
from yishi_desktop.services import cases
from yishi_desktop.services.delivering import ledgers, returned
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.services.township.office import holdings, put_away, save_expected
from yishi_desktop.services.township.return_packages import remark_on, save_returns
from yishi_desktop.ui.township.chart import year_bars
from yishi_desktop.ui.township.page import TownshipPage
from yishi_desktop.ui.township.picture import NOTHING_SENT

SCREEN = QSize(1366 - 160, 697)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def passed_up():
    """A matter whose result went to the township."""
    case = matter(1, "a-1")
    last = case.sessions[-1]
    outcome = replace(last.outcome, destination=Destination.ESCALATE)
    sent = replace(case.escalation, sent_on=date(2026, 4, 1))
    return replace(case, sessions=(*case.sessions[:-1], replace(last, outcome=outcome)), escalation=sent)


@pytest.fixture
def files(tmp_path):
    made = []
    for name, ones in (("甲村", [passed_up()]), ("乙村", [matter(2, "b-2")])):
        with real_office(tmp_path / name, name, *ones) as office:
            made.append(tmp_path / f"{name}.xlsx")
            ledgers.export(office, *YEAR, made[-1])
    return made


@pytest.fixture
def page(files, qtbot, show, tmp_path):
    desk = open_desk(tmp_path / "township", WINTER)
    desk.open()
    settle(qtbot, desk)
    shown = show(TownshipPage(desk, Answers(tmp_path / "对账单.xlsx")), SCREEN.width(), SCREEN.height())
    desk.act(lambda office: take_in(office, examine(office, files)))
    settle(qtbot, desk)
    settle(qtbot, desk)
    yield shown
    desk.close()
    desk.deleteLater()


def open_village(page, name):
    one = next(one for one in page.overview.picture.standings if one.name == name)
    page.show_village(key_of(one))


def test_the_picture_shows_the_numbers_of_the_list(page):
    page.overview.sheets.buttons["chart"].click()
    bars, standings = page.overview.chart.bars, page.overview.picture.standings
    assert page.overview.chart.isVisible() and not page.overview.view.isVisible()
    assert sum(bars.months) == sum(one.counted for one in standings) == 3
    assert (bars.enough, bars.short, bars.silent) == (0, 2, 0)
    assert "2026年协商3次" in page.overview.chart.accessibleDescription()
    assert audit(page) == []


def test_last_year_stands_beside_this_one(page, tmp_path, qtbot):
    held = replace(matter(1, "a-old"), number="2025-01")
    sessions = tuple(replace(one, held_on=date(2025, 3, 15)) for one in held.sessions)
    with real_office(tmp_path / "去年", "甲村", replace(held, sessions=sessions)) as office:
        ledgers.export(office, date(2025, 1, 1), date(2025, 12, 31), tmp_path / "去年.xlsx")
    page._desk.act(lambda office: take_in(office, examine(office, [tmp_path / "去年.xlsx"])))
    settle(qtbot, page._desk)
    settle(qtbot, page._desk)
    picture = page.overview.picture
    (village,) = (one for one in picture.standings if one.name == "甲村")
    assert village.counted_before == 1
    assert year_bars(picture.standings, 2026).before[2] == 1
    assert [row.values[3] for row in picture.matrix("all").rows if row.values[0] == "甲村"] == [1]


def test_a_double_click_shows_everything_the_village_sent_of_a_matter(page):
    open_village(page, "乙村")
    page.village.view.setCurrentIndex(page.village.view.model().index(0, 0))
    page.village.view.activated.emit(page.village.view.currentIndex())
    said = [one.text() for one in page.village.card.findChildren(QLabel)]
    assert "2026-02 文化礼堂使用收费办法" in said[0]
    assert {"协商地点", "责任人", "张贴地点"} <= set(said)
    assert audit(page.village.card) == []


def test_what_was_passed_up_is_answered_and_the_answer_is_listed(page, qtbot):
    page.overview.sheets.buttons["waiting"].click()
    assert [row.values[3] for row in page.overview.view.sheet.table.rows] == ["上报乡镇（街道）"]
    open_village(page, "甲村")
    page.village.view.setCurrentIndex(page.village.view.model().index(0, 0))
    assert page.village.reply.isVisible()
    page.village.remark.set_value("同意，由交通站安排")
    page.village.reply.click()
    settle(qtbot, page._desk)
    settle(qtbot, page._desk)
    page.show_villages()
    assert [row.values[5] for row in page.overview.view.sheet.table.rows] == ["同意，由交通站安排"]


def test_a_matter_that_stayed_in_the_village_has_nothing_to_answer(page):
    open_village(page, "乙村")
    page.village.view.setCurrentIndex(page.village.view.model().index(0, 0))
    assert not page.village.reply.isVisible()


def test_the_reply_reaches_the_very_matter_in_the_village(files, tmp_path):
    with opened(tmp_path / "t") as township:
        take_in(township, examine(township, files))
        place = holdings(township).township.deliveries[0].place
        place = next(one.place for one in holdings(township).township.deliveries if one.place[4] == "甲村")
        remark_on(township, place, "a-1", "同意，由交通站安排", replies=True)
        written = save_returns(township, 2026, tmp_path / "回执")
    mine = next(path for path in written if "甲村" in path.name)
    assert json.loads(mine.read_text("utf-8"))["content"]["remarks"][0]["replies"] is True
    with opened(tmp_path / "甲村") as village:
        returned.take_in_return(village, mine)
        escalation = cases.open_case(village, "a-1").case.escalation
        assert (escalation.note, escalation.answered_on) == ("同意，由交通站安排", date(2026, 12, 31))
        assert returned.answers_json(village) == []
        before = village.store.records.history("a-1")
        returned.take_in_return(village, mine)
        assert village.store.records.history("a-1") == before


def test_the_statement_of_a_visit_is_saved_from_the_page(page, files, qtbot, tmp_path):
    page.show_intake()
    page.intake.look_at(files)
    settle(qtbot, page._desk)
    page.intake.statement.click()
    settle(qtbot, page._desk)
    rows = list(load_workbook(tmp_path / "对账单.xlsx")["对账单"].iter_rows(values_only=True))
    assert [row[3] for row in rows if row[1] in ("甲村.xlsx", "乙村.xlsx")] == ["收过了", "收过了"]


def test_any_word_of_any_ledger_is_found_and_opens_its_matter(page, qtbot):
    page.overview.find_button.click()
    finder = page.finder
    assert finder.isVisible()
    finder.box.setText("2")
    finder.box.timer.stop()
    finder.box.returnPressed.emit()
    settle(qtbot, page._desk)
    rows = [finder.model.index(row, 0).data() for row in range(finder.model.rowCount())]
    assert any("甲村" in row for row in rows) and any("乙村" in row for row in rows)
    assert audit(finder) == []
    at = next(row for row, words in enumerate(rows) if "乙村" in words)
    finder.list.setCurrentIndex(finder.model.index(at, 0))
    finder.open_button.click()
    assert page.village.isVisible() and "乙村" in page.village.title.text()
    assert page.village.card is not None and page.village.card.isVisible()
    page.village.card.accept()


def test_what_was_taken_away_is_found_no_more(page, qtbot):
    page.find_anything()
    page.finder.accept()
    received = page.overview.picture.holdings.received
    page._desk.act(partial(put_away, record_ids=[one.record_id for one in received if "乙" in one.file.name]))
    settle(qtbot, page._desk)
    settle(qtbot, page._desk)
    page.find_anything()
    page.finder.box.setText("2026")
    page.finder.box.returnPressed.emit()
    settle(qtbot, page._desk)
    rows = [page.finder.model.index(row, 0).data() for row in range(page.finder.model.rowCount())]
    assert rows and not any("乙村" in row for row in rows)


def readable(view):
    return "\n".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())


def test_without_a_list_nobody_is_said_to_have_sent(page, qtbot):
    """What cannot be known is not told as good news; with a list in which all have sent, it is."""
    overview = page.overview
    assert "交来2个村，没有应报名单" in readable(overview)
    overview.which.buttons[NOTHING_SENT].click()
    assert "还没有应报名单，看不出哪个村没有交" in readable(overview)
    named = [Expected(name=one.name) for one in overview.picture.standings]
    page._desk.act(partial(save_expected, villages=named))
    settle(qtbot, page._desk)
    settle(qtbot, page._desk)
    assert "应报的村都交了。" in readable(overview)
    assert "没有应报名单" not in readable(overview)
