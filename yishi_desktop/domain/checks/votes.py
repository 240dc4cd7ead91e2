"""Numbers that add up, and the share they reach."""

from collections.abc import Callable

from yishi_desktop.domain.case import Vote
from yishi_desktop.domain.checks.registration import Broken, check
from yishi_desktop.domain.choices import Counting, Destination, SessionKind
from yishi_desktop.domain.situation import Situation


def _first_broken(situation: Situation, judge: Callable[[Vote], Broken | None]) -> Broken | None:
    """The first vote of the session that breaks a rule; `which` names it where there are several."""
    votes = situation.session.votes
    for number, vote in enumerate(votes, 1):
        values = judge(vote)
        if values is not None:
            return {**values, "which": f"第{number}次表决：" if len(votes) > 1 else ""}
    return None


@check("kind")
def vote_needs_meeting(situation: Situation) -> Broken | None:
    """Where the result is voted on, people come together (金市民〔2023〕43号 五（三）：参会的各方…表决)."""
    kind = situation.session.kind
    return None if kind in (SessionKind.MEETING, SessionKind.ONLINE) else {"kind": kind.label}


@check("which", "total", "cast", "difference", "more_or_less")
def votes_add_up(situation: Situation) -> Broken | None:
    """For, against, abstaining and invalid together are those who voted."""
    return _first_broken(situation, _sum)


def _sum(vote: Vote) -> Broken | None:
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


@check("which", "cast", "present", "more")
def no_more_votes_than_people(situation: Situation) -> Broken | None:
    """No more people vote than were present with the right to."""
    return _first_broken(situation, lambda vote: _more(_voted(vote), situation.present_at_vote(vote), "cast"))


def _voted(vote: Vote) -> int | None:
    """How many voted; while nobody has said, those whose votes are known were among them."""
    if vote.cast is not None or vote.votes_for is None:
        return vote.cast
    return vote.votes_for + (vote.votes_against or 0) + (vote.abstentions or 0) + (vote.invalid or 0)


@check("which", "in_the_room", "present", "more")
def in_the_room_came(situation: Situation) -> Broken | None:
    """Nobody is in the room at a vote who did not come to the meeting."""
    came = situation.headcount.present
    return _first_broken(situation, lambda vote: _more(vote.present, came, "in_the_room"))


def _more(some: int | None, whole: int | None, name: str) -> Broken | None:
    if some is None or whole is None or some <= whole:
        return None
    return {name: some, "present": whole, "more": some - whole}


@check("which", "missing", "present", "cast")
def everybody_accounted_for(situation: Situation) -> Broken | None:
    """People who were present and did not vote stay in the base; the record says how many."""
    return _first_broken(situation, lambda vote: _silent(vote, situation.present_at_vote(vote)))


def _silent(vote: Vote, present: int | None) -> Broken | None:
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
    share = situation.threshold
    if verdict is None or verdict.passed or share is None:
        return None
    exactly = share.den * verdict.votes_for == share.num * verdict.base
    return {"sentence": verdict.sentence} if exactly and verdict.base > 0 else None


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
        Destination.GROUP_MEETING,
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
