"""Lines and rows → sheets. Cells that run over a page end after their last whole line, with closed borders."""

from dataclasses import dataclass, field
from typing import NamedTuple

from yishi_desktop.documents.metrics import MM, RULE, WORD, Typography
from yishi_desktop.documents.model import Cell, Page
from yishi_desktop.documents.set_line import Line
from yishi_desktop.documents.tables import LaidCell, LaidRow, LaidTable

_TOLERANCE = 0.5  # points a line may hang below the text area


class PlacedLine(NamedTuple):
    """A line at its place: points from the top left corner of the sheet to the line's origin and top."""

    x: float
    y: float
    line: Line


class Box(NamedTuple):
    """The rectangle of a cell, or of the part of it on this sheet, in points from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float
    cell: Cell


@dataclass(slots=True)
class Sheet:
    """What is on one page."""

    lines: list[PlacedLine] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing has been set on the sheet yet."""
        return not self.lines and not self.boxes


@dataclass(slots=True)
class LaidParagraph:
    """The lines of a paragraph and how they hold together; `before` and `after` in points."""

    lines: list[Line]
    before: float
    after: float
    keep_lines: bool
    page_break: bool


def least_height(item: LaidParagraph | LaidTable, tail: float) -> float:
    """Points the beginning of the item needs on a page; `tail` is what must follow its end on the same page."""
    if isinstance(item, LaidTable):
        header = sum(row.height for group in item.header for row in group)
        return header + (_least_group(item, item.groups[0]) if item.groups else 0.0)
    together = len(item.lines) if item.keep_lines or (tail and len(item.lines) <= 2) else 1
    height = item.before + sum(line.height for line in item.lines[:together])
    return height + item.after + tail if together == len(item.lines) else height


def _least_group(table: LaidTable, group: list[LaidRow]) -> float:
    """What must fit for rows to begin on a page: all of them, or two lines of one that splits and its least height."""
    height = sum(row.height for row in group)
    if len(group) > 1 or not group[0].splittable:
        return height
    line = max((laid.lines[0].height for laid in group[0].cells if laid.lines), default=0.0)
    return min(height, max(group[0].minimum, 2 * line + 2 * table.above + RULE))


