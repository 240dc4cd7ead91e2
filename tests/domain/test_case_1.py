"""The matter that goes all the way: nothing missing, and each thing missed when it is taken away."""

from datetime import date

import pytest

from tests.factories import jinhua, missing, sample_case, sample_village, situation
from yishi_desktop.domain.choices import Standing
from yishi_desktop.domain.conditions import holds
from yishi_desktop.domain.facts import is_blank
from yishi_desktop.domain.progress import (
    FindingKind,
    Stand,
    StepState,
    demanded_count,
    findings,
    next_step,
    stand,
    step_findings,
    step_state,
)
from yishi_desktop.domain.registry import FACTS, read, write
from yishi_desktop.domain.voting import percent

CASE = sample_case(1)
STEPS = {step.id: step for step in jinhua().steps}
WAY = [
    "topic", "review", "approval", "plan", "notify", "attendance", "minutes", "vote", "outcome",
    "file", "result_notice", "tasks", "implementation_notice", "supervision", "archive",
]  # fmt: skip
COUNTED = {"session.expected", "session.present"}  # come from the sign-in sheet


def demanded() -> list[tuple[str, str]]:
    """Every fact that some step asks of case 1."""
    facts = [
        (step.id, path)
        for step in jinhua().steps
        if step.id in WAY
        for section in step.sections
        if holds(section.when, situation(CASE))
        for path in section.facts
        if not is_blank(read(CASE, path))
    ]
    assert len(facts) > 40
    return facts


def test_it_lacks_nothing() -> None:
    assert findings(situation(CASE)) == []
    assert next_step(situation(CASE)) is None
    assert stand(situation(CASE)) is Stand.ARCHIVED
    states = {step.id: step_state(step, situation(CASE)) for step in jinhua().steps}
    assert states == {name: StepState.DONE if name in WAY else StepState.NOT_APPLICABLE for name in STEPS}


def test_it_reads_as_the_acceptance_case_says() -> None:
    session = CASE.sessions[0]
    looked_at = situation(CASE)
    vote = looked_at.vote
    assert (session.held_on, str(session.starts_at)) == (date(2026, 3, 15), "14:30:00")
    assert session.venue_area == 46
    assert (looked_at.headcount.expected, looked_at.headcount.present) == (38, 36)
    assert (looked_at.headcount.non_voting, looked_at.headcount.observers) == (0, 4)
    assert (vote.votes_for, vote.votes_against, vote.abstentions) == (31, 3, 2)
    assert [percent(n or 0, 36) for n in (31, 3, 2)] == ["86.11", "8.33", "5.56"]
    assert looked_at.consensus_reached is True
    assert CASE.review.approved_on == date(2026, 3, 5)
    assert session.invitation.sent_on == session.announcement.posted_on == date(2026, 3, 10)
    assert session.filing.filed_on == session.result_notice.posted_on == date(2026, 3, 16)
    assert session.result_notice.taken_down_on == date(2026, 4, 1)
    task = CASE.implementation.tasks[0]
    assert (task.started_on, task.due_on, task.done_on) == (
        date(2026, 4, 1),
        date(2026, 6, 30),
        date(2026, 6, 28),
    )
    assert task.owner is not None
    assert task.owner.duty == "村民委员会副主任"
    assert CASE.implementation_notice.posted_on == date(2026, 6, 29)
    assert 600 <= len(session.minutes) <= 900


def test_its_people_are_on_the_roster() -> None:
    roster = {person.id: person.name for person in sample_village().people}
    names = set(roster.values())
    assert len(roster) == len(names) == 46
    assert {"王𣲗淼", "陈𬭚", "赵晓䶮", "古丽扎提·努尔买买提·木合塔尔"} <= names
    assert all(roster[line.person.person_id] == line.person.name for line in CASE.sessions[0].attendance)
    assert not any(person.phone for person in sample_village().people)
    told = {delivery.person for delivery in CASE.sessions[0].invitation.deliveries}
    assert told == {x.person.name for x in CASE.sessions[0].attendance if x.standing is Standing.VOTING}


@pytest.mark.parametrize(("step", "path"), demanded(), ids=lambda x: x)
def test_each_fact_taken_away_is_asked_for_and_nothing_else(step: str, path: str) -> None:
    kind = FACTS[path].kind
    blank = "" if kind in ("line", "text") else () if kind in ("checklist", "choices", "rows") else None
    if path.startswith("vote.") or path == "session.held_on":
        # Without the votes the steps behind them are not reached; here only the step itself is looked at.
        found = step_findings(STEPS[step], situation(write(CASE, path, blank)))
    else:
        found = findings(situation(write(CASE, path, blank)))
    asked = [f for f in found if f.kind is FindingKind.MISSING]
    assert [f.fact for f in asked] == [path]
    assert asked[0].message.startswith(("还没填", "还没选", "还没登记"))
    assert FACTS[path].label in asked[0].message
    assert asked[0].reference == f"{STEPS[step].source} {STEPS[step].clause}"
    assert [f for f in found if f.kind is FindingKind.BROKEN and f not in asked] == []


def test_headcounts_are_asked_for_when_neither_ticked_nor_typed() -> None:
    bare = write(CASE, "session.attendance", ())
    assert missing(bare) >= COUNTED
    typed = write(write(bare, "session.expected", 38), "session.present", 36)
    assert not missing(typed) & COUNTED


def test_steps_are_todo_until_touched_and_want_attention_until_done() -> None:
    filing = STEPS["file"]
    untouched = write(CASE, "filing.filed_on", None)
    assert step_state(filing, situation(untouched)) is StepState.ATTENTION
    assert demanded_count(filing, situation(untouched)) == 1
    for path in filing.facts:
        kind = FACTS[path].kind
        untouched = write(
            untouched, path, "" if kind in ("line", "text") else () if kind == "choices" else None
        )
    assert step_state(filing, situation(untouched)) is StepState.TODO
    assert next_step(situation(untouched)) == filing


def test_too_long_for_the_paper_is_said_and_holds_nothing_up() -> None:
    case = write(CASE, "topic.title", "长" * 300)
    (found,) = findings(situation(case))
    assert (found.fact, found.kind, found.blocks) == ("topic.title", FindingKind.ADVICE, False)
    assert found.message == "协商议题有300个字，纸上的格子大约放100个字，打印时会多占几行。"
    assert next_step(situation(case)) is None
