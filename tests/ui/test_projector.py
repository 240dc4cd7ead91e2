"""The second window: follows the vote, shows nobody's name, leaves the keyboard where it was."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from tests import factories as f
from tests.ui.audit import audit
from tests.ui.villages import find, load_samples, settle
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.projection import projected
from yishi_desktop.ui import theme
from yishi_desktop.ui.matter.workspace import Workspace
from yishi_desktop.ui.projector.wall import Wall

LONGEST = "同意由村集体出资、农户按户头分摊，硬化三组、四组通组道路620米，安装路灯22盏，改造沿线水渠；" * 10


@pytest.fixture
def voting(qtbot, village, show):
    desk = village(load_samples)
    workspace = show(Workspace(desk), 1366, 697)
    case = desk.snapshot.situations[0].case
    workspace.open_case(
        next(s.case.id for s in desk.snapshot.situations if s.case.number == "2026-02"), "vote"
    )
    settle(qtbot, desk)
    assert case
    yield workspace
    workspace.keep()  # or the draft is saved when the desk is closed already
    settle(qtbot, desk)


def texts(window) -> str:
    return "\n".join(text for text, _, _ in window.wall.text_rects())


def test_the_wall_follows_every_vote_that_is_counted(voting, qtbot):
    find(voting, "投到大屏").click()
    wall = voting.projector
    assert wall.isVisible()
    find(voting, "赞成人数").setText("8")
    assert "还差1人同意" in texts(wall) or "差1人，未通过" in texts(wall)
    for _ in range(2):
        find(voting, "赞成加1").click()
    assert "须9人以上同意（超过三分之二）；同意10人，通过。" in texts(wall)
    find(voting, "撤销").click()
    assert "同意10人" not in texts(wall)


def test_escape_closes_it_and_the_matter_takes_it_along(voting, qtbot):
    find(voting, "投到大屏").click()
    qtbot.keyClick(voting.projector, Qt.Key.Key_Escape)
    assert not voting.projector.isVisible()
    find(voting, "投到大屏").click()
    assert voting.projector.isVisible()
    find(voting, "收起大屏").click()
    assert not voting.projector.isVisible()
    find(voting, "投到大屏").click()
    find(voting, "回工作台").click()
    assert not voting.projector.isVisible()


def test_the_keyboard_stays_where_the_votes_are_typed(voting):
    find(voting, "赞成人数").setFocus()
    find(voting, "投到大屏").click()
    assert not voting.projector.isActiveWindow()


def test_without_a_second_screen_it_is_a_window_that_can_fill_this_one(voting, qtbot):
    find(voting, "投到大屏").click()
    wall = voting.projector
    assert len(QApplication.screens()) == 1
    assert not wall.isFullScreen()
    qtbot.keyClick(wall, Qt.Key.Key_F11)
    assert wall.isFullScreen()
    qtbot.keyClick(wall, Qt.Key.Key_F11)
    assert not wall.isFullScreen()


def test_no_participants_name_is_on_the_wall(voting):
    find(voting, "投到大屏").click()
    names = {line.person.name for line in voting.editing.situation.session.attendance}
    session = voting.editing.situation.session
    names |= {
        each.name
        for each in (session.chair, session.recorder, session.supervisor)
        if isinstance(each, PersonRef)
    }
    assert names
    assert not [name for name in names if name in texts(voting.projector)]


@pytest.mark.parametrize("size", [QSize(480, 300), QSize(1024, 640), QSize(1920, 1080)])
@pytest.mark.parametrize("opinion", ["", "同意。", LONGEST])
def test_the_longest_opinion_is_set_smaller_and_never_cut(show, dressed, size, opinion):
    wall = show(Wall(), size.width(), size.height())
    case = f.changed(f.sample_case(2), vote__opinion=opinion)
    wall.show_projected(projected(f.situation(case)))
    assert [found for found in audit(wall) if found.kind != "nameless"] == []


def test_the_numbers_are_readable_from_the_last_row(show, dressed):
    """A seventieth of the screen's height for every metre up to seven: letters of a tenth of the picture."""
    theme.apply_theme(dressed)
    wall = show(Wall(), 1366, 768)
    wall.show_projected(projected(f.situation(f.sample_case(2))))
    numbers = [font for text, _, font in wall.text_rects() if text.isdecimal()]
    assert len(numbers) == 5
    assert all(font.pointSizeF() >= 60 for font in numbers)
