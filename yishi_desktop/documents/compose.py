"""A form and a situation → a document: filled as far as the facts go, with blanks for the pen where they do not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile

from yishi_desktop.documents.chart import chart_drawing
from yishi_desktop.documents.filling import Filler, shortened
from yishi_desktop.documents.layout import lay_out, page_count
from yishi_desktop.documents.model import (
    Block,
    Cell,
    Document,
    Page,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    every_paragraph,
    signed,
    text_width,
)
from yishi_desktop.documents.photos import Album, photo_cell, photo_table, without_pictures
from yishi_desktop.documents.sheets import FULL_SIZE, ON_THE_WALL, PAGES, PHONE, POSTERS
from yishi_desktop.documents.slips import Slip, slips
from yishi_desktop.documents.titles import balanced
from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.facts import Fact
from yishi_desktop.domain.flow_graph import flow_graph
from yishi_desktop.domain.forms.form import Block as FormBlock
from yishi_desktop.domain.forms.form import (
    BodyBlock,
    ChartBlock,
    CutBlock,
    Form,
    FormCell,
    FormRow,
    Line,
    PhotosBlock,
    SealBlock,
    SheetSize,
    SlipsBlock,
    TableBlock,
    TextBlock,
    TitleBlock,
)
from yishi_desktop.domain.printable import PEN_DATE, known, text_of
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import numeral

_AROUND_CHART = 3.0  # mm
_TABLE_SIZE = 14.0  # points: type in a table on an A4 page whose text is larger
_NOTE_SIZE = 10.5
_CELL_EDGES = 4.0  # mm of a cell's width that its text keeps free
_DASH = 0.6  # characters that a dash with its space is wide
_STAMP_TOPIC = 28  # characters of the topic on the line above a signed page
_SEAL_PITCH = 128.0  # points: 45 mm from one seal to the next
_MM = 72 / 25.4


def compose(
    form: Form,
    situation: Situation,
    recipients: tuple[str, ...] = (),
    *,
    sheet: SheetSize = "A4",
    album: Album = without_pictures,
) -> Document:
    """The paper as it stands now; an empty case gives a form to fill in by hand.

    With `recipients` the paper is repeated, each from a new page; without, one is made with the name left open. A paper
    for the wall is set as large as fits one `sheet`; one too long for a sheet at 三号 goes on to a second one in full
    size. Other papers are always A4. `album` gives the pictures of the photos a paper shows.
    """
    filler = Filler(situation)
    if form.page == "poster":
        return _poster(_Composer(form, POSTERS[sheet], filler, album))
    if form.page != "wall":
        return _composed(_Composer(form, PAGES[form.page], filler, album), recipients)
    sizes = (_composed(_Composer(form, page, filler, album), recipients) for page in ON_THE_WALL[sheet])
    fitting = (document for document in sizes if page_count(document) == 1)
    return next(fitting, None) or _composed(_Composer(form, FULL_SIZE[sheet], filler, album), recipients)


def _poster(composer: "_Composer") -> Document:
    """A sheet with a chart: first everything else, then the chart in the room that is left."""
    without = lay_out(_composed(composer, ()))
    page = composer.page
    used = sum(placed.line.height for placed in without.sheets[0].lines) / _MM
    spaces = sum(p.before + p.after for p in every_paragraph(without.document)) / _MM
    return _composed(replace(composer, chart_height=page.body_height - used - spaces - _AROUND_CHART), ())


def compose_for_phone(form: Form, situation: Situation) -> Document:
    """A notice on one sheet as wide as a telephone and as long as it needs to be."""
    return _composed(_Composer(form, PHONE, Filler(situation)), ())


def _composed(first: "_Composer", recipients: tuple[str, ...]) -> Document:
    form, situation = first.form, first.fill.situation
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
        continued=form.page == "register",
    )


def _from_new_page(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    head = blocks[0]
    return (replace(head, page_break=True), *blocks[1:]) if isinstance(head, Paragraph) else blocks


def _with_bands_held(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows with every band over the next ones (旁听人员 …) held on one page with the first of them."""
    every = tuple(rows)
    return (
        tuple(
            replace(row, keep_next=len(row.cells) == 1 and row.cells[0].span > 1 and not after.splittable)
            for row, after in pairwise(every)
        )
        + every[-1:]
    )


