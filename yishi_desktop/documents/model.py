"""The page model: what a paper is, before anybody decides whether it becomes Word or PDF.

Geometry is in millimetres, type in points, indents in characters of the paragraph's own size. Everything is
frozen and compares by value. A `fact` on a run, paragraph or cell is the path of the fact it shows; the layout
hands back where each fact landed, so that the preview can mark the cell being edited.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from yishi_desktop.documents.clean import clean

__all__ = [
    "BLANK", "FORM", "GB9704", "REGISTER", "WALL", "WALL_A3", "Align", "Area", "Block", "Cell",
    "Document", "Drawing", "Footer", "Label", "Page", "Paragraph", "Picture", "Role", "Row", "Run", "Signature",
    "Stroke", "Table", "VerticalAlign", "blank", "clean", "every_paragraph", "paragraphs", "pictured", "signed",
    "text_width", "tick",
]  # fmt: skip

Align = Literal["left", "right", "center", "both", "outside"]
VerticalAlign = Literal["top", "center", "bottom"]
Role = Literal["fang", "hei", "kai", "xbs", "song", "uyghur"]
"""仿宋 body · 黑体 labels, first headings · 楷体 second headings · 小标宋 titles · 宋体 page numbers · UKIJ Tuz Uyghur."""

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"

BLANK = "\u3000"
"""The one space used for blanks: as wide as a Chinese character in every font."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face; the text is cleaned when the run is made."""

    text: str
    role: Role | None = None  # None: the paragraph's
    size: float = 0  # points; 0: the paragraph's
    underline: bool = False
    fact: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG or PNG, `width` by `height` mm on paper; `alt` says what is to be seen for those who cannot see it.

    The bytes are printed as they are: whoever makes the picture has turned it upright and taken out what must not
    travel. Raises ValueError for other bytes and for a size that is none.
    """

    data: bytes
    width: float
    height: float
    alt: str = ""

    def __post_init__(self) -> None:
        if not self.data.startswith((_JPEG, _PNG)):
            raise ValueError("neither JPEG nor PNG")
        if not (self.width > 0 and self.height > 0):
            raise ValueError(f"no size of a picture: {self.width} x {self.height}")
        object.__setattr__(self, "alt", clean(self.alt).replace("\n", " "))

    @property
    def format(self) -> Literal["jpeg", "png"]:
        """What kind of bytes they are."""
        return "jpeg" if self.data.startswith(_JPEG) else "png"

    def within(self, width: float, height: float) -> "Picture":
        """The picture as large as fits this room in mm, its proportions kept."""
        scale = min(width / self.width, height / self.height)
        return replace(self, width=self.width * scale, height=self.height * scale)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through these points (mm from the drawing's top left corner), `width` points thick."""

    points: tuple[tuple[float, float], ...]
    width: float = 0.8


