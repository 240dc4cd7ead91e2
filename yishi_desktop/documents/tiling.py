"""A large sheet cut into four A4 sheets with cut marks, for villages whose printer takes nothing larger."""

from collections.abc import Iterator
from dataclasses import dataclass

TILE_WIDTH, TILE_HEIGHT = 210.0, 297.0
"""Millimetres of the paper in the printer (A4)."""
MARGIN = 10.0
"""Millimetres that are cut off on every side; no office printer prints to the edge."""
FLAP = 4.0
"""Millimetres beyond the cut that are printed all the same, to lie under the neighbour."""
_MARK = 5.0
_PLACES = ("左上", "右上", "左下", "右下")

Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the four sheets, in millimetres from its bottom left corner.

    `left`, `bottom` and `scale` place the large sheet; `clip` (x, y, width, height) is what is printed of it; `marks`
    are the lines to cut along; `note` says where the sheet belongs.
    """

    left: float
    bottom: float
    scale: float
    clip: tuple[float, float, float, float]
    marks: tuple[Line, ...]
    note: str
    note_at: tuple[float, float] = (MARGIN + 8, 4.5)


def tiles(width: float, height: float) -> Iterator[Tile]:
    """The four sheets of a sheet of this size, upper left first."""
    inner_width, inner_height = TILE_WIDTH - 2 * MARGIN, TILE_HEIGHT - 2 * MARGIN
    scale = min(2 * inner_width / width, 2 * inner_height / height)
    spare_x = (2 * inner_width - width * scale) / 2
    spare_y = (2 * inner_height - height * scale) / 2
    for place, words in enumerate(_PLACES):
        column, row = place % 2, place // 2
        yield Tile(
            left=MARGIN + spare_x - column * inner_width,
            bottom=MARGIN + spare_y - (1 - row) * inner_height,
            scale=scale,
            clip=(MARGIN - FLAP, MARGIN - FLAP, inner_width + 2 * FLAP, inner_height + 2 * FLAP),
            marks=tuple(_marks()),
            note=f"第{place + 1}张（{words}）　沿四角的线裁开，四张拼成一大张",
        )


def _marks() -> Iterator[Line]:
    """Two short lines at each corner, outside of what stays."""
    for x, away_x in ((MARGIN, -1), (TILE_WIDTH - MARGIN, 1)):
        for y, away_y in ((MARGIN, -1), (TILE_HEIGHT - MARGIN, 1)):
            yield (x + away_x, y, x + away_x * (_MARK + 1), y)
            yield (x, y + away_y, x, y + away_y * (_MARK + 1))
