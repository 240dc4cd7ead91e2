"""The order in which both writers take the blocks, and which of them hold on to the next."""

from dataclasses import replace
from typing import NamedTuple

from yishi_desktop.documents.model import (
    Block,
    Document,
    Paragraph,
    Picture,
    Run,
    Signature,
    Table,
    text_width,
)

_SHORT = 28 * 8
"""Characters up to which the paragraph before a signature moves with it whole; of a longer one, two lines do."""

_HAIRLINE = Paragraph((Run(""),), size=1, line=1)
"""Word needs a paragraph after a table, or it joins the next one to it."""


class Step(NamedTuple):
    """A block in reading order; `keep_next` when it shares a page with the beginning of the next."""

    block: Paragraph | Table | Picture
    keep_next: bool


def flow(document: Document) -> list[Step]:
    """Signatures taken apart into paragraphs that keep together, tables set apart by a hairline."""
    steps: list[Step] = []
    blocks = document.blocks
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        steps.extend(_steps(block, following))
    return steps


def _steps(block: Block, following: Block | None) -> list[Step]:
    signed = isinstance(following, Signature)
    if isinstance(block, Signature):
        return _signature(block, held=signed)
    if isinstance(block, Table):
        needs_hairline = following is None or isinstance(following, Table)
        return [Step(block, signed), *([Step(_HAIRLINE, keep_next=False)] if needs_hairline else [])]
    if isinstance(block, Picture):
        return [Step(block, block.keep_next or signed)]
    return [_paragraph(block, held=signed)]


def _paragraph(paragraph: Paragraph, *, held: bool) -> Step:
    if not held:
        return Step(paragraph, paragraph.keep_next)
    whole = paragraph.keep_lines or text_width(paragraph.text) <= _SHORT
    return Step(replace(paragraph, keep_next=True, keep_lines=whole), keep_next=True)


def _signature(signature: Signature, *, held: bool) -> list[Step]:
    last = len(signature.paragraphs) - 1
    return [
        Step(replace(paragraph, keep_next=keep, keep_lines=True), keep)
        for paragraph, keep in ((p, held or i < last) for i, p in enumerate(signature.paragraphs))
    ]
