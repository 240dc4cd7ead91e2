"""Boxes, diamonds, arrows and words: what a drawing is put together of. Millimetres from its top left corner."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from yishi_desktop.documents.model import Area, Label, Paragraph, Role, Run, Stroke

HEAVY, LINE, FINE = 1.3, 0.9, 0.5
"""Points: frames that count, ordinary lines, and those that only set things apart."""
_CORNER = ((0.0, 1.0), (0.07, 0.62), (0.29, 0.29), (0.62, 0.07), (1.0, 0.0))
"""A quarter of a circle, from its end on one side to that on the other."""


@dataclass
class Pen:
    """Collects what is drawn; `size` is the type of the drawing in points."""

    size: float
    marks: list[Stroke | Area] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def words(
        self, text: str, at: tuple[float, float, float, float], size: float = 1, role: Role = "fang"
    ) -> None:
        """Words in the middle of a rectangle; `size` is a part of the chart's own."""
        self.labels.append(Label(*at, lettering(text, self.size * size, role)))

    def box(
        self,
        at: tuple[float, float, float, float],
        *,
        dashed: bool = False,
        round_: bool = False,
        heavy: bool = False,
    ) -> None:
        """A frame with white inside."""
        outline = _rounded(*at) if round_ else corners(*at)
        self.marks.append(Area(outline, 1.0))
        self._outline(outline, HEAVY if heavy else LINE, dashed=dashed)

    def shade(self, at: tuple[float, float, float, float], grey: float) -> None:
        """A light ground."""
        self.marks.append(Area(corners(*at), grey))

    def diamond(self, x: float, y: float, width: float, height: float) -> None:
        """A gate in the middle of this rectangle."""
        points = (
            (x + width / 2, y),
            (x + width, y + height / 2),
            (x + width / 2, y + height),
            (x, y + height / 2),
        )
        self.marks.append(Area(points, 1.0))
        self._outline(points, LINE)

    def line(self, *points: tuple[float, float], width: float = LINE) -> None:
        """A line without a head."""
        self.marks.append(Stroke(points, width))

    def arrow(self, *points: tuple[float, float]) -> None:
        """A line with a head at its end."""
        (x0, y0), (x1, y1) = points[-2:]
        length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.01)
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        long = self.size * 0.17
        foot = (x1 - dx * long, y1 - dy * long)
        wing = (-dy * long * 0.42, dx * long * 0.42)
        self.line(*points[:-1], foot)
        self.marks.append(
            Area(((x1, y1), (foot[0] + wing[0], foot[1] + wing[1]), (foot[0] - wing[0], foot[1] - wing[1])))
        )

    def _outline(
        self, points: tuple[tuple[float, float], ...], width: float, *, dashed: bool = False
    ) -> None:
        closed = (*points, points[0])
        if not dashed:
            self.marks.append(Stroke(closed, width))
            return
        for start, end in pairwise(closed):
            self.marks += (Stroke(dash, width) for dash in _dashes(start, end, self.size * 0.11))


def lettering(text: str, size: float, role: Role) -> Paragraph:
    """Words of a drawing, set close and in the middle."""
    return Paragraph((Run(text),), role=role, size=round(size, 1), line=round(size * 1.22, 1), align="center")


def corners(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    """The outline of a rectangle."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _rounded(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    r = height / 2
    ends = ((x, y, 1, 1), (x + width, y, -1, 1), (x + width, y + height, -1, -1), (x, y + height, 1, -1))
    points: list[tuple[float, float]] = []
    for number, (cx, cy, sx, sy) in enumerate(ends):
        corner = _CORNER if number % 2 == 0 else _CORNER[::-1]
        points += [(cx + sx * r * a, cy + sy * r * b) for a, b in corner]
    return tuple(points)


def _dashes(
    start: tuple[float, float], end: tuple[float, float], length: float
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """A line cut into dashes, as long as the gaps between them, one at either end."""
    (x0, y0), (x1, y1) = start, end
    whole = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    count = max(1, round(whole / length / 2)) * 2 - 1

    def at(part: float) -> tuple[float, float]:
        return (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part)

    for number in range(0, count, 2):
        yield at(number / count), at((number + 1) / count)
