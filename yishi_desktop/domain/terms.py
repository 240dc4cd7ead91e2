"""换届: who goes on in office and who leaves it. What was signed before keeps the duties of its day (`PersonRef`)."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from yishi_desktop.domain.facts import Choice
from yishi_desktop.domain.people import SUPERVISION_COMMITTEE, VILLAGERS_COMMITTEE, Person, Role

YEARS = 5
"""A villagers' committee is elected for five years, and those beside it with it."""


class Election(Choice):
    """Which duties are filled anew: each kind of election fills its own."""

    VILLAGERS = "villagers", "村民委员会换届"
    PARTY = "party", "党组织换届"


FILLED_BY = {
    Election.VILLAGERS: VILLAGERS_COMMITTEE | SUPERVISION_COMMITTEE | {Role.REPRESENTATIVE, Role.GROUP_HEAD},
    Election.PARTY: frozenset({Role.PARTY_SECRETARY, Role.PARTY_MEMBER_OF_BOARD}),
}
"""The duties an election fills."""
_FOR_A_TERM = frozenset[Role]().union(*FILLED_BY.values())


def in_office(people: Iterable[Person], election: Election) -> tuple[Person, ...]:
    """Those who hold a duty the election fills."""
    return tuple(person for person in people if FILLED_BY[election] & set(person.roles))


def last_day(since: date) -> date:
    """The last day of a term that begins on a day: the day before the next one begins."""
    if (since.month, since.day) == (2, 29):
        return date(since.year + YEARS, 2, 28)
    return since.replace(year=since.year + YEARS) - timedelta(days=1)


def after_election(
    people: Iterable[Person], election: Election, staying: Collection[str], since: date, until: date
) -> tuple[Person, ...]:
    """Everybody the election changes: those who stay (by id) have the new term, the others have left the duty.

    Who has nothing else to be is a villager from then on. A term goes with the last duty held for a term.
    """
    return tuple(
        replace(person, term_from=since, term_until=until)
        if person.id in staying
        else _left(person, election)
        for person in in_office(people, election)
    )


def _left(person: Person, election: Election) -> Person:
    roles = tuple(role for role in person.roles if role not in FILLED_BY[election])
    if _FOR_A_TERM & set(roles):
        return replace(person, roles=roles)
    return replace(person, roles=roles or (Role.RESIDENT,), term_from=None, term_until=None)


def expired(people: Iterable[Person], today: date) -> int:
    """How many hold a duty whose term is over."""
    return sum(bool(person.term_until and person.term_until < today) for person in people)
