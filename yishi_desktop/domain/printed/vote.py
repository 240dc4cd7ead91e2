"""Printed values about a vote: numbers, shares and the one sentence; never who voted how."""

from yishi_desktop.domain.choices import Counting, VoteMethod
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.voting import percent

_BALLOTS = (VoteMethod.SECRET_BALLOT, VoteMethod.OPEN_BALLOT)


def _share(situation: Situation, votes: int | None) -> str:
    base = situation.base_of(situation.vote)
    return "" if votes is None or not base else percent(votes, base)


@printed("vote.for_percent", "赞成人数比例", facts=("vote.votes_for",))
def for_percent(situation: Situation) -> str:
    """Of the base the village counts by, with two decimals."""
    return _share(situation, situation.vote.votes_for)


@printed("vote.against_percent", "反对人数比例", facts=("vote.votes_against",))
def against_percent(situation: Situation) -> str:
    """Of the same base."""
    return _share(situation, situation.vote.votes_against)


@printed("vote.abstention_percent", "弃权人数比例", facts=("vote.abstentions",))
def abstention_percent(situation: Situation) -> str:
    """Of the same base."""
    return _share(situation, situation.vote.abstentions)


@printed("vote.base", "有表决权的在场人数", "count", facts=("vote.present",))
def vote_base(situation: Situation) -> int | None:
    """How many people entitled to vote were in the room when the vote was taken."""
    return situation.present_at_vote(situation.vote)


@printed("vote.valid", "有效票", "count", facts=("vote.cast", "vote.invalid"))
def valid_votes(situation: Situation) -> int | None:
    """Ballots collected less the invalid ones; only where ballots were used."""
    vote = situation.vote
    return None if vote.cast is None or vote.method not in _BALLOTS else vote.cast - (vote.invalid or 0)


@printed("vote.collected", "收回票数", "count", facts=("vote.cast",))
def ballots_collected(situation: Situation) -> int | None:
    """How many ballots came back; only where ballots were used."""
    return situation.vote.cast if situation.vote.method in _BALLOTS else None


@printed("vote.sentence", "表决结论", facts=("vote.votes_for", "vote.present"))
def verdict_sentence(situation: Situation) -> str:
    """The one sentence that says how the vote ended, the same on every paper, on the screen and in the ledger."""
    verdict = situation.verdict()
    return verdict.sentence if verdict else ""


@printed("vote.counting_note", "计票说明", facts=("vote.counting",))
def counting_note(situation: Situation) -> str:
    """Said only where the votes for were derived and not counted one by one."""
    return "赞成人数为推算。" if situation.vote.counting is Counting.DERIVED else ""
