"""The chart of a procedure: every step stands in it once, and a matter stands in one place."""

import pytest

from tests.factories import procedures, sample_case, situation
from yishi_desktop.domain.flow_chart import Standing, chart_of, flow_chart, on_demand
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.progress import next_step


@pytest.mark.parametrize("name", sorted(procedures()))
def test_every_step_stands_in_its_chapter_once(name: str) -> None:
    procedure = procedures()[name]
    chart = flow_chart(procedure, OrganisationKind.VILLAGE)
    boxes = [box.id for chapter in chart for box in chapter.boxes]
    assert sorted(boxes) == sorted(step.id for step in procedure.steps)
    assert all(not first.on_demand for chapter in chart for first in chapter.boxes[:1])
    assert {box.standing for chapter in chart for box in chapter.boxes} == {Standing.PLAIN}


def test_what_only_some_matters_need_is_told_apart() -> None:
    steps = {step.id: step for step in procedures()["xinjiang-village"].steps}
    sometimes = {name for name, step in steps.items() if on_demand(step)}
    assert {"expertise", "vote", "survey", "escalation", "handover", "ending"} <= sometimes
    assert not {"topic", "prior_report", "outcome", "confirmation", "result_notice", "archive"} & sometimes


@pytest.mark.parametrize("name", sorted(procedures()))
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_matter_stands_where_its_next_step_is(name: str, number: int) -> None:
    case = sample_case(number)
    there = situation(case, procedure=procedures()[name])
    here = [box.id for chapter in chart_of(there) for box in chapter.boxes if box.standing is Standing.HERE]
    wanting = next_step(there)
    assert here == ([wanting.id] if wanting else [])


def test_a_community_reads_its_own_words() -> None:
    chart = flow_chart(procedures()["gansu"], OrganisationKind.COMMUNITY)
    assert not any("村民" in box.title for chapter in chart for box in chapter.boxes)
