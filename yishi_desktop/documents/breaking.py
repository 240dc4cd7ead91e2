"""Where a line may end: Chinese line breaking (禁则) with whole words, by pushing out to the next line.

Pure: characters and their advances in, stretches out. Nothing is lost but spaces at a break.
"""

from collections.abc import Sequence
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
    start, used, room = 0, 0.0, width - first
    index, count = 0, len(chars)
    loose = spacing or [0.0] * count
    while index < count:
        char = chars[index]
        if char == "\n":
            lines.append(Stretch(start, index, used, hard=True))
            start, used, room = index + 1, 0.0, width
        elif used + advances[index] - loose[index] > room + 0.01 and index > start:
            stop = _break_before(chars, start, index)
            lines.append(_trimmed(chars, advances, start, stop, used - sum(advances[stop:index])))
            start, used, room = _skip_space(chars, stop), 0.0, width
            index = start
            continue
        else:
            used += advances[index]
        index += 1
    lines.append(Stretch(start, count, used, hard=True))
    return lines


def _break_before(chars: Sequence[str], start: int, full: int) -> int:
    """The last lawful break at or before `full`, or `full` itself when there is none."""
    if chars[full] == " ":
        return full
    for index in range(full, start, -1):
        if may_break(chars[index - 1], chars[index]):
            return index
    return full


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
