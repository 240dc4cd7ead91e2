"""Every fact by its path: `topic.title`, `session.held_on`, `vote.votes_for`.

A path is a group and a field. Some groups belong to the case, the others to one of its sessions; whoever reads or
writes says which session, the latest unless told otherwise. `vote` is the deciding vote of a session, its last.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from yishi_desktop.domain.case import (
    Announcement,
    Case,
    Circular,
    Ending,
    Filing,
    Invitation,
    Outcome,
    Plan,
    PublicNotice,
    Session,
    Topic,
    TopicReview,
    Vote,
)
from yishi_desktop.domain.facts import Fact, facts_of
from yishi_desktop.domain.followup import (
    Allowance,
    Archive,
    Commission,
    Escalation,
    Evaluation,
    Feedback,
    FourTwo,
    Handover,
    Implementation,
    LateEntry,
    PriorReport,
    ProposerReply,
    SupervisoryReview,
)
from yishi_desktop.domain.rounds import Adoption, Confirmation, Expertise, Survey

LATEST = -1


@dataclass(frozen=True, slots=True)
class Group:
    """A set of facts that live together. `of_session` tells the two levels apart."""

    record: type[Any]
    of_session: bool = False


GROUPS: Mapping[str, Group] = {
    "case": Group(Case),
    "topic": Group(Topic),
    "review": Group(TopicReview),
    "implementation": Group(Implementation),
    "implementation_notice": Group(PublicNotice),
    "supervision": Group(SupervisoryReview),
    "evaluation": Group(Evaluation),
    "prior_report": Group(PriorReport),
    "commission": Group(Commission),
    "escalation": Group(Escalation),
    "handover": Group(Handover),
    "four_two": Group(FourTwo),
    "decision_notice": Group(PublicNotice),
    "allowance": Group(Allowance),
    "allowance_notice": Group(PublicNotice),
    "feedback": Group(Feedback),
    "reply": Group(ProposerReply),
    "archive": Group(Archive),
    "ending": Group(Ending),
    "late_entry": Group(LateEntry),
    "session": Group(Session, of_session=True),
    "plan": Group(Plan, of_session=True),
    "announcement": Group(Announcement, of_session=True),
    "invitation": Group(Invitation, of_session=True),
    "vote": Group(Vote, of_session=True),
    "outcome": Group(Outcome, of_session=True),
    "filing": Group(Filing, of_session=True),
    "circular": Group(Circular, of_session=True),
    "result_notice": Group(PublicNotice, of_session=True),
    "survey": Group(Survey, of_session=True),
    "expertise": Group(Expertise, of_session=True),
    "confirmation": Group(Confirmation, of_session=True),
    "adoption": Group(Adoption, of_session=True),
}

FACTS: Mapping[str, Fact] = {
    f"{name}.{field}": fact
    for name, group in GROUPS.items()
    for field, fact in facts_of(group.record).items()
}


def group_of(path: str) -> Group:
    """The group a path belongs to; `KeyError` when there is none."""
    return GROUPS[path.partition(".")[0]]


def session_of(case: Case, session: int = LATEST) -> Session:
    """One session of a case; an empty one while none has been planned."""
    return case.sessions[session] if case.sessions else Session()


def deciding_vote(session: Session) -> Vote:
    """The vote on the opinion the meeting ended with: the last one taken."""
    return session.votes[-1] if session.votes else Vote()


def read(case: Case, path: str, session: int = LATEST) -> Any:
    """The value recorded under a path."""
    group, _, name = path.partition(".")
    return getattr(_record(case, group, session), name)


def write(case: Case, path: str, value: object, session: int = LATEST) -> Case:
    """The same case with one fact changed. The first session comes into being when something is written to it."""
    group, _, name = path.partition(".")
    return _with_record(case, group, replace(_record(case, group, session), **{name: value}), session)


def _record(case: Case, group: str, session: int) -> Any:
    if group == "case":
        return case
    if not GROUPS[group].of_session:
        return getattr(case, group)
    held = session_of(case, session)
    if group == "session":
        return held
    return deciding_vote(held) if group == "vote" else getattr(held, group)


def _with_record(case: Case, group: str, record: Any, session: int) -> Case:
    if group == "case":
        return record  # type: ignore[no-any-return]
    if not GROUPS[group].of_session:
        return replace(case, **{group: record})
    held = session_of(case, session)
    if group == "session":
        return with_session(case, record, session)
    if group == "vote":
        return with_session(case, replace(held, votes=(*held.votes[:-1], record)), session)
    return with_session(case, replace(held, **{group: record}), session)


def with_session(case: Case, held: Session, session: int = LATEST) -> Case:
    """The same case with one of its sessions replaced, or with its first session."""
    sessions = list(case.sessions) or [held]
    sessions[session] = held
    return replace(case, sessions=tuple(sessions))
