"""Real matters for tests: the sample cases, the Jinhua procedure, and cases made of anything the types allow."""

from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, time
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from yishi_desktop.definitions.case_file import CaseFile, VillageFile, read_case_file, read_village_file
from yishi_desktop.definitions.holidays import load_calendar
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.domain.case import Attendance, Case, ExclusionAnswer, Session, TopicReview, Vote
from yishi_desktop.domain.choices import Approval, Counting, Standing, VoteMethod
from yishi_desktop.domain.deadlines import Calendar
from yishi_desktop.domain.facts import Choice
from yishi_desktop.domain.people import Organisation, PersonRef, Role
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.progress import Finding, FindingKind, findings
from yishi_desktop.domain.registry import write
from yishi_desktop.domain.situation import Situation
from yishi_desktop.paths import data_root

SAMPLES = data_root() / "resources" / "sample"
AFTERWARDS = date(2026, 11, 21)
"""A day on which everything in the sample cases has happened."""


def sample_bytes(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


@cache
def sample_file(number: int) -> CaseFile:
    name = f"case-{number}.json"
    return read_case_file(sample_bytes(name), name)


def sample_case(number: int) -> Case:
    """Case 1 passes 31/36, case 2 fails at 8/12 and passes at 9/12, case 3 is excluded."""
    return sample_file(number).case


@cache
def sample_village() -> VillageFile:
    return read_village_file(sample_bytes("village.json"), "village.json")


def organisation() -> Organisation:
    return sample_village().organisation


@cache
def procedures(folder: Path | None = None) -> dict[str, Procedure]:
    return load_procedures(folder)


def jinhua() -> Procedure:
    return procedures()["jinhua"]


@cache
def calendar() -> Calendar:
    return load_calendar()


def situation(
    case: Case,
    *,
    today: date = AFTERWARDS,
    session: int = -1,
    village: Organisation | None = None,
    procedure: Procedure | None = None,
) -> Situation:
    """What the rules look at, on a day when everything recorded has happened unless told otherwise."""
    return Situation(
        case=case,
        procedure=procedure or jinhua(),
        organisation=village or organisation(),
        today=today,
        calendar=calendar(),
        session_index=session,
    )


def changed(case: Case, session: int = -1, **values: object) -> Case:
    """The case with facts changed: `changed(case, vote__cast=3)` writes `vote.cast`."""
    for name, value in values.items():
        case = write(case, name.replace("__", "."), value, session)
    return case


def person(name: str, *roles: Role, person_id: str = "") -> PersonRef:
    return PersonRef(name=name, person_id=person_id, roles=roles)


def voters(present: int, absent: int = 0) -> tuple[Attendance, ...]:
    """A sign-in sheet of people entitled to vote."""
    return tuple(
        Attendance(person=person(f"村民{number}"), standing=Standing.VOTING, present=number < present)
        for number in range(present + absent)
    )


def voted(votes_for: int, against: int = 0, abstaining: int = 0) -> Vote:
    return Vote(
        opinion="同意这样办。",
        method=VoteMethod.SHOW_OF_HANDS,
        cast=votes_for + against + abstaining,
        votes_for=votes_for,
        votes_against=against,
        abstentions=abstaining,
        counting=Counting.COUNTED,
    )


def meeting(present: int, vote: Vote | None = None, **facts: Any) -> Session:
    """A meeting with so many people in the room."""
    return Session(present=present, expected=present, votes=(vote,) if vote else (), **facts)


def case_of(*sessions: Session, **facts: Any) -> Case:
    return Case(id="test", procedure="jinhua", sessions=sessions, **facts)


def reviewed(
    *hits: str, approval: Approval | None = Approval.AGREED, reason: str = "双方纠纷"
) -> TopicReview:
    """A review in which the named 五不议 apply and no other."""
    answers = tuple(
        ExclusionAnswer(rule=item.id, hit=item.id in hits, reason=reason if item.id in hits else "")
        for item in jinhua().exclusions
    )
    return TopicReview(must_rules=("must-1",), exclusions=answers, approval=approval)


def by_check(found: Iterable[Finding]) -> dict[str, Finding]:
    return {finding.check: finding for finding in found if finding.check}


def broken(case: Case, **about: Any) -> dict[str, Finding]:
    """The findings of a case's checks by their id."""
    return by_check(findings(situation(case, **about)))


def missing(case: Case, **about: Any) -> set[str]:
    """The facts still asked for."""
    return {f.fact for f in findings(situation(case, **about)) if f.kind is FindingKind.MISSING}


# --- anything the types allow ------------------------------------------------------------------------------------

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=12).map(
    lambda text: " ".join(text.split())
)
DATES = st.dates()
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(0, 60),
    bool: st.booleans(),
    date: DATES,
    time: st.times().map(lambda t: t.replace(second=0, microsecond=0)),
}


def anything(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type, blanks included."""
    if get_origin(hint) is UnionType:
        return st.one_of(st.none(), *(anything(part) for part in get_args(hint) if part is not NoneType))
    if get_origin(hint) is tuple:
        return st.lists(anything(get_args(hint)[0]), max_size=3).map(tuple)
    if is_dataclass(hint):
        return records(hint)
    if isinstance(hint, type) and issubclass(hint, Choice):
        return st.sampled_from(list(hint))
    return _PLAIN[hint]


@cache
def records(record: Any) -> st.SearchStrategy[Any]:
    """Records with every field either as it is born or filled with anything."""
    hints = get_type_hints(record)
    needed = {f.name: anything(hints[f.name]) for f in fields(record) if f.default is MISSING}
    free = {f.name: anything(hints[f.name]) for f in fields(record) if f.default is not MISSING}
    return st.fixed_dictionaries(needed, optional=free).map(lambda values: record(**values))


def cases() -> st.SearchStrategy[Case]:
    """Cases of the Jinhua procedure filled with anything at all, real rule ids among it."""
    rules = st.sampled_from([item.id for item in (*jinhua().exclusions, *jinhua().must)])
    answers = st.builds(ExclusionAnswer, rule=rules, hit=st.none() | st.booleans(), reason=TEXTS)

    def settled(case: Case, exclusions: tuple[ExclusionAnswer, ...], musts: tuple[str, ...]) -> Case:
        review = replace(case.review, exclusions=exclusions, must_rules=musts)
        return replace(case, id="test", procedure="jinhua", review=review)

    return st.builds(
        settled,
        records(Case),
        st.lists(answers, max_size=5).map(tuple),
        st.lists(rules, max_size=2).map(tuple),
    )
