"""Layout → PDF, byte for byte the same every time."""

import io
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from yishi_desktop.documents.fonts import LATIN, glyphs
from yishi_desktop.documents.layout import Layout, lay_out
from yishi_desktop.documents.lines import Segment
from yishi_desktop.documents.metrics import BASELINE, MM, RULE
from yishi_desktop.documents.model import Document
from yishi_desktop.documents.pagination import Box, PlacedLine, Sheet

_UNDERLINE_DEPTH = 0.12
"""Ems from the baseline down to an underline."""


def to_pdf(document: Document) -> bytes:
    """The document as a PDF with all fonts embedded and its text selectable."""
    return draw(lay_out(document))


def draw(layout: Layout) -> bytes:
    """A layout as a PDF; for callers that need the layout's pages or facts as well."""
    document, page = layout.document, layout.document.page
    glyphs("song")("1")  # opens the font that every new page begins with
    buffer = io.BytesIO()
    canvas: Any = Canvas(  # type: ignore[no-untyped-call]
        buffer,
        pagesize=(page.width * MM, page.height * MM),
        lang="zh-CN",
        invariant=1,
        pageCompression=1,
        initialFontName=LATIN,
    )
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setCreator("议事")
    for sheet in layout.sheets:
        _draw_sheet(canvas, sheet, page.height * MM)
    canvas.save()
    return buffer.getvalue()


def _draw_sheet(canvas: Any, sheet: Sheet, height: float) -> None:
    canvas.setLineWidth(RULE)
    _draw_boxes(canvas, sheet.boxes, height)
    for placed in sheet.lines:
        _draw_picture(canvas, placed, height)
    text = canvas.beginText()
    for placed in sheet.lines:
        _draw_line(text, placed, height)
    canvas.drawText(text)
    for placed in sheet.lines:
        _draw_underlines(canvas, placed, height)
    canvas.showPage()


def _draw_boxes(canvas: Any, boxes: list[Box], height: float) -> None:
    path = canvas.beginPath()
    for box in boxes:
        top, bottom = height - box.top, height - box.bottom
        if box.cell.borders == "tlbr":
            path.rect(box.left, bottom, box.right - box.left, top - bottom)
            continue
        sides = {
            "t": (box.left, top, box.right, top),
            "l": (box.left, top, box.left, bottom),
            "b": (box.left, bottom, box.right, bottom),
            "r": (box.right, top, box.right, bottom),
        }
        for side in box.cell.borders:
            x0, y0, x1, y1 = sides[side]
            path.moveTo(x0, y0)
            path.lineTo(x1, y1)
    canvas.drawPath(path)


def _draw_picture(canvas: Any, placed: PlacedLine, height: float) -> None:
    line = placed.line
    if line.picture is None:
        return
    bottom = height - placed.y - line.height
    image = ImageReader(io.BytesIO(line.picture.png))  # type: ignore[no-untyped-call]
    canvas.drawImage(image, placed.x + line.left, bottom, line.right - line.left, line.height)


def _draw_line(text: Any, placed: PlacedLine, height: float) -> None:
    baseline = _baseline(placed, height)
    for segment in placed.line.segments:
        text.setTextOrigin(placed.x + segment.x, baseline)
        text.setFont(segment.font, segment.size)
        text.setCharSpace(segment.spacing)
        text.textOut(segment.text)


def _draw_underlines(canvas: Any, placed: PlacedLine, height: float) -> None:
    baseline = _baseline(placed, height)
    for segment in placed.line.segments:
        if segment.run.underline:
            _underline(canvas, placed.x, baseline, segment)


def _underline(canvas: Any, x: float, baseline: float, segment: Segment) -> None:
    y = baseline - segment.size * _UNDERLINE_DEPTH
    canvas.line(x + segment.x, y, x + segment.end, y)


def _baseline(placed: PlacedLine, height: float) -> float:
    return height - placed.y - placed.line.height * BASELINE
