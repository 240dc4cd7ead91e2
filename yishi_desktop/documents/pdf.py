"""Layout → PDF, byte for byte the same every time."""

import io
from collections.abc import Sequence
from typing import Any, Self

from reportlab.pdfgen.canvas import Canvas

from yishi_desktop.documents.fonts import LATIN, glyphs
from yishi_desktop.documents.layout import Layout, lay_out
from yishi_desktop.documents.metrics import BASELINE, MM, RULE
from yishi_desktop.documents.model import Area, Document, Drawing, Page
from yishi_desktop.documents.pagination import Box, PlacedLine, Sheet
from yishi_desktop.documents.pdf_archive import make_keepable
from yishi_desktop.documents.set_line import Segment
from yishi_desktop.documents.tiling import TILE_HEIGHT, TILE_WIDTH, Tile, tiles

_UNDERLINE_DEPTH = 0.12
"""Ems from the baseline down to an underline."""


def to_pdf(document: Document) -> bytes:
    """The document as a PDF with all fonts embedded and its text selectable."""
    return draw(lay_out(document))


def draw(layout: Layout) -> bytes:
    """A layout as a PDF; for callers that need the layout's pages or facts as well."""
    return draw_together([layout])


def draw_together(layouts: Sequence[Layout], title: str = "", *, tiled: bool = False) -> bytes:
    """Several papers one behind the other in one file, each with a bookmark; every page keeps its own size.

    `tiled` enlarges every A3 sheet over four A4 sheets, to be cut along marks and joined.
    """
    with _Drawing(layouts, title) as drawing:
        for number, layout in enumerate(layouts):
            if len(layouts) > 1:
                drawing.bookmark(layout.document.title, number)
            for sheet in layout.sheets:
                drawing.sheet(layout.document.page, sheet, tiled=tiled and is_large(layout))
    return drawing.data


def is_large(layout: Layout) -> bool:
    """Whether a paper wants more than an office printer takes."""
    return layout.document.page.height > TILE_HEIGHT + 1


class _Drawing:
    """A PDF being drawn; its bytes are in `data` when the block ends."""

    def __init__(self, layouts: Sequence[Layout], title: str) -> None:
        first = layouts[0].document
        glyphs("song")("1")  # opens the font that every new page begins with
        self.data = b""
        self._buffer = io.BytesIO()
        self.canvas: Any = Canvas(  # type: ignore[no-untyped-call]
            self._buffer,
            lang="zh-CN",
            invariant=1,
            pageCompression=1,
            initialFontName=LATIN,
            pdfVersion=(1, 7),
        )
        make_keepable(self.canvas, title or first.title, first.author)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if failed is None:
            self.canvas.save()
            self.data = self._buffer.getvalue()

    def sheet(self, page: Page, sheet: Sheet, *, tiled: bool) -> None:
        """A page with what is on it, or four pages with a quarter each."""
        if not tiled:
            self.canvas.setPageSize((page.width * MM, page.height * MM))
            _draw_sheet(self.canvas, sheet, page.height * MM)
            self.canvas.showPage()
            return
        for tile in tiles(page.width, page.height):
            self.canvas.setPageSize((TILE_WIDTH * MM, TILE_HEIGHT * MM))
            _draw_tile(self.canvas, sheet, page.height, tile)
            self.canvas.showPage()

    def bookmark(self, title: str, number: int) -> None:
        """Make the page begun now reachable from the list beside the pages."""
        self.canvas.bookmarkPage(f"paper{number}")
        self.canvas.addOutlineEntry(title, f"paper{number}")


def _draw_tile(canvas: Any, sheet: Sheet, height: float, tile: Tile) -> None:
    """A quarter of a sheet: clipped a little beyond the marks, so that there is something to put the glue on."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(*(length * MM for length in tile.clip))
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.translate(tile.left * MM, tile.bottom * MM)
    canvas.scale(tile.scale, tile.scale)
    _draw_sheet(canvas, sheet, height * MM)
    canvas.restoreState()
    canvas.setLineWidth(RULE / 2)
    for x0, y0, x1, y1 in tile.marks:
        canvas.line(x0 * MM, y0 * MM, x1 * MM, y1 * MM)
    text = canvas.beginText()
    text.setTextOrigin(tile.note_at[0] * MM, tile.note_at[1] * MM)
    for char in tile.note:
        glyph = glyphs("song")(char)
        text.setFont(glyph.font, 8)
        text.textOut(glyph.char)
    canvas.drawText(text)


def _draw_sheet(canvas: Any, sheet: Sheet, height: float) -> None:
    canvas.setLineWidth(RULE)
    for placed in sheet.lines:
        _draw_picture(canvas, placed, height)
    _draw_boxes(canvas, sheet.boxes, height)
    text = canvas.beginText()
    _draw_lines(text, sheet.lines, height)
    canvas.drawText(text)
    for placed in sheet.lines:
        _draw_underlines(canvas, placed, height)


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
    """A JPEG goes into the file as it is, and one shown twice only once.

    Pillow is needed for pictures alone: papers without any are printed without waiting for it.
    """
    if not (shown := placed.line.picture):
        return
    if isinstance(shown.picture, Drawing):
        _draw_marks(canvas, shown.picture, placed.x + shown.x, height - placed.y)
        return
    from reportlab.lib.utils import ImageReader

    image = ImageReader(io.BytesIO(shown.picture.data))  # type: ignore[no-untyped-call]
    bottom = height - placed.y - shown.height
    canvas.drawImage(image, placed.x + shown.x, bottom, shown.width, shown.height, mask="auto")


def _draw_marks(canvas: Any, drawing: Drawing, left: float, top: float) -> None:
    """The lines and areas of a drawing; its words are set with the other lines of the sheet."""
    canvas.saveState()
    canvas.setLineJoin(1)
    for mark in drawing.marks:
        path = canvas.beginPath()
        (x, y), *others = mark.points
        path.moveTo(left + x * MM, top - y * MM)
        for x, y in others:
            path.lineTo(left + x * MM, top - y * MM)
        if isinstance(mark, Area):
            path.close()
            canvas.setFillGray(mark.grey)
            canvas.drawPath(path, stroke=0, fill=1)
        else:
            canvas.setLineWidth(mark.width)
            canvas.drawPath(path)
    canvas.restoreState()


def _draw_lines(text: Any, lines: list[PlacedLine], height: float) -> None:
    """Font and spacing are said again only where they change."""
    look, apart = ("", 0.0), 0.0
    for placed in lines:
        baseline = _baseline(placed, height)
        for segment in placed.line.segments:
            text.setTextOrigin(placed.x + segment.x, baseline)
            if look != (segment.font, segment.size):
                look = segment.font, segment.size
                text.setFont(*look)
            if apart != segment.spacing:
                apart = segment.spacing
                text.setCharSpace(apart)
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
