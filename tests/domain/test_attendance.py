"""Who counts, and at which moment."""

from dataclasses import replace
from datetime import time

from tests.factories import case_of, organisation, person, situation, voted, voters
from yishi_desktop.domain.attendance import Headcount, headcount, present_at, present_in_all
from yishi_desktop.domain.case import Attendance, Session
from yishi_desktop.domain.choices import Standing, VoteBase

HALF_PAST = time(15, 30)


def sheet(*changes: dict[str, object]) -> Session:
    """Six people entitled to vote, all present, with changes to the first of them."""
    lines = list(voters(6))
    for number, change in enumerate(changes):
        lines[number] = replace(lines[number], **change)
    return Session(attendance=tuple(lines))


def test_ticks_are_counted_by_standing() -> None:
    guest = Attendance(person=person("镇干部"), standing=Standing.NON_VOTING, present=True)
    listener = Attendance(person=person("旁听"), standing=Standing.OBSERVER, present=True)
    absent_listener = replace(listener, present=False)
    lines = (*voters(5, absent=2), guest, listener, listener, absent_listener)
    assert headcount(Session(attendance=lines)) == Headcount(7, 5, 1, 2)


def test_nothing_is_known_before_anybody_counted() -> None:
    assert headcount(Session()) == Headcount(None, None, None, None)
    invited = tuple(replace(line, present=None) for line in voters(4))
    assert headcount(Session(attendance=invited)) == Headcount(4, None, None, None)
    assert present_at(Session(attendance=invited), None) is None


def test_nobody_ticked_present_is_nobody_and_not_unknown() -> None:
    nobody = Session(attendance=voters(0, absent=4))
    assert headcount(nobody).present == 0
    assert present_at(nobody, HALF_PAST) == 0


def test_typed_totals_stand_above_ticks() -> None:
    session = replace(sheet(), expected=8, present=7, observers=3)
    assert headcount(session) == Headcount(8, 7, 0, 3)


def test_the_room_at_a_moment() -> None:
    late, early = {"arrived_at": time(15, 31)}, {"left_at": HALF_PAST}
    on_time, stayed = {"arrived_at": HALF_PAST}, {"left_at": time(15, 31)}
    assert present_at(sheet(late, early), HALF_PAST) == 4
    assert present_at(sheet(on_time, stayed), HALF_PAST) == 6
    assert present_at(sheet({"recused": True}, {"standing": Standing.OBSERVER}), HALF_PAST) == 4
    assert present_at(sheet({"left_at": HALF_PAST, "arrived_at": time(14)}), time(15)) == 6


def test_without_a_moment_only_those_gone_or_recused_are_left_out() -> None:
    assert present_at(sheet({"arrived_at": time(15)}, {"left_at": time(16)}, {"recused": True}), None) == 4


def test_the_number_noted_at_the_vote_stands_first() -> None:
    vote = replace(voted(4), present=5, taken_at=HALF_PAST)
    assert situation(case_of(sheet())).present_at_vote(vote) == 5


def test_a_typed_total_is_lessened_by_those_out_of_the_room() -> None:
    session = replace(sheet({"left_at": time(15)}, {"recused": True}), present=20)
    vote = replace(voted(4), taken_at=HALF_PAST)
    assert present_in_all(session) == 6
    assert situation(case_of(session)).present_at_vote(vote) == 18


def test_a_total_alone_is_the_room() -> None:
    assert situation(case_of(Session(present=12))).present_at_vote(voted(4)) == 12
    assert situation(case_of(Session())).present_at_vote(voted(4)) is None


def test_the_base_is_a_visible_choice() -> None:
    session = replace(Session(present=12), votes=(voted(7, 2, 1),))
    by_present = situation(case_of(session))
    by_cast = situation(case_of(session), village=replace(organisation(), vote_base=VoteBase.CAST))
    assert by_present.verdict() is not None
    assert (
        by_present.verdict().sentence == "到会12人，须9人以上同意（超过三分之二）；同意7人，差2人，未通过。"
    )
    assert by_cast.verdict().sentence == "参加表决10人，须7人以上同意（超过三分之二）；同意7人，通过。"
    assert by_cast.base_of(by_cast.vote) == 10


def test_no_verdict_before_the_votes_are_known() -> None:
    assert situation(case_of(Session(present=12))).consensus_reached is None
    assert situation(case_of()).verdict() is None
