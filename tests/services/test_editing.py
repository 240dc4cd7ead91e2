"""A case being edited: nothing is lost by undo, and nothing is kept twice."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.domain.case import Attendance, Case, Session
from yishi_desktop.domain.people import Organisation, PersonRef
from yishi_desktop.domain.progress import FindingKind
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.editing import CaseEditing

PROCEDURE = load_procedures()["jinhua"]


def editing(case: Case | None = None, today: date = date(2026, 3, 20)) -> CaseEditing:
    return CaseEditing(
        Situation(
            case=case or Case(id="1", procedure="jinhua"),
            procedure=PROCEDURE,
            organisation=Organisation(id="v"),
            today=today,
        )
    )


def test_typing_in_one_field_undoes_as_one() -> None:
    work = editing()
    for text in ("修", "修路", "修路灯"):
        work.set("topic.title", text)
    work.set("topic.proposer", "三组村民")
    work.undo()
    assert (work.value("topic.title"), work.value("topic.proposer")) == ("修路灯", "")
    work.undo()
    assert work.value("topic.title") == ""
    work.redo()
    work.redo()
    assert (work.value("topic.title"), work.value("topic.proposer")) == ("修路灯", "三组村民")


def test_setting_the_same_value_changes_nothing() -> None:
    work = editing()
    assert not work.set("topic.title", "")
    assert not work.can_undo
    assert not work.draft_due


def test_a_draft_is_due_until_it_is_kept() -> None:
    work = editing()
    work.set("topic.title", "修路")
    assert work.draft_due
    work.kept(work.case)
    assert not work.draft_due


def test_the_first_session_comes_into_being_when_written_to() -> None:
    work = editing()
    work.set("session.held_on", date(2026, 3, 15))
    assert [session.held_on for session in work.case.sessions] == [date(2026, 3, 15)]
    work.set("session.venue", "议事厅")
    assert len(work.case.sessions) == 1


def test_deliberating_again_takes_people_and_place_over_but_nothing_that_happened() -> None:
    held = Session(
        held_on=date(2026, 4, 18),
        venue="议事厅",
        minutes="第一次",
        chair=PersonRef(name="王伟民"),
        attendance=(Attendance(person=PersonRef(name="王伟民"), present=True, recused=True),),
    )
    work = editing(Case(id="1", procedure="jinhua", sessions=(held,)))
    work.deliberate_again()
    again = work.situation.session
    assert work.session_index == 1
    assert (again.venue, again.chair, again.minutes, again.held_on) == (
        "议事厅",
        PersonRef(name="王伟民"),
        "",
        None,
    )
    assert [(line.person.name, line.present, line.recused) for line in again.attendance] == [
        ("王伟民", None, False)
    ]
    assert work.case.sessions[0] == held
    work.look_at(0)
    work.set("session.venue", "祠堂")
    assert [session.venue for session in work.case.sessions] == ["祠堂", "议事厅"]
    work.undo()
    work.undo()
    assert (len(work.case.sessions), work.session_index) == (1, 0)


def test_an_explanation_turns_advice_into_an_explained_finding() -> None:
    work = editing()
    work.set("session.venue_area", 20)
    work.set("review.must_rules", ("must-1",))
    plan = PROCEDURE.step("plan")
    small = next(found for found in work.findings(plan) if found.check == "venue-area")
    assert small.kind is FindingKind.ADVICE
    work.explain(small, "祠堂修好以前只有这一间")
    explained = next(found for found in work.findings(plan) if found.check == "venue-area")
    assert (explained.kind, explained.explanation) == (FindingKind.EXPLAINED, "祠堂修好以前只有这一间")
    work.explain(small, "")
    assert next(f for f in work.findings(plan) if f.check == "venue-area").kind is FindingKind.ADVICE


_TEXTS = st.sampled_from(["", "甲", "乙", "丙"])
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["topic.title", "session.venue", "vote.opinion"]), _TEXTS),
        st.sampled_from(["undo", "redo", "again"]),
    ),
    max_size=30,
)


@given(_STEPS)
def test_undoing_everything_leads_back_to_the_start_and_redoing_to_the_end(steps: list[object]) -> None:
    work = editing()
    start = work.case
    for step in steps:
        if step == "again":
            work.deliberate_again()
        elif isinstance(step, str):
            getattr(work, step)()
        else:
            path, value = step  # type: ignore[misc]
            work.set(path, value)
    while work.can_redo:
        work.redo()
    end = work.case
    while work.can_undo:
        work.undo()
    assert work.case == start
    while work.can_redo:
        work.redo()
    assert work.case == end
