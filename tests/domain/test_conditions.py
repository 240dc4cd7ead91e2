"""Conditions and checks that the Jinhua procedure does not use, or uses only at a certain hour."""

from dataclasses import replace
from datetime import date

from tests.factories import broken, case_of, changed, meeting, sample_case, situation, voted
from yishi_desktop.domain.case import PublicNotice, Session
from yishi_desktop.domain.checks import CHECKS
from yishi_desktop.domain.choices import VoteMethod
from yishi_desktop.domain.conditions import CONDITIONS, holds
from yishi_desktop.domain.procedure import Condition
from yishi_desktop.domain.progress import StepState, step_state


def test_a_condition_may_be_turned_round() -> None:
    third = situation(sample_case(3))
    assert holds(None, third)
    assert holds(Condition(rule="excluded"), third)
    assert not holds(Condition(rule="excluded", negate=True), third)


def test_a_later_session_is_a_redeliberation() -> None:
    redeliberation = CONDITIONS["redeliberation"]
    assert not redeliberation(situation(sample_case(1)))
    assert not redeliberation(situation(sample_case(2), session=0))
    assert redeliberation(situation(sample_case(2), session=1))
    assert redeliberation(situation(sample_case(2), session=-1))
    assert not redeliberation(situation(case_of()))


def test_ballots_are_on_paper() -> None:
    by_ballot = CONDITIONS["by_ballot"]
    assert not by_ballot(situation(sample_case(1)))
    for method in (VoteMethod.OPEN_BALLOT, VoteMethod.SECRET_BALLOT):
        assert by_ballot(situation(changed(sample_case(1), vote__method=method)))


def test_a_share_may_be_a_check_of_its_own() -> None:
    more_than_share = CHECKS["more_than_share"].function
    assert more_than_share(situation(case_of(meeting(12, voted(9, 3))))) is None
    assert more_than_share(situation(case_of(meeting(12)))) is None
    failed = more_than_share(situation(case_of(meeting(30, voted(20, 10)))))
    assert failed is not None
    assert (failed["needed"], failed["base"], failed["votes_for"], failed["short"]) == (21, 30, 20, 1)


def test_a_hanging_notice_asks_for_nothing_before_it_may_come_down() -> None:
    notice = PublicNotice(posted_on=date(2026, 3, 16), place="村务公开栏")
    session = replace(sample_case(1).sessions[0], result_notice=notice)
    case = replace(sample_case(1), sessions=(session,))
    step = situation(case).procedure.step("result_notice")
    assert step_state(step, situation(case, today=date(2026, 3, 31))) is StepState.DONE
    assert "result-taken-down" not in broken(case, today=date(2026, 3, 31))
    assert step_state(step, situation(case, today=date(2026, 4, 1))) is StepState.ATTENTION


def test_the_record_of_a_failure_is_archived_too() -> None:
    to_archive = CONDITIONS["to_archive"]
    assert not to_archive(situation(case_of(Session(venue="议事厅"))))
    assert to_archive(situation(sample_case(1)))
