"""A form and a situation → a document: filled as far as the facts go, with blanks for the pen where they do not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from yishi_desktop.documents.filling import Filler, shortened
from yishi_desktop.documents.model import (
    FORM,
    GB9704,
    REGISTER,
    WALL,
    Block,
    Cell,
    Document,
    Page,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    signed,
    text_width,
)
from yishi_desktop.domain.facts import Fact
from yishi_desktop.domain.form import Block as FormBlock
from yishi_desktop.domain.form import (
    BodyBlock,
    CutBlock,
    Form,
    FormCell,
    FormRow,
    Line,
    PageStyle,
    SealBlock,
    SlipsBlock,
    TableBlock,
    TextBlock,
    TitleBlock,
)
from yishi_desktop.domain.printed import PEN_DATE, lookup, text_of
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import numeral

PAGES: Mapping[PageStyle, Page] = {
    "form": FORM,
    "letter": replace(FORM, size=14, line=25),
    "gb9704": GB9704,
    "wall": WALL,
    "register": REGISTER,
}
"""`letter` is for short papers handed to one person: an official letter in smaller type, one page with its slip."""

_TABLE_SIZE = 14.0  # points: type in a table on a page whose text is larger
_NOTE_SIZE = 10.5
_STAMP_TOPIC = 28  # characters of the topic on the line above a signed page
_SEAL_PITCH = 128.0  # points: 45 mm from one seal to the next
_MM = 72 / 25.4
_SEAMS = "，、；和及与于”》）"


def compose(form: Form, situation: Situation, recipients: tuple[str, ...] = ()) -> Document:
    """The paper as it stands now; an empty case gives a form to fill in by hand.

    With `recipients` the paper is repeated, each from a new page; without, one is made with the name left open.
    """
    first = _Composer(form, PAGES[form.page], Filler(situation))
    blocks: list[Block] = []
    for recipient in recipients or ("",):
        copy = tuple(replace(first, fill=Filler(situation, recipient)).blocks())
        blocks += _from_new_page(copy) if blocks else copy
    return Document(
        tuple(blocks),
        page=first.page,
        title=first.fill.plain(form.title),
        author=first.fill.plain("{org.committee_name}"),
        header=first.stamp() if form.signed else "",
    )


def recipients_of(form: Form, situation: Situation) -> tuple[str, ...]:
    """The people a paper is addressed to one by one; empty when it has one copy for all."""
    people = lookup(form.each) if form.each else None
    return () if people is None else tuple(person.name for person in people.read(situation) if person.name)


def balanced(title: str, width: float) -> tuple[str, ...]:
    """A title cut into lines of like length, none longer than `width` characters, rather behind a 的 or a comma."""
    count = -int(-text_width(title) // width)
    if count <= 1:
        return (title,)
    target = text_width(title) / count
    cuts = [at for at in range(1, len(title)) if text_width(title[:at]) <= width]
    best = min(cuts, key=lambda at: _awkward(title, at, target))
    return (title[:best], *balanced(title[best:], width))


def _awkward(title: str, at: int, target: float) -> float:
    """How badly a title breaks at a place: too long or short, or away from the seams between words."""
    seam = title[at - 1] in _SEAMS or title[at] in "的及和与"
    return abs(text_width(title[:at]) - target) + (0 if seam else 3)


def _from_new_page(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    head = blocks[0]
    assert isinstance(head, Paragraph)  # a paper for many people opens with its title
    return (replace(head, page_break=True), *blocks[1:])


@dataclass(frozen=True, slots=True)
class _Composer:
    form: Form
    page: Page
    fill: Filler

    def stamp(self) -> str:
        """Topic, number and date, so that a page of signatures cannot be moved to another resolution."""
        case = self.fill.situation.case
        topic = shortened(self.fill.plain("{topic.title}"), _STAMP_TOPIC) or "　" * 12
        day = text_of(Fact("", "date"), self.fill.value(self.form.dated).recorded) or PEN_DATE
        return f"议题：{topic}　编号：{case.number or '　' * 6}　日期：{day}"

    def blocks(self) -> Iterator[Block]:
        heading = 0
        for block in self.form.block:
            if not self.fill.applies(block.when):
                continue
            if isinstance(block, BodyBlock):
                for line in self._applying(block.text):
                    heading += line.style in ("heading", "item")
                    yield from self._body_line(line, heading)
            else:
                yield from self._block(block)

    def _block(self, block: FormBlock) -> Iterator[Block]:
        match block:
            case TitleBlock():
                yield from self._title(block)
            case TextBlock():
                yield from self._text(block)
            case TableBlock():
                yield self._table(block)
            case SealBlock():
                yield self._seal(block)
            case CutBlock():
                yield self._cut(self.fill.words(block.text))
            case SlipsBlock():
                yield from self._slips(block)

    def _applying(self, lines: tuple[Line, ...]) -> Iterator[Line]:
        return (line for line in lines if self.fill.applies(line.when))

    # --- running text ------------------------------------------------------------------------------------------

    def _title(self, block: TitleBlock) -> Iterator[Paragraph]:
        size = self.page.title
        like = Paragraph(
            (), "xbs", size, "center", line=max(self.page.line, round(size * 1.4, 1)), keep_next=True
        )
        lines = tuple(self._applying(block.text))
        for place, line in enumerate(lines, start=1):
            after = round(self.page.line * 0.6, 1) if place == len(lines) else 0
            runs = tuple(self.fill.runs(line.text))
            if not any(run.underline for run in runs):
                text = "".join(run.text for run in runs)
                runs = (Run("\n".join(balanced(text, self.page.body_width * _MM / size))),)
            yield replace(like, runs=runs, after=after, fact=self.fill.mark((line,)))

    def _body_line(self, line: Line, heading: int) -> Iterator[Paragraph]:
        like = Paragraph((), size=self.page.size, line=self.page.line, first=2)
        if line.style == "heading":
            number = Run(f"{numeral(heading)}、")
            yield replace(like, runs=(number, *self.fill.runs(line.text)), role="hei", keep_next=True)
        elif line.style == "item":
            label, colon, rest = line.text.partition("：")
            number = Run(f"{numeral(heading)}、{self.fill.words(label)}{colon}", role="hei")
            yield replace(like, runs=(number, *self.fill.runs(rest)))
        elif line.style == "subheading":
            yield replace(like, runs=tuple(self.fill.runs(line.text)), role="kai", keep_next=True)
        elif line.style == "flush":
            yield replace(like, runs=tuple(self.fill.runs(line.text)), first=0, align="left")
        else:
            yield from self.fill.paragraphs(line, self._styled(line, like), ruled=self._ruled(like))

    def _ruled(self, like: Paragraph) -> int:
        """How many characters wide a line to write on is."""
        return int(self.page.body_width * _MM / like.size - like.first - 1)

    def _text(self, block: TextBlock) -> Iterator[Paragraph]:
        size = min(self.page.size, _TABLE_SIZE)
        like = Paragraph((), size=size, line=round(size * 1.8, 1), align=block.align)
        made = [
            paragraph
            for line in self._applying(block.text)
            for paragraph in self.fill.paragraphs(line, self._styled(line, like), ruled=self._ruled(like))
        ]
        for place, paragraph in enumerate(made, start=1):
            yield replace(paragraph, before=6 if place == 1 else 0, after=4 if place == len(made) else 0)

    def _styled(self, line: Line, like: Paragraph) -> Paragraph:
        if line.style == "note":
            size = min(like.size, _NOTE_SIZE)
            return replace(like, role="kai", size=size, line=round(size * 1.6, 1), align="left")
        if line.style == "label":
            return replace(like, role="hei", align="left")
        if line.style in ("right", "center"):
            return replace(like, align=line.style, first=0, right=1 if line.style == "right" else 0)
        return like

    def _seal(self, block: SealBlock) -> Signature:
        """Names centred over the date, 45 mm from one to the next, so that two seals do not touch.

        GB/T 9704-2012 7.3.5.1; the longest name decides how far the date stands from the edge.
        """
        date = self.fill.plain(block.date) or PEN_DATE
        names = [self.fill.plain(by) or "　" * 12 for by in block.by]
        _, dated = signed(max(names, key=text_width), date, self.page).paragraphs
        lines = [
            replace(
                dated,
                runs=(Run(name),),
                right=dated.right - (text_width(name) - text_width(date)) / 2,
                before=_SEAL_PITCH if place else 2 * self.page.line,
            )
            for place, name in enumerate(names)
        ]
        return Signature((*lines, replace(dated, fact=self.fill.mark((Line(text=block.date),)))))

    def _cut(self, text: str) -> Paragraph:
        size = min(self.page.size, _TABLE_SIZE)
        spare = self.page.body_width / (size / _MM) - text_width(text) - 3
        dashes = "- " * int(spare / 2)
        return Paragraph(
            (Run(f"{dashes} {text} {dashes.rstrip()}"),), "song", size, "center", before=16, after=8
        )

    # --- tables ------------------------------------------------------------------------------------------------

    def _table(self, block: TableBlock) -> Table:
        applying = [row for row in block.rows if self.fill.applies(row.when)]
        rows = tuple(made for row in applying for made in self._rows(row))
        return Table(block.columns, rows, header=len(list(takewhile(lambda row: row.head, applying))))

    def _rows(self, row: FormRow) -> Iterator[Row]:
        if not row.each:
            yield self._row(row, self.fill)
            return
        rows = lookup(row.each)
        assert rows is not None, row.each  # refused when the form was loaded
        recorded = rows.read(self.fill.situation) or (None,) * row.at_least
        for number, line in enumerate(recorded, start=1):
            yield self._row(row, self.fill.at_row(rows, line, number))

    def _row(self, row: FormRow, fill: Filler) -> Row:
        cells = tuple(self._cell(cell, fill) for cell in row.cells)
        return Row(cells, height=row.height, splittable=not row.keep)

    def _cell(self, cell: FormCell, fill: Filler) -> Cell:
        size = min(self.page.size, _TABLE_SIZE)
        like = Paragraph((), size=size, line=round(size * 5 / 3, 1), align=cell.align, first=cell.indent)
        if cell.label:
            label = replace(like, runs=(Run(fill.words(cell.label)),), role="hei", align="center", first=0)
            return Cell((label,), cell.span, cell.rows)
        lines = tuple(line for line in cell.text if fill.applies(line.when))
        made = tuple(p for line in lines for p in fill.paragraphs(line, self._styled(line, like)))
        mark = fill.mark(cell.text)
        return Cell(made or (like,), cell.span, cell.rows, "top" if cell.top else "center", fact=mark)

    # --- slips -------------------------------------------------------------------------------------------------

    def _slips(self, block: SlipsBlock) -> Iterator[Block]:
        like = Paragraph((), size=self.page.size, line=self.page.line)
        text = [
            p for line in self._applying(block.text) for p in self.fill.paragraphs(line, like, ruled=True)
        ]
        notes = [
            p
            for line in self._applying(block.notes)
            for p in self.fill.paragraphs(line, self._styled(line, like))
        ]
        title = replace(like, runs=(Run(block.title),), role="xbs", size=18, line=28, align="center")
        for place, height in enumerate(self._slip_heights(text, block.most)):
            if place:
                yield replace(self._cut("沿此线裁开"), before=4, after=4)
            yield _slip(title, tuple(text), tuple(notes), block.boxes, (self.page.body_width, height))

    def _slip_heights(self, text: list[Paragraph], most: int) -> list[float]:
        """The room for the text on each slip of a sheet, in mm: as many slips as fit without running over."""
        per_line = self.page.body_width * _MM / self.page.size - 1
        lines = sum(-(-text_width(paragraph.text) // per_line) or 1 for paragraph in text)
        needed = lines * self.page.line / _MM + 4
        count = next((n for n in range(most, 1, -1) if self._slip_room(n) >= needed), 1)
        return [self._slip_room(count)] * count

    def _slip_room(self, count: int) -> float:
        return (self.page.body_height - 2 - (count - 1) * _CUT_HEIGHT) / count - _SLIP_FIXED


_SLIP_FIXED = 52.0  # mm: a slip's title, boxes and notes
_CUT_HEIGHT = 12.0


def _slip(
    title: Paragraph,
    text: tuple[Paragraph, ...],
    notes: tuple[Paragraph, ...],
    boxes: tuple[str, ...],
    room: tuple[float, float],
) -> Table:
    width, height = room
    count = len(boxes)

    def wide(paragraphs: tuple[Paragraph, ...], high: float) -> Row:
        return Row((Cell(paragraphs, span=count, borders=""),), high, splittable=False)

    labels = tuple(Cell((replace(title, runs=(Run(box),), role="hei", size=14, line=22),)) for box in boxes)
    empty = tuple(Cell((replace(title, runs=()),)) for _ in boxes)
    return Table(
        (width / count,) * count,
        (wide((title,), 12), wide(text, height), Row(labels, 9), Row(empty, 14), wide(notes, 16)),
    )
