"""Back to the same place after a visitor, and whom to ask when nothing helps."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QPushButton

from tests.ui.villages import load_a_busy_spring, load_samples, open_desk, settle
from yishi_desktop.services import village as villages
from yishi_desktop.services.cases import open_case
from yishi_desktop.services.this_computer import left_at, remember_where
from yishi_desktop.ui import theme
from yishi_desktop.ui.cases.page import CasesPage
from yishi_desktop.ui.first_run.size_choice import change_size
from yishi_desktop.ui.help.dialog import NOBODY_TO_ASK
from yishi_desktop.ui.main_window import MainWindow


def window_on(folder, qtbot, act=None):
    desk = open_desk(folder)
    if act is not None:
        desk.open()
        desk.act(act)
        settle(qtbot, desk)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    if act is None:
        desk.open()
    window.show()
    settle(qtbot, desk)
    return desk, window


def closed(qtbot, desk, window) -> None:
    window.close()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: not window.isVisible())
    desk.deleteLater()


def test_the_matter_and_the_step_are_open_again_after_a_restart(qtbot, dressed, tmp_path):
    desk, window = window_on(tmp_path / "data", qtbot, load_a_busy_spring)
    case_id = desk.snapshot.situations[0].case.id
    window.open_case(case_id, "outcome")
    settle(qtbot, desk)
    closed(qtbot, desk, window)
    assert left_at() == (case_id, "outcome")
    desk, window = window_on(tmp_path / "data", qtbot)
    assert window.workspace.editing.case.id == case_id
    assert window.workspace.step_id() == "outcome"
    assert window.workspace.isVisible()
    window.show_place("home")
    closed(qtbot, desk, window)
    assert left_at() == ("", "")


def test_a_matter_that_is_gone_opens_nothing(qtbot, dressed, tmp_path):
    desk, window = window_on(tmp_path / "data", qtbot, load_a_busy_spring)
    closed(qtbot, desk, window)
    remember_where("gone", "topic")
    desk, window = window_on(tmp_path / "data", qtbot)
    assert window.office.isVisible() and window.office.place() == "home"
    closed(qtbot, desk, window)


def test_a_matter_left_in_smaller_type_makes_room_for_the_larger(qtbot, dressed, tmp_path):
    desk, window = window_on(tmp_path / "data", qtbot, load_a_busy_spring)
    window.resize(1366, 697)
    window.open_case(desk.snapshot.situations[0].case.id, "outcome")
    settle(qtbot, desk)
    workspace = window.workspace
    assert workspace.side.isVisible() and not workspace.header.steps.isVisible()
    window.show_place("settings")
    change_size(desk, theme.TextSize.TWICE)
    settle(qtbot, desk)
    window.open_case(desk.snapshot.situations[0].case.id, "outcome")
    settle(qtbot, desk)
    assert not workspace.side.isVisible() and workspace.header.steps.isVisible()
    closed(qtbot, desk, window)


def test_the_help_names_whom_to_call(qtbot, dressed, tmp_path):
    desk, window = window_on(tmp_path / "data", qtbot, load_a_busy_spring)
    window.show_help()
    assert window.help.ask.text() == NOBODY_TO_ASK
    known = replace(desk.snapshot.organisation, help_phone="社会事务办老周 0579-8888888")
    desk.act(partial(keep_organisation, known))
    settle(qtbot, desk)
    window.show_help()
    assert "社会事务办老周 0579-8888888" in window.help.ask.text()
    window.help.close()
    closed(qtbot, desk, window)


def keep_organisation(organisation, office):
    return villages.save_organisation(office, organisation)


def test_an_earlier_matter_is_the_start_of_a_new_one(village, show, qtbot):
    desk = village(load_samples)
    page = show(CasesPage(desk), 1206, 697)
    asked = []
    page.copy_wanted.connect(asked.append)
    page.table.selectRow(2)
    wanted = page.chosen_case()
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "照着选中的登记新的").click()
    assert asked == [wanted]
    from yishi_desktop.ui.matter.workspace import Workspace

    work = show(Workspace(desk), 1366, 697)
    work.new_case(wanted)
    settle(qtbot, desk)
    assert work.editing.case.topic.title == desk.snapshot.situation(wanted).case.topic.title
    assert work.editing.case.id != wanted
    work.close_matter()
    settle(qtbot, desk)
    assert desk.snapshot.situation(work.editing.case.id) is not None


class Heard:
    """Takes an answer of the worker, which wants bound methods."""

    def hear(self, answer) -> None:
        self.answer = answer


def opened_anew(qtbot, desk, case_id):
    heard = Heard()
    desk.ask(partial(open_case, case_id=case_id), heard.hear)
    settle(qtbot, desk)
    return heard.answer


def test_what_is_typed_while_another_matter_is_on_its_way_is_kept(village, show, qtbot):
    """The worker may be busy with a backup; the page in front still takes keys until the other matter has come."""
    from yishi_desktop.ui.matter.workspace import Workspace

    desk = village(load_a_busy_spring)
    one, other = (line.case.id for line in desk.snapshot.situations[:2])
    work = show(Workspace(desk), 1366, 697)
    for begin_another in (partial(work.open_case, other), work.new_case):
        work.open_case(one, "topic")
        settle(qtbot, desk)
        words = f"{work.editing.case.note}又想起一句"
        begin_another()
        work.editing.set("case.note", words)
        work.keeper.touched()
        settle(qtbot, desk)
        assert work.editing.case.id != one
        assert opened_anew(qtbot, desk, one).case.note == words


def test_a_new_matter_keeps_what_was_half_typed_in_the_one_before(village, show, qtbot):
    from yishi_desktop.ui.matter.workspace import Workspace

    desk = village(load_a_busy_spring)
    one = desk.snapshot.situations[0].case.id
    work = show(Workspace(desk), 1366, 697)
    work.open_case(one, "topic")
    settle(qtbot, desk)
    work.editing.set("case.note", "刚刚打的")
    work.keeper.touched()
    work.new_case()
    settle(qtbot, desk)
    kept = opened_anew(qtbot, desk, one)
    assert (kept.case.note, kept.from_draft) == ("刚刚打的", False)
