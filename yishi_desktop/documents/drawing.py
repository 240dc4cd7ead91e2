"""Drawing → picture: what Word gets, so that every program shows the same lines and the same line breaks.

PDF draws the same marks as vectors; see docs/decisions/0016.
"""

import io
from dataclasses import replace

from PIL import Image, ImageDraw

from yishi_desktop.documents.lines import labels_in
from yishi_desktop.documents.metrics import BASELINE, MM
from yishi_desktop.documents.model import Area, Block, Document, Drawing, Paragraph, Picture, Stroke
from yishi_desktop.documents.picture import draw_segment, in_few_shades

DOTS = 300
"""An inch: what an office printer prints; sixteen greys keep an A3 poster at a few hundred kilobytes."""


def with_drawings_as_pictures(document: Document) -> Document:
    """The document with every drawing turned into a picture of the same size; the very same without any."""
    blocks = tuple(_pictured(block) for block in document.blocks)
    return replace(document, blocks=blocks) if blocks != document.blocks else document


def _pictured(block: Block) -> Block:
    if isinstance(block, Paragraph) and isinstance(block.picture, Drawing):
        return replace(block, picture=as_picture(block.picture))
    return block


def as_picture(drawing: Drawing, dots: int = DOTS) -> Picture:
    """The drawing as a PNG of `dots` an inch."""
    scale = dots / 72
    size = (round(drawing.width * MM * scale), round(drawing.height * MM * scale))
    image = Image.new("L", size, 255)
    pen = ImageDraw.Draw(image)
    for mark in drawing.marks:
        _draw(pen, mark, scale, size)
    for x, y, line in labels_in(drawing, 0, 0):
        baseline = (y + line.height * BASELINE) * scale
        for segment in line.segments:
            draw_segment(pen, segment, x, baseline, scale)
    buffer = io.BytesIO()
    in_few_shades(image).save(buffer, "PNG", bits=4, dpi=(dots, dots))
    return Picture(buffer.getvalue(), drawing.width, drawing.height, drawing.alt)


def _draw(pen: ImageDraw.ImageDraw, mark: Stroke | Area, scale: float, size: tuple[int, int]) -> None:
    """A line along the very edge is drawn inside it, or half of it would be missing."""
    edge = mark.width * scale / 2 if isinstance(mark, Stroke) else 0.0
    points = [
        (_within(x * MM * scale, edge, size[0]), _within(y * MM * scale, edge, size[1]))
        for x, y in mark.points
    ]
    if isinstance(mark, Area):
        pen.polygon(points, fill=round(mark.grey * 255))
    else:
        pen.line(points, fill=0, width=max(1, round(mark.width * scale)), joint="curve")


def _within(place: float, edge: float, length: int) -> float:
    return min(max(place, edge), length - 1 - edge)
