"""No procedure has a step nobody reaches or a demand nobody can meet: a secretary who does what is asked gets through."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance import SHENZHEN, XINJIANG
from tests.factories import procedures
from tests.secretary import BEFORE, FIXED, Secretary
from tests.sixth import SIXTH
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import ExclusionAnswer
from yishi_desktop.domain.overlay import for_organisation
from yishi_desktop.domain.people import CountyNumber, Organisation
from yishi_desktop.domain.progress import Stand, stand

Choices = dict[str, Any]
SHIPPED = sorted(procedures())
VILLAGES = {name: SHENZHEN if name.startswith("shenzhen") else XINJIANG for name in SHIPPED}

AGREED: list[Choices] = [
    {"outcome.destination": where} for where in c.Destination if where is not c.Destination.AGAIN
]
FAILED: list[Choices] = [
    {"outcome.agreed": False, "vote.votes_for": 0, "vote.votes_against": 19, "outcome.destination": where}
    for where in (
        c.Destination.AGAIN,
        c.Destination.TERMINATE,
        c.Destination.ESCALATE,
        c.Destination.REPRESENTATIVES,
    )
]
OTHER: list[Choices] = [
    *({"session.kind": kind} for kind in c.SessionKind),
    {"topic.technical": True, "expertise.experts": "省水利院 李工"},
    {"topic.origin": c.TopicOrigin.COMMISSIONED},
    {"prior_report.standing": c.ConvenorStanding.GROUP_HEAD, "topic.scope": c.TopicScope.GROUP},
    {"confirmation.certification": c.Certification.NOTARIZATION},
    {"session.dissent_explanations": FIXED["session.dissent_explanations"]},
    {"allowance.lines": FIXED["allowance.lines"]},
    {"adoption.verdict": c.Adopted.REJECTED},
    {"escalation.answer": c.EscalationAnswer.HANDLED, "outcome.destination": c.Destination.ESCALATE},
    {"handover.votes_for": 3, "outcome.destination": c.Destination.REPRESENTATIVES},
    {"outcome.destination": c.Destination.COLLECTIVE, "handover.body": c.DecidingBody.COLLECTIVE_MEMBERS},
    {"topic.wide_concern": True, "session.form": c.DeliberationForm.HEARING},
    {"review.approval": c.Approval.REFUSED, "prior_report.answer": c.Approval.REFUSED,
     "ending.kind": c.EndingKind.TERMINATED},
    {"ending.kind": c.EndingKind.WITHDRAWN},
    {"supervision.completeness": c.Completeness.INCOMPLETE},
]  # fmt: skip
CALLED_OFF: Choices = {"session.cancelled": "大雪封路"}
EXCLUDED: Choices = {"review.exclusions": (ExclusionAnswer(rule="exclusion-5", hit=True, reason="双方纠纷"),)}
WAYS = [*AGREED, *FAILED, *OTHER]
NO_QUORUM: Choices = {
    "handover.present": 3,
    "handover.votes_for": 3,
    "outcome.destination": c.Destination.REPRESENTATIVES,
}


def forbidden(name: str, choices: Choices) -> bool:
    """What a document does not allow: some vote at meetings, some do not drop what was not settled."""
    by_paper = choices.get("session.kind") in (c.SessionKind.WRITTEN, c.SessionKind.HOUSEHOLD)
    dropped = (
        choices.get("outcome.agreed") is False and choices["outcome.destination"] is c.Destination.TERMINATE
    )
    procedure = procedures()[name]
    rules = {check.rule for step in procedure.steps for check in step.checks if check.blocks}
    return ("vote_needs_meeting" in rules and by_paper) or ("dispute_goes_to_a_meeting" in rules and dropped)


@cache
def way(name: str, number: int) -> Secretary:
    return walk(name, WAYS[number])


def walk(name: str, choices: Choices) -> Secretary:
    return Secretary(procedures()[name], VILLAGES[name], choices).work()


def in_words(choices: Choices) -> str:
    return "、".join(f"{path}={value}"[:40] for path, value in choices.items())


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("number", range(len(WAYS)), ids=lambda number: in_words(WAYS[number]))
def test_what_is_asked_for_can_be_given(name: str, number: int) -> None:
    choices = WAYS[number]
    if forbidden(name, choices):
        with pytest.raises(AssertionError, match="不能"):
            walk(name, choices)
        return
    done = way(name, number)
    given_up = {"ending.kind", "outcome.agreed", "session.cancelled", "outcome.destination"} & set(choices)
    assert stand(done.situation()) is not Stand.OPEN
    if not given_up and "review.approval" not in choices:
        assert stand(done.situation()) is Stand.ARCHIVED


@pytest.mark.parametrize("name", [n for n in SHIPPED if procedures()[n].step_of("handover.present")])
def test_a_meeting_without_its_quorum_stops_the_matter(name: str) -> None:
    with pytest.raises(AssertionError, match="到会人数不够，不能作出决定"):
        walk(name, NO_QUORUM)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_step_is_reached_by_some_matter(name: str) -> None:
    reached: set[str] = set()
    for number, choices in enumerate(WAYS):
        if not forbidden(name, choices):
            reached |= way(name, number).reached
    stopped = Secretary(procedures()[name], VILLAGES[name], CALLED_OFF)
    with pytest.raises(AssertionError, match="没有开成"):
        stopped.work()
    reached |= stopped.reached
    if procedures()[name].exclusions:
        reached |= walk(name, EXCLUDED).reached
    assert {step.id for step in procedures()[name].steps} - reached == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_part_of_a_page_is_shown_to_some_matter(name: str) -> None:
    """A section whose condition never holds would hide its demands for ever."""
    shown: set[tuple[str, int]] = set()
    for number, choices in enumerate(WAYS):
        if not forbidden(name, choices):
            shown |= way(name, number).shown
    stopped = Secretary(procedures()[name], VILLAGES[name], CALLED_OFF)
    with pytest.raises(AssertionError, match="没有开成"):
        stopped.work()
    shown |= stopped.shown
    if procedures()[name].exclusions:
        shown |= walk(name, EXCLUDED).shown
    every = {(step.id, at) for step in procedures()[name].steps for at in range(len(step.sections))}
    assert every - shown == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_county_at_its_strictest_can_still_be_satisfied(name: str) -> None:
    """Numbers made stricter stay numbers a village can meet."""
    strict = tuple(
        CountyNumber(id=number.id, value=max(number.least, number.value) + 5, by="县民政局")
        for number in procedures()[name].numbers
        if not number.most
    )
    village = replace(VILLAGES[name], county_numbers=strict)
    procedure = for_organisation(procedures()[name], village, BEFORE)
    done = Secretary(procedure, village, {}).work()
    assert stand(done.situation()) is Stand.ARCHIVED


# --- a sixth procedure ---------------------------------------------------------------------------------------------


def test_a_sixth_procedure_is_one_file(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "resources" / "procedures" / "law-2026.toml"
    (tmp_path / "law-2026.toml").write_bytes(shipped.read_bytes())
    (tmp_path / "elsewhere.toml").write_text(SIXTH, encoding="utf-8")
    sixth = load_procedures(tmp_path)["elsewhere"]
    assert {number.id for number in sixth.numbers} >= {"seats", "posting_days"}
    assert sixth.bodies == procedures()["jinhua"].bodies
    done = Secretary(sixth, Organisation(id="x", procedure="elsewhere")).work()
    assert done.reached == {"say", "do"}
    assert stand(done.situation()) is Stand.ARCHIVED
