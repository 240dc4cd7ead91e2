"""Short forms of a notice for the village's chat group: text to copy, and one long picture.

Both are made from the paper itself, so that the phone says what the board says. Only papers that may be posted have
short forms. The document libraries are imported when the first one is made.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.form import Form
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.printing.name_order import arranged

if TYPE_CHECKING:
    from yishi_desktop.documents.model import Cell, Document, Paragraph, Row, Table

PICTURE_WIDTH = 1080
"""Pixels: as wide as the screens of most telephones."""

_BLANK = "＿＿＿＿"
_SPACED_NAME = re.compile(r"(\S)　(\S)")


def notice_text(form: Form, situation: Situation) -> str:
    """The notice as plain text to paste into a chat, blanks as ＿＿＿＿; `UserError` when it must not be posted."""
    from yishi_desktop.documents.compose import compose

    _refuse_unposted(form)
    return "\n".join(_lines(compose(form, arranged(situation))))


def notice_picture(form: Form, situation: Situation, width: int = PICTURE_WIDTH) -> bytes:
    """The notice as one long PNG, `width` pixels wide; `UserError` when it must not be posted."""
    from yishi_desktop.documents.compose import compose_for_phone
    from yishi_desktop.documents.picture import to_png

    _refuse_unposted(form)
    return to_png(compose_for_phone(form, arranged(situation)), width)


def has_short_forms(form: Form) -> bool:
    """Whether a paper may be sent round: those that may hang on a board."""
    return form.posted


def _refuse_unposted(form: Form) -> None:
    if not has_short_forms(form):
        raise UserError(
            f"“{form.name}”是内部材料，不能发到群里。", "没有生成文字和图片。", "要发的话，请选公告或者公示。"
        )


def _lines(document: "Document") -> Iterator[str]:
    from yishi_desktop.documents.model import Paragraph, Signature, Table

    title: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.role == "xbs":
            title.append("".join(_text(block).split("\n")))
            continue
        if title:
            yield f"【{''.join(title[-1:])}】"
            title = []
        if isinstance(block, Table):
            yield from _rows(block)
        elif isinstance(block, Paragraph):
            yield _text(block)
        elif isinstance(block, Signature):
            yield from (_text(part) for part in block.paragraphs)


def _text(paragraph: "Paragraph") -> str:
    runs = paragraph.runs
    return "".join(_BLANK if run.underline and not run.text.strip() else run.text for run in runs)


def _rows(table: "Table") -> Iterator[str]:
    """A line for every row: the words of its cells behind the words of the heading above them."""
    heads = [_words(cell) for cell in table.rows[0].cells] if table.header else []
    for row in table.rows[table.header :]:
        told = "；".join(_told(row, heads))
        if told:
            yield told


def _told(row: "Row", heads: list[str]) -> Iterator[str]:
    for place, cell in enumerate(row.cells):
        words = _words(cell)
        if words and place > 1 and place < len(heads) and len(row.cells) == len(heads):
            yield f"{heads[place]}：{words}"
        elif words and place:
            yield words


def _words(cell: "Cell") -> str:
    words = "".join(paragraph.text.replace("\n", "") for paragraph in cell.paragraphs).strip()
    return "".join(name.groups()) if (name := _SPACED_NAME.fullmatch(words)) else words
