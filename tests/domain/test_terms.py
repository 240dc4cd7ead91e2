"""换届: who stays, who leaves, and what everybody else keeps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.domain.people import Person, Role
from yishi_desktop.domain.terms import FILLED_BY, Election, after_election, expired, in_office, last_day

OLD = {"term_from": date(2020, 12, 1), "term_until": date(2025, 12, 1)}
SINCE, UNTIL = date(2025, 12, 5), date(2030, 12, 5)


def person(name: str, *roles: Role, **more) -> Person:
    return Person(id=name, name=name, roles=roles, **more)


def elected(one: Person, election=Election.VILLAGERS, *, stays: bool) -> Person:
    [after] = after_election([one], election, {one.id} if stays else set(), SINCE, UNTIL)
    return after


def test_who_stays_has_the_new_term_and_the_same_duties():
    after = elected(person("王", Role.COMMITTEE_DIRECTOR, Role.PARTY_MEMBER, **OLD), stays=True)
    assert (after.roles, after.term_from, after.term_until) == (
        (Role.COMMITTEE_DIRECTOR, Role.PARTY_MEMBER),
        SINCE,
        UNTIL,
    )


def test_who_leaves_keeps_what_he_is_besides():
    after = elected(person("王", Role.REPRESENTATIVE, Role.PARTY_MEMBER, **OLD), stays=False)
    assert (after.roles, after.term_from, after.term_until) == ((Role.PARTY_MEMBER,), None, None)


def test_who_is_nothing_else_is_a_villager():
    assert elected(person("王", Role.GROUP_HEAD, **OLD), stays=False).roles == (Role.RESIDENT,)


def test_one_who_leads_both_keeps_the_office_that_was_not_elected_and_its_term():
    both = person("徐", Role.PARTY_SECRETARY, Role.COMMITTEE_DIRECTOR, **OLD)
    after = elected(both, stays=False)
    assert (after.roles, after.term_until) == ((Role.PARTY_SECRETARY,), OLD["term_until"])
    assert elected(both, Election.PARTY, stays=False).roles == (Role.COMMITTEE_DIRECTOR,)


@pytest.mark.parametrize(
    ("since", "until"), [(date(2025, 12, 20), date(2030, 12, 19)), (date(2028, 2, 29), date(2033, 2, 28))]
)
def test_a_term_is_five_years(since, until):
    assert last_day(since) == until


def test_whose_term_is_over_is_counted_the_day_after():
    people = [person("王", Role.REPRESENTATIVE, **OLD), person("李", Role.RESIDENT)]
    assert (expired(people, date(2025, 12, 1)), expired(people, date(2025, 12, 2))) == (0, 1)


PEOPLE = st.lists(
    st.builds(
        Person, id=st.uuids().map(str), name=st.just("某"), roles=st.sets(st.sampled_from(Role)).map(tuple)
    ),
    max_size=8,
)


@given(PEOPLE, st.sampled_from(Election), st.randoms())
def test_nobody_who_left_holds_the_office_and_nobody_else_is_touched(people, election, chance):
    staying = {one.id for one in people if chance.random() < 0.5}
    changed = {one.id: one for one in after_election(people, election, staying, SINCE, UNTIL)}
    assert set(changed) == {one.id for one in in_office(people, election)}
    left = [one for key, one in changed.items() if key not in staying]
    assert in_office(left, election) == ()
    for before in people:
        if before.id in changed and before.id not in staying:
            others = set(before.roles) - FILLED_BY[election]
            assert set(changed[before.id].roles) == (others or {Role.RESIDENT})
