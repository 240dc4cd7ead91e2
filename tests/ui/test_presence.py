"""The room at the vote: one press for who comes, goes or stands aside, and the base follows."""

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests import factories as f
from tests.ui.villages import find, load_samples, settle
from yishi_desktop.services.cases import find as find_case
from yishi_desktop.services.cases import keep_case
from yishi_desktop.services.changed import Changed
from yishi_desktop.ui.matter.workspace import Workspace


def load_with_a_stakeholder(office):
    changed = load_samples(office)
    case = find_case(office, "2026-02")
    held = case.sessions[-1]
    first, *others = f.voters(12)
    lines = (replace(first, stakeholder=True), *others)
    # the totals of a paper sheet would stand above the ticks
    held = replace(
        held, attendance=lines, present=None, expected=None, votes=(replace(held.votes[0], present=None),)
    )
    keep_case(office, replace(case, sessions=(*case.sessions[:-1], held)), "试")
    return Changed(changed.kinds)


@pytest.fixture
def voting(qtbot, village, show):
    desk = village(load_with_a_stakeholder)
    workspace = show(Workspace(desk), 1366, 697)
    matter = next(s.case for s in desk.snapshot.situations if s.case.number == "2026-02")
    workspace.open_case(matter.id, "vote")
    settle(qtbot, desk)
    yield workspace
    workspace.keep()  # or the draft is saved when the desk is closed already
    settle(qtbot, desk)


def base(workspace) -> int:
    situation = workspace.editing.situation
    return situation.present_at_vote(situation.vote)


def stakeholder(workspace) -> str:
    return next(
        line.person.name for line in workspace.editing.situation.session.attendance if line.stakeholder
    )


def test_a_stakeholder_is_asked_about_and_standing_aside_changes_the_base(voting):
    before, name = base(voting), stakeholder(voting)
    find(voting, f"{name}回避").click()
    assert base(voting) == before - 1
    QApplication.processEvents()  # the question asked anew is shown by the next round
    find(voting, f"{name}参加表决").click()
    assert base(voting) == before


def test_somebody_leaves_with_the_time_it_is(voting, qtbot):
    before = base(voting)
    line = next(x for x in voting.editing.situation.session.attendance if x.present and not x.stakeholder)
    find(voting, "在场变动：谁", QLineEdit).setText(line.person.name)
    find(voting, "走了").click()
    after = next(x for x in voting.editing.situation.session.attendance if x.person == line.person)
    assert after.left_at == time(10, 0)
    assert base(voting) == before - 1
    find(voting, "撤销").click()
    assert base(voting) == before


def test_nobody_named_moves_nobody(voting):
    session = voting.editing.situation.session
    find(voting, "走了").click()
    assert voting.editing.situation.session == session


def test_the_few_are_counted_and_the_record_says_the_rest_was_derived(voting):
    for name, value in (("赞成人数", ""), ("反对人数", "1"), ("弃权人数", "")):
        find(voting, name, QLineEdit).setText(value)
    find(voting, "只数了反对和弃权，赞成按在场人数推算").click()
    vote = voting.editing.situation.vote
    assert (vote.votes_for, vote.abstentions, vote.counting.value) == (base(voting) - 1, 0, "derived")
