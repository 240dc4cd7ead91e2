"""Help pages as papers: the manual with its contents, the guides, the sheet on the wall."""

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from yishi_desktop.definitions.help_pages import HelpBlock, HelpPage
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.model import (
    BLANK,
    WALL,
    WALL_A3,
    Block,
    Cell,
    Document,
    Footer,
    Page,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    pictured,
)
from yishi_desktop.documents.titles import balanced

Pictures = Mapping[str, bytes]
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BULLET = "○"
WIDEST, HIGHEST = 140.0, 88.0
"""Millimetres a picture may take: two on a page, with their words."""
BOX = (3.0, 40.0, 40.0, 40.0)  # the first is the edge that ties the rows together: a box is never parted
BOOK = Page(top=24, bottom=22, left=25, right=25, footer=Footer(), size=13, line=24, title=26)
"""The manual: A4 in 13 pt, for eyes that want more than 小四."""
WALL_A4 = replace(WALL, top=24, bottom=18, left=20, right=20, size=20, line=37, title=38, footer=None)
WALL_TWICE = replace(WALL_A3, top=34, bottom=24, left=28, right=28, size=28, line=52, title=54, footer=None)
"""The sheet on the wall, read from a step away and from two."""
_GAP = Paragraph((Run(""),), size=6, line=8)
SMALL = replace(BOOK, size=11, line=19)
"""What is looked up and not read: the documents step by step."""


@dataclass(frozen=True, slots=True)
class _Look:
    """The type of one page: body, heading and title in points, and the distance between lines."""

    page: Page

    def body(self, *runs: Run, **more: float) -> Paragraph:
        return Paragraph(runs, "song", self.page.size, line=self.page.line, **more)  # type: ignore[arg-type]

    def heading(self, text: str) -> Paragraph:
        size = self.page.size * 1.2
        return Paragraph(
            (Run(text),),
            "hei",
            size,
            "left",
            before=self.page.line / 2,
            after=3,
            keep_next=True,
            keep_lines=True,
        )

    def title(self, text: str, *, new_page: bool, fact: str = "") -> list[Paragraph]:
        width = self.page.body_width / 25.4 * 72 / self.page.title - 1
        rows = balanced((text,), width)
        line = Paragraph((), "xbs", self.page.title, "center", keep_next=True, fact=fact)
        last = len(rows) - 1
        return [
            replace(
                line,
                runs=(Run(row),),
                after=self.page.line if at == last else 0,
                page_break=new_page and not at,
            )
            for at, row in enumerate(rows)
        ]


def book(title: str, subtitle: str, pages: Iterable[HelpPage], pictures: Pictures) -> Document:
    """A cover with the contents, then a chapter for each help page. Page numbers are those of this very layout."""
    chapters = list(pages)
    inside = [block for page in chapters for block in _chapter(page, _Look(BOOK), pictures, new_page=True)]
    numbers = {page.id: 0 for page in chapters}
    for _ in range(
        2
    ):  # the numbers do not move the chapters: each begins a page, and the contents keep their lines
        document = Document((*_cover(title, subtitle, chapters, numbers), *inside), BOOK, title, "议事")
        numbers |= _found_on(document)
    return document


def guide(page: HelpPage, pictures: Pictures, sheet: Page = BOOK) -> Document:
    """One help page as a paper of its own."""
    return Document(tuple(_chapter(page, _Look(sheet), pictures, new_page=False)), sheet, page.title, "议事")


def _cover(
    title: str, subtitle: str, chapters: list[HelpPage], numbers: Mapping[str, int]
) -> Iterator[Block]:
    yield Paragraph((Run(title),), "xbs", 36, "center", before=90, after=14)
    yield Paragraph((Run(subtitle),), "song", 13, "center", after=60)
    rows = tuple(_contents_row(page, numbers[page.id]) for page in chapters)
    yield Table((120.0, 24.0), rows, padding=(1.2, 1.9))


def _contents_row(page: HelpPage, number: int) -> Row:
    name = Paragraph((Run(page.title),), "song", 14, "left", line=22)
    at = Paragraph((Run(str(number)),), "song", 14, "right", line=22)
    return Row((Cell((name,), borders="b"), Cell((at,), borders="b")))