@dataclass(frozen=True, slots=True)
class Area:
    """The inside of a polygon (mm) in a grey between 0, black, and 1, white."""

    points: tuple[tuple[float, float], ...]
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a drawing in the middle of a rectangle (mm), broken over its width."""

    x: float
    y: float
    width: float
    height: float
    paragraph: "Paragraph"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines, areas and words, `width` by `height` mm: what a picture is to photos. `alt` tells what it shows."""

    width: float
    height: float
    marks: tuple[Stroke | Area, ...] = ()
    labels: tuple[Label, ...] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs set on an exact line pitch; a line feed in a run breaks the line but not the paragraph.

    A paragraph with a `picture` or drawing is one line as high as that and shows nothing else; `align`, `before`, `after`
    and what holds it to its neighbours work as for text, in cells too. One wider than its room is made smaller.
    """

    runs: tuple[Run, ...]
    role: Role = "fang"
    size: float = 16
    align: Align = "both"
    first: float = 0  # indent of the first line, in characters
    left: float = 0
    right: float = 0
    line: float = 0  # exact pitch in points; 0: one and a half times the size
    before: float = 0  # points
    after: float = 0
    keep_next: bool = False  # on one page with the first line of what follows
    keep_lines: bool = False  # all lines on one page
    page_break: bool = False  # starts a new page
    rtl: bool = False  # read from right to left; its left is then the edge it begins at
    fact: str = ""
    picture: Picture | Drawing | None = None

    @property
    def pitch(self) -> float:
        """The distance from line to line in points."""
        return self.line or round(self.size * 1.5, 1)

    @property
    def text(self) -> str:
        """The text of all runs, as it reads."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `span` columns wide and `rows` rows high."""

    paragraphs: tuple[Paragraph, ...]
    span: int = 1
    rows: int = 1
    valign: VerticalAlign = "center"  # a cell whose row runs over a page break is set from the top
    borders: str = "tlbr"
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row at least `height` mm high; one that may not split moves to the next page whole, `keep_next` with the next."""

    cells: tuple[Cell, ...]
    height: float = 0
    splittable: bool = True
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows over fixed columns (mm), centred in the text area; the first `header` rows return on every page."""

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    header: int = 0
    padding: tuple[float, float] = (1.0, 1.9)  # mm: above and below, left and right

    def __post_init__(self) -> None:
        self.placed()

    def placed(self) -> list[list[tuple[int, Cell]]]:
        """For every row, the column each of its cells begins in, rows spanned from above left out.

        Raises ValueError when the cells do not fill the columns exactly.
        """
        covered = [0] * len(self.columns)  # rows for which a column is still taken by a cell above
        rows = []
        for number, row in enumerate(self.rows, 1):
            cells, column = [], 0
            for cell in row.cells:
                column = _next_free(covered, column)
                cells.append((column, cell))
                taken = range(column, column + cell.span)
                if taken.stop > len(covered) or any(covered[index] for index in taken):
                    raise ValueError(f"row {number} of the table does not fit its {len(covered)} columns")
                covered[column : taken.stop] = [cell.rows] * cell.span
                column = taken.stop
            if 0 in covered:
                raise ValueError(f"row {number} of the table leaves columns empty")
            covered = [count - 1 for count in covered]
            rows.append(cells)
        if any(covered):
            raise ValueError("a cell spans more rows than the table has")
        return rows


@dataclass(frozen=True, slots=True)
class Signature:
    """Closing lines that stay together and on the page of the last lines before them, never alone."""

    paragraphs: tuple[Paragraph, ...]


Block = Paragraph | Table | Signature


@dataclass(frozen=True, slots=True)
class Footer:
    """The page number line. `{page}` and `{pages}` are filled in; `outside` is right on odd, left on even pages."""

    template: str = "第{page}页 共{pages}页"
    role: Role = "song"
    size: float = 10.5
    align: Align = "center"
    height: float = 14  # mm from the foot of the sheet to the top of the line


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet and its margins in mm. With `grid`, (characters a line, lines a page) of 16 pt type fill the text area."""

    width: float = 210
    height: float = 297
    top: float = 25
    bottom: float = 20
    left: float = 28
    right: float = 26
    footer: Footer | None = Footer()
    header_at: float = 15  # mm from the head of the sheet to the top of the header line
    grid: tuple[int, int] | None = None
    size: float = 12  # points: the body type of papers on this page, and its pitch
    line: float = 20
    title: float = 22  # points: the title's type
    scale: float = 1  # tables and their type are this much larger than on A4

    @property
    def body_width(self) -> float:
        """Width of the text area in mm."""
        return self.width - self.left - self.right

    @property
    def body_height(self) -> float:
        """Height of the text area in mm."""
        return self.height - self.top - self.bottom


FORM = Page()
"""Filled-in forms: A4, 156 mm wide, 小四."""

GB9704 = Page(
    top=37,
    bottom=35,
    footer=Footer("— {page} —", size=14, align="outside", height=28),
    grid=(28, 22),
    size=16,
    line=28.95,
)
"""Official papers after GB/T 9704-2012: 156 × 225 mm, 22 lines of 28 characters, 三号仿宋."""

WALL = Page(top=30, bottom=28, left=24, right=24, footer=Footer(height=18), size=18, line=32, title=26)
"""Notices posted on a wall: A4 with larger type, read from a step away."""

WALL_A3 = Page(
    width=297,
    height=420,
    top=42,
    bottom=40,
    left=34,
    right=34,
    footer=Footer(size=15, height=25),
    header_at=21,
    size=26,
    line=46,
    title=36,
    scale=1.41,
)
"""The same on A3 in 一号, read from two steps away."""

REGISTER = Page(width=297, height=210, top=25, bottom=20, left=22, right=22)
"""Rosters and registers: A4 landscape, 253 mm wide."""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper ready to be written as Word or PDF.

    `header` is the small line on top of every page of papers that are signed: topic · number · date; `foot` the one at
    the very bottom: number of the record and 核对码, `{page}` in it filled in. Papers bound for an archive have their
    pages counted through from `first_page` on, in the upper right corner; 0 for none. A register that is `continued`
    says 续表 on top of every page but the first.
    """

    blocks: tuple[Block, ...]
    page: Page = FORM
    title: str = ""
    author: str = ""
    header: str = ""
    foot: str = ""
    first_page: int = 0
    continued: bool = False

    def __post_init__(self) -> None:
        for name in ("title", "author", "header", "foot"):
            object.__setattr__(self, name, clean(getattr(self, name)).replace("\n", " "))


