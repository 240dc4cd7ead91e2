"""A topic that is kept out, and the other early ends."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import broken, case_of, changed, jinhua, missing, reviewed, sample_case, situation
from yishi_desktop.domain.case import Ending, Session
from yishi_desktop.domain.choices import Approval, EndingKind, Route
from yishi_desktop.domain.progress import (
    FindingKind,
    Stand,
    StepState,
    findings,
    next_step,
    stand,
    step_state,
)

EXCLUDED = sample_case(3)


def applicable(case: object) -> list[str]:
    looked_at = situation(case)  # type: ignore[arg-type]
    return [s.id for s in jinhua().steps if step_state(s, looked_at) is not StepState.NOT_APPLICABLE]


def test_it_ends_with_reason_and_route() -> None:
    assert applicable(EXCLUDED) == ["topic", "review", "exclusion"]
    assert EXCLUDED.review.advised_route is Route.MEDIATION
    assert EXCLUDED.ending.kind is EndingKind.EXCLUDED
    assert next_step(situation(EXCLUDED)) is None
    assert stand(situation(EXCLUDED)) is Stand.ENDED
    (advice,) = findings(situation(EXCLUDED))
    assert advice.kind is FindingKind.ADVICE
    assert advice.message == (
        "这件事属于五不议（个体矛盾、双方纠纷），不组织协商。请把理由和建议途径告诉提出人。"
    )
    assert advice.reference == "金市民〔2023〕43号 四（二）"


def test_mediation_is_what_the_procedure_advises_for_disputes() -> None:
    (rule,) = (item for item in jinhua().exclusions if item.id == "exclusion-5")
    assert Route(rule.advice) is Route.MEDIATION


def test_a_reason_is_demanded() -> None:
    bare = replace(EXCLUDED, review=reviewed("exclusion-5", reason=""))
    found = broken(bare)["exclusion-explained"]
    assert found.blocks
    assert found.message == "选了“是”的要写明理由：个体矛盾、双方纠纷。"


def test_route_and_day_of_telling_are_demanded() -> None:
    untold = changed(EXCLUDED, review__advised_route=None, review__told_on=None)
    assert missing(untold) == {"review.advised_route", "review.told_on"}
    assert next_step(situation(untold)) == jinhua().step("exclusion")


def test_no_must_rule_is_asked_of_what_is_kept_out() -> None:
    assert "one-must-rule" not in broken(EXCLUDED)
    admitted = replace(EXCLUDED, review=replace(reviewed(), must_rules=()), ending=Ending())
    assert broken(admitted)["one-must-rule"].clause == "四（一）"
    unknown = replace(admitted, review=replace(admitted.review, must_rules=("must-9",)))
    assert "one-must-rule" in broken(unknown)


def test_every_exclusion_has_to_be_answered() -> None:
    answers = reviewed().exclusions
    some = replace(sample_case(1), review=replace(reviewed(), exclusions=answers[:3]))
    found = broken(some)["every-exclusion-answered"]
    assert "还有2条没有回答：明显不公平、有悖规划和公序良俗、个体矛盾、双方纠纷" in found.message
    unanswered = (*answers[:4], replace(answers[4], hit=None))
    one = replace(some, review=replace(reviewed(), exclusions=unanswered))
    assert "还有1条没有回答：个体矛盾、双方纠纷" in broken(one)["every-exclusion-answered"].message


@pytest.mark.parametrize("approval", [Approval.REFUSED, Approval.TRANSFERRED])
def test_what_the_party_organisation_refuses_goes_no_further(approval: Approval) -> None:
    refused = case_of(review=reviewed(approval=approval))
    assert broken(refused)["approved"].blocks
    assert applicable(refused) == ["topic", "review", "approval", "ending"]
    assert missing(refused) >= {"ending.kind", "ending.on", "ending.reason"}
    ended = changed(refused, ending__kind=EndingKind.TERMINATED)
    assert "approved" not in broken(ended)


def test_what_is_returned_may_be_put_forward_again() -> None:
    returned = case_of(review=reviewed(approval=Approval.RETURNED))
    assert "退回补充" in broken(returned)["approved"].message
    assert "plan" in applicable(returned)


def test_a_withdrawn_matter_keeps_what_was_done_and_asks_for_no_more() -> None:
    planned = replace(
        sample_case(1),
        sessions=(Session(held_on=date(2026, 3, 15)),),
        implementation=type(sample_case(1).implementation)(),
        implementation_notice=type(sample_case(1).implementation_notice)(),
        supervision=type(sample_case(1).supervision)(),
        evaluation=type(sample_case(1).evaluation)(),
        archive=type(sample_case(1).archive)(),
    )
    assert "session.venue" in missing(planned)
    withdrawn = changed(planned, ending__kind=EndingKind.WITHDRAWN)
    assert applicable(withdrawn) == ["topic", "review", "approval", "plan", "ending"]
    assert missing(withdrawn) == {"ending.on", "ending.reason"}
    done = changed(withdrawn, ending__on=date(2026, 3, 12), ending__reason="提出人撤回。")
    assert next_step(situation(done)) is None
    assert stand(situation(done)) is Stand.ENDED


def test_an_end_agrees_with_the_review() -> None:
    wrong = broken(changed(sample_case(1), ending__kind=EndingKind.EXCLUDED))["ending-fits"]
    assert wrong.blocks
    assert "不予协商" in wrong.message
    assert "ending-fits" not in broken(changed(sample_case(1), ending__kind=EndingKind.WITHDRAWN))
    early = changed(
        sample_case(1), ending__kind=EndingKind.WITHDRAWN, ending__on=date(2026, 3, 1), ending__reason="撤回"
    )
    assert "ending-after-collected" in broken(early)


def test_a_meeting_called_off_wants_another_day_or_an_end() -> None:
    off = case_of(Session(held_on=date(2026, 3, 15), cancelled="大雨，路不通"), review=reviewed())
    assert broken(off)["called-off-followed-up"].blocks
    assert "vote" not in applicable(off)
    assert "called_off" in applicable(off)
    followed = replace(off, sessions=(*off.sessions, Session()))
    assert "called-off-followed-up" not in broken(followed, session=0)
    assert "called-off-followed-up" not in broken(changed(off, ending__kind=EndingKind.WITHDRAWN))
