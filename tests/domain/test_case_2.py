"""Exactly two thirds is not more than two thirds; then the matter comes back and says what happened before."""

from dataclasses import replace
from datetime import date

from tests.factories import broken, changed, jinhua, sample_case, situation
from yishi_desktop.domain.case import Case, Session
from yishi_desktop.domain.choices import Destination, EndingKind
from yishi_desktop.domain.progress import (
    FindingKind,
    Stand,
    StepState,
    findings,
    next_step,
    stand,
    step_state,
)
from yishi_desktop.domain.voting import percent

BOTH = sample_case(2)
FIRST = replace(
    BOTH,
    sessions=BOTH.sessions[:1],
    implementation=replace(BOTH.implementation, tasks=(), summary=""),
    implementation_notice=type(BOTH.implementation_notice)(),
    supervision=type(BOTH.supervision)(),
    evaluation=type(BOTH.evaluation)(),
    archive=type(BOTH.archive)(),
)


def states(case: Case, session: int = -1) -> dict[str, StepState]:
    looked_at = situation(case, session=session)
    return {step.id: step_state(step, looked_at) for step in jinhua().steps}


def test_eight_of_twelve_fails_though_it_prints_as_66_67() -> None:
    first = situation(BOTH, session=0)
    assert percent(8, 12) == "66.67"
    assert first.consensus_reached is False
    found = broken(BOTH, session=0)["exactly-two-thirds"]
    assert found.fact == "vote.votes_for"
    assert found.clause == "附件2 协商结果（1）"
    assert not found.blocks
    assert found.message == (
        "刚好是三分之二，不算“超过”，没有通过。"
        "到会12人，须9人以上同意（超过三分之二）；同意8人，差1人，未通过。"
    )


def test_a_clear_failure_is_not_called_exactly_two_thirds() -> None:
    case = changed(FIRST, vote__votes_for=7, vote__votes_against=5)
    assert "exactly-two-thirds" not in broken(case)


def test_nothing_is_published_or_carried_out_of_a_failure() -> None:
    reached = states(FIRST)
    assert reached["outcome"] is StepState.DONE
    for step in (
        "file",
        "result_notice",
        "tasks",
        "implementation_notice",
        "supervision",
        "archive",
        "ending",
    ):
        assert reached[step] is StepState.NOT_APPLICABLE


def test_what_was_voted_down_cannot_be_carried_out() -> None:
    found = broken(changed(FIRST, outcome__destination=Destination.VILLAGE))["failure-not-carried-out"]
    assert found.blocks
    assert "村里组织落实" in found.message


def test_it_waits_for_the_second_session() -> None:
    waiting = broken(FIRST)["again-followed-up"]
    assert waiting.kind is FindingKind.ADVICE
    assert "收支明细公布满15日" in waiting.message
    assert next_step(situation(FIRST)) is None
    assert stand(situation(FIRST)) is Stand.WAITING
    assert "again-followed-up" not in broken(BOTH, session=0)


def test_when_and_on_what_terms_is_asked_of_a_matter_put_off() -> None:
    bare = changed(FIRST, outcome__redeliberate_when="", outcome__redeliberate_requirements="")
    assert [f.fact for f in findings(situation(bare)) if f.kind is FindingKind.MISSING] == [
        "outcome.redeliberate_when",
        "outcome.redeliberate_requirements",
    ]


def test_nine_of_twelve_passes_and_cites_the_first() -> None:
    assert situation(BOTH).consensus_reached is True
    assert findings(situation(BOTH)) == []
    assert stand(situation(BOTH)) is Stand.ARCHIVED
    second = BOTH.sessions[1].minutes
    for words in ("2026年4月18日", "赞成8人", "反对4人", "弃权0人", "分歧点"):
        assert words in second


def test_a_second_session_that_is_silent_about_the_first_is_told() -> None:
    found = broken(changed(BOTH, session__minutes="大家同意。"))["cites-earlier-session"]
    assert found.fact == "session.minutes"
    assert "2026年4月18日，赞成8人，反对4人，弃权0人" in found.message
    assert not found.blocks
    assert "cites-earlier-session" not in broken(changed(BOTH, session__minutes=""))
    assert "cites-earlier-session" not in broken(changed(BOTH, 0, session__held_on=None))


def test_another_session_after_agreement_is_questioned() -> None:
    again = replace(sample_case(1), sessions=(sample_case(1).sessions[0], Session()))
    assert broken(again)["earlier-session-closed"].message.startswith("2026年3月15日的协商已经达成一致")
    called_off = replace(sample_case(1).sessions[0], cancelled="大雨")
    assert "earlier-session-closed" not in broken(replace(again, sessions=(called_off, Session())))


def test_given_up_after_a_failure_an_end_is_asked_for_and_the_record_stays() -> None:
    given_up = changed(FIRST, outcome__destination=Destination.TERMINATE)
    assert next_step(situation(given_up)) == jinhua().step("ending")
    assert stand(situation(given_up)) is Stand.OPEN
    ended = changed(
        given_up,
        ending__kind=EndingKind.TERMINATED,
        ending__on=date(2026, 4, 20),
        ending__reason="村民对收费办法分歧大，今年不再商量。",
    )
    assert next_step(situation(ended)) == jinhua().step("archive")
    reached = states(ended)
    for step in ("topic", "review", "approval", "plan", "notify", "attendance", "minutes", "vote", "outcome"):
        assert reached[step] is StepState.DONE
    assert reached["tasks"] is StepState.NOT_APPLICABLE


def test_an_ended_matter_waits_for_nothing() -> None:
    ended = changed(FIRST, ending__kind=EndingKind.ESCALATED)
    assert "again-followed-up" not in broken(ended)
