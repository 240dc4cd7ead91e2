"""A paper as data: these dataclasses are the whole format of forms/*.toml.

A form is a list of blocks. Text carries slots: `{fact.path}` a value, `{fact.path:8}` an underlined blank eight
characters wide with the value centred in it, `{fact.path:☐}` a tick box (for a choice: one box for each answer),
`{fact.path:名}` a person's name for a column of names, where two characters are set as wide as three,
`{blank:8}` an underlined blank for the pen, `{recipient}` the person the paper is addressed to. A slot names a fact of
`domain.registry` or a value of `domain.printed`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

SLOT = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)(?::(\d+|☐|名))?\}")
BLANK = "blank"
NAME = "名"
RECIPIENT = "recipient"
ROW = "row."
ROW_NUMBER = "number"

LineStyle = Literal["", "flush", "heading", "item", "subheading", "label", "note", "right", "center", "rtl"]
Align = Literal["left", "center", "right", "both"]
SheetSize = Literal["A4", "A3"]
PageStyle = Literal["form", "letter", "slips", "gb9704", "wall", "poster", "register"]

_MARKS: tuple[tuple[str, LineStyle], ...] = (
    ("# ", "heading"),
    ("## ", "subheading"),
    ("* ", "item"),
    ("> ", "flush"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What a block, row or line depends on: a registered condition (`rule`), or a value being there (`filled`)."""

    rule: str = ""
    filled: str = ""
    negate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph of text with slots.

    Headings of a body are numbered 一、二、 in the order they are printed, so that a part which does not apply
    leaves no gap; an `item` is numbered with them and goes on in the same line behind its colon. `label` is printed
    like the labels of a table, `note` is a small hint to whoever fills the paper in. `rtl` is text in Uyghur letters, read
    from right to left.
    """

    text: str
    style: LineStyle = ""
    when: When | None = None


def line_of(text: str) -> Line:
    """A line from its short form: `# ` opens a heading, `## ` a subheading, `* ` an item, `> ` a line without indent."""
    for mark, style in _MARKS:
        if text.startswith(mark):
            return Line(text=text.removeprefix(mark), style=style)
    return Line(text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """A cell: a printed `label`, or `text` with slots.

    `sign` marks a place for a signature or a seal: whatever happens, nothing is printed there. `indent` opens every
    paragraph with so many characters of space. `span` and `rows` join columns and rows. `photo` names photos, of which
    the one `at` this place is shown; `text` stands there until it has been taken, to glue a print on.
    """

    label: str = ""
    text: tuple[Line, ...] = ()
    span: int = 1
    rows: int = 1
    align: Align = "left"
    top: bool = False
    indent: int = 0
    sign: bool = False
    photo: str = ""
    at: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row at least `height` millimetres high.

    With `each` it repeats over the rows of a fact or printed value, whose columns are the slots `{row.name}`; while
    there are none, `at_least` empty rows wait for the pen. On a copy for one person `of_recipient` names the column with
    somebody in it, and only the rows of that person are printed. A row stays on one page unless it may `split`; `head` repeats
    it on every page.
    """

    cells: tuple[FormCell, ...]
    height: float = 10
    each: str = ""
    of_recipient: str = ""
    at_least: int = 0
    split: bool = False
    head: bool = False
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleBlock:
    """The title; every line of text is a line of its own."""

    kind: Literal["title"] = "title"
    text: tuple[Line, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyBlock:
    """Running text in the style of an official letter, paragraphs indented by two characters."""

    kind: Literal["body"] = "body"
    text: tuple[Line, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Lines above or below a table, in the size of the table; with `keep` never alone on a page."""

    kind: Literal["text"] = "text"
    text: tuple[Line, ...] = ()
    align: Align = "left"
    keep: bool = False
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A ruled table: widths in millimetres."""

    kind: Literal["table"] = "table"
    columns: tuple[float, ...] = ()
    rows: tuple[FormRow, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealBlock:
    """落款: who issues the paper and when, kept with the text above, with room for the seals."""

    kind: Literal["seal"] = "seal"
    by: tuple[str, ...] = ()
    date: str = ""
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CutBlock:
    """A line to cut along, with what it says in the middle."""

    kind: Literal["cut"] = "cut"
    text: str = ""
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipsBlock:
    """The same small paper several times on a sheet, with cut marks between; fewer when the text is long.

    `most` is how many fit while the slots are short; `boxes` are the answers, printed as large tick boxes in a row.
    """

    kind: Literal["slips"] = "slips"
    title: str = ""
    text: tuple[Line, ...] = ()
    boxes: tuple[str, ...] = ()
    notes: tuple[Line, ...] = ()
    most: int = 3
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosBlock:
    """Photos named by `of`, `columns` side by side in places `height` millimetres high, what they show below each.

    While there are fewer than `at_least`, empty places wait for prints to be glued on.
    """

    kind: Literal["photos"] = "photos"
    of: str = ""
    columns: int = 2
    height: float = 60
    at_least: int = 0
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBlock:
    """The procedure drawn as a flow chart, as large as the sheet leaves room for."""

    kind: Literal["chart"] = "chart"
    when: When | None = None


Block = (
    TitleBlock
    | BodyBlock
    | TextBlock
    | TableBlock
    | SealBlock
    | CutBlock
    | SlipsBlock
    | PhotosBlock
    | ChartBlock
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One paper, from which Word and PDF are both made.

    `name` is what it is called in lists and file names; `title` stands in the file's properties and may carry slots.
    `posted` papers hang on a board and may use public facts only. `signed` papers carry topic, number and the date
    named by `dated` on every page, so that a page of signatures cannot be moved to another resolution; without `dated` the
    date is left to the pen. `each` names
    the people the paper is addressed to one by one, empty when there is one for all. A paper with `when` is offered at
    its step only while that holds.

    A village may word a form its own way (`domain/forms/rewording.py`): `must` names slots that have to stay on the
    paper all the same, and a `fixed` form is prescribed word for word by the document it comes from.
    """

    id: str
    name: str
    title: str
    source: str
    clause: str
    page: PageStyle
    block: tuple[Block, ...]
    posted: bool = False
    signed: bool = False
    dated: str = "session.held_on"
    each: str = ""
    when: When | None = None
    must: tuple[str, ...] = ()
    fixed: bool = False


def slots(text: str) -> Iterator[str]:
    """The names in the slots of a text, blanks for the pen left out."""
    return (match[1] for match in SLOT.finditer(text) if match[1] != BLANK)


def lines_of(block: Block) -> Iterator[Line]:
    """Every line of text of a block, as lines."""
    if isinstance(block, TableBlock):
        for row in block.rows:
            for cell in row.cells:
                yield Line(text=cell.label)
                yield from cell.text
    elif isinstance(block, SealBlock):
        yield from (Line(text=text) for text in (*block.by, block.date))
    elif isinstance(block, CutBlock):
        yield Line(text=block.text)
    elif isinstance(block, PhotosBlock | ChartBlock):
        return
    else:
        yield from block.text
        if isinstance(block, SlipsBlock):
            yield from block.notes


def photos_of(block: Block) -> Iterator[str]:
    """The names of the photos a block shows."""
    if isinstance(block, PhotosBlock):
        yield block.of
    for row in rows_of(block):
        yield from (cell.photo for cell in row.cells if cell.photo)


def rows_of(block: Block) -> tuple[FormRow, ...]:
    """The rows of a table, none for other blocks."""
    return block.rows if isinstance(block, TableBlock) else ()


def conditions_of(block: Block) -> Iterator[When]:
    """Every condition of a block, of its rows and of its lines."""
    found = [block.when, *(row.when for row in rows_of(block)), *(line.when for line in lines_of(block))]
    return (when for when in found if when is not None)
