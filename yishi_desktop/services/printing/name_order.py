"""The order of names on a list: by strokes, by pinyin, or as the secretary put them.

By strokes is what a list of names is expected to say, “按姓氏笔画为序”: first by how many strokes the surname has, then
by their kind (横、竖、撇、点、折), then the next character in the same way. A name of two characters stands before a
longer one that begins alike.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from yishi_desktop.definitions.strokes import load_strokes
from yishi_desktop.domain.choices import NameOrder
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.pinyin import spelling

__all__ = ["NameOrder", "arranged", "by_pinyin", "by_strokes", "in_order", "unknown_strokes"]

T = TypeVar("T")
_UNKNOWN = 99  # strokes: a character not in the table stands behind those that are


def in_order(people: Iterable[PersonRef], order: NameOrder) -> tuple[PersonRef, ...]:
    """The people in the order wished for; those of one name stay as they stood."""
    return _sorted(people, order, lambda person: person.name)


def arranged(situation: Situation) -> Situation:
    """The situation with the people of every list in the order the village wishes, as all its papers print them.

    Lists in order of time (observers' bookings, speeches, allowances) stay as they are. What is recorded is untouched.
    """
    order = situation.organisation.name_order
    if order in (None, NameOrder.HAND):
        return situation
    sessions = tuple(
        replace(
            session,
            attendance=_sorted(session.attendance, order, lambda line: line.person.name),
            invitation=replace(
                session.invitation,
                deliveries=_sorted(session.invitation.deliveries, order, lambda line: line.person),
            ),
        )
        for session in situation.case.sessions
    )
    return replace(situation, case=replace(situation.case, sessions=sessions))


def _sorted(lines: Iterable[T], order: NameOrder | None, name: Callable[[T], str]) -> tuple[T, ...]:
    key: dict[NameOrder, Callable[[str], Any]] = {NameOrder.STROKES: by_strokes, NameOrder.PINYIN: by_pinyin}
    if order is None or order not in key:
        return tuple(lines)
    return tuple(sorted(lines, key=lambda line: key[order](name(line))))


def by_strokes(name: str) -> tuple[tuple[int, str, str], ...]:
    """A key to sort by: for each character how many strokes, which, and the character itself."""
    strokes = load_strokes()
    written = ((char, strokes.get(char, "")) for char in name if char != "·")
    return tuple((len(how) or _UNKNOWN, how, char) for char, how in written)


def by_pinyin(name: str) -> tuple[tuple[str, ...], str]:
    """A key to sort by: the spelling, then the characters."""
    return spelling(name), name


def unknown_strokes(names: Iterable[str]) -> list[str]:
    """Characters the table does not have, each once; their owners are to be put in place by hand."""
    strokes = load_strokes()
    return list(dict.fromkeys(char for name in names for char in name if char != "·" and char not in strokes))
