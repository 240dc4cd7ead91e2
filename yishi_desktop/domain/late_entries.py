"""补录: matters dealt with on paper and typed in afterwards, kept apart from those the program has gone along with.

No document speaks of them. What is held here is that typing in later must not make anything better than it was: such a
matter is marked with who and when, counted in no yearly number, and what was not done in its time stays not done.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from yishi_desktop.domain.case import Attendance, Case
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.procedure import Procedure, Step
from yishi_desktop.domain.registry import deciding_vote, read, session_of, write
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text

NUMBER_SIGN = "补"
"""Before the number of such a matter, in every list, ledger and paper: 补2021-03."""

_LATE_NUMBER = re.compile(f"{NUMBER_SIGN}\\d{{4}}-\\d+")
_OF_THE_MEETING = ("session.held_on", "session.minutes", "vote.votes_for", "outcome.agreed_opinion")


def cannot_be_mended(step: Step, situation: Situation) -> bool:
    """Whether what a step lacks can no longer be made good: all of it once the matter was settled before it was typed
    in, else what had to be done up to and at the meeting.
    """
    entry = situation.case.late_entry
    if entry.entered_on is None:
        return False
    return entry.settled is not False or step.id in up_to_the_meeting(situation)


def up_to_the_meeting(situation: Situation) -> frozenset[str]:
    """The steps that lie behind once people have met: up to the last that asks what came of it."""
    steps = situation.procedure.steps
    asking = [n for n, step in enumerate(steps) if any(path in step.facts for path in _OF_THE_MEETING)]
    return frozenset(step.id for step in steps[: max(asking, default=-1) + 1])


def is_past(day: date, case: Case) -> bool:
    """Whether a day is no longer worth a reminder: gone by, or of a settled matter, when the matter was typed in."""
    entry = case.late_entry
    return entry.entered_on is not None and (entry.settled is not False or day < entry.entered_on)


def mark_of(case: Case) -> str:
    """The mark on every paper: 补录：2026年11月21日由李秀英照原件录入; empty for other matters."""
    entry = case.late_entry
    if entry.entered_on is None:
        return ""
    return (
        f"补录：{date_text(entry.entered_on)}{f'由{entry.entered_by}' if entry.entered_by else ''}照原件录入"
    )


def next_number(year: int, taken: set[str]) -> str:
    """The first free number of a year: 补2021-01, 补2021-02."""
    numbers = (f"{NUMBER_SIGN}{year}-{n:02d}" for n in range(1, 10_000))
    return next(number for number in numbers if number not in taken)


def has_late_number(number: str) -> bool:
    """Whether a matter's number says that it was typed in from paper; for those who have only the village's rows."""
    return _LATE_NUMBER.fullmatch(number) is not None


# --- the form ----------------------------------------------------------------------------------------------------

PEOPLE = "session.attendance"
_AT_THE_MEETING = ("session.venue", "session.kind", "session.chair", "session.recorder", PEOPLE)


def asked(procedure: Procedure) -> tuple[str, ...]:
    """The facts one page of paper gives, in the order in which they are typed."""
    result = (
        ("vote.votes_for", "vote.votes_against", "vote.abstentions")
        if procedure.vote is not None
        else ("outcome.agreed",)
    )
    return (
        "session.held_on",
        "topic.title",
        "session.venue",
        "session.kind",
        "session.chair",
        "session.recorder",
        PEOPLE,
        "session.expected",
        "session.present",
        *result,
        "outcome.agreed_opinion",
        "implementation.summary",
        "outcome.destination",
        "result_notice.posted_on",
        "result_notice.taken_down_on",
        "late_entry.source",
        "late_entry.settled",
    )


def began(case_id: str, procedure: str, today: date, author: str) -> Case:
    """A matter about to be typed in; a paper of years ago is settled unless somebody says it is not."""
    case = Case(id=case_id, procedure=procedure)
    entry = replace(case.late_entry, entered_on=today, entered_by=author, settled=True)
    return replace(case, late_entry=entry)


def is_untouched(case: Case) -> bool:
    """Whether nothing of the paper has been typed yet."""
    bare = began(case.id, case.procedure, case.late_entry.entered_on or date.min, case.late_entry.entered_by)
    return case == bare


def lacking(case: Case, today: date) -> dict[str, str]:
    """What has to be there before the entry is one: a sentence by fact. All else may be missing on the paper."""
    held_on, found = session_of(case).held_on, {}
    if held_on is None:
        found["session.held_on"] = "还没填协商日期，原件上没有日期的，写能确定的大致日子。"
    elif held_on > today:
        found["session.held_on"] = "协商日期还没有到。补录只录已经开过的。"
    if not case.topic.title.strip():
        found["topic.title"] = "还没填协商议题。"
    return found


def finished(case: Case, taken: Iterable[str]) -> Case:
    """The entry with its number, of the year people met in, and the votes added up where all three were given."""
    held_on = session_of(case).held_on
    if held_on is None:
        raise ValueError(case.id)
    case = with_votes_added(case)
    return case if case.number else replace(case, number=next_number(held_on.year, set(taken)))


def with_votes_added(case: Case) -> Case:
    """The number of votes cast is the sum of the three; where the paper lacks one of them, it stays open."""
    vote = deciding_vote(session_of(case))
    counted = (vote.votes_for, vote.votes_against, vote.abstentions)
    if vote.cast is not None or None in counted:
        return case
    return write(case, "vote.cast", sum(one or 0 for one in counted))


def came(people: Iterable[PersonRef], before: Iterable[Attendance] = ()) -> tuple[Attendance, ...]:
    """A sign-in sheet of those who came; who was on it `before` keeps what was noted of them."""
    known = {line.person: line for line in before}
    return tuple(replace(known.get(person, Attendance(person=person)), present=True) for person in people)


def alike(case: Case, previous: Case, path: str) -> Case:
    """One fact taken over from the entry before: 同上."""
    return write(case, path, _of(previous, path))


def same_people_and_place(case: Case, previous: Case) -> Case:
    """Where people met, who led and wrote, and who came, as in the entry before."""
    for path in _AT_THE_MEETING:
        case = alike(case, previous, path)
    return case


def _of(case: Case, path: str) -> object:
    if path == PEOPLE:
        return came(line.person for line in session_of(case).attendance if line.present)
    return read(case, path)


def twin_of(case: Case, others: Iterable[Case]) -> Case | None:
    """A matter that may be the very same: met on the same day about the same thing."""
    day, title = session_of(case).held_on, case.topic.title.strip()
    return next(
        (
            other
            for other in others
            if other.id != case.id
            and day is not None
            and other.topic.title.strip() == title
            and any(session.held_on == day for session in other.sessions)
        ),
        None,
    )
