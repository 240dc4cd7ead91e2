"""Uyghur, and what else is written in its letters: joined, and set from right to left.

A letter has up to four shapes, by whether it joins the one before and the one behind it. Unicode has a character of its
own for each (Arabic Presentation Forms), and UKIJ Tuz draws them; so shaping is a table, checked against HarfBuzz glyph
by glyph, and needs no package at run time. Word gets the plain letters and shapes them itself.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

# letter: its isolated, final, initial and medial shape; those with two never join the letter behind them
_SHAPES: Mapping[str, str] = {
    letter: "".join(map(chr, range(first, first + count)))
    for letter, first, count in (
        ("ئ", 0xFE89, 4), ("ا", 0xFE8D, 2), ("ە", 0xFEE9, 2), ("ب", 0xFE8F, 4), ("پ", 0xFB56, 4), ("ت", 0xFE95, 4),
        ("ج", 0xFE9D, 4), ("چ", 0xFB7A, 4), ("خ", 0xFEA5, 4), ("د", 0xFEA9, 2), ("ر", 0xFEAD, 2), ("ز", 0xFEAF, 2),
        ("ژ", 0xFB8A, 2), ("س", 0xFEB1, 4), ("ش", 0xFEB5, 4), ("غ", 0xFECD, 4), ("ف", 0xFED1, 4), ("ق", 0xFED5, 4),
        ("ك", 0xFED9, 4), ("گ", 0xFB92, 4), ("ڭ", 0xFBD3, 4), ("ل", 0xFEDD, 4), ("م", 0xFEE1, 4), ("ن", 0xFEE5, 4),
        ("ھ", 0xFBAA, 4), ("و", 0xFEED, 2), ("ۇ", 0xFBD7, 2), ("ۆ", 0xFBD9, 2), ("ۈ", 0xFBDB, 2), ("ۋ", 0xFBDE, 2),
        ("ې", 0xFBE4, 4), ("ي", 0xFEF1, 4), ("ح", 0xFEA1, 4), ("ع", 0xFEC9, 4), ("ث", 0xFE99, 4), ("ذ", 0xFEAB, 2),
        ("ص", 0xFEB9, 4), ("ض", 0xFEBD, 4), ("ط", 0xFEC1, 4), ("ظ", 0xFEC5, 4), ("ه", 0xFEE9, 4), ("ک", 0xFB8E, 4),
    )
} | {"ى": "\ufeef\ufef0\ufbe8\ufbe9"}  # fmt: skip
_LAM, _ALEF, _LAM_ALEF = "ل", "ا", "\ufefb\ufefc"
_TATWEEL = "ـ"
_MIRRORED = str.maketrans("()[]{}<>«»（）", ")(][}{><»«）（")

PLAIN: Mapping[str, str] = {
    shape: letter for letter, shapes in _SHAPES.items() if letter not in "ه" for shape in shapes
}
"""The letter behind each shape, for text copied out of a PDF. لا stays one character: readers turn pairs round."""


class Shaped(NamedTuple):
    """A letter as typed, for line breaking, and the character that draws it."""

    char: str
    drawn: str


def shaped(text: str) -> list[Shaped]:
    """Every letter of a text in the order it is read, with the shape it takes between its neighbours."""
    out: list[Shaped] = []
    index = 0
    while index < len(text):
        char = text[index]
        shapes = _SHAPES.get(char)
        joins = index > 0 and _joins_on(text[index - 1])
        if char == _LAM and text[index + 1 : index + 2] == _ALEF:
            out.append(Shaped(char, _LAM_ALEF[joins]))
            index += 2
            continue
        if shapes is None:
            out.append(Shaped(char, char))
        else:
            goes_on = len(shapes) == 4 and index + 1 < len(text) and _takes(text[index + 1])
            out.append(Shaped(char, shapes[joins + 2 * goes_on]))
        index += 1
    return out


def _joins_on(char: str) -> bool:
    """Whether a letter reaches out to the one behind it."""
    return char == _TATWEEL or len(_SHAPES.get(char, "")) == 4


def _takes(char: str) -> bool:
    """Whether a letter lets the one before it reach it."""
    return char == _TATWEEL or char in _SHAPES


def is_rtl(char: str) -> bool:
    """Whether a letter is read from right to left."""
    return "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc"


def visual_order(chars: Sequence[str]) -> list[int]:
    """The places of a line's characters from left to right: words of other scripts and numbers keep their direction.

    What joins two digits or letters of one such word (2026.3.5, 14:30, 0991-1234567) stays inside it; every other sign goes
    with the right-to-left text around it. That a hyphen keeps a telephone number together is for people: the letter of
    Unicode's rule (UAX 9, W2) would turn its halves round behind Arabic letters. Word is told so with marks.
    """
    runs: list[tuple[bool, list[int]]] = []
    for index, char in enumerate(chars):
        other = _is_other(char) or (_joins_others(chars, index))
        if runs and runs[-1][0] == other:
            runs[-1][1].append(index)
        else:
            runs.append((other, [index]))
    return [place for other, run in reversed(runs) for place in (run if other else reversed(run))]


def _is_other(char: str) -> bool:
    return char.isalnum() and not is_rtl(char)


def _joins_others(chars: Sequence[str], index: int) -> bool:
    """A sign or space inside a stretch of another script: between digits, or between two words of it."""
    if is_rtl(chars[index]) or not 0 < index < len(chars) - 1:
        return False
    before, after = chars[index - 1], chars[index + 1]
    digits = before.isdigit() and after.isdigit() and chars[index] in ".,:/-"
    words = before.isalpha() and _is_other(before) and _is_other(after)
    return digits or words


def mirrored(char: str) -> str:
    """A bracket as it looks in text from right to left."""
    return char.translate(_MIRRORED)
