"""Where a line may end: Chinese line breaking (禁则) with whole words, by pushing out to the next line.

Pure: characters and their advances in, stretches out. Nothing is lost but spaces at a break.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from operator import sub
from typing import NamedTuple

NOT_AT_START = frozenset("，。、；：？！”’）〕】》〉」』］｝…—·％‰℃～々ー" + ",.;:?!)]}%")
"""A line never begins with these."""
NOT_AT_END = frozenset("“‘（〔【《〈「『［｛￥" + "([{$#№")
"""A line never ends with these."""
_WORD_MARKS = frozenset(".,/-_:@&+%'")


class Stretch(NamedTuple):
    """Characters `start:stop` form one line of `width`; `hard` when the paragraph or the writer ends it."""

    start: int
    stop: int
    width: float
    hard: bool


@cache
def joins_word(char: str) -> bool:
    """Whether the character belongs to a Latin word or number, which is broken only when wider than a line."""
    if char.isascii():
        return char.isalnum() or char in _WORD_MARKS
    return char < "\u2e80" and char.isalpha()


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between the two characters."""
    if after in NOT_AT_START or before in NOT_AT_END or after == " ":
        return False
    return not (joins_word(before) and joins_word(after))


def break_lines(
    chars: Sequence[str],
    advances: Sequence[float],
    width: float,
    first: float = 0,
    spacing: Sequence[float] | None = None,
) -> list[Stretch]:
    """Cut the characters into lines no wider than `width`, the first `first` narrower.

    `spacing` is the part of each advance that is space after the character: of the last one it does not count.
    A line is over-full only when a single character is wider than it. When there is no lawful place to break,
    the line breaks where it is full.
    """
    lines: list[Stretch] = []
    reach = list(accumulate(advances, initial=0.0))
    inked = list(accumulate(map(sub, reach[1:], spacing), max)) if spacing else reach[1:]
    start, room = 0, width - first
    for end in _ends(chars):
        while (full := bisect_right(inked, reach[start] + room + 0.01, start + 1, max(end, start + 1))) < end:
            stop = _break_before(chars, start, full)
            lines.append(_trimmed(chars, advances, start, stop, reach[stop] - reach[start]))
            start, room = _skip_space(chars, stop), width
        lines.append(Stretch(start, end, reach[end] - reach[start], hard=True))
        start, room = end + 1, width
    return lines


def _ends(chars: Sequence[str]) -> list[int]:
    """Where a line feed stands, and the end of the paragraph."""
    feeds = [index for index, char in enumerate(chars) if char == "\n"] if "\n" in chars else []
    return [*feeds, len(chars)]


def _break_before(chars: Sequence[str], start: int, full: int) -> int:
    """The last lawful break at or before `full`, or `full` itself when there is none."""
    for index in range(full, start, -1):
        at_space = index == full and chars[index] == " "
        if (at_space or may_break(chars[index - 1], chars[index])) and _parts_lawfully(chars, start, index):
            return index
    return full


def _parts_lawfully(chars: Sequence[str], start: int, index: int) -> bool:
    """Whether what would end the line and begin the next may do so, once the spaces between them are dropped."""
    last, first = index - 1, _skip_space(chars, index)
    while last > start and chars[last] == " ":
        last -= 1
    return chars[last] not in NOT_AT_END and (first == len(chars) or chars[first] not in NOT_AT_START)


def _trimmed(chars: Sequence[str], advances: Sequence[float], start: int, stop: int, width: float) -> Stretch:
    while stop > start and chars[stop - 1] == " ":
        stop -= 1
        width -= advances[stop]
    return Stretch(start, stop, width, hard=False)


def _skip_space(chars: Sequence[str], index: int) -> int:
    """A line broken at spaces swallows them; a line end after them is still a line end."""
    while index < len(chars) and chars[index] == " ":
        index += 1
    return index