def every_paragraph(document: Document) -> Iterator[Paragraph]:
    """Every paragraph of a document in reading order, those in cells and signature blocks too."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
            if isinstance(block.picture, Drawing):
                yield from (label.paragraph for label in block.picture.labels)
        elif isinstance(block, Signature):
            yield from block.paragraphs
        elif isinstance(block, Table):
            yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)


def _next_free(covered: list[int], column: int) -> int:
    while column < len(covered) and covered[column]:
        column += 1
    return column


# ------------------------------------------------------------------------------------------ helpers for forms


def text_width(text: str) -> float:
    """Width in Chinese characters: Latin letters and digits count half."""
    return sum(1.0 if char > "\u2e7f" else 0.5 for char in text)


def blank(value: str | float | None = "", width: float = 4, *, fact: str = "") -> Run:
    """An underlined blank at least `width` characters wide with the value in its middle."""
    text = clean("" if value is None else str(value))
    spare = max(0, round(width - text_width(text)))
    return Run(BLANK * (spare // 2) + text + BLANK * (spare - spare // 2), underline=True, fact=fact)


def tick(on: bool | None, *, fact: str = "") -> Run:
    """A box to tick: ☑ when true, □ when false or not yet decided."""
    return Run("☑" if on else "□", fact=fact)


def paragraphs(text: str | None, like: Paragraph | None = None, *, fact: str = "") -> tuple[Paragraph, ...]:
    """One paragraph a line of the text, each set like the pattern paragraph; at least one."""
    pattern = like or Paragraph(())
    lines = clean(text).split("\n")
    return tuple(replace(pattern, runs=(Run(line),), fact=fact or pattern.fact) for line in lines)


def pictured(picture: Picture, align: Align = "center", **how: Any) -> Paragraph:
    """A picture on a line of its own; `how` as for a paragraph: before, after, keep_next …"""
    return Paragraph((), align=align, picture=picture, **how)


def signed(by: str, date: str, page: Page = GB9704, *, before: float | None = None) -> Signature:
    """The signature and date of an official paper: the date four characters from the right edge, the name centred over it.

    GB/T 9704-2012 7.3.5.1. `before` is the space in points above the name, two lines when not given. A name too
    long for that ends at the right edge and the date moves with it.
    """
    overhang = (text_width(by) - text_width(date)) / 2
    date_right = max(4.0, overhang)
    line = Paragraph((), size=page.size, line=page.line, align="right")
    above = 2 * page.line if before is None else before
    name = replace(line, runs=(Run(by),), right=date_right - overhang, before=above)
    return Signature((name, replace(line, runs=(Run(date),), right=date_right)))
