"""Thresholds in whole numbers, and the one sentence that says how a vote ended.

超过 excludes the number itself, 以上 includes it (民法典 第一千二百五十九条, by analogy). Shares are compared as
integers and never as rounded percentages: 8 of 12 prints as 66.67 % and still is not more than two thirds.
"""

from dataclasses import dataclass

from yishi_desktop.domain.wording import numeral


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share of a base: more than (`strict`) or at least `num`/`den` of it."""

    num: int
    den: int
    strict: bool = True

    def passes(self, votes: int, base: int) -> bool:
        """Whether `votes` reach this share of `base`. Nobody decides anything in an empty room."""
        if base <= 0:
            return False
        return self.den * votes > self.num * base if self.strict else self.den * votes >= self.num * base

    def needed(self, base: int) -> int:
        """The smallest number of votes that passes."""
        return self.num * base // self.den + 1 if self.strict else -(-self.num * base // self.den)

    @property
    def words(self) -> str:
        """超过三分之二, 过半数, 三分之二以上."""
        if (self.num, self.den, self.strict) == (1, 2, True):
            return "过半数"
        share = f"{numeral(self.den)}分之{numeral(self.num)}"
        return f"超过{share}" if self.strict else f"{share}以上"

    def other_reading(self) -> "Threshold":
        """The reading this one is commonly mistaken for: 超过 for 以上 and the other way round."""
        return Threshold(self.num, self.den, not self.strict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a vote ended: `base` people, `needed` votes, `votes_for` votes."""

    passed: bool
    base: int
    needed: int
    votes_for: int
    sentence: str

    @property
    def short(self) -> int:
        """How many votes are missing; 0 when it passed."""
        return max(0, self.needed - self.votes_for)


def judge(votes_for: int, base: int, threshold: Threshold, base_words: str = "到会") -> Verdict:
    """The verdict on a vote, with the sentence that stands on screen, record, notice and ledger alike.

    More votes than people are no vote: nothing passes until the numbers have been put right.
    """
    needed = threshold.needed(base)
    if votes_for > max(base, 0):
        too_many = f"同意{votes_for}人，比{base_words}人数还多，票数有误，不能算通过。"
        return Verdict(False, base, needed, votes_for, f"{base_words}{base}人；{too_many}")
    passed = threshold.passes(votes_for, base)
    ending = "通过" if passed else f"差{needed - votes_for}人，未通过"
    sentence = (
        f"{base_words}{base}人，须{needed}人以上同意（{threshold.words}）；同意{votes_for}人，{ending}。"
    )
    return Verdict(passed, base, needed, votes_for, sentence)


def percent(part: int, whole: int) -> str:
    """A share with two decimals, rounded half up in integers: `86.11`; empty when there is no whole."""
    if whole <= 0:
        return ""
    hundredths = (2 * part * 10000 + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
