"""The notice board as the secretary sees it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.audit import SIZES, audit
from tests.ui.villages import (
    WINTER,
    Answers,
    find,
    load_a_busy_spring,
    load_samples,
    name_the_village,
    settle,
)
from yishi_desktop.domain.registry import write
from yishi_desktop.services.case_files import sample_cases
from yishi_desktop.services.cases import keep_case
from yishi_desktop.ui import theme
from yishi_desktop.ui.notices.page import NoticesPage
from yishi_desktop.ui.printing.print_dialog import PrintDialog

SCREEN = QSize(1366 - 160, 697)


def post_the_result(office):
    """Case 1 with its result on the board since 16 March, on a day in April."""
    changed = name_the_village(office)
    case = write(replace(sample_cases()[0], sample=False), "result_notice.taken_down_on", None)
    keep_case(office, case, "村")
    return changed


def texts(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def page_of(village, show):
    def opened(act):
        desk = village(act)
        return desk, show(NoticesPage(desk), SCREEN.width(), SCREEN.height())

    return opened


def test_a_notice_whose_days_are_over_stands_first_with_its_clause(page_of, qtbot):
    _, page = page_of(post_the_result)
    said = texts(page)
    assert "可以撤下了（1份）" in said
    assert "最早4月1日可以撤下" in said
    assert "依据：《中华人民共和国村民委员会组织法》（2025年修正） 第三十五条末款" in said
    with qtbot.waitSignal(page.case_wanted) as asked:
        page.rows[0].go.click()
    assert asked.args[1] == "result_notice"


def test_the_slips_of_looking_back_are_laid_out_for_printing_one_for_each_person(page_of, qtbot):
    desk, page = page_of(load_a_busy_spring)
    find(page, "打印回头看单").click()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.window().findChild(PrintDialog) is not None)
    dialog = page.window().findChild(PrintDialog)
    assert "回头看单" in texts(dialog) + dialog.windowTitle() + dialog.accessibleName()
    dialog.reject()


@pytest.mark.parametrize(("act", "late"), [(load_a_busy_spring, True), (name_the_village, False)])
def test_days_already_past_are_called_so(page_of, act, late):
    _, page = page_of(act)
    assert ("过了期的，和往后30天" in texts(page)) is late


def test_no_slips_are_printed_when_nothing_is_promised(page_of, qtbot):
    desk, page = page_of(name_the_village)
    find(page, "打印回头看单").click()
    settle(qtbot, desk)
    assert page.window().findChild(PrintDialog) is None
    assert "不用打印回头看单" in texts(page)


def test_an_empty_board_teaches_what_will_hang_there(page_of):
    _, page = page_of(name_the_village)
    assert "不少于15日" in texts(page)
    assert page.rows == []


@pytest.mark.parametrize("act", [load_a_busy_spring, load_samples, name_the_village, post_the_result])
@pytest.mark.parametrize("size", SIZES)
def test_the_audit_finds_nothing(page_of, dressed, act, size):
    theme.apply_theme(dressed, size)
    _, page = page_of(act)
    assert audit(page) == []


def test_the_days_are_printed_and_taken_to_the_telephone(village, show, qtbot, tmp_path):
    desk = village(load_a_busy_spring)
    files = Answers(tmp_path / "日子.ics")
    page = show(NoticesPage(desk, files), 1200, 697)
    find(page, "存到手机日历").click()
    settle(qtbot, desk)
    assert files.suggested.endswith("议事日子.ics")
    assert "微信" in page.saved_bar.text()
    assert (tmp_path / "日子.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    find(page, "打印日子单").click()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: any(isinstance(w, PrintDialog) for w in QApplication.topLevelWidgets()))
    [dialog] = [w for w in QApplication.topLevelWidgets() if isinstance(w, PrintDialog)]
    settle(qtbot, desk)
    dialog.reject()


def test_what_was_taken_down_long_ago_is_shown_on_request(village, show, monkeypatch):
    monkeypatch.setattr("yishi_desktop.ui.notices.page.FIRST_TAKEN_DOWN", 1)
    page = show(NoticesPage(village(load_samples, at=WINTER)), 1200, 697)
    before = len(page.rows)
    find(page, "再看1份更早的").click()
    assert len(page.rows) == before + 1
