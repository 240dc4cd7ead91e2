"""The order of names on a list: by strokes, by pinyin, or as the secretary put them.

By strokes is what a list of names is expected to say, “按姓氏笔画为序”: first by how many strokes the surname has, then
by their kind (横、竖、撇、点、折), then the next character in the same way. A name of two characters stands before a
longer one that begins alike.
"""

from collections.abc import Iterable

from yishi_desktop.definitions.strokes import load_strokes
from yishi_desktop.domain.facts import Choice
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.services.pinyin import spelling

_UNKNOWN = 99  # strokes: a character not in the table stands behind those that are


class NameOrder(Choice):
    """How a list of names is put in order."""

    STROKES = "strokes", "按姓氏笔画"
    PINYIN = "pinyin", "按拼音"
    HAND = "hand", "自己排"


def in_order(people: Iterable[PersonRef], order: NameOrder) -> tuple[PersonRef, ...]:
    """The people in the order wished for; those of one name stay as they stood."""
    if order is NameOrder.STROKES:
        return tuple(sorted(people, key=lambda person: by_strokes(person.name)))
    if order is NameOrder.PINYIN:
        return tuple(sorted(people, key=lambda person: by_pinyin(person.name)))
    return tuple(people)


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
