"""Who may not sit on the supervision committee because of their relatives, as far as the roster states them."""

from collections.abc import Iterable

from yishi_desktop.domain.people import SUPERVISION_COMMITTEE, VILLAGERS_COMMITTEE, Person

CLAUSE = "村民委员会组织法第三十七条"


def kinship_conflicts(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    """By the id of a person, the names that stand in the way: of one committee here, of the other there.

    Somebody in both committees stands in their own way. Relatives are read from what the roster says in plain words.
    """
    listed = list(people)
    found: dict[str, list[str]] = {}
    for supervisor in (one for one in listed if SUPERVISION_COMMITTEE & set(one.roles)):
        for member in (one for one in listed if VILLAGERS_COMMITTEE & set(one.roles)):
            if supervisor.id == member.id or _related(supervisor, member):
                found.setdefault(supervisor.id, []).append(member.name)
                if supervisor.id != member.id:
                    found.setdefault(member.id, []).append(supervisor.name)
    return {person_id: tuple(names) for person_id, names in found.items()}


def _related(one: Person, other: Person) -> bool:
    return bool((other.name and other.name in one.relatives) or (one.name and one.name in other.relatives))
