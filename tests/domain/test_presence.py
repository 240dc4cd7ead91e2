"""Comings and goings change the base of the vote, and what is derived says so."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as f
from yishi_desktop.domain.case import Session, Vote
from yishi_desktop.domain.choices import Counting
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.presence import (
    Move,
    changes_in_words,
    derived,
    interested,
    line_of,
    moved,
    with_line,
)

AT = time(14, 50)


def room(present=12, **vote):
    session = Session(attendance=f.voters(present), votes=(Vote(opinion="同意。", **vote),))
    return f.situation(f.case_of(session))


def after(situation, number, move):
    session = situation.session
    return f.situation(
        f.case_of(with_line(session, session.attendance[number], moved(session.attendance[number], move, AT)))
    )


@pytest.mark.parametrize(
    ("move", "base"), [(Move.LEFT, 11), (Move.RECUSED, 11), (Move.CAME, 12), (Move.VOTES, 12)]
)
def test_the_base_follows_who_is_in_the_room(move, base):
    situation = after(room(), 3, move)
    assert situation.present_at_vote(situation.vote) == base


def test_who_stands_aside_may_take_part_again_and_who_left_may_come_back():
    again = after(after(room(), 3, Move.RECUSED), 3, Move.VOTES)
    assert again.present_at_vote(again.vote) == 12
    back = after(after(room(), 3, Move.LEFT), 3, Move.CAME)
    assert back.present_at_vote(back.vote) == 12
    assert back.session.attendance[3].arrived_at is None


def test_somebody_late_counts_from_then_on():
    absent = Session(attendance=f.voters(11, 1), votes=(Vote(taken_at=time(15, 0)),))
    late = with_line(absent, absent.attendance[11], moved(absent.attendance[11], Move.CAME, AT))
    situation = f.situation(f.case_of(late))
    assert situation.present_at_vote(situation.vote) == 12
    earlier = f.situation(f.case_of(replace(late, votes=(Vote(taken_at=time(14, 0)),))))
    assert earlier.present_at_vote(earlier.vote) == 11


def namesakes(*ids):
    lines = zip(f.voters(len(ids)), ids, strict=True)
    return Session(
        attendance=tuple(
            replace(line, person=PersonRef(name="王伟", person_id=key), note=f"{n}组")
            for n, (line, key) in enumerate(lines, start=1)
        )
    )


@pytest.mark.parametrize("ids", [("p-1", "p-2"), ("p-1", ""), ("", "p-2"), ("", "")])
def test_of_two_people_of_one_name_only_the_one_meant_leaves(ids):
    session = namesakes(*ids)
    second = session.attendance[1]
    gone = with_line(session, second, moved(second, Move.LEFT, AT))
    assert [line.left_at for line in gone.attendance] == [None, AT]
    assert [line.note for line in gone.attendance] == ["1组", "2组"]
    situation = f.situation(f.case_of(gone))
    assert situation.present_at_vote(Vote(taken_at=time(15, 0))) == 1


def test_whoever_was_chosen_from_two_of_one_name_is_meant():
    session = namesakes("p-1", "p-2")
    first, second = session.attendance
    assert (line_of(session, "王伟", "p-1"), line_of(session, "王伟", "p-2")) == (first, second)
    assert line_of(session, "王伟") == first  # typed freely
    assert line_of(session, "张三", "p-1") is None


def test_comings_and_goings_read_as_a_sentence():
    situation = after(after(room(), 1, Move.LEFT), 2, Move.RECUSED)
    assert changes_in_words(situation.session) == "村民114:50走，村民2回避"


def test_only_those_whom_it_concerns_and_who_may_vote_are_asked():
    lines = f.voters(3, 1)
    marked = tuple(replace(line, stakeholder=True) for line in lines)
    assert [line.person.name for line in interested(Session(attendance=marked))] == [
        "村民0",
        "村民1",
        "村民2",
    ]
    assert interested(Session(attendance=lines)) == ()


def test_few_against_are_counted_and_the_rest_derived():
    vote = derived(room(12, votes_against=2, abstentions=1))
    assert (vote.votes_for, vote.cast, vote.counting) == (9, 12, Counting.DERIVED)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_what_is_derived_always_adds_up_to_those_present(present, against, abstaining, invalid):
    vote = derived(room(present, votes_against=against, abstentions=abstaining, invalid=invalid))
    if against + abstaining + invalid > present:
        assert vote is None
    else:
        assert vote.votes_for + against + abstaining + invalid == present


def test_without_knowing_who_is_here_nothing_is_derived():
    assert derived(f.situation(f.case_of(Session(votes=(Vote(votes_against=1),))))) is None