@dataclass(frozen=True, slots=True)
class _Composer:
    form: Form
    page: Page
    fill: Filler
    album: Album = without_pictures
    chart_height: float = 0
    """Millimetres there are for a chart; 0 leaves it out."""

    def stamp(self) -> str:
        """Topic, number and date, so that a page of signatures cannot be moved to another resolution."""
        case = self.fill.situation.case
        topic = shortened(self.fill.plain("{topic.title}"), _STAMP_TOPIC) or "　" * 12
        dated = self.fill.value(self.form.dated).recorded if self.form.dated else None
        day = text_of(Fact("", "date"), dated) or PEN_DATE
        return f"议题：{topic}　编号：{case.number or '　' * 6}　日期：{day}"

    def blocks(self) -> Iterator[Block]:
        heading = 0
        for block in self.form.block:
            if not self.fill.applies(block.when):
                continue
            if isinstance(block, BodyBlock):
                made: list[Paragraph] = []
                for line in self._applying(block.text):
                    heading += line.style in ("heading", "item")
                    made += self._body_line(line, heading)
                yield from self._clear_of_table(block, made)
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
                line = self._cut(self.fill.words(block.text))
                yield replace(line, before=self.page.line) if self._follows(block, SealBlock) else line
            case SlipsBlock():
                yield from self._slips(block)
            case PhotosBlock():
                yield from photo_table(
                    self._photos(block.of), block, self.page.body_width, self._caption, self.album
                )
            case ChartBlock() if self.chart_height:
                yield self._chart()

    def _chart(self) -> Paragraph:
        situation = self.fill.situation
        reaches = flow_graph(situation.procedure, situation.organisation.kind)
        drawing = chart_drawing(reaches, self.page.body_width, self.chart_height)
        return Paragraph((), align="center", picture=drawing)

    @property
    def _table_size(self) -> float:
        """The type of tables: that of the text where the text is small."""
        return min(self.page.size, int(_TABLE_SIZE * self.page.scale * 2) / 2)

    @property
    def _widening(self) -> float:
        """How much wider than on the A4 sheet of its kind a table is drawn."""
        return self.page.body_width / PAGES[self.form.page].body_width if self.page.scale != 1 else 1.0

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
                cut = balanced(tuple(run.text for run in runs), self.page.body_width * _MM / size)
                runs = (Run("\n".join(cut)),)
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
        elif line.style == "rtl":
            right = replace(like, role="uyghur", rtl=True, first=2, line=round(self.page.line * 1.1, 1))
            yield from self.fill.paragraphs(line, right)
        elif line.style == "flush":
            yield replace(like, runs=tuple(self.fill.runs(line.text)), first=0, align="left")
        else:
            yield from self.fill.paragraphs(line, self._styled(line, like), ruled=self._ruled(like))

    def _ruled(self, like: Paragraph) -> int:
        """How many characters wide a line to write on is."""
        return int(self.page.body_width * _MM / like.size - like.first - 1)

    def _text(self, block: TextBlock) -> Iterator[Block]:
        size = self._table_size
        like = Paragraph((), size=size, line=round(size * 1.8, 1), align=block.align)
        made = [
            paragraph
            for line in self._applying(block.text)
            for paragraph in self.fill.paragraphs(line, self._styled(line, like), ruled=self._ruled(like))
        ]
        if not made:
            return
        made[-1] = replace(made[-1], after=4)
        if self._follows(block, TableBlock):  # elsewhere what stands above brings its own space
            made[0] = replace(made[0], before=6)
        elif self._follows(block, SealBlock):  # a seal reaches below the date it is set on
            made[0] = replace(made[0], before=self.page.line)
        yield from (Signature(tuple(made)),) if block.keep else made

    def _clear_of_table(self, block: BodyBlock, made: list[Paragraph]) -> list[Paragraph]:
        """Running text that a table follows keeps a little away from its border, as text behind one does."""
        at = self.form.block.index(block) + 1
        if made and at < len(self.form.block) and isinstance(self.form.block[at], TableBlock):
            made[-1] = replace(made[-1], after=6)
        return made

    def _follows(self, block: TextBlock | CutBlock, kind: type[FormBlock]) -> bool:
        at = self.form.block.index(block)
        return at > 0 and isinstance(self.form.block[at - 1], kind)

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
        size = self._table_size
        spare = self.page.body_width / (size / _MM) - text_width(text) - 3
        dashes = "- " * int(spare / 2 / _DASH)
        return Paragraph(
            (Run(f"{dashes} {text} {dashes.rstrip()}"),), "song", size, "center", before=16, after=8
        )

    # --- tables ------------------------------------------------------------------------------------------------

    def _table(self, block: TableBlock) -> Table:
        applying = [row for row in block.rows if self.fill.applies(row.when)]
        columns = tuple(width * self._widening for width in block.columns)
        rows = _with_bands_held(made for row in applying for made in self._rows(row, columns))
        return Table(columns, rows, header=len(list(takewhile(lambda row: row.head, applying))))

    def _rows(self, row: FormRow, columns: tuple[float, ...]) -> Iterator[Row]:
        if not row.each:
            yield self._row(row, columns, self.fill)
            return
        rows = known(row.each)
        found = rows.read(self.fill.situation)
        if row.of_recipient:
            found = self.fill.own_rows(found, row.of_recipient)
        for number, line in enumerate(found or (None,) * row.at_least, start=1):
            yield self._row(row, columns, self.fill.at_row(rows, line, number))

    def _row(self, row: FormRow, columns: tuple[float, ...], fill: Filler) -> Row:
        ends = accumulate(cell.span for cell in row.cells)
        widths = (sum(columns[end - cell.span : end]) for cell, end in zip(row.cells, ends, strict=True))
        cells = tuple(
            self._cell(cell, fill, width, row.height) for cell, width in zip(row.cells, widths, strict=True)
        )
        return Row(cells, height=row.height * self.page.scale, splittable=row.split)

    def _cell(self, cell: FormCell, fill: Filler, width: float, height: float) -> Cell:
        size = self._table_size
        like = Paragraph((), size=size, line=round(size * 5 / 3, 1), align=cell.align, first=cell.indent)
        if cell.label:
            label = replace(like, runs=(Run(fill.words(cell.label)),), role="hei", align="center", first=0)
            return Cell((label,), cell.span, cell.rows)
        lines = tuple(line for line in cell.text if fill.applies(line.when))
        room = (width - _CELL_EDGES) * _MM / size
        made = tuple(p for line in lines for p in fill.paragraphs(line, self._styled(line, like), room=room))
        mark = fill.mark(cell.text)
        shown = self._photos(cell.photo)[cell.at - 1 :][:1] if cell.photo else ()
        for photo in shown:
            return photo_cell(
                photo,
                replace(self._caption, align=cell.align),
                self.album,
                room=(width, height),
                span=cell.span,
            )
        return Cell(made or (like,), cell.span, cell.rows, "top" if cell.top else "center", fact=mark)

    # --- photos ------------------------------------------------------------------------------------------------

    def _photos(self, name: str) -> tuple[Photo, ...]:
        photos: tuple[Photo, ...] = known(name).read(self.fill.situation)
        return photos

    @property
    def _caption(self) -> Paragraph:
        size = min(self._table_size, 11)
        return Paragraph((), size=size, line=round(size * 1.5, 1), align="center")

    # --- slips -------------------------------------------------------------------------------------------------

    def _slips(self, block: SlipsBlock) -> Iterator[Block]:
        like = Paragraph((), size=self.page.size, line=self.page.line)
        slip = Slip(
            replace(
                like, runs=(Run(self.fill.words(block.title)),), role="xbs", size=18, line=28, align="center"
            ),
            self._slip_lines(block.text, like),
            self._slip_lines(block.notes, like),
            block.boxes,
        )
        for place, table in enumerate(slips(slip, self.page, block.most)):
            if place:
                yield replace(self._cut("沿此线裁开"), before=4, after=4)
            yield table

    def _slip_lines(self, lines: tuple[Line, ...], like: Paragraph) -> tuple[Paragraph, ...]:
        applying = self._applying(lines)
        return tuple(p for line in applying for p in self.fill.paragraphs(line, self._styled(line, like)))
