"""Layout → PDF, byte for byte the same every time."""

from collections.abc import Sequence

from yishi_desktop.documents.fonts import face, glyphs
from yishi_desktop.documents.layout import Layout, lay_out
from yishi_desktop.documents.metrics import BASELINE, MM, RULE
from yishi_desktop.documents.model import Area, Document, Drawing, Page
from yishi_desktop.documents.pagination import Box, PlacedLine, Sheet
from yishi_desktop.documents.pdf_archive import keepable, properties
from yishi_desktop.documents.pdf_file import PdfFile, fine, number, numbers, ref, refs, text
from yishi_desktop.documents.pdf_fonts import PaperFont
from yishi_desktop.documents.pdf_pictures import PaperPictures
from yishi_desktop.documents.tiling import TILE_HEIGHT, TILE_WIDTH, Tile, tiles

_UNDERLINE_DEPTH = 0.12
"""Ems from the baseline down to an underline."""
_NOTE_SIZE = 8


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
    first = layouts[0].document
    book = _Book()
    for layout in layouts:
        if len(layouts) > 1:
            book.bookmark(layout.document.title)
        for sheet in layout.sheets:
            book.sheet(layout.document.page, sheet, tiled=tiled and is_large(layout))
    return book.written(title or first.title, first.author)


def is_large(layout: Layout) -> bool:
    """Whether a paper wants more than an office printer takes."""
    return layout.document.page.height > TILE_HEIGHT + 1


class _Book:
    """A PDF being drawn, page by page."""

    def __init__(self) -> None:
        self.file = PdfFile()
        self.pictures = PaperPictures(self.file)
        self._fonts: dict[str, PaperFont] = {}
        self._pages: list[int] = []
        self._bookmarks: list[tuple[str, int]] = []
        self._tree = self.file.reserved()
        self._resources = self.file.reserved()

    def font(self, name: str) -> PaperFont:
        """A font of ours as this file knows it."""
        if name not in self._fonts:
            self._fonts[name] = PaperFont(f"F{len(self._fonts)}", name, face(name))
        return self._fonts[name]

    def bookmark(self, title: str) -> None:
        """Make the next page reachable from the list beside the pages."""
        self._bookmarks.append((title, len(self._pages)))

    def sheet(self, page: Page, sheet: Sheet, *, tiled: bool) -> None:
        """A page with what is on it, or four pages with a quarter each."""
        drawn = _Sheet(self, page.height * MM).drawn(sheet)
        if not tiled:
            self._page(page.width, page.height, drawn)
            return
        for tile in tiles(page.width, page.height):
            self._page(TILE_WIDTH, TILE_HEIGHT, _tile(self, drawn, tile))

    def _page(self, width: float, height: float, drawn: list[str]) -> None:
        content = self.file.put_stream("\n".join(drawn).encode("latin-1"))
        self._pages.append(
            self.file.put(
                f"<< /Type /Page /Parent {ref(self._tree)} /MediaBox [ 0 0 {numbers(width * MM, height * MM)} ]"
                f" /Resources {ref(self._resources)} /Contents {ref(content)} >>"
            )
        )

    def written(self, title: str, author: str) -> bytes:
        """The file, when everything has been drawn."""
        file = self.file
        fonts = " ".join(f"/{font.key} {ref(font.put(file))}" for font in self._fonts.values())
        shown = " ".join(f"/{key} {ref(image)}" for key, image in self.pictures.named())
        file.put(f"<< /Font << {fonts} >> /XObject << {shown} >> >>", self._resources)
        pages = f"/Count {len(self._pages)} /Kids {refs(self._pages)}"
        file.put(f"<< /Type /Pages {pages} >>", self._tree)
        said = f"/Type /Catalog /Pages {ref(self._tree)} {keepable(file, title, author)} {self._outline()}"
        return file.written(file.put(f"<< {said} >>"), properties(file, title, author))

    def _outline(self) -> str:
        """The bookmarks, each with the one before and behind it; the catalogue names their list."""
        if not self._bookmarks:
            return ""
        file, found = self.file, self._bookmarks
        top, places = file.reserved(), [file.reserved() for _ in found]
        for at, (title, page) in enumerate(found):
            beside = f"/Prev {ref(places[at - 1])} " if at else ""
            beside += f"/Next {ref(places[at + 1])} " if at + 1 < len(found) else ""
            place = f"/Dest [ {ref(self._pages[page])} /Fit ]"
            file.put(f"<< /Title {text(title)} /Parent {ref(top)} {beside}{place} >>", places[at])
        ends = f"/First {ref(places[0])} /Last {ref(places[-1])}"
        file.put(f"<< /Type /Outlines {ends} /Count {len(found)} >>", top)
        return f"/Outlines {ref(top)}"


