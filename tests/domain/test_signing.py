"""Lists of people around a session: who still has to sign, who has not been told, and what the papers say of both."""

from dataclasses import replace
from datetime import date

from tests.factories import broken, case_of, meeting, person, situation, voters
from yishi_desktop.domain.case import Announcement, Attendance, Case, Delivery, Invitation
from yishi_desktop.domain.choices import SignatureMark, Standing
from yishi_desktop.domain.printed.people import confirmation_lines, seat_lines
from yishi_desktop.domain.rounds import Confirmation, ObserverSignup, Signature
from yishi_desktop.domain.signing import signature_count, still_to_sign, still_to_tell

OBSERVER = Attendance(person=person("旁听人"), standing=Standing.OBSERVER, present=True)


def held(**facts: object) -> Case:
    return case_of(replace(meeting(3), **{"attendance": (*voters(2, 1), OBSERVER), **facts}))


def test_whoever_came_with_a_vote_is_asked_to_sign_once() -> None:
    first = Signature(person=person("村民0"), mark=SignatureMark.SIGNED)
    assert [line.person.name for line in still_to_sign(situation(held()))] == ["村民0", "村民1"]
    signed = held(confirmation=Confirmation(signatures=(first,)))
    assert [line.person.name for line in still_to_sign(situation(signed))] == ["村民1"]


def test_the_counts_in_words() -> None:
    marks = [SignatureMark.SIGNED, SignatureMark.SIGNED, SignatureMark.REFUSED, None]
    lines = [Signature(person=person(f"人{n}"), mark=mark) for n, mark in enumerate(marks)]
    assert signature_count([*lines, Signature()]).sentence == "已签名2人，拒签1人，还没登记1人。"
    assert signature_count(()).sentence == "还没有登记签名的人。"


def test_those_expected_and_not_told_are_named() -> None:
    told = held(invitation=Invitation(deliveries=(Delivery(person="村民1"),)))
    assert still_to_tell(situation(told)) == ("村民0", "村民2")


def test_two_of_one_name_on_the_roster_are_two_to_be_told() -> None:
    lines = tuple(
        replace(line, person=replace(line.person, name="王伟", person_id=key))
        for line, key in zip(voters(3), ("p-1", "p-2", "p-2"), strict=True)
    )
    once = Invitation(deliveries=(Delivery(person="王伟"),))
    both = Invitation(deliveries=(Delivery(person="王伟"), Delivery(person="王伟")))
    assert still_to_tell(situation(held(attendance=lines))) == ("王伟", "王伟")
    assert still_to_tell(situation(held(attendance=lines, invitation=once))) == ("王伟",)
    assert still_to_tell(situation(held(attendance=lines, invitation=both))) == ()


def test_the_register_of_observers_prints_who_waits() -> None:
    day = date(2026, 3, 10)
    signups = (
        ObserverSignup(name="甲", signed_up_on=day, withdrawn=True),
        ObserverSignup(name="乙", signed_up_on=day),
        ObserverSignup(name="丙", signed_up_on=day),
    )
    case = held(announcement=Announcement(observer_seats=1, observer_signups=signups))
    lines = seat_lines(situation(case))
    assert [(line.name, line.remark) for line in lines] == [("甲", "不来了"), ("乙", ""), ("丙", "候补第1")]
    without = seat_lines(situation(held()))
    assert [line.name for line in without] == ["旁听人"]


def test_who_waits_for_a_seat_is_remarked() -> None:
    signups = tuple(ObserverSignup(name=name) for name in "甲乙丙")
    case = held(announcement=Announcement(observer_seats=1, observer_signups=signups))
    assert broken(case)["observers-wait"].message == "名额1个，登记3人，2人候补：乙、丙。"
    assert "observers-wait" not in broken(held(announcement=Announcement(observer_signups=signups)))


def test_a_refusal_stands_on_the_confirmation_in_the_words_of_the_person() -> None:
    refused = Signature(person=person("村民1"), mark=SignatureMark.REFUSED, reason="补偿不够")
    case = held(confirmation=Confirmation(signatures=(refused,)))
    assert [line.remark for line in confirmation_lines(situation(case))] == ["拒签：补偿不够"]
    blank = confirmation_lines(situation(held()))
    assert [line.name for line in blank] == ["村民0", "村民1", "村民2"]
