"""The township's own .docx, with names in double braces: what stands in it, and the same file filled in.

Only names are understood, no language: {{协商议题}}, {{议题来源:☐}}, and in a row of a table {{签到·姓名}}, which
repeats the row. Word cuts what looks like one word into pieces; a slot is found across them, and takes the look of its
first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from yishi_desktop.documents.clean import clean
from yishi_desktop.documents.filling import Filler
from yishi_desktop.documents.template_package import Package, open_package
from yishi_desktop.domain.forms.form import ROW, ROW_NUMBER, SLOT
from yishi_desktop.domain.forms.slot_words import slot_words
from yishi_desktop.domain.printable import Printed, known, lookup
from yishi_desktop.domain.situation import Situation

SLOT_IN_TEMPLATE = re.compile(r"[{｛]\s*[{｛]([^{}｛｝]*)[}｝]\s*[}｝]")
_BREAK = "\ue000"
_OF_ROW = "·"
Node = Any


@dataclass(frozen=True, slots=True)
class FoundSlot:
    """A slot as it stands in a template: what was typed, the paragraph (from 1), and how it was found.

    `full_width` braces and `split` runs are no faults; they are told, because people wonder.
    """

    typed: str
    paragraph: int
    full_width: bool = False
    split: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a template says: its slots, whether changes are still tracked, and text that looks like a slot and is none."""

    slots: tuple[FoundSlot, ...]
    tracked: bool
    odd: tuple[tuple[str, int], ...]


_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
_ODD = re.compile(
    r"\{%[^}]*%?\}?|(?<![{｛])[{｛](?!\s*[{｛])[^{}｛｝]{1,40}[}｝](?![}｝])|[{｛]\s*[{｛][^}｝]{0,20}$"
)


def read_template(data: bytes) -> Reading:
    """What a template says. `UserError` when the bytes are none."""
    package = open_package(data)
    slots: list[FoundSlot] = []
    odd: list[tuple[str, int]] = []
    for number, paragraph in enumerate(_paragraphs(package), 1):
        text = "".join(map(_text, _pieces(paragraph)))
        slots += [_found(match, paragraph, number) for match in SLOT_IN_TEMPLATE.finditer(text)]
        rest = SLOT_IN_TEMPLATE.sub("", text)
        odd += [(piece[0], number) for piece in _ODD.finditer(rest)]
    tracked = any(text.getElementsByTagName(tag) for text in package.texts.values() for tag in _TRACKED)
    return Reading(tuple(slots), tracked, tuple(odd))


def _found(match: re.Match[str], paragraph: Node, number: int) -> FoundSlot:
    at, ends = 0, set()
    for piece in _pieces(paragraph):
        at += len(_text(piece))
        ends.add(at)
    split = any(match.start() < end < match.end() for end in ends)
    return FoundSlot(match[1].strip(), number, "｛" in match[0] or "｝" in match[0], split)


def said_in(data: bytes) -> list[str]:
    """What a Word file says, a line for every paragraph. `UserError` when the bytes are none."""
    return ["".join(map(_text, _pieces(paragraph))) for paragraph in _paragraphs(open_package(data))]


@cache
def template_words() -> Mapping[str, str]:
    """Every name a template may use, and the slot it stands for; of rows (签到·姓名) the rows before a |."""
    names = {}
    for name, words in slot_words().items():
        value = lookup(name)
        if value is None:
            continue
        if value.about.kind != "rows":
            names[words] = name
            continue
        columns = {ROW_NUMBER: "序号"} | {key: fact.label for key, fact in value.columns.items()}
        names |= {f"{words}{_OF_ROW}{label}": f"{name}|{ROW}{key}" for key, label in columns.items()}
    return names


def slot_of(typed: str) -> str:
    """The slot that a name in a template stands for, with how it is printed behind a colon; empty when there is none."""
    word, _, how = typed.replace("：", ":").partition(":")
    name = template_words().get(word.strip(), "")
    return f"{name}:{how.strip()}" if name and how.strip() else name


