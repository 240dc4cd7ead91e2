"""A village's own wording of a form: which pieces of text there are, what they become, and what must not be lost.

A form's text is taken apart into pieces, each with a place that stays the same while the form does. Putting other text
into some of them makes another form; everything else (conditions, tables, who signs) stays as it ships.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from yishi_desktop.domain.forms.form import (
    RECIPIENT,
    ROW,
    ROW_NUMBER,
    SLOT,
    Block,
    BodyBlock,
    ChartBlock,
    CutBlock,
    Form,
    FormCell,
    FormRow,
    Line,
    PhotosBlock,
    SealBlock,
    SlipsBlock,
    TableBlock,
    TextBlock,
    TitleBlock,
    slots,
)
from yishi_desktop.domain.forms.slot_words import in_words, slot_words
from yishi_desktop.domain.printable import lookup, privacy_of

_BRACED = re.compile(r"[{｛][^{}｛｝]*[}｝]?|[}｝]")
_PARAGRAPH = "\n\n"
"""An empty line begins another paragraph; a single line end only breaks the line."""
_BLOCKS = {
    TitleBlock: "标题", BodyBlock: "正文", TextBlock: "表外文字", TableBlock: "表格", SealBlock: "落款", CutBlock: "裁线",
    SlipsBlock: "票面", PhotosBlock: "照片", ChartBlock: "流程图",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of text: where it stands in code and in words, and what its slots may name.

    `fixed` pieces are printed as the official form has them. `rows` is what the table row repeats over.
    """

    place: str
    where: str
    text: str
    fixed: bool = False
    rows: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a piece of own wording: a sentence that begins with the place."""

    place: str
    sentence: str


Change = Callable[[Piece], str]


def pieces(form: Form) -> tuple[Piece, ...]:
    """Every piece of a form's text, in reading order."""
    found: list[Piece] = []

    def keep(piece: Piece) -> str:
        found.append(piece)
        return piece.text

    _walked(form, keep)
    return tuple(found)


def reworded(form: Form, own: Mapping[str, str]) -> Form:
    """The form with other text at some places; what is empty there is left out, fixed pieces stay."""
    return _walked(form, lambda piece: piece.text if piece.fixed else own.get(piece.place, piece.text))


def problems(form: Form, own: Mapping[str, str]) -> list[Problem]:
    """Why this wording cannot be used, in reading order; empty when it can."""
    found = []
    for piece in pieces(form):
        text = own.get(piece.place, piece.text)
        if text != piece.text:
            found += [Problem(piece.place, f"{piece.where}：{said}") for said in _wrong(form, piece, text)]
    return found + list(_lost(form, own))


def _wrong(form: Form, piece: Piece, text: str) -> Iterator[str]:
    if piece.fixed:
        yield "这一处照文件原样印，不能改。"
        return
    for braced in _BRACED.findall(text):
        if not SLOT.fullmatch(braced):
            yield _misspelt(braced)
    for name in slots(text):
        said = _not_known(form, piece, name)
        if said:
            yield said


def _misspelt(braced: str) -> str:
    if not braced.startswith(("{", "｛")) or not braced.endswith(("}", "｝")):
        return "花括号要成对，像{协商议题}这样。"
    return f"没有{braced}这个项目，请从“插入项目”里选。"


def _not_known(form: Form, piece: Piece, name: str) -> str:
    if name.startswith(ROW):
        column = name.removeprefix(ROW)
        rows = lookup(piece.rows) if piece.rows else None
        known = rows is not None and (column == ROW_NUMBER or column in rows.columns)
        return "" if known else "“本行……”这样的项目只能用在会重复的那几行里。"
    if name == RECIPIENT:
        return "" if form.each else "这份文书不是一人一份，不能用{收件人}。"
    value = lookup(name)
    if value is None:
        return f"没有{{{name}}}这个项目，请从“插入项目”里选。"
    if form.posted and privacy_of(value) != "public":
        return f"这份文书要张贴，不能印“{value.about.label}”。"
    return ""


