"""The roster as a table, and who answers to what is typed above it."""

from dataclasses import dataclass

from yishi_desktop.domain.people import OrganisationKind, Person, Role
from yishi_desktop.domain.wording import localise
from yishi_desktop.services.roster_order import is_asked_by_strokes

HEADINGS = ("姓名", "身份", "组别", "任期")
NAME, ROLES, GROUP, TERM = range(4)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody as one line."""

    id: str
    cells: tuple[str, str, str, str]


def holds_both_offices(person: Person) -> bool:
    """一肩挑: secretary of the Party organisation and director of the committee in one person."""
    return {Role.PARTY_SECRETARY, Role.COMMITTEE_DIRECTOR} <= set(person.roles)


def roles_text(person: Person, kind: OrganisationKind) -> str:
    """Every duty in words; 一肩挑 is said, since it decides who may supervise."""
    words = "、".join(localise(role.label, kind) for role in person.roles)
    return f"{words}（一肩挑）" if holds_both_offices(person) else words


def line_of(person: Person, kind: OrganisationKind) -> PersonLine:
    """One line of the roster."""
    return PersonLine(
        person.id, (person.name or "（没有姓名）", roles_text(person, kind), person.group, _term(person))
    )


def _term(person: Person) -> str:
    if not (person.term_from or person.term_until):
        return ""
    start = f"{person.term_from:%Y.%m}" if person.term_from else ""
    end = f"{person.term_until:%Y.%m}" if person.term_until else ""
    return f"{start}—{end}"


def answers(person: Person, words: str) -> bool:
    """Whether what was typed may mean this person: name, pinyin initials, group, duty, or the strokes of the surname."""
    typed = "".join(words.replace("'", "").split())
    by_strokes = is_asked_by_strokes(person.name, typed)
    if by_strokes is not None:
        return by_strokes
    said = (person.name, person.group, *(role.label for role in person.roles))
    return any(typed in text for text in said) or any(key.startswith(typed.lower()) for key in person.keys)