def _found_on(document: Document) -> dict[str, int]:
    """The page each chapter begins on."""
    found: dict[str, int] = {}
    for number, boxes in enumerate(lay_out(document).fact_boxes(), 1):
        for box in boxes:
            found.setdefault(box.fact.removeprefix("help:"), number)
    return found


# ------------------------------------------------------------------------------------------------- chapters
def _chapter(page: HelpPage, look: _Look, pictures: Pictures, *, new_page: bool) -> Iterator[Block]:
    yield from look.title(page.title, new_page=new_page, fact=f"help:{page.id}")
    last = len(page.blocks) - 1
    for at, block in enumerate(page.blocks):
        yield from _block(block, look, pictures)
        if block.kind in ("remark", "box") and at < last:
            yield _GAP


def _block(block: HelpBlock, look: _Look, pictures: Pictures) -> Iterator[Block]:
    if block.kind == "heading":
        yield look.heading(block.text)
    elif block.kind == "item":
        yield _listed(BULLET, block.text, look)
    elif block.kind == "numbered":
        yield _listed(CIRCLED[int(block.name) - 1], block.text, look)
    elif block.kind == "remark":
        yield from (_GAP, _remark(block.text, look))
    elif block.kind == "picture":
        yield from _picture(block, look, pictures)
    elif block.kind == "box":
        yield from (_GAP, _box(block.text))
    else:
        yield look.body(Run(block.text), first=2)


def _listed(sign: str, text: str, look: _Look) -> Paragraph:
    return replace(look.body(Run(f"{sign}{BLANK}{text}"), left=2, first=-2), align="left")


def _remark(text: str, look: _Look) -> Table:
    words = Paragraph((Run(text),), "kai", look.page.size, line=look.page.line)
    return Table((look.page.body_width,), (Row((Cell((words,)),), splittable=False),), padding=(1.5, 3))


def _picture(block: HelpBlock, look: _Look, pictures: Pictures) -> Iterator[Block]:
    png = pictures[block.name]
    width, height = fitted(png)
    yield pictured(Picture(png, width, height, block.text), before=4, after=2, keep_next=True)
    yield Paragraph((Run(block.text),), "song", look.page.size - 2, "center", after=6)


def fitted(png: bytes) -> tuple[float, float]:
    """Millimetres of a PNG, as large as a page of the manual allows, its shape kept."""
    wide, high = struct.unpack(">II", png[16:24])
    scale = min(WIDEST / wide, HIGHEST / high)
    return wide * scale, high * scale


# ---------------------------------------------------------------------------- boxes of other programs, drawn
def _box(text: str) -> Table:
    """A window of another program as lines, frames and words, so that it is sharp at any size and in Word too."""
    lines = text.split("\n")
    rows = [_box_row(line, last=at == len(lines) - 1) for at, line in enumerate(lines)]
    edge = Cell((), rows=len(rows), borders="tlb")
    first = replace(rows[0], cells=(edge, *rows[0].cells))
    return Table(BOX, (first, *rows[1:]), padding=(1.5, 3))


def _box_row(line: str, *, last: bool) -> Row:
    if line.startswith("["):
        words = [word.strip("[ ") for word in line.split("]") if word.strip()]
        cells = [Cell((_in_box(word, align="center"),)) for word in words]
        spare = len(BOX) - 1 - len(cells)
        rest = [Cell((_in_box(""),), span=spare, borders="rb" if last else "r")] if spare else []
        return Row((*cells, *rest), splittable=False)
    borders = "rb" if last else "r"
    if line.startswith("# "):
        return Row((Cell((_in_box(line[2:], role="hei"),), span=3, borders="tbr"),), splittable=False)
    return Row((Cell((_in_box(line),), span=3, borders=borders),), splittable=False)


def _in_box(text: str, align: str = "left", role: str = "song") -> Paragraph:
    named, arrow, where = text.partition("←")
    runs = (
        Run(named.rstrip(), underline=bool(arrow)),
        Run(f"{BLANK}{arrow}{where}" if arrow else "", role="hei"),
    )
    return Paragraph(runs, role, 12, align, line=20, keep_lines=True)  # type: ignore[arg-type]
