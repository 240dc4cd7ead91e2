"""The one layout: what the PDF draws, what the preview marks, and how many pages there are."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from yishi_desktop.documents.flow import Step, flow
from yishi_desktop.documents.lines import labels_in, lay_paragraph
from yishi_desktop.documents.metrics import (
    FOOT_LINE,
    FOOT_SIZE,
    FOOT_TOP,
    HEADER_SIZE,
    MM,
    WORD,
    Grid,
    Typography,
    grid_of,
)
from yishi_desktop.documents.model import Align, Document, Drawing, Footer, Paragraph, Run
from yishi_desktop.documents.pagination import (
    LaidParagraph,
    Paginator,
    PlacedLine,
    Sheet,
    least_height,
)
from yishi_desktop.documents.set_line import Segment
from yishi_desktop.documents.tables import LaidTable, lay_table

COUNTED_AT = 8.0
"""Millimetres from the head of the sheet to the number an archive counts its pages with, above everything else."""


class FactBox(NamedTuple):
    """Where a fact is shown on a page: points from the page's top left corner."""

    fact: str
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Layout:
    """A document cut into sheets, header and page number included."""

    document: Document
    sheets: list[Sheet]

    @property
    def page_count(self) -> int:
        """How many pages the paper has."""
        return len(self.sheets)

    def fact_boxes(self) -> list[list[FactBox]]:
        """For every page the rectangles of the facts on it: of cells, lines of paragraphs, and runs."""
        return [_boxes_on(sheet) for sheet in self.sheets]


def lay_out(document: Document, typography: Typography = WORD) -> Layout:
    """Set the document. Text no bundled font can draw is set as 〓; see `fonts.missing_in`."""
    page = document.page
    width, grid = page.body_width * MM, grid_of(page)
    steps = _without_last_hairline(flow(document))
    items = [_lay(step, width, grid, typography) for step in steps]
    paginator = Paginator(page, typography)
    for item, (least, tail) in zip(items, _needs(steps, items), strict=True):
        if isinstance(item, LaidTable):
            paginator.table(item, least, tail)
        else:
            paginator.paragraph(item, least, tail)
    sheets = paginator.sheets
    for number, sheet in enumerate(sheets, 1):
        sheet.lines += [line for placed in sheet.lines for line in _words_of_drawing(placed)]
        sheet.lines += _furniture(document, number, len(sheets), typography)
    return Layout(document, sheets)


def _words_of_drawing(placed: PlacedLine) -> list[PlacedLine]:
    shown = placed.line.picture
    if shown is None or not isinstance(shown.picture, Drawing):
        return []
    return [PlacedLine(*each) for each in labels_in(shown.picture, placed.x + shown.x, placed.y)]


def page_count(document: Document) -> int:
    """How many pages the paper has."""
    return lay_out(document).page_count


def fact_boxes(document: Document) -> list[list[FactBox]]:
    """For every page the rectangles of the facts on it; see `Layout.fact_boxes`."""
    return lay_out(document).fact_boxes()


def _without_last_hairline(steps: list[Step]) -> list[Step]:
    """The hairline Word needs after a last table would only risk an empty page here."""
    return steps[:-1] if steps and steps[-1].block == Paragraph((Run(""),), size=1, line=1) else steps


def _lay(step: Step, width: float, grid: Grid, typography: Typography) -> LaidParagraph | LaidTable:
    block = step.block
    if isinstance(block, Paragraph):
        lines = lay_paragraph(block, width, grid, typography)
        return LaidParagraph(lines, block.before, block.after, block.keep_lines, block.page_break)
    return lay_table(block, width, typography)


def _needs(steps: list[Step], items: list[LaidParagraph | LaidTable]) -> list[tuple[float, float]]:
    """For every item the points its beginning needs, and those that must follow its end on the same page."""
    needs: list[tuple[float, float]] = []
    following = 0.0
    for step, item in zip(reversed(steps), reversed(items), strict=True):
        tail = following if step.keep_next else 0.0
        following = least_height(item, tail)
        needs.append((following, tail))
    return needs[::-1]