def fill_template(data: bytes, situation: Situation, recipient: str = "") -> bytes:
    """The template with everything filled in as far as it is known, and room for the pen where it is not."""
    package = open_package(data)
    filler = Filler(situation, recipient)
    for text in package.texts.values():
        for row in list(text.getElementsByTagName("w:tr")):
            _repeat(row, filler)
        for paragraph in list(text.getElementsByTagName("w:p")):
            _fill(paragraph, filler, None)
    return package.written()


# --- rows ------------------------------------------------------------------------------------------------------


def _repeat(row: Node, filler: Filler) -> None:
    """A row that names the columns of recorded rows stands there once for each of them, at least once."""
    rows = _rows_named(row)
    if rows is None:
        return
    recorded = rows.read(filler.situation) or (None,)
    for number, line in enumerate(recorded, 1):
        copy = row.cloneNode(True)
        row.parentNode.insertBefore(copy, row)
        for paragraph in copy.getElementsByTagName("w:p"):
            _fill(paragraph, filler.at_row(rows, line, number), rows)
    row.parentNode.removeChild(row)


def _rows_named(row: Node) -> Printed | None:
    for paragraph in row.getElementsByTagName("w:p"):
        text = "".join(map(_text, _pieces(paragraph)))
        for match in SLOT_IN_TEMPLATE.finditer(text):
            rows, bar, _ = slot_of(match[1].strip()).partition("|")
            if bar:
                return known(rows)
    return None


# --- paragraphs ------------------------------------------------------------------------------------------------


def _paragraphs(package: Package) -> Iterator[Node]:
    for text in package.texts.values():
        yield from text.getElementsByTagName("w:p")


def _pieces(paragraph: Node) -> list[Node]:
    """The stretches of text of a paragraph, those in text boxes inside it left out: they have paragraphs of their own."""
    return [piece for piece in paragraph.getElementsByTagName("w:t") if _owner(piece) is paragraph]


def _owner(node: Node) -> Node:
    while node is not None and node.nodeName != "w:p":
        node = node.parentNode
    return node


def _text(piece: Node) -> str:
    return "".join(child.data for child in piece.childNodes if child.nodeType == child.TEXT_NODE)


def _write(piece: Node, text: str) -> None:
    while piece.firstChild is not None:
        piece.removeChild(piece.firstChild)
    piece.appendChild(piece.ownerDocument.createTextNode(text))
    piece.setAttribute("xml:space", "preserve")


def _fill(paragraph: Node, filler: Filler, rows: Printed | None) -> None:
    pieces = _pieces(paragraph)
    text = "".join(map(_text, pieces))
    matches = list(SLOT_IN_TEMPLATE.finditer(text))
    for match in reversed(matches):
        said = _value(match[1].strip(), filler, rows)
        if said is not None:
            _put(pieces, match.start(), match.end(), said)
    if matches:
        for piece in pieces:
            _break_lines(piece)


def _value(typed: str, filler: Filler, rows: Printed | None) -> str | None:
    """What stands in the place of a slot; None for one that is not to be filled here."""
    slot = slot_of(typed)
    of_rows, bar, column = slot.partition("|")
    if bar:
        slot = column if rows is not None and rows.name == of_rows else ""
    if not slot or not SLOT.fullmatch(f"{{{slot}}}"):
        return None
    said = "".join(run.text for run in filler.runs(f"{{{slot}}}"))
    return clean(said).replace("\n", _BREAK)


def _put(pieces: list[Node], start: int, stop: int, said: str) -> None:
    """Put words in the place of characters that may run over several stretches; the first one gives the look."""
    at = 0
    for piece in pieces:
        text = _text(piece)
        here, end = max(start - at, 0), min(stop - at, len(text))
        if here < end:
            _write(piece, text[:here] + said + text[end:])
            said = ""
        at += len(text)


def _break_lines(piece: Node) -> None:
    """Line ends in a value become line ends of Word."""
    first, *others = _text(piece).split(_BREAK)
    if not others:
        return
    _write(piece, first)
    after = piece.nextSibling
    for line in others:
        document = piece.ownerDocument
        piece.parentNode.insertBefore(document.createElement("w:br"), after)
        stretch = document.createElement("w:t")
        piece.parentNode.insertBefore(stretch, after)
        _write(stretch, line)