def _lost(form: Form, own: Mapping[str, str]) -> Iterator[Problem]:
    """Parts the law or the form's purpose wants on the paper, and the wording no longer has."""
    was, now = pieces(form), pieces(reworded(form, own))
    kept = {name for piece in now for name in slots(piece.text)}
    for name in must_have(form):
        if name not in kept:
            first = next(piece for piece in was if name in slots(piece.text))
            said = f"少了必须有的{{{slot_words().get(name, name)}}}，请放回来。"
            yield Problem(first.place, f"{first.where}：{said}")


def must_have(form: Form) -> tuple[str, ...]:
    """The slots no wording may lose: those the form names, and those of its title and of who issues it when."""
    closing = [block for block in form.block if isinstance(block, TitleBlock | SealBlock)]
    texts = [piece.text for block in closing for piece in pieces(replace(form, block=(block,)))]
    return tuple(dict.fromkeys((*form.must, *(name for text in texts for name in slots(text)))))


# --- walking through a form ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Walk:
    """One block being walked through: its number in the form, its name in words, and what is done to each piece."""

    number: int
    where: str
    fixed: bool
    change: Change

    def text(self, place: str, where: str, text: str, rows: str = "") -> str:
        if not text:
            return text
        return self.change(Piece(f"{self.number}{place}", f"{self.where}{where}", text, self.fixed, rows))

    def lines(self, lines: tuple[Line, ...], mark: str, rows: str = "", where: str = "") -> tuple[Line, ...]:
        made: list[Line] = []
        for at, line in enumerate(lines, 1):
            if not line.text:
                made.append(line)
                continue
            place = where or (f"第{at}段" if len(lines) > 1 else "")
            text = self.text(f"{mark}{at}", place, line.text, rows)
            parts = [part.strip("\n") for part in text.split(_PARAGRAPH)] if _PARAGRAPH in text else [text]
            made += [replace(line, text=part) for part in parts if part.strip()]
        return tuple(made)

    def row(self, row: FormRow, number: int) -> FormRow:
        cells = tuple(self.cell(cell, number, at, row.each) for at, cell in enumerate(row.cells, 1))
        return replace(row, cells=cells)

    def cell(self, cell: FormCell, row: int, at: int, rows: str) -> FormCell:
        where = f"第{row}行第{at}格"
        label = self.text(f".{row}.{at}", where, cell.label)
        return replace(cell, label=label, text=self.lines(cell.text, f".{row}.{at}.", rows, where))


def _walked(form: Form, change: Change) -> Form:
    names = [_name_of(block) for block in form.block]
    made = []
    for at, block in enumerate(form.block):
        of_many = str(names[: at + 1].count(names[at])) if names.count(names[at]) > 1 else ""
        made.append(_block(block, _Walk(at + 1, names[at] + of_many, _is_fixed(form, block), change)))
    return replace(form, block=tuple(made))


def _name_of(block: Block) -> str:
    """What a block is called in words; a body that holds only a translation is one."""
    if isinstance(block, BodyBlock) and all(line.style == "rtl" for line in block.text):
        return "译文"
    return _BLOCKS[type(block)]


def _is_fixed(form: Form, block: Block) -> bool:
    """Of a form that a document prescribes word for word, only the notes outside its table may be changed."""
    return form.fixed and not (isinstance(block, TextBlock) and block.text[0].style != "label")


def _block(block: Block, walk: _Walk) -> Block:
    match block:
        case TitleBlock() | BodyBlock() | TextBlock():
            return replace(block, text=walk.lines(block.text, "-"))
        case TableBlock():
            return replace(block, rows=tuple(walk.row(row, at) for at, row in enumerate(block.rows, 1)))
        case SealBlock():
            by = tuple(walk.text(f"-by{at}", "", text) for at, text in enumerate(block.by, 1))
            return replace(block, by=tuple(filter(None, by)), date=walk.text("-date", "日期", block.date))
        case CutBlock():
            return replace(block, text=walk.text("-", "", block.text))
        case SlipsBlock():
            return replace(
                block,
                title=walk.text("-title", "标题", block.title),
                text=walk.lines(block.text, "-"),
                notes=walk.lines(block.notes, "-note", where="说明"),
            )
        case PhotosBlock() | ChartBlock():
            return block


def shown(piece: Piece, text: str = "") -> str:
    """A piece's text as a secretary reads and types it."""
    return in_words(text or piece.text, piece.rows)