class Paginator:
    """Takes laid-out paragraphs and tables in reading order and fills sheets with them."""

    def __init__(self, page: Page, typography: Typography = WORD) -> None:
        self._keeps_split_table = typography.keeps_split_table
        self._left = page.left * MM
        self._top = page.top * MM
        self._bottom = self._top + page.body_height * MM + _TOLERANCE
        self.sheets: list[Sheet] = []
        self._y = self._begun = self._top  # begun: where the sheet's own content begins, under repeated rows
        self._new_sheet()

    # ------------------------------------------------------------------------------------------- paragraphs
    def paragraph(self, item: LaidParagraph, least: float, tail: float) -> None:
        """Set a paragraph. `least` points of it go together, and `tail` points must fit after its end."""
        if item.page_break and not self._sheet.empty:
            self._new_sheet()
        self._y += item.before
        self._make_room(least - item.before)
        for index, line in enumerate(item.lines):
            lines_left = item.lines[index:]
            if tail and len(lines_left) == min(2, len(item.lines)):
                self._make_room(sum(each.height for each in lines_left) + item.after + tail)
            self._make_room(line.height)
            self._sheet.lines.append(PlacedLine(self._left, self._y, line))
            self._y += line.height
        self._y += item.after

    # ----------------------------------------------------------------------------------------------- tables
    def table(self, item: LaidTable, least: float, tail: float) -> None:
        """Set a table: header rows again on every sheet, tied rows together, `tail` points free after its end."""
        self._make_room(least)
        self._place_header(item)
        begun_on = len(self.sheets)
        for group in item.groups[:-1]:
            self._group(item, group, 0.0)
        holds = self._keeps_split_table or len(self.sheets) == begun_on
        for group in item.groups[-1:]:
            self._group(item, group, tail if holds else 0.0)

    def _place_header(self, table: LaidTable) -> None:
        first_on_sheet = self._y == self._begun
        for group in table.header:
            self._place_group(table, group)
        if first_on_sheet:
            self._begun = self._y

    def _group(self, table: LaidTable, group: list[LaidRow], tail: float) -> None:
        height = sum(row.height for row in group)
        if height + tail <= self._room:
            self._place_group(table, group)
        elif len(group) == 1 and self._splits(table, group[0]):
            self._split_row(table, group[0], tail)
        else:
            self._next_sheet(table)
            self._on_fresh_sheet(table, group, height, tail)

    def _on_fresh_sheet(self, table: LaidTable, group: list[LaidRow], height: float, tail: float) -> None:
        if height + tail <= self._room:
            self._place_group(table, group)
        elif len(group) == 1:  # even one that should not split: no text is lost, no signature alone
            self._split_row(table, group[0], tail)
        elif height <= self._room:
            self._place_group(table, group)
        else:
            self._break_group(table, group)

    def _splits(self, table: LaidTable, row: LaidRow) -> bool:
        """Whether the row may begin here and end on a later sheet: two lines of it and its least height fit."""
        return row.splittable and _least_group(table, [row]) <= self._room

    def _place_group(self, table: LaidTable, group: list[LaidRow]) -> None:
        for index, row in enumerate(group):
            for laid in row.cells:
                height = sum(each.height for each in group[index : index + laid.cell.rows])
                self._place_cell(table, laid, laid.lines, height)
            self._y += row.height

    def _break_group(self, table: LaidTable, group: list[LaidRow]) -> None:
        """Rows tied together but higher than a sheet: the spanning cells are closed at its foot and go on empty."""
        spans: list[tuple[LaidCell, int]] = []
        for row in group:
            if row.height > self._room:
                self._next_sheet(table)
            for laid, _ in spans:
                self._place_cell(table, laid, [], row.height)
            for laid in row.cells:
                self._place_cell(table, laid, laid.lines, row.height, from_top=laid.cell.rows > 1)
            spans = [(laid, left - 1) for laid, left in spans if left > 1]
            spans += [(laid, laid.cell.rows - 1) for laid in row.cells if laid.cell.rows > 1]
            self._y += row.height

    def _split_row(self, table: LaidTable, row: LaidRow, tail: float) -> None:
        remaining = [list(laid.lines) for laid in row.cells]
        height_left = row.height
        while True:
            parts, used = self._take(table, remaining)
            room = self._room
            ends = not any(remaining)
            height = max(used, min(height_left, room)) if ends else used
            if ends and height + tail > room and self._hold_back(parts, remaining):
                ends, height = False, used
            for laid, part in zip(row.cells, parts, strict=True):
                self._place_cell(table, laid, part, height, from_top=True)
            self._y += height
            height_left -= height
            if ends:
                return
            self._next_sheet(table)

    def _take(self, table: LaidTable, remaining: list[list[Line]]) -> tuple[list[list[Line]], float]:
        """From every cell the lines that fit on this sheet, at least one, and the height they use."""
        parts: list[list[Line]] = []
        highest = 0.0
        for lines in remaining:
            used, count = 2 * table.above + RULE, 0
            while count < len(lines) and (used + lines[count].height <= self._room or not count):
                used += lines[count].height
                count += 1
            parts.append(lines[:count])
            del lines[:count]
            highest = max(highest, used)
        return parts, highest

    @staticmethod
    def _hold_back(parts: list[list[Line]], remaining: list[list[Line]]) -> bool:
        """Give the last two lines back, so that they go with what follows; False when there are too few."""
        longest = max(range(len(parts)), key=lambda index: len(parts[index]), default=None)
        if longest is None or len(parts[longest]) <= 2:
            return False
        remaining[longest][:0] = parts[longest][-2:]
        del parts[longest][-2:]
        return True

    def _place_cell(
        self, table: LaidTable, laid: LaidCell, lines: list[Line], height: float, *, from_top: bool = False
    ) -> None:
        """Put the cell's rectangle and these lines of it at the current height."""
        left, top = self._left + laid.left, self._y
        self._sheet.boxes.append(Box(left, top, self._left + laid.right, top + height, laid.cell))
        text = sum(line.height for line in lines)
        y = top + table.above
        if laid.cell.valign == "center" and not from_top:
            y = top + (height - text) / 2
        elif laid.cell.valign == "bottom" and not from_top:
            y = top + height - table.above - text
        for line in lines:
            self._sheet.lines.append(PlacedLine(left + table.side, y, line))
            y += line.height

    # ----------------------------------------------------------------------------------------------- sheets
    @property
    def _sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def _room(self) -> float:
        return self._bottom - self._y

    def _new_sheet(self) -> None:
        self.sheets.append(Sheet())
        self._y = self._begun = self._top

    def _make_room(self, height: float) -> None:
        if height > self._room and not self._sheet.empty:
            self._new_sheet()

    def _next_sheet(self, table: LaidTable) -> None:
        """Go on with the table on the next sheet, unless only its header is on this one."""
        if self._y <= self._begun:
            return
        self._new_sheet()
        self._place_header(table)
