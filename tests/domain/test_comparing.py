"""Changing a matter's procedure: what becomes demanded or dropped is said beforehand, and nothing recorded is lost."""

from dataclasses import replace

import pytest

from tests.factories import changed, jinhua, procedures, sample_case, situation
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.comparing import compare
from yishi_desktop.domain.registry import FACTS, read

CASE = sample_case(1)


def test_from_jinhua_to_xinjiang() -> None:
    change = compare(situation(CASE), procedures()["xinjiang-village"])
    added = {step.id: step for step in change.added_steps}
    assert {"prior_report", "parties"} <= set(added)
    assert added["prior_report"].reference.endswith("五（一）")
    assert {"review", "approval", "file"} <= {step.id for step in change.removed_steps}
    assert {"prior_report.standing", "topic.scope", "review.convenor"} <= set(change.demanded)
    assert {"review.exclusions", "review.approval", "filing.filed_on"} <= set(change.dropped)
    assert {"review.exclusions", "review.approval", "filing.filed_on"} <= set(change.kept)
    assert not set(change.demanded) & set(change.dropped)
    assert all(found.kind.value in ("missing", "broken") for found in change.findings)
    assert {"topic.scope", "outcome.agreed"} <= {found.fact for found in change.findings}


@pytest.mark.parametrize("name", sorted(procedures()))
def test_nothing_recorded_is_lost_and_going_back_restores_the_demands(name: str) -> None:
    here = situation(CASE)
    change = compare(here, procedures()[name])
    there = situation(replace(CASE, procedure=name), procedure=procedures()[name])
    for path in FACTS:
        assert read(there.case, path) == read(CASE, path)
    back = compare(there, jinhua())
    assert (set(back.demanded), set(back.dropped)) == (set(change.dropped), set(change.demanded))
    assert [s.id for s in back.removed_steps] == [s.id for s in change.added_steps]


def test_the_same_procedure_changes_nothing() -> None:
    change = compare(situation(CASE), jinhua())
    assert change == type(change)(
        added_steps=(), removed_steps=(), demanded=(), dropped=(), kept=(), findings=()
    )


def test_a_technical_matter_moved_to_gansu_wants_experts() -> None:
    case = changed(CASE, topic__technical=True, outcome__agreed=True, session__attendance=())
    change = compare(situation(case), procedures()["gansu"])
    assert "expertise" in {step.id for step in change.added_steps}
    assert any("均应邀请专家" in found.message for found in change.findings)
    assert "outcome.agreed" in change.demanded
    split = changed(case, outcome__great_dissent=True, outcome__destination=c.Destination.VILLAGE)
    assert any(
        "应当提交村民会议" in f.message for f in compare(situation(split), procedures()["gansu"]).findings
    )
