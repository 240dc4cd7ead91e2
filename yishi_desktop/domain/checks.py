"""The check functions, registered by name. Procedures name them; nothing else calls them.

Each looks at a situation and the numbers or facts a procedure passes, and answers `None` when the rule holds or
cannot be judged yet, or the values for the message when it is broken. Whole numbers arrive resolved; parameters
annotated `str` are paths of facts.
"""

import inspect
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.choices import Approval, Counting, Destination
from yishi_desktop.domain.conditions import excluded
from yishi_desktop.domain.deadlines import posting_period
from yishi_desktop.domain.facts import is_blank
from yishi_desktop.domain.people import SUPERVISION_COMMITTEE, VILLAGERS_COMMITTEE
from yishi_desktop.domain.registry import FACTS, read
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text, listed, short_date, time_text

Broken = Mapping[str, object]
Rule = Callable[..., Broken | None]


@dataclass(frozen=True, slots=True)
class RegisteredCheck:
    """A check function with what it takes and what its message may say."""

    function: Rule
    numbers: frozenset[str]
    facts: frozenset[str]
    gives: frozenset[str]


CHECKS: dict[str, RegisteredCheck] = {}


def check(*gives: str) -> Callable[[Rule], Rule]:
    """Make a check known by its name; `gives` names the values its message may use."""

    def register(function: Rule) -> Rule:
        parameters = list(inspect.signature(function).parameters.values())[1:]
        CHECKS[function.__name__] = RegisteredCheck(
            function,
            frozenset(p.name for p in parameters if p.annotation is int),
            frozenset(p.name for p in parameters if p.annotation is str),
            frozenset(gives),
        )
        return function

    return register


# --- dates -----------------------------------------------------------------------------------------------------


@check("this", "that", "this_day", "that_day")
def not_before(situation: Situation, this: str, that: str) -> Broken | None:
    """The day in `this` is the day in `that` or later."""
    return _order(situation, this, that, same_day_is_fine=True)


@check("this", "that", "this_day", "that_day")
def after(situation: Situation, this: str, that: str) -> Broken | None:
    """The day in `this` lies behind the day in `that`."""
    return _order(situation, this, that, same_day_is_fine=False)


def _order(situation: Situation, this: str, that: str, *, same_day_is_fine: bool) -> Broken | None:
    one, other = situation.value(this), situation.value(that)
    if one is None or other is None or one > other or (same_day_is_fine and one == other):
        return None
    return {
        "this": FACTS[this].label,
        "that": FACTS[that].label,
        "this_day": short_date(one),
        "that_day": short_date(other),
    }


@check("label", "day")
def not_in_future(situation: Situation, fact: str) -> Broken | None:
    """What is recorded as done does not lie in the future."""
    day: date | None = situation.value(fact)
    if day is None or day <= situation.today:
        return None
    return {"label": FACTS[fact].label, "day": date_text(day)}


@check("day")
def results_of_the_future(situation: Situation) -> Broken | None:
    """Votes are recorded for a meeting that has not been held yet."""
    held_on = situation.session.held_on
    if held_on is None or held_on <= situation.today or situation.vote.votes_for is None:
        return None
    return {"day": date_text(held_on)}


@check("start", "end")
def ends_after_start(situation: Situation) -> Broken | None:
    """A meeting ends later the same day than it started."""
    start, end = situation.session.starts_at, situation.session.ends_at
    if start is None or end is None or end > start:
        return None
    return {"start": time_text(start), "end": time_text(end)}


@check("posted", "taken_down", "stood", "days", "short", "free_on")
def posted_long_enough(situation: Situation, posted: str, taken_down: str, days: int) -> Broken | None:
    """A notice stands its full period: the first day not counted, a holiday at the end moves it on."""
    start, end = situation.value(posted), situation.value(taken_down)
    if start is None or end is None:
        return None
    period = posting_period(start, days, situation.calendar)
    if not period.short_by(end):
        return None
    return {
        "posted": short_date(start),
        "taken_down": short_date(end),
        "stood": max(0, (end - start).days - 1),
        "days": days,
        "short": period.short_by(end),
        "free_on": date_text(period.free_on),
    }


# --- the topic -------------------------------------------------------------------------------------------------


