"""A paragraph → its characters, measured, and the pieces that are drawn alike.

A character is measured once for every role and size it is set in; lines are then made of pieces, not of characters.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from yishi_desktop.documents.breaking import Stretch, joins_word
from yishi_desktop.documents.fonts import glyphs, without_invisible
from yishi_desktop.documents.metrics import Grid, Typography
from yishi_desktop.documents.model import Paragraph, Role, Run

_START = attrgetter("start")
_KIND = attrgetter("kind")


class _Letter(NamedTuple):
    """A character in one size: `kind` is the font and whether it belongs to a word; `advance` counts its space."""

    drawn: str
    kind: tuple[str, bool]
    advance: float


class Piece(NamedTuple):
    """Characters `start:stop` of one run that are drawn alike: one font, all in words or none."""

    start: int
    stop: int
    font: str
    in_word: bool
    run: Run
    size: float
    spacing: float

    def widens(self, start: int, stop: int, after: "Piece | None") -> int:
        """How often justification may widen the space behind the characters of a part of it: not inside words.

        `after` is what stands behind that part in the same line.
        """
        if after is None:
            return 0 if self.in_word else stop - start - 1
        return int(not after.in_word) if self.in_word else stop - start


class Part(NamedTuple):
    """What of a piece stands in a line, and how often the space behind its characters may be widened."""

    piece: Piece
    start: int
    stop: int
    widens: int


@dataclass(slots=True)
class Characters:
    """The characters of a paragraph, one entry each, and the pieces they stand in; `spacing` is counted in `advances`."""

    chars: str = ""
    drawn: str = ""
    advances: list[float] = field(default_factory=list)
    spacing: list[float] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def parts(self, stretch: Stretch) -> list[Part]:
        """The pieces of a line, cut at its ends."""
        start, stop = stretch.start, stretch.stop
        if start == stop:
            return []
        first = bisect_right(self.pieces, start, key=_START) - 1
        last = bisect_right(self.pieces, stop - 1, key=_START)
        found = self.pieces[first:last]
        edges = [start, *(piece.start for piece in found[1:]), stop]
        return [
            Part(piece, begin, end, piece.widens(begin, end, after))
            for piece, (begin, end), after in zip(found, pairwise(edges), [*found[1:], None], strict=True)
        ]


def characters_of(paragraph: Paragraph, grid: Grid, typography: Typography) -> Characters:
    """The characters of a paragraph as they are drawn."""
    out = Characters()
    for run in paragraph.runs:
        _add_run(out, run, paragraph, grid.spacing_at(run.size or paragraph.size))
    if typography.opening_quote and out.chars[:1] == "“":
        out.advances[0] = typography.opening_quote * out.pieces[0].size + out.pieces[0].spacing
    if typography.autospace:
        _space_out(out, typography.autospace)
    return out


def _add_run(out: Characters, run: Run, paragraph: Paragraph, spacing: float) -> None:
    size, text, at = run.size or paragraph.size, without_invisible(run.text), len(out.chars)
    letters = list(map(_letters(run.role or paragraph.role, size, spacing).__getitem__, text))
    out.chars += text
    out.drawn += "".join([letter.drawn for letter in letters])
    out.advances += [letter.advance for letter in letters]
    if spacing or out.spacing:
        out.spacing += [0.0] * (at - len(out.spacing)) + [spacing] * len(letters)
    for (font, in_word), same in groupby(letters, _KIND):
        stop = at + len(tuple(same))
        out.pieces.append(Piece(at, stop, font, in_word, run, size, spacing))
        at = stop


class _Letters(dict[str, _Letter]):
    """The characters that were set in one size of a role; measured once."""

    def __init__(self, role: Role, size: float, spacing: float) -> None:
        self._glyph = glyphs(role)
        self._size = size
        self._spacing = spacing

    def __missing__(self, char: str) -> _Letter:
        glyph = self._glyph(char)
        kind = (glyph.font, joins_word(char))
        found = self[char] = _Letter(glyph.char, kind, glyph.width * self._size + self._spacing)
        return found


@cache
def _letters(role: Role, size: float, spacing: float) -> _Letters:
    return _Letters(role, size, spacing)


def _space_out(text: Characters, em: float) -> None:
    """Add space between Han and Latin, as some programs do unasked."""
    text.spacing += [0.0] * (len(text.chars) - len(text.spacing))
    for piece in text.pieces[:-1]:
        index = piece.stop - 1
        before, after = text.chars[index], text.chars[index + 1]
        if (_is_han(before) and _is_latin(after)) or (_is_latin(before) and _is_han(after)):
            extra = em * piece.size
            text.advances[index] += extra
            text.spacing[index] += extra


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_han(char: str) -> bool:
    return "\u3400" <= char < "\ua000" or char >= "\U00020000" or char == "\u3007"
