"""What may be thrown on the wall during a meeting: the question, the numbers and the verdict, nobody's name.

Everybody in the room reads it, and people at the window too. Only the topic, the opinion put to the vote and totals
are shown; numbers as long as a telephone's are blotted out even there (个人信息保护法 第六条).
"""

import re
from dataclasses import dataclass
from enum import Enum

from yishi_desktop.domain.case import Vote
from yishi_desktop.domain.situation import Situation

_LONG_NUMBER = re.compile(r"(?<!\d)\d{5,}[\dXx]?(?!\d)")
"""Telephones, identity cards, bank accounts; no year, sum or document number is written with so many digits in a row
without a 万, a comma or a bracket."""


class Standing(Enum):
    """How far a vote has come, as the room may be told."""

    WAITING = "waiting"
    COUNTING = "counting"
    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"
    """No share is set: the convenor says whether it is agreed."""


@dataclass(frozen=True, slots=True)
class Projected:
    """One picture on the wall. `share` is (num, den), `None` where there is no line to draw."""

    topic: str
    opinion: str
    present: int | None
    counts: tuple[int | None, int | None, int | None]
    base: int | None
    share: tuple[int, int] | None
    share_words: str
    needed: int | None
    standing: Standing
    sentence: str

    @property
    def short(self) -> int | None:
        """How many more must agree; `None` where nobody can say."""
        return None if self.needed is None else max(0, self.needed - (self.counts[0] or 0))


def projected(situation: Situation) -> Projected:
    """The picture of the vote that is being taken, or of the meeting before it."""
    vote, share = situation.vote, situation.threshold
    base = situation.base_of(vote) or situation.present_at_vote(vote)
    standing = _standing(situation, base)
    return Projected(
        topic=unnamed(situation.case.topic.title),
        opinion=unnamed(vote.opinion),
        present=situation.present_at_vote(vote),
        counts=(vote.votes_for, vote.votes_against, vote.abstentions),
        base=base,
        share=(share.num, share.den) if share and base else None,
        share_words=share.words if share else "",
        needed=share.needed(base) if share and base else None,
        standing=standing,
        sentence=_sentence(situation, standing),
    )


def unnamed(text: str) -> str:
    """The text with long numbers blotted out."""
    return _LONG_NUMBER.sub(lambda found: "＊" * 5, text)


def _standing(situation: Situation, base: int | None) -> Standing:
    vote = situation.vote
    if situation.threshold is None:
        return Standing.OPEN
    verdict = situation.verdict()
    if base is None or verdict is None:
        return Standing.WAITING
    if verdict.passed:
        return Standing.PASSED
    return Standing.FAILED if _counted(vote, base) else Standing.COUNTING


def _counted(vote: Vote, base: int) -> bool:
    """Whether all counts are in: each has been typed and together they are all who took part."""
    counts = (vote.votes_for, vote.votes_against, vote.abstentions)
    if any(count is None for count in counts):
        return False
    return sum(count or 0 for count in (*counts, vote.invalid)) >= base


def _sentence(situation: Situation, standing: Standing) -> str:
    """The verdict in the words of the record; while votes are still being counted, only what is certain."""
    verdict, share = situation.verdict(), situation.threshold
    base = situation.base_of(situation.vote) or situation.present_at_vote(situation.vote)
    if standing in (Standing.PASSED, Standing.FAILED) and verdict:
        return verdict.sentence
    if standing is Standing.COUNTING and verdict:
        return f"正在计票：还差{verdict.short}人同意"
    if share is None:
        return "由召集人按大家的意见确认是不是达成一致"
    return f"{base}人参加表决，要{share.needed(base)}人赞成才通过" if base else "正在签到"