@check("rules", "count")
def every_exclusion_answered(situation: Situation) -> Broken | None:
    """Each of the 五不议 has been asked and answered."""
    if not situation.case.topic.title:
        return None
    answered = {answer.rule for answer in situation.case.review.exclusions if answer.hit is not None}
    open_rules = [item for item in situation.procedure.exclusions if item.id not in answered]
    if not open_rules or excluded(situation):
        return None
    return {"rules": listed([item.short for item in open_rules]), "count": len(open_rules)}


@check("rules")
def not_excluded(situation: Situation) -> Broken | None:
    """None of the 五不议 applies."""
    hit = {answer.rule for answer in situation.case.review.exclusions if answer.hit}
    names = [item.short for item in situation.procedure.exclusions if item.id in hit]
    return {"rules": listed(names)} if names else None


@check("rules")
def exclusion_explained(situation: Situation) -> Broken | None:
    """Whoever answers yes to one of the 五不议 says why."""
    bare = {answer.rule for answer in situation.case.review.exclusions if answer.hit and not answer.reason}
    names = [item.short for item in situation.procedure.exclusions if item.id in bare]
    return {"rules": listed(names)} if names else None


@check("approval")
def approved(situation: Situation) -> Broken | None:
    """The Party organisation agreed to the topic and its participants."""
    approval = situation.case.review.approval
    if approval is None or approval is Approval.AGREED:
        return None
    return {"approval": approval.label}


# --- the people of a meeting -----------------------------------------------------------------------------------


@check("name", "duties")
def one_person_one_duty(situation: Situation) -> Broken | None:
    """Chair, recorder and supervisor are three different people."""
    session = situation.session
    held = (
        ("协商主持人", session.chair),
        ("协商记录员", session.recorder),
        ("协商监督员", session.supervisor),
    )
    names = Counter(person.name for _, person in held if person)
    twice = next((name for name, count in names.items() if count > 1), None)
    if twice is None:
        return None
    duties = [label for label, person in held if person and person.name == twice]
    return {"name": twice, "duties": listed(duties)}


@check("name", "duty")
def supervisor_not_of_committee(situation: Situation) -> Broken | None:
    """The supervisor is not a member of the villagers' committee (村民委员会组织法 第三十七条)."""
    supervisor = situation.session.supervisor
    roles = [role for role in supervisor.roles if role in VILLAGERS_COMMITTEE] if supervisor else []
    return {"name": supervisor.name, "duty": roles[0].label} if supervisor and roles else None


@check("name")
def supervisor_of_supervision(situation: Situation) -> Broken | None:
    """The supervisor belongs to the supervision committee, as far as the roster knows."""
    supervisor = situation.session.supervisor
    if supervisor is None or not supervisor.roles or SUPERVISION_COMMITTEE & set(supervisor.roles):
        return None
    return {"name": supervisor.name}


@check("area", "least")
def large_enough(situation: Situation, least: int) -> Broken | None:
    """The venue has the floor area the document asks for, in square metres."""
    area = situation.session.venue_area
    return None if area is None or area >= least else {"area": area, "least": least}


@check("present", "expected", "more")
def no_more_than_expected(situation: Situation) -> Broken | None:
    """More people came than were expected, and nobody has said why."""
    count = situation.headcount
    if count.present is None or count.expected is None or count.present <= count.expected:
        return None
    if situation.session.supplement_note:
        return None
    return {"present": count.present, "expected": count.expected, "more": count.present - count.expected}


@check()
def somebody_came(situation: Situation) -> Broken | None:
    """A meeting at which nobody entitled to vote was present decides nothing."""
    return {} if situation.headcount.present == 0 else None


@check("names")
def names_told_apart(situation: Situation) -> Broken | None:
    """Two people of the same name on one sign-in sheet can be told apart by a remark."""
    counted = Counter((line.person.name, line.note) for line in situation.session.attendance)
    twice = sorted({name for (name, _), count in counted.items() if count > 1 and name})
    return {"names": listed(twice)} if twice else None


# --- the vote --------------------------------------------------------------------------------------------------


@check("total", "cast", "difference", "more_or_less")
def votes_add_up(situation: Situation) -> Broken | None:
    """For, against, abstaining and invalid together are those who voted."""
    vote = situation.vote
    counts = (vote.votes_for, vote.votes_against, vote.abstentions)
    if vote.cast is None or any(count is None for count in counts):
        return None
    total = sum(count or 0 for count in (*counts, vote.invalid))
    if total == vote.cast:
        return None
    return {
        "total": total,
        "cast": vote.cast,
        "difference": abs(total - vote.cast),
        "more_or_less": "多" if total > vote.cast else "少",
    }


