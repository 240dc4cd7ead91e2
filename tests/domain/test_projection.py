"""What the room is shown: the same arithmetic as the record, no name, no number one could ring up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as f
from yishi_desktop.domain.case import Vote
from yishi_desktop.domain.projection import Standing, projected, unnamed


def shown(present, vote=None, **about):
    return projected(f.situation(f.case_of(f.meeting(present, vote)), **about))


@pytest.mark.parametrize(
    ("vote", "standing", "short"),
    [
        (None, Standing.WAITING, 9),
        (Vote(votes_for=3), Standing.COUNTING, 6),
        (Vote(votes_for=8, votes_against=2), Standing.COUNTING, 1),
        (f.voted(8, 4), Standing.FAILED, 1),
        (f.voted(9, 3), Standing.PASSED, 0),
        (Vote(votes_for=9), Standing.PASSED, 0),
    ],
)
def test_nothing_is_called_failed_while_votes_are_still_counted(vote, standing, short):
    picture = shown(12, vote)
    assert (picture.standing, picture.short, picture.needed) == (standing, short, 9)


def test_the_verdict_is_the_sentence_of_the_record():
    situation = f.situation(f.case_of(f.meeting(12, f.voted(8, 4))))
    assert projected(situation).sentence == situation.verdict().sentence


def test_before_anybody_has_come_nothing_is_demanded():
    picture = projected(f.situation(f.case_of()))
    assert (picture.needed, picture.sentence) == (None, "正在签到")


def test_where_no_share_is_set_no_line_is_drawn():
    picture = shown(12, f.voted(5), procedure=f.procedures()["xinjiang-village"])
    assert (picture.standing, picture.share, picture.short) == (Standing.OPEN, None, None)


@given(st.integers(1, 300), st.integers(0, 300))
def test_as_many_as_are_lacking_would_pass_and_one_fewer_would_not(present, votes_for):
    picture = shown(present, Vote(votes_for=min(votes_for, present)))
    needed = picture.counts[0] + picture.short
    assert shown(present, Vote(votes_for=needed)).standing is Standing.PASSED
    if picture.short:
        assert shown(present, Vote(votes_for=needed - 1)).standing is not Standing.PASSED


@pytest.mark.parametrize(
    "secret", ["13857901234", "0579-82345678", "330721196001011234", "33072119600101123X"]
)
def test_telephones_and_identity_numbers_are_blotted_out(secret):
    vote = replace(f.voted(9), opinion=f"有意见的打电话{secret}。")
    case = f.changed(f.case_of(f.meeting(12, vote)), topic__title=f"路灯（{secret}）")
    picture = projected(f.situation(case))
    assert secret[-6:] not in picture.opinion + picture.topic


def test_years_sums_and_lengths_stay():
    text = "2026年硬化620米，2,350元/亩，共38.6万元，金市民〔2023〕43号"
    assert unnamed(text) == text
