"""A sealed matter in the window: changed only for a reason; its code found from the paper."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.ui.audit import audit
from tests.ui.villages import Answers, find, name_the_village, settle
from yishi_desktop.services import cases
from yishi_desktop.services.case_files import sample_cases
from yishi_desktop.services.changed import Changed
from yishi_desktop.ui.matter.workspace import Workspace
from yishi_desktop.ui.settings.page import SettingsPage

CASE = replace(sample_cases()[0], sample=False)
SEALED = replace(CASE, archive=replace(CASE.archive, archived_on=date(2026, 12, 20), number="2026-001"))


def archive_one(office):
    name_the_village(office)
    cases.leave(office, SEALED, (), "归档")
    return Changed(frozenset({"case", "organisation"}))


@pytest.fixture
def desk(village):
    return village(archive_one)


@pytest.fixture
def workspace(desk, show, qtbot):
    page = show(Workspace(desk), 1366, 697)
    page.open_case(CASE.id, "archive")
    qtbot.waitUntil(lambda: page.editing is not None)
    return page


def edit(workspace, number):
    workspace.editing.set("archive.number", number)
    workspace._everything_changed()


def test_every_change_of_a_version_can_be_read(workspace, qtbot):
    workspace.show_beyond("history")
    qtbot.waitUntil(lambda: len(workspace.beyond.history.rows) == 1)
    row = workspace.beyond.history.rows[0]
    last = row.version.changes[-1].sentence.split("：")[0]

    def said() -> str:
        return "\n".join(one.text() for one in row.findChildren(QLabel) if one.isVisibleTo(row))

    assert last not in said()
    row.more.click()
    qtbot.waitUntil(lambda: last in said())
    assert not row.more.isVisible()


def test_a_correction_asks_for_its_reason_and_keeps_it(workspace, desk, qtbot):
    code = workspace.editing.situation.seal
    assert code
    edit(workspace, "2026-007")
    dialog = workspace.correction.dialog
    assert not dialog.agree.isEnabled()
    assert code in dialog.accessibleDescription()
    assert workspace.editing.situation.seal == ""
    dialog.why.setEditText("归档号写错")
    dialog.agree.click()
    workspace.keep()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: workspace.editing.situation.seal not in ("", code))
    assert desk.snapshot.situation(CASE.id).case.archive.number == "2026-007"
    workspace.show_beyond("history")
    qtbot.waitUntil(lambda: len(workspace.beyond.history.rows) == 2)
    assert [row.version.reason for row in workspace.beyond.history.rows] == ["更正：归档号写错", "归档"]


def test_who_does_not_want_a_correction_gets_the_sealed_state_back(workspace, desk, qtbot):
    edit(workspace, "2026-007")
    workspace.correction.dialog.refuse.click()
    assert workspace.editing.case == SEALED
    workspace.keep()
    settle(qtbot, desk)
    assert desk.snapshot.situation(CASE.id).case == SEALED


def test_the_question_passes_the_audit(workspace):
    edit(workspace, "2026-007")
    assert audit(workspace.correction.dialog) == []


@pytest.fixture
def checking(desk, show):
    page = show(SettingsPage(desk), 1206, 697)
    find(page, "核对", QPushButton).click()
    yield page.panel("核对")


def test_the_code_of_a_paper_is_looked_up(checking, desk, qtbot):
    code = desk.snapshot.situation(CASE.id).seal
    settle(qtbot, desk)
    checking.code.setText(code.lower())
    checking.look.click()
    qtbot.waitUntil(lambda: checking.answer.text().startswith("对上了"))
    find(checking, "封存码", QLineEdit).setText(code[:-1] + "!")
    checking.look.click()
    qtbot.waitUntil(lambda: "抄错了" in checking.answer.text())


def test_everything_is_checked_on_demand(checking, qtbot):
    checking.check.click()
    qtbot.waitUntil(lambda: "1次封存都对得上" in checking.said.text())
    assert audit(checking.window()) == []


def test_what_has_left_is_listed_and_for_whom_can_be_written_down(desk, show, qtbot, tmp_path):
    page = show(SettingsPage(desk, Answers(tmp_path / "案卷.json")), 1206, 697)
    find(page, "导入导出", QPushButton).click()
    find(page, "隐去姓名和发言（给村外的人时勾上）").click()
    find(page, "导出这一件……", QPushButton).click()
    settle(qtbot, desk)
    find(page, "外发记录", QPushButton).click()
    panel = page.panel("外发记录")
    qtbot.waitUntil(lambda: len(panel.rows) == 1)
    assert [one for one in audit(page) if one.kind != "english"] == []  # the place is a path of this machine
    panel.rows[0].to.setText("镇司法所")
    panel.rows[0].to.editingFinished.emit()
    settle(qtbot, desk)
    find(page, "关于", QPushButton).click()
    find(page, "外发记录", QPushButton).click()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: [row.to.text() for row in panel.rows] == ["镇司法所"])
