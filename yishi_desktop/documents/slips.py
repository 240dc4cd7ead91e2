"""Several copies of a small paper on one sheet: as many as fit, each in the same room, so that a stack can be cut."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from yishi_desktop.documents.model import Cell, Page, Paragraph, Row, Run, Table, text_width

_POINTS = 72 / 25.4  # a millimetre
_HEIGHTS = (12.0, 9.0, 14.0, 16.0)  # mm: title, the words above the boxes, the boxes, the notes below
_CUT = 12.0  # mm for a cut line
_SPARE = 4.0  # mm a text needs around it


@dataclass(frozen=True, slots=True)
class Slip:
    """What one slip says: a title, a text, boxes to tick under their words, and notes."""

    title: Paragraph
    text: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    boxes: tuple[str, ...]


def slips(slip: Slip, page: Page, most: int) -> Iterator[Table]:
    """The slips of one sheet, at most `most`; a cut line of its own is meant to stand between two."""
    needed = _height_of(slip.text, page) + _SPARE
    count = next((n for n in range(most, 1, -1) if _room(page, n) >= needed), 1)
    for _ in range(count):
        yield _table(slip, page.body_width, _room(page, count))


def _height_of(text: tuple[Paragraph, ...], page: Page) -> float:
    per_line = page.body_width * _POINTS / page.size - 1
    lines = sum(-(-text_width(paragraph.text) // per_line) or 1 for paragraph in text)
    return lines * page.line / _POINTS


def _room(page: Page, count: int) -> float:
    """The room for the text in mm when a sheet carries so many slips."""
    return (page.body_height - 2 - (count - 1) * _CUT) / count - sum(_HEIGHTS) - 1


def _table(slip: Slip, width: float, room: float) -> Table:
    count = len(slip.boxes)
    title, words, boxes, notes = _HEIGHTS
    word = replace(slip.title, role="hei", size=14, line=22)

    def open_row(paragraphs: tuple[Paragraph, ...], height: float) -> Row:
        return Row((Cell(paragraphs, span=count, borders=""),), height, splittable=False)

    return Table(
        (width / count,) * count,
        (
            open_row((slip.title,), title),
            open_row(slip.text, room),
            Row(tuple(Cell((replace(word, runs=(Run(box),)),)) for box in slip.boxes), words),
            Row(tuple(Cell((replace(word, runs=()),)) for _ in slip.boxes), boxes),
            open_row(slip.notes, notes),
        ),
    )
