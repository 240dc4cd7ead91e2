"""A paragraph from right to left → lines of glyphs at their places."""

from yishi_desktop.documents.breaking import Stretch, break_lines
from yishi_desktop.documents.fonts import Glyph, glyphs, without_invisible
from yishi_desktop.documents.model import Paragraph, Run
from yishi_desktop.documents.rtl import is_rtl, mirrored, shaped, visual_order
from yishi_desktop.documents.set_line import Line, Segment

Letter = tuple[str, Glyph, Run, float]


def lay_rtl(paragraph: Paragraph, width: float) -> list[Line]:
    """Break the paragraph into lines over `width` points, each beginning at the right."""
    em = paragraph.size
    left, right = paragraph.right * em, width - paragraph.left * em
    letters = _letters(paragraph)
    chars = [letter[0] for letter in letters]
    advances = [letter[3] for letter in letters]
    lines = []
    first = paragraph.first * em
    for number, stretch in enumerate(break_lines(chars, advances, right - left, first)):
        edge = right - (0 if number else first)
        segments = _segments(paragraph, letters[stretch.start : stretch.stop], stretch, left, edge)
        lines.append(Line(paragraph.pitch, left, right, segments, paragraph.fact))
    return lines


def _letters(paragraph: Paragraph) -> list[Letter]:
    out: list[Letter] = []
    for run in paragraph.runs:
        glyph = glyphs(run.role or paragraph.role)
        size = run.size or paragraph.size
        for char, drawn in shaped(without_invisible(run.text)):
            found = glyph(drawn)
            out.append((char, found, run, 0.0 if char == "\n" else found.width * size))
    return out


def _segments(
    paragraph: Paragraph, letters: list[Letter], stretch: Stretch, left: float, right: float
) -> list[Segment]:
    """The line's letters from left to right, each drawn where it belongs; spaces are widened to fill the line."""
    spare = right - left - stretch.width
    spaces = sum(letter[0] == " " for letter in letters)
    gap = spare / spaces if paragraph.align == "both" and not stretch.hard and spaces else 0.0
    x = left + (spare / 2 if paragraph.align == "center" else 0.0 if gap else spare)
    segments = []
    order = visual_order([letter[0] for letter in letters])
    inside = {place for place in order if is_rtl(letters[place][0]) or not letters[place][0].isalnum()}
    for place in order:
        char, glyph, run, advance = letters[place]
        size = run.size or paragraph.size
        drawn = mirrored(glyph.char) if place in inside else glyph.char
        end = x + advance + (gap if char == " " else 0.0)
        segments.append(Segment(glyph.font, size, x, end, drawn, 0.0, run))
        x = end
    return segments
