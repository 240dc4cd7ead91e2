"""Pictures larger than their room are made smaller, once, so that Word and PDF agree about it."""

from dataclasses import replace

from yishi_desktop.documents.metrics import MM, RULE
from yishi_desktop.documents.model import Block, Cell, Drawing, Page, Paragraph, Row, Signature, Table

_AIR = 1.0
"""Millimetres of a page's height a picture leaves free: Word's line is a hair higher than what stands on it."""


def fitted(block: Block, page: Page) -> Block:
    """The block with its pictures no larger than the text area or the cell they stand in."""
    height = page.body_height - _AIR
    match block:
        case Paragraph():
            return _paragraph(block, page.body_width, height)
        case Signature():
            return Signature(tuple(_paragraph(each, page.body_width, height) for each in block.paragraphs))
        case Table():
            return _table(block, height)


def _paragraph(paragraph: Paragraph, width: float, height: float) -> Paragraph:
    picture = paragraph.picture
    if picture is None or isinstance(picture, Drawing):  # a drawing is made for its page
        return paragraph
    width -= (paragraph.left + paragraph.right) * paragraph.size / MM
    if picture.width <= width and picture.height <= height:
        return paragraph
    return replace(paragraph, picture=picture.within(width, height))


def _table(table: Table, height: float) -> Table:
    if not any(
        paragraph.picture for row in table.rows for cell in row.cells for paragraph in cell.paragraphs
    ):
        return table
    above, side = table.padding
    room = height - 2 * above - RULE / MM
    rows = tuple(
        replace(row, cells=_cells(row, placed, table.columns, side, room))
        for row, placed in zip(table.rows, table.placed(), strict=True)
    )
    return replace(table, rows=rows)


def _cells(
    row: Row, placed: list[tuple[int, Cell]], columns: tuple[float, ...], side: float, height: float
) -> tuple[Cell, ...]:
    return tuple(
        replace(
            cell,
            paragraphs=tuple(
                _paragraph(each, sum(columns[at : at + cell.span]) - 2 * side, height)
                for each in cell.paragraphs
            ),
        )
        for cell, (at, _) in zip(row.cells, placed, strict=True)
    )
