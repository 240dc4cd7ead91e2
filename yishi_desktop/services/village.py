"""The village and its people: setting up, changing, and searching the roster."""

from collections.abc import Iterable
from dataclasses import replace

from yishi_desktop.domain.people import Organisation, Person
from yishi_desktop.domain.text import cleaned
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import ORGANISATION, ORGANISATION_ID, PERSON, Office
from yishi_desktop.services.pinyin import initials
from yishi_desktop.services.roster import RosterLine, person_from


def procedures_for(office: Office, province: str, city: str) -> list[str]:
    """The procedures this program has, those made for the place first."""
    place = province + city

    def elsewhere(name: str) -> bool:
        region = office.definitions.procedures[name].region
        return not (region and place.startswith(region))

    return sorted(office.definitions.procedures, key=elsewhere)


def save_organisation(office: Office, organisation: Organisation) -> Changed:
    """Keep what is known of the village."""
    organisation = cleaned(replace(organisation, id=ORGANISATION_ID))
    office.keep(ORGANISATION_ID, ORGANISATION, organisation, "填写本村资料")
    return Changed.one(ORGANISATION, ORGANISATION_ID)


def people(office: Office) -> list[Person]:
    """Everybody on the roster, in the order they were added."""
    return [office.read(current.payload, Person) for current in office.store.records.current(PERSON)]


def new_person(office: Office) -> Person:
    """Somebody without a name yet."""
    return Person(id=office.new_id())


def save_person(office: Office, person: Person) -> Changed:
    """Keep one person; what they may be typed as is worked out here, once."""
    person = cleaned(person)
    office.keep(person.id, PERSON, replace(person, keys=initials(person.name)), "修改名册")
    return Changed.one(PERSON, person.id)


def save_people(office: Office, changed: Iterable[Person], reason: str) -> Changed:
    """Keep several people at once, all or none."""
    people = tuple(changed)
    with office.store.database.atomic():
        for person in people:
            office.keep(person.id, PERSON, person, reason)
    return Changed(frozenset({PERSON}), frozenset(person.id for person in people))


def add_people(office: Office, lines: Iterable[RosterLine]) -> Changed:
    """Add the lines of a roster, all or none. Somebody of the same name and group is not added twice."""
    known = {(person.name, person.group) for person in people(office)}
    added = set()
    lines = tuple(lines)
    # Ids made within a millisecond come in any order; the roster keeps that of the lines.
    ids = sorted(office.new_id() for _ in lines)
    with office.store.database.atomic():
        for line, person_id in zip(lines, ids, strict=True):
            if (line.name, line.group) not in known:
                person = person_from(line, person_id, initials(line.name))
                office.keep(person.id, PERSON, cleaned(person), "导入名册")
                known.add((line.name, line.group))
                added.add(person.id)
    return Changed(frozenset({PERSON}), frozenset(added))


def remove_person(office: Office, person_id: str) -> Changed:
    """Take somebody off the roster. Records in which they appear keep their name."""
    office.withdraw(person_id, PERSON, "移出名册")
    return Changed.one(PERSON, person_id)
