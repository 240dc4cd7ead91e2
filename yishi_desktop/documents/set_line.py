"""A line as it stands on the paper: what the ways of setting a paragraph make, and what every output draws."""

from dataclasses import dataclass
from typing import NamedTuple

from yishi_desktop.documents.model import Drawing, Picture, Run


class Segment(NamedTuple):
    """Characters drawn in one go: one font, one size, even spacing. x and end in points from the line's origin."""

    font: str
    size: float
    x: float
    end: float
    text: str
    spacing: float
    run: Run


class PlacedPicture(NamedTuple):
    """A picture as large as it is drawn: x from the line's origin, width and height in points."""

    picture: Picture | Drawing
    x: float
    width: float
    height: float


@dataclass(slots=True)
class Line:
    """A line of a paragraph, `height` points high; `left` and `right` are the paragraph's edges."""

    height: float
    left: float
    right: float
    segments: list[Segment]
    fact: str
    picture: PlacedPicture | None = None