# ------------------------------------------------------------------------------------- header and page number
def header_paragraph(document: Document, *, first: bool = True) -> Paragraph:
    """The line on top of papers that are signed; behind the first page of a register it says that it goes on."""
    text = document.header if first or not document.continued else f"{document.header}　续表".lstrip("　")
    return Paragraph((Run(text),), role="song", size=HEADER_SIZE, line=12, align="right")


def foot_paragraph(document: Document, text: str | None = None) -> Paragraph:
    """The line at the very bottom, set close under the page number where there is one."""
    footer, before = document.page.footer, 0.0
    if footer:
        before = round((footer.height - FOOT_TOP) * MM - footer_paragraph(footer).pitch, 2)
    return Paragraph(
        (Run(document.foot if text is None else text),),
        "song",
        FOOT_SIZE,
        "center",
        line=FOOT_LINE,
        before=max(0.0, before),
    )


def footer_paragraph(footer: Footer, text: str = "") -> Paragraph:
    """The page number line with its text filled in."""
    return Paragraph(
        (Run(text),), role=footer.role, size=footer.size, line=round(footer.size * 1.2, 1), align=footer.align
    )


def outside(paragraph: Paragraph, *, odd: bool) -> Paragraph:
    """A paragraph aligned to the outer edge, one character in: right on odd pages, left on even ones."""
    side: Align = "right" if odd else "left"
    return replace(paragraph, align=side, right=1.0 if odd else 0.0, left=0.0 if odd else 1.0)


def _furniture(document: Document, number: int, pages: int, typography: Typography) -> list[PlacedLine]:
    page, footer = document.page, document.page.footer
    placed: list[PlacedLine] = []
    if document.header or (document.continued and number > 1):
        header = header_paragraph(document, first=number == 1)
        placed += _at(document, header, page.header_at * MM, typography)
    if footer:
        paragraph = footer_paragraph(footer, _numbered(footer.template, number, pages))
        if footer.align == "outside":
            paragraph = outside(paragraph, odd=number % 2 == 1)
        placed += _at(document, paragraph, (page.height - footer.height) * MM, typography)
    if document.first_page:
        counted = replace(header_paragraph(document), runs=(Run(str(document.first_page + number - 1)),))
        placed += _at(document, counted, COUNTED_AT * MM, typography)
    if document.foot:
        foot = foot_paragraph(document, _numbered(document.foot, number, pages))
        placed += _at(document, foot, (page.height - FOOT_TOP) * MM, typography)
    return placed


def _numbered(template: str, number: int, pages: int) -> str:
    return template.replace("{page}", str(number)).replace("{pages}", str(pages))


def _at(document: Document, paragraph: Paragraph, y: float, typography: Typography) -> list[PlacedLine]:
    page = document.page
    lines = lay_paragraph(paragraph, page.body_width * MM, typography=typography)
    return [PlacedLine(page.left * MM, y + index * paragraph.pitch, line) for index, line in enumerate(lines)]


# ----------------------------------------------------------------------------------------------------- facts
def _boxes_on(sheet: Sheet) -> list[FactBox]:
    cells = [
        FactBox(box.cell.fact, box.left, box.top, box.right - box.left, box.bottom - box.top)
        for box in sheet.boxes
        if box.cell.fact
    ]
    return cells + [box for placed in sheet.lines for box in _boxes_in(placed)]


def _boxes_in(placed: PlacedLine) -> list[FactBox]:
    x, y, line = placed
    found = []
    if line.fact:
        found.append(FactBox(line.fact, x + line.left, y, line.right - line.left, line.height))
    runs: dict[int, list[Segment]] = {}
    for segment in line.segments:
        if segment.run.fact:
            runs.setdefault(id(segment.run), []).append(segment)
    for parts in runs.values():
        begin, end = parts[0].x, parts[-1].end
        found.append(FactBox(parts[0].run.fact, x + begin, y, end - begin, line.height))
    return found
