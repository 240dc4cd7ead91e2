"""Who took part in what, by the sign-in sheets and the duties of every session."""

from dataclasses import replace
from datetime import date

from yishi_desktop.domain.case import Attendance, Case, Session, Topic, Vote
from yishi_desktop.domain.choices import Standing
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.taking_part import parts_of, times_asked

WANG = PersonRef(name="王伟民", person_id="p1")
LI = PersonRef(name="李四", person_id="p2")


def matter(*sessions: Session) -> Case:
    return Case(id="c1", procedure="jinhua", topic=Topic(title="修路"), sessions=sessions)


def held(day: date, *lines: Attendance, **more) -> Session:
    return Session(held_on=day, attendance=lines, **more)


def words(*sessions: Session) -> list[str]:
    return [part.words for part in parts_of(WANG, [matter(*sessions)])]


def test_whoever_came_or_stayed_away_is_said_the_latest_first():
    first = held(date(2026, 3, 1), Attendance(person=WANG, present=True))
    second = held(date(2026, 4, 1), Attendance(person=WANG, present=False))
    planned = Session(attendance=(Attendance(person=WANG),))
    assert words(first, second, planned) == ["应到", "没有到会", "到会"]


def test_every_duty_is_said_once_also_of_somebody_on_no_sheet():
    votes = (Vote(teller=WANG), Vote(teller=WANG, scrutineer=LI))
    assert words(held(date(2026, 3, 1), chair=WANG, votes=votes)) == ["协商主持人、计票人"]
    both = held(date(2026, 3, 1), Attendance(person=WANG, present=True), recorder=WANG)
    assert words(both) == ["协商记录员，到会"]


def test_who_only_listened_is_not_counted_as_a_voter():
    listener = held(date(2026, 3, 1), Attendance(person=WANG, standing=Standing.OBSERVER, present=True))
    absent = held(date(2026, 3, 2), Attendance(person=WANG, standing=Standing.NON_VOTING, present=False))
    assert words(listener, absent) == ["请了列席，没有到", "旁听"]
    assert times_asked(parts_of(WANG, [matter(listener, absent)]), 2026) == (0, 0)


def test_a_meeting_called_off_and_one_without_him_are_not_his():
    off = held(date(2026, 3, 1), Attendance(person=WANG), cancelled="下雨")
    others = held(date(2026, 3, 2), Attendance(person=LI, present=True))
    assert words(off, others) == []


def test_on_an_old_paper_he_is_known_by_his_name_and_a_namesake_of_the_roster_is_not_him():
    typed = Attendance(person=PersonRef(name="王伟民"), present=True)
    namesake = Attendance(person=replace(WANG, person_id="p9"), present=True)
    assert words(held(date(2020, 3, 1), typed), held(date(2021, 3, 1), namesake)) == ["到会"]


def test_the_year_counts_how_often_he_was_asked_and_came():
    sessions = [
        held(date(2025, 12, 31), Attendance(person=WANG, present=True)),
        held(date(2026, 1, 1), Attendance(person=WANG, present=True)),
        held(date(2026, 5, 1), Attendance(person=WANG, present=False)),
    ]
    assert times_asked(parts_of(WANG, [matter(*sessions)]), 2026) == (2, 1)
