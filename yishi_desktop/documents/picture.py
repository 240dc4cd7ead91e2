"""Document → one long picture, for phones: the same layout as the PDF, on a sheet as long as the paper needs."""

import io
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from yishi_desktop.documents.fonts import font_file
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.metrics import BASELINE, MM, RULE
from yishi_desktop.documents.model import Document, Drawing
from yishi_desktop.documents.pagination import Box, PlacedLine, Sheet
from yishi_desktop.documents.set_line import Segment

_UNDERLINE_DEPTH = 0.12  # ems from the baseline down
_SHADES = 16
"""Sixteen greys are smooth letters still, in a file half as large for a phone to send."""


def to_png(document: Document, width: int = 1080) -> bytes:
    """The document as one PNG, `width` pixels wide, cut off below its last line.

    The document must be on a page long enough for all of it; what runs on to further sheets follows below.
    """
    sheets = [sheet for sheet in lay_out(document).sheets if sheet.lines or sheet.boxes]
    scale = width / (document.page.width * MM)
    drawn = [_drawn(sheet, scale, width, document.page.bottom * MM) for sheet in sheets]
    whole = Image.new("L", (width, max(1, sum(image.height for image in drawn))), 255)
    top = 0
    for image in drawn:
        whole.paste(image, (0, top))
        top += image.height
    buffer = io.BytesIO()
    in_few_shades(whole).save(buffer, "PNG", bits=4)
    return buffer.getvalue()


def in_few_shades(image: Image.Image) -> Image.Image:
    """A grey image in sixteen even greys, to be saved with four bits a pixel."""
    step = 256 // _SHADES
    few = Image.frombytes("P", image.size, image.point([grey // step for grey in range(256)]).tobytes())
    few.putpalette([shade * 255 // (_SHADES - 1) for shade in range(_SHADES) for _ in "rgb"])
    return few


def _drawn(sheet: Sheet, scale: float, width: int, below: float) -> Image.Image:
    lines = [placed.y + placed.line.height for placed in sheet.lines]
    bottom = max([*lines, *(box.bottom for box in sheet.boxes)], default=0.0) + below
    image = Image.new("L", (width, round(bottom * scale)), 255)
    for placed in sheet.lines:
        _draw_picture(image, placed, scale)
    pen = ImageDraw.Draw(image)
    rule = max(1, round(RULE * scale))
    for box in sheet.boxes:
        _draw_box(pen, box, scale, rule)
    for placed in sheet.lines:
        _draw_line(pen, placed, scale, rule)
    return image


def _draw_picture(image: Image.Image, placed: PlacedLine, scale: float) -> None:
    shown = placed.line.picture
    if shown is None or isinstance(shown.picture, Drawing):  # notices for telephones have no drawings
        return
    size = (max(1, round(shown.width * scale)), max(1, round(shown.height * scale)))
    with Image.open(io.BytesIO(shown.picture.data)) as picture:
        grey = picture.convert("RGBA").resize(size)
    paper = Image.new("RGBA", size, "white")
    paper.alpha_composite(grey)
    image.paste(paper.convert("L"), (round((placed.x + shown.x) * scale), round(placed.y * scale)))


def _draw_box(pen: Any, box: Box, scale: float, rule: int) -> None:
    left, top, right, bottom = (round(edge * scale) for edge in (box.left, box.top, box.right, box.bottom))
    sides = {
        "t": (left, top, right, top),
        "l": (left, top, left, bottom),
        "b": (left, bottom, right, bottom),
        "r": (right, top, right, bottom),
    }
    for side in box.cell.borders:
        pen.line(sides[side], fill=0, width=rule)


def _draw_line(pen: Any, placed: PlacedLine, scale: float, rule: int) -> None:
    baseline = (placed.y + placed.line.height * BASELINE) * scale
    for segment in placed.line.segments:
        draw_segment(pen, segment, placed.x, baseline, scale)
        if segment.run.underline:
            y = round(baseline + segment.size * _UNDERLINE_DEPTH * scale)
            edges = ((placed.x + segment.x) * scale, y, (placed.x + segment.end) * scale, y)
            pen.line(edges, fill=0, width=rule)


def draw_segment(pen: Any, segment: Segment, left: float, baseline: float, scale: float) -> None:
    """Draw a stretch of text; `left` in points, `baseline` in pixels, `scale` pixels a point."""
    font = _font(segment.font, segment.size * scale)
    x = (left + segment.x) * scale
    for char in segment.text:
        pen.text((x, baseline), char, font=font, fill=0, anchor="ls")
        x += font.getlength(char) + segment.spacing * scale


@cache
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file(name)), size, layout_engine=ImageFont.Layout.BASIC)
