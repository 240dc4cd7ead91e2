"""Which deliberations count towards the year, and why.

甘肃 demands no fewer than four a year and a ledger to show it (S3 三（五）); no document says what counts as one. The
rule here is the plain one: what was called, held and recorded counts, whatever its form and however its vote ended.
A village that is told otherwise marks the session and writes the reason down.
"""

from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.attendance import headcount
from yishi_desktop.domain.case import Session
from yishi_desktop.domain.choices import EndingKind, SessionKind
from yishi_desktop.domain.conditions import excluded
from yishi_desktop.domain.procedure import Number, Procedure
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import short_date

DEMANDED = "sessions_per_year"
REFERENCE = "sessions_per_year_reference"


@dataclass(frozen=True, slots=True)
class Counted:
    """Whether a session counts towards the year, with the reason in words."""

    yes: bool
    reason: str


@dataclass(frozen=True, slots=True)
class YearlyMinimum:
    """How many sessions a year are wanted. Where no local document demands a number, it is only a reference."""

    number: int
    demanded: bool
    basis: str


def counts_toward_year(situation: Situation) -> Counted:
    """Whether the session looked at counts, by rule or by the secretary's own mark.

    A mark never makes a session count that was cancelled, has no date, has not been held yet, or was typed in from paper
    afterwards (补录): those are listed apart, so that nobody's year is made up of papers found later.
    """
    session = situation.session
    if refusal := _not_held(session, situation.today):
        return Counted(yes=False, reason=refusal)
    if situation.case.is_late_entry:
        return Counted(yes=False, reason="补录的，另列，不计入")
    if session.counts is not None:
        return _marked(session)
    if situation.case.ending.kind is EndingKind.EXCLUDED or excluded(situation):
        return Counted(yes=False, reason="不予协商的事项不计")
    if not has_record(session):
        return Counted(yes=False, reason="协商日期已过，还没有登记协商情况，暂不计入")
    if refusal := _against_setting(situation):
        return Counted(yes=False, reason=refusal)
    return Counted(yes=True, reason=_by_rule(situation))


def _not_held(session: Session, today: date) -> str:
    if session.cancelled:
        return f"已取消：{session.cancelled}"
    if session.held_on is None:
        return "没有协商日期"
    return f"{short_date(session.held_on)}还没有到" if session.held_on > today else ""


def _marked(session: Session) -> Counted:
    mark = "人工标记计入" if session.counts else "人工标记不计入"
    return Counted(yes=bool(session.counts), reason=f"{mark}：{session.counts_reason or '没有写理由'}")


def _against_setting(situation: Situation) -> str:
    """What the village has set, because the office above reads 一次 differently."""
    kinds, kind = situation.organisation.counted_kinds, situation.session.kind
    if kinds and kind not in kinds:
        return f"设置中写明{kind.label}不计入年度次数"
    if situation.organisation.count_redeliberation is False and is_redeliberation(situation):
        return "设置中写明再次协商不计入年度次数"
    return ""


def _by_rule(situation: Situation) -> str:
    """A meeting needs no words; other forms name themselves, as the office above may see them differently."""
    words = []
    if is_redeliberation(situation):
        words.append("再次协商")
    if situation.session.kind is not SessionKind.MEETING:
        words.append(f"{situation.session.kind.label}，是否计入以上级口径为准")
    return "；".join(words)


def has_record(session: Session) -> bool:
    """Whether anything shows that the session took place: who came, what was said, how it ended."""
    vote = session.votes[-1] if session.votes else None
    return bool(
        session.minutes
        or session.points
        or session.outcome.agreed_opinion
        or session.outcome.destination
        or session.survey.summary
        or session.survey.returned
        or (vote and vote.votes_for is not None)
        or headcount(session).present
    )


def is_redeliberation(situation: Situation) -> bool:
    """再次协商: an earlier session of the same matter was held. One that was called off does not make the next a second."""
    return first_held_before(situation) is not None


def first_held_before(situation: Situation) -> int | None:
    """The place of the first session of the matter that was held, if it lies before the one looked at."""
    sessions = situation.case.sessions
    here = situation.session_index % len(sessions) if sessions else 0
    return next((n for n, one in enumerate(sessions[:here]) if not one.cancelled and has_record(one)), None)


def number_of(procedure: Procedure, name: str) -> Number | None:
    """One of the procedure's numbers; `None` when it sets none of that name."""
    return next((number for number in procedure.numbers if number.id == name), None)


def yearly_minimum(procedure: Procedure) -> YearlyMinimum | None:
    """The number demanded by the procedure, or the reference number of the base law, or `None`."""
    if demanded := number_of(procedure, DEMANDED):
        return YearlyMinimum(
            demanded.value, demanded=True, basis=f"{demanded.source} {demanded.clause}".strip()
        )
    if reference := number_of(procedure, REFERENCE):
        return YearlyMinimum(reference.value, demanded=False, basis=reference.clause)
    return None
