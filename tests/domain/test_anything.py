"""Half-filled, contradictory, absurd: nothing a village can record makes the rules fail."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import DATES, anything, cases, organisation, procedures, situation
from yishi_desktop.definitions.procedures import SECTION_KINDS
from yishi_desktop.domain.case import Case, Session, Vote
from yishi_desktop.domain.comparing import compare
from yishi_desktop.domain.due_dates import due_dates
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.progress import (
    FindingKind,
    StepState,
    demanded_count,
    findings,
    next_step,
    stand,
    step_findings,
    step_state,
)
from yishi_desktop.domain.registry import FACTS, GROUPS, group_of, read, session_of, with_session, write

MANY = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)


@MANY
@given(case=cases(), today=DATES, data=st.data())
def test_any_case_can_be_judged(case: Case, today: object, data: st.DataObject) -> None:
    index = data.draw(st.integers(-1, max(0, len(case.sessions) - 1)))
    procedure = data.draw(st.sampled_from(sorted(procedures().values(), key=lambda one: one.id)))
    village = replace(organisation(), kind=data.draw(st.sampled_from(list(OrganisationKind))))
    looked_at = situation(case, today=today, session=index, procedure=procedure, village=village)  # type: ignore[arg-type]
    found = findings(looked_at)
    for finding in found:
        assert finding.message
        assert "{" not in finding.message or "{" in repr(case)
        assert finding.fact in FACTS
        assert finding.blocks or finding.kind is not FindingKind.BROKEN
    for step in looked_at.procedure.steps:
        state = step_state(step, looked_at)
        assert (state is StepState.NOT_APPLICABLE) <= (step_findings(step, looked_at) == [])
        assert (state is StepState.DONE) <= (demanded_count(step, looked_at) == 0)
    following = next_step(looked_at)
    assert (following is None) == (sum(demanded_count(s, looked_at) for s in looked_at.procedure.steps) == 0)
    days = due_dates(looked_at)
    assert [day.on for day in days] == sorted(day.on for day in days)
    stand(looked_at)
    compare(looked_at, data.draw(st.sampled_from(sorted(procedures().values(), key=lambda one: one.id))))


def value_of(path: str) -> st.SearchStrategy[object]:
    hints = GROUPS[path.partition(".")[0]].record.__annotations__
    return anything(hints[path.partition(".")[2]])


@MANY
@given(case=cases(), path=st.sampled_from(sorted(FACTS)), data=st.data())
def test_what_is_written_is_read_and_nothing_else_changes(case: Case, path: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(-1, max(0, len(case.sessions) - 1)))
    value = data.draw(value_of(path))
    after = write(case, path, value, index)
    assert read(after, path, index) == value
    assert write(after, path, value, index) == after
    inside = {"session.votes": "vote."}.get(path)
    holding = "session.votes" if path.startswith("vote.") else path
    for other in FACTS:
        if other not in (path, holding) and not (inside and other.startswith(inside)):
            assert read(after, other, index) == read(case, other, index), other
    if path.startswith("vote."):
        assert session_of(after, index).votes[:-1] == session_of(case, index).votes[:-1]
    sessions = list(range(len(case.sessions)))
    for untouched in sessions[:index] + (sessions[index + 1 :] if index >= 0 else []):
        assert after.sessions[untouched] == case.sessions[untouched]


def test_the_first_session_comes_into_being_when_written_to() -> None:
    case = Case(id="a", procedure="jinhua")
    assert session_of(case) == Session()
    assert write(case, "topic.title", "修路").sessions == ()
    assert len(write(case, "vote.cast", 3).sessions) == 1
    assert write(case, "case.note", "补录").note == "补录"
    assert with_session(case, Session(venue="议事厅")).sessions == (Session(venue="议事厅"),)


def test_a_fact_that_is_not_there_is_refused() -> None:
    case = Case(id="a", procedure="jinhua")
    with pytest.raises(KeyError):
        group_of("nothing.here")
    with pytest.raises(KeyError):
        read(case, "nothing.here")
    with pytest.raises(AttributeError):
        read(case, "topic.here")
    with pytest.raises(TypeError):
        write(case, "topic.here", 1)
    assert group_of("vote.cast").of_session
    assert not group_of("topic.title").of_session


def test_every_fact_is_declared_with_what_a_page_needs() -> None:
    for path, fact in FACTS.items():
        assert fact.label, path
        assert (fact.kind in ("choice", "choices")) == (fact.choices is not None), path
        assert (fact.kind == "rows") <= (fact.row is not None), path
        assert fact.privacy in ("public", "internal", "never"), path
    assert not any("身份证" in fact.label for fact in FACTS.values())


def test_every_kind_of_section_is_used_and_exists() -> None:
    every = [section.kind for one in procedures().values() for step in one.steps for section in step.sections]
    assert set(every) == SECTION_KINDS


def test_writing_the_deciding_vote_keeps_the_earlier_ones() -> None:
    votes = (Vote(cast=1), Vote(cast=2))
    case = Case(id="a", procedure="jinhua", sessions=(Session(votes=votes),))
    assert write(case, "vote.cast", 3).sessions[0].votes == (Vote(cast=1), Vote(cast=3))
