"""A paragraph → lines of glyphs at their places."""

from dataclasses import dataclass, field
from itertools import pairwise

from yishi_desktop.documents.breaking import Stretch, break_lines, joins_word
from yishi_desktop.documents.fonts import Glyph, glyphs, is_invisible
from yishi_desktop.documents.metrics import MM, NO_GRID, WORD, Grid, Typography
from yishi_desktop.documents.model import Drawing, Paragraph, Picture, Run
from yishi_desktop.documents.rtl_lines import lay_rtl
from yishi_desktop.documents.set_line import Line, PlacedPicture, Segment


@dataclass(slots=True)
class _Characters:
    """The paragraph as parallel lists, one entry a character; `spacing` is counted in `advances`."""

    chars: list[str] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    advances: list[float] = field(default_factory=list)
    spacing: list[float] = field(default_factory=list)


def lay_paragraph(
    paragraph: Paragraph, width: float, grid: Grid = NO_GRID, typography: Typography = WORD
) -> list[Line]:
    """Break the paragraph into lines over `width` points and place its glyphs by its alignment."""
    if paragraph.rtl:
        return lay_rtl(paragraph, width)
    em = paragraph.size + grid.spacing_at(paragraph.size)
    left, right = paragraph.left * em, width - paragraph.right * em
    if paragraph.picture:
        return [_pictured(paragraph, paragraph.picture, left, right)]
    first = paragraph.first * em
    text = _characters(paragraph, grid, typography)
    height = grid.pitch_of(paragraph)
    lines = []
    stretches = break_lines(text.chars, text.advances, right - left, first, text.spacing)
    for number, stretch in enumerate(stretches):
        indent = left if number else left + first
        x, gap = _aligned(paragraph, text, stretch, indent, right)
        lines.append(Line(height, left, right, _segments(text, stretch, x, gap), paragraph.fact))
    return lines


def _pictured(paragraph: Paragraph, picture: Picture | Drawing, left: float, right: float) -> Line:
    """The line of a picture."""
    width, height = picture.width * MM, picture.height * MM
    spare = {"center": 0.5, "right": 1.0, "outside": 1.0}.get(paragraph.align, 0.0) * (right - left - width)
    return Line(height, left, right, [], paragraph.fact, PlacedPicture(picture, left + spare, width, height))


def labels_in(drawing: Drawing, x: float, y: float) -> list[tuple[float, float, Line]]:
    """The lines of a drawing's words, each at its place: points, for a drawing whose corner stands at x, y."""
    placed = []
    for label in drawing.labels:
        lines = lay_paragraph(label.paragraph, label.width * MM)
        top = y + label.y * MM + (label.height * MM - sum(line.height for line in lines)) / 2
        for line in lines:
            placed.append((x + label.x * MM, top, line))
            top += line.height
    return placed


def _characters(paragraph: Paragraph, grid: Grid, typography: Typography) -> _Characters:
    out = _Characters()
    for run in paragraph.runs:
        glyph = glyphs(run.role or paragraph.role)
        size = run.size or paragraph.size
        spacing = grid.spacing_at(size)
        for char in run.text:
            if is_invisible(char):
                continue
            drawn = glyph(char)
            out.chars.append(char)
            out.glyphs.append(drawn)
            out.runs.append(run)
            out.sizes.append(size)
            out.advances.append(drawn.width * size + spacing)
            out.spacing.append(spacing)
    if typography.opening_quote and out.chars[:1] == ["“"]:
        out.advances[0] = typography.opening_quote * out.sizes[0] + out.spacing[0]
    if typography.autospace:
        _space_out(out, typography.autospace)
    return out


def _space_out(text: _Characters, em: float) -> None:
    """Add space between Han and Latin, as some programs do unasked."""
    for index, (before, after) in enumerate(pairwise(text.chars)):
        if (_is_han(before) and _is_latin(after)) or (_is_latin(before) and _is_han(after)):
            extra = em * text.sizes[index]
            text.advances[index] += extra
            text.spacing[index] += extra


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_han(char: str) -> bool:
    return "\u3400" <= char < "\ua000" or char >= "\U00020000" or char == "\u3007"


def _aligned(
    paragraph: Paragraph, text: _Characters, stretch: Stretch, left: float, right: float
) -> tuple[float, float]:
    """Where the line begins, and the space added after every character to fill it."""
    extra = right - left - stretch.width
    if paragraph.align == "center":
        return left + extra / 2, 0.0
    if paragraph.align in ("right", "outside"):
        return left + extra, 0.0
    if paragraph.align == "both" and not stretch.hard:
        places = sum(_stretches(text, index) for index in range(stretch.start, stretch.stop - 1))
        return left, extra / places if places else 0.0
    return left, 0.0


def _stretches(text: _Characters, index: int) -> bool:
    """Whether justification may widen the space after this character: not inside words and numbers."""
    return not (joins_word(text.chars[index]) and joins_word(text.chars[index + 1]))


def _segments(text: _Characters, stretch: Stretch, x: float, gap: float) -> list[Segment]:
    segments: list[Segment] = []
    begun, begun_at, even, previous = stretch.start, x, 0.0, 0.0
    for index in range(stretch.start, stretch.stop):
        if index > begun and (previous != even or _changes(text, index)):
            segments.append(_segment(text, begun, index, begun_at, x - previous, even))
            begun, begun_at = index, x
        widened = gap if gap and index + 1 < stretch.stop and _stretches(text, index) else 0.0
        previous = text.spacing[index] + widened
        if index == begun:
            even = previous
        x += text.advances[index] + widened
    if stretch.stop > begun:
        segments.append(_segment(text, begun, stretch.stop, begun_at, x - previous, even))
    return _joined_underlines(segments)


def _changes(text: _Characters, index: int) -> bool:
    """Whether the character cannot be drawn in one go with the one before it."""
    return (
        text.glyphs[index].font != text.glyphs[index - 1].font or text.runs[index] is not text.runs[index - 1]
    )


def _segment(text: _Characters, start: int, stop: int, x: float, end: float, spacing: float) -> Segment:
    drawn = "".join([glyph.char for glyph in text.glyphs[start:stop]])
    return Segment(text.glyphs[start].font, text.sizes[start], x, end, drawn, spacing, text.runs[start])


def _joined_underlines(segments: list[Segment]) -> list[Segment]:
    """Underlines run on over the space between segments of one run."""
    for index, (this, after) in enumerate(pairwise(segments)):
        if this.run.underline and after.run is this.run:
            segments[index] = this._replace(end=after.x)
    return segments