@check("cast", "present", "more")
def no_more_votes_than_people(situation: Situation) -> Broken | None:
    """No more people vote than were present with the right to."""
    vote = situation.vote
    present = situation.present_at_vote(vote)
    if vote.cast is None or present is None or vote.cast <= present:
        return None
    return {"cast": vote.cast, "present": present, "more": vote.cast - present}


@check("missing", "present", "cast")
def everybody_accounted_for(situation: Situation) -> Broken | None:
    """People who were present and did not vote stay in the base; the record says how many."""
    vote = situation.vote
    present = situation.present_at_vote(vote)
    if vote.cast is None or present is None or vote.cast >= present:
        return None
    return {"missing": present - vote.cast, "present": present, "cast": vote.cast}


@check("sentence", "needed", "base", "votes_for", "short")
def more_than_share(situation: Situation) -> Broken | None:
    """The vote passed by the procedure's share; strictly, in whole numbers."""
    verdict = situation.verdict()
    if verdict is None or verdict.passed:
        return None
    return {
        "sentence": verdict.sentence,
        "needed": verdict.needed,
        "base": verdict.base,
        "votes_for": verdict.votes_for,
        "short": verdict.short,
    }


@check("sentence")
def exactly_at_share(situation: Situation) -> Broken | None:
    """Exactly the share was reached, which `超过` excludes."""
    verdict = situation.verdict()
    if verdict is None or verdict.passed or situation.procedure.vote is None:
        return None
    at_least = situation.procedure.vote.threshold.other_reading()
    return {"sentence": verdict.sentence} if at_least.passes(verdict.votes_for, verdict.base) else None


@check()
def count_confirmed(situation: Situation) -> Broken | None:
    """Votes that were derived rather than counted say so on the record."""
    return {} if situation.vote.counting is Counting.DERIVED else None


_AFTER_FAILURE = frozenset(
    {
        Destination.AGAIN,
        Destination.TERMINATE,
        Destination.REPRESENTATIVES,
        Destination.ASSEMBLY,
        Destination.ESCALATE,
        Destination.COLLECTIVE,
    }
)


@check("destination")
def failure_not_carried_out(situation: Situation) -> Broken | None:
    """What was voted down is not carried out: it ends, waits for another session, or goes to another body."""
    destination = situation.session.outcome.destination
    if situation.consensus_reached is not False or destination is None or destination in _AFTER_FAILURE:
        return None
    return {"destination": destination.label}


# --- afterwards ------------------------------------------------------------------------------------------------


@check("tasks")
def tasks_assigned(situation: Situation) -> Broken | None:
    """Every task has somebody answerable and a date."""
    loose = [
        t.what or "（未写事项）" for t in situation.case.implementation.tasks if not (t.owner and t.due_on)
    ]
    return {"tasks": listed(loose)} if loose else None


@check("tasks", "count")
def tasks_overdue(situation: Situation) -> Broken | None:
    """No task is past its date and still open."""
    late = [
        task
        for task in situation.case.implementation.tasks
        if task.due_on and task.done_on is None and task.due_on < situation.today
    ]
    if not late:
        return None
    return {
        "tasks": listed([f"{task.what}（{short_date(task.due_on)}）" for task in late]),
        "count": len(late),
    }


@check("fact", "reason")
def reason_given(situation: Situation, fact: str, reason: str) -> Broken | None:
    """Where `fact` has been answered, `reason` says why."""
    if is_blank(situation.value(fact)) or not is_blank(situation.value(reason)):
        return None
    return {"fact": FACTS[fact].label, "reason": FACTS[reason].label}


@check("earlier")
def earlier_session_closed(situation: Situation) -> Broken | None:
    """A further session stands on an earlier one that was held and did not agree."""
    case = situation.case
    index = situation.session_index % len(case.sessions) if case.sessions else 0
    if index == 0:
        return None
    earlier = situation.for_session(index - 1)
    if earlier.consensus_reached is not True or earlier.session.cancelled:
        return None
    return {"earlier": date_text(read(case, "session.held_on", index - 1))}
