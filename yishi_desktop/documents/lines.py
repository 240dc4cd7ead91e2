"""A paragraph → lines of glyphs at their places."""

from itertools import pairwise

from yishi_desktop.documents.breaking import Stretch, break_lines
from yishi_desktop.documents.characters import Characters, Part, characters_of
from yishi_desktop.documents.metrics import MM, NO_GRID, WORD, Grid, Typography
from yishi_desktop.documents.model import Drawing, Paragraph, Picture
from yishi_desktop.documents.rtl_lines import lay_rtl
from yishi_desktop.documents.set_line import Line, PlacedPicture, Segment


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
    text = characters_of(paragraph, grid, typography)
    height = grid.pitch_of(paragraph)
    lines = []
    stretches = break_lines(text.chars, text.advances, right - left, first, text.spacing)
    for number, stretch in enumerate(stretches):
        indent = left if number else left + first
        parts = text.parts(stretch)
        x, gap = _aligned(paragraph, parts, stretch, indent, right)
        lines.append(Line(height, left, right, _segments(text, parts, x, gap), paragraph.fact))
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


def _aligned(
    paragraph: Paragraph, parts: list[Part], stretch: Stretch, left: float, right: float
) -> tuple[float, float]:
    """Where the line begins, and the space added after every character to fill it."""
    extra = right - left - stretch.width
    if paragraph.align == "center":
        return left + extra / 2, 0.0
    if paragraph.align in ("right", "outside"):
        return left + extra, 0.0
    if paragraph.align == "both" and not stretch.hard:
        places = sum(part.widens for part in parts)
        return left, extra / places if places else 0.0
    return left, 0.0


def _segments(text: Characters, parts: list[Part], x: float, gap: float) -> list[Segment]:
    """Every part as a segment; `gap` points are added wherever the space may be widened."""
    segments: list[Segment] = []
    for piece, start, stop, widens in parts:
        inside = piece.spacing if piece.in_word else piece.spacing + gap
        end = x + sum(text.advances[start:stop]) + widens * gap
        behind = text.spacing[stop - 1] if text.spacing else 0.0
        behind += gap if widens > (0 if piece.in_word else stop - start - 1) else 0.0
        drawn = text.drawn[start:stop]
        segments.append(Segment(piece.font, piece.size, x, end - behind, drawn, inside, piece.run))
        x = end
    return _joined_underlines(segments)


def _joined_underlines(segments: list[Segment]) -> list[Segment]:
    """Underlines run on over the space between segments of one run."""
    for index, (this, after) in enumerate(pairwise(segments)):
        if this.run.underline and after.run is this.run:
            segments[index] = this._replace(end=after.x)
    return segments
