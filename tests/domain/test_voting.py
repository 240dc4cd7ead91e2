"""Shares are compared in whole numbers; the sentence is the same bytes everywhere."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.domain.voting import Threshold, judge, percent

JINHUA = Threshold(2, 3)
AT_LEAST = Threshold(2, 3, strict=False)
MAJORITY = Threshold(1, 2)


@pytest.mark.parametrize("threshold", [JINHUA, AT_LEAST, MAJORITY], ids=lambda t: t.words)
def test_every_room_up_to_200_people_agrees_with_fractions(threshold: Threshold) -> None:
    share = Fraction(threshold.num, threshold.den)
    for base in range(1, 201):
        passing = [
            votes
            for votes in range(base + 1)
            if (Fraction(votes, base) > share if threshold.strict else Fraction(votes, base) >= share)
        ]
        assert [votes for votes in range(base + 1) if threshold.passes(votes, base)] == passing
        assert threshold.needed(base) == min(passing)


@pytest.mark.parametrize(
    ("present", "jinhua", "at_least", "majority"),
    [(9, 7, 6, 5), (12, 9, 8, 7), (15, 11, 10, 8), (19, 13, 13, 10), (28, 19, 19, 15), (30, 21, 20, 16)],
)
def test_the_table_of_the_documents(present: int, jinhua: int, at_least: int, majority: int) -> None:
    assert [t.needed(present) for t in (JINHUA, AT_LEAST, MAJORITY)] == [jinhua, at_least, majority]


@pytest.mark.parametrize("base", [0, -1])
def test_nobody_decides_in_an_empty_room(base: int) -> None:
    assert not JINHUA.passes(0, base)
    assert not AT_LEAST.passes(0, base)
    assert percent(1, base) == ""


@pytest.mark.parametrize(
    ("threshold", "words"), [(JINHUA, "超过三分之二"), (AT_LEAST, "三分之二以上"), (MAJORITY, "过半数")]
)
def test_a_share_in_words(threshold: Threshold, words: str) -> None:
    assert threshold.words == words


def test_each_reading_is_mistaken_for_the_other() -> None:
    assert JINHUA.other_reading() == AT_LEAST
    assert AT_LEAST.other_reading() == JINHUA


@given(st.integers(0, 100_000), st.integers(1, 100_000))
def test_percentages_are_rounded_half_up_exactly(part: int, whole: int) -> None:
    exact = Decimal(part * 100) / Decimal(whole)
    # Decimal's 28 digits decide every half: the denominator has at most 6 digits.
    assert percent(part, whole) == str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(31, 36, "86.11"), (3, 36, "8.33"), (2, 36, "5.56"), (8, 12, "66.67"), (1, 800, "0.13"), (0, 3, "0.00")],
)
def test_percentages_as_printed(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


@pytest.mark.parametrize(
    ("votes_for", "present", "sentence"),
    [
        (20, 30, "到会30人，须21人以上同意（超过三分之二）；同意20人，差1人，未通过。"),
        (31, 36, "到会36人，须25人以上同意（超过三分之二）；同意31人，通过。"),
        (8, 12, "到会12人，须9人以上同意（超过三分之二）；同意8人，差1人，未通过。"),
        (9, 12, "到会12人，须9人以上同意（超过三分之二）；同意9人，通过。"),
    ],
)
def test_the_verdict_in_one_sentence(votes_for: int, present: int, sentence: str) -> None:
    assert judge(votes_for, present, JINHUA).sentence.encode() == sentence.encode()


def test_a_verdict_says_how_many_are_missing() -> None:
    assert judge(20, 30, JINHUA).short == 1
    assert judge(31, 36, JINHUA).short == 0
    assert "参加表决30人" in judge(20, 30, JINHUA, "参加表决").sentence


@pytest.mark.parametrize(("votes_for", "base"), [(40, 36), (31, 0), (1, -1)])
def test_more_votes_than_people_never_pass(votes_for: int, base: int) -> None:
    verdict = judge(votes_for, base, JINHUA)
    assert not verdict.passed
    assert verdict.sentence == f"到会{base}人；同意{votes_for}人，比到会人数还多，票数有误，不能算通过。"