def _tile(book: _Book, drawn: list[str], tile: Tile) -> list[str]:
    """A quarter of a sheet: clipped a little beyond the marks, so that there is something to put the glue on."""
    scale = fine(tile.scale)
    moved = f"{scale} 0 0 {scale} {numbers(tile.left * MM, tile.bottom * MM)}"
    clip = numbers(*(length * MM for length in tile.clip))
    marks = [_stroke(*(length * MM for length in mark)) for mark in tile.marks]
    note: list[str] = ["BT", f"1 0 0 1 {numbers(*(length * MM for length in tile.note_at))} Tm 0 Tc"]
    for char in tile.note:
        glyph = glyphs("song")(char)
        font = book.font(glyph.font)
        note.append(f"/{font.key} {_NOTE_SIZE} Tf {font.shown(glyph.char)} Tj")
    around = ["q", f"{clip} re W n", f"{moved} cm", *drawn, "Q"]
    return [*around, f"{number(RULE / 2)} w", *marks, *note, "ET"]


class _Sheet:
    """The operators of one page (ISO 32000-1, annex A), `height` points high."""

    def __init__(self, book: _Book, height: float) -> None:
        self._book = book
        self._height = height

    def drawn(self, sheet: Sheet) -> list[str]:
        """Pictures first, then rules, then words, so that nothing hides what is written."""
        out = [f"{number(RULE)} w"]
        for placed in sheet.lines:
            if placed.line.picture:
                out += self._picture(placed)
        out += self._boxes(sheet.boxes)
        out += self._words(sheet.lines)
        for placed in sheet.lines:
            out += self._underlines(placed)
        return out

    def _boxes(self, boxes: list[Box]) -> list[str]:
        out = [line for box in boxes for line in self._box(box)]
        return [*out, "S"] if out else []

    def _box(self, box: Box) -> list[str]:
        left, right, top, bottom = box.left, box.right, self._height - box.top, self._height - box.bottom
        if box.cell.borders == "tlbr":
            return [f"{numbers(left, bottom, right - left, top - bottom)} re"]
        sides = {
            "t": (left, top, right, top),
            "l": (left, top, left, bottom),
            "b": (left, bottom, right, bottom),
            "r": (right, top, right, bottom),
        }
        return [_line(*sides[side]) for side in box.cell.borders]

    def _picture(self, placed: PlacedLine) -> list[str]:
        shown = placed.line.picture
        assert shown
        left, top = placed.x + shown.x, self._height - placed.y
        if isinstance(shown.picture, Drawing):
            return _marks(shown.picture, left, top)
        place = numbers(shown.width, 0, 0, shown.height, left, top - shown.height)
        return [f"q {place} cm /{self._book.pictures.key(shown.picture)} Do Q"]

    def _words(self, lines: list[PlacedLine]) -> list[str]:
        """Font and spacing are said again only where they change."""
        out, look, apart = ["BT"], ("", 0.0), 0.0
        for placed in lines:
            baseline = number(self._baseline(placed))
            for segment in placed.line.segments:
                font = self._book.font(segment.font)
                if look != (font.key, segment.size):
                    look = font.key, segment.size
                    out.append(f"/{font.key} {number(segment.size)} Tf")
                if apart != segment.spacing:
                    apart = segment.spacing
                    out.append(f"{fine(apart)} Tc")
                out.append(
                    f"1 0 0 1 {number(placed.x + segment.x)} {baseline} Tm {font.shown(segment.text)} Tj"
                )
        return [*out, "ET"]

    def _underlines(self, placed: PlacedLine) -> list[str]:
        baseline = self._baseline(placed)
        return [
            _stroke(placed.x + segment.x, baseline - segment.size * _UNDERLINE_DEPTH,
                    placed.x + segment.end, baseline - segment.size * _UNDERLINE_DEPTH)
            for segment in placed.line.segments
            if segment.run.underline
        ]  # fmt: skip

    def _baseline(self, placed: PlacedLine) -> float:
        return self._height - placed.y - placed.line.height * BASELINE


def _marks(drawing: Drawing, left: float, top: float) -> list[str]:
    """The lines and areas of a drawing; its words are set with the other lines of the sheet."""
    out = ["q", "1 j"]
    for mark in drawing.marks:
        points = [numbers(left + x * MM, top - y * MM) for x, y in mark.points]
        path = " ".join([f"{points[0]} m", *(f"{point} l" for point in points[1:])])
        if isinstance(mark, Area):
            out.append(f"{number(mark.grey)} g {path} h f*")
        else:
            out.append(f"{number(mark.width)} w {path} S")
    return [*out, "Q"]


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{numbers(x0, y0)} m {numbers(x1, y1)} l"


def _stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{_line(x0, y0, x1, y1)} S"
