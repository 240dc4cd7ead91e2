"""The roster in the order somebody looks for people in."""

import re
from collections.abc import Sequence

from yishi_desktop.definitions.strokes import load_strokes
from yishi_desktop.domain.choices import NameOrder
from yishi_desktop.domain.facts import Choice
from yishi_desktop.domain.people import Person, Role
from yishi_desktop.services.printing.name_order import by_pinyin, by_strokes

_STROKES = re.compile(r"(\d{1,2})[画划]")
_DUTIES = list(Role)


class RosterOrder(Choice):
    """How the people of the roster are put."""

    HAND = NameOrder.HAND.value, NameOrder.HAND.label
    STROKES = NameOrder.STROKES.value, NameOrder.STROKES.label
    PINYIN = NameOrder.PINYIN.value, NameOrder.PINYIN.label
    GROUP = "group", "按组别"
    DUTY = "duty", "按身份"


def in_order(people: Sequence[Person], order: RosterOrder) -> Sequence[Person]:
    """The people in this order; those alike in it stay as they stood."""
    match order:
        case RosterOrder.HAND:
            return people
        case RosterOrder.STROKES:
            return sorted(people, key=lambda person: by_strokes(person.name))
        case RosterOrder.PINYIN:
            return sorted(people, key=lambda person: by_pinyin(person.name))
        case RosterOrder.GROUP:
            return _by_group(people)
        case RosterOrder.DUTY:
            return sorted(people, key=lambda person: _DUTIES.index(person.roles[0]) if person.roles else 99)


def _by_group(people: Sequence[Person]) -> Sequence[Person]:
    """Groups in the order in which the roster first names them; without a group last."""
    groups = list(dict.fromkeys(person.group for person in people if person.group))
    return sorted(people, key=lambda person: groups.index(person.group) if person.group else len(groups))


def is_asked_by_strokes(name: str, words: str) -> bool | None:
    """Whether the surname has as many strokes as `words` say (8画); `None` when they ask for something else."""
    asked = _STROKES.fullmatch(words)
    if asked is None:
        return None
    return bool(name) and len(load_strokes().get(name[0], "")) == int(asked[1])
