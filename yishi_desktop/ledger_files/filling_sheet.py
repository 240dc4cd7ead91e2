"""A table the township sent, filled in: its headings found, our rows written under them, everything else left as it is."""

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Value
from yishi_desktop.ledger_files.cells import put
from yishi_desktop.ledger_files.filled_file import filled_file
from yishi_desktop.ledger_files.machine_sheet import UNREADABLE

if TYPE_CHECKING:
    from openpyxl import Workbook

LOOK_FOR_HEADING, MOST_COLUMNS = 15, 120
NO_END = 10**6
LARGEST_MERGE = 5_000
"""Cells of one merged area; a title over all columns has a few hundred."""
_MERGE = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Za-z]{1,3}\d{1,7}:[A-Za-z]{1,3}\d{1,7})"')
_SAFE = "没有写文件，原来的表没有动。"


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings stand: the sheet, the row below which data begin, and the text of each column (from 1)."""

    sheet: str
    last_row: int
    columns: tuple[tuple[int, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The headings alone."""
        return tuple(text for _, text in self.columns)


def plain_heading(text: object) -> str:
    """A heading without blanks, line ends and what stands in brackets: 协商时间 for 协商 时间（年月日）."""
    bare = re.sub(r"[（(].*?[）)]", "", str(text or ""))
    return re.sub(r"\s+", "", bare)


def headings_in(data: bytes, known: frozenset[str]) -> Headings:
    """The headings of the first sheet: the row that has most of the `known` words, joined with the one below it.

    `UserError` when the file cannot be read or has no row that looks like headings.
    """
    sheet = _open(data).worksheets[0]
    rows = [
        [sheet.cell(r, c).value for c in range(1, _width(sheet) + 1)] for r in range(1, LOOK_FOR_HEADING + 1)
    ]
    scores = [sum(plain_heading(value) in known for value in row) for row in rows]
    best = max(range(len(rows)), key=lambda n: scores[n])
    if scores[best] < 2:
        raise UserError("表里没有找到认得的栏目。", _SAFE, "请看看是不是议事台账，栏目名是不是在前15行里。")
    above = rows[best - 1] if best and scores[best - 1] else [None] * len(rows[best])
    below = rows[best + 1] if best + 1 < len(rows) and scores[best + 1] else None
    texts = zip(below or rows[best], rows[best] if below else above, strict=True)
    columns = tuple((n, str(low or high)) for n, (low, high) in enumerate(texts, start=1) if low or high)
    return Headings(sheet.title, best + (2 if below else 1), columns)


def fill(data: bytes, headings: Headings, rows: Sequence[Mapping[int, Value]]) -> bytes:
    """The workbook with these rows under its headings; each row says what stands in which column.

    What stands below (who filled it in, seals) moves down when there are more rows than room. Formulas, formats and
    other sheets stay. `UserError` when something is already filled in.
    """
    book = _open(data)
    sheet = book[headings.sheet]
    first = headings.last_row + 1
    room = _room(sheet, first, [column for column, _ in headings.columns])
    if len(rows) > room:
        _make_room(sheet, first + room, len(rows) - room)
    for number, row in enumerate(rows):
        for column, value in row.items():
            cell = sheet.cell(first + number, column)
            if isinstance(cell, MergedCell):
                raise UserError(
                    f"表里第{first + number}行有合并的格子，没法一行一行地填。",
                    _SAFE,
                    "请先取消合并，再选一次。",
                )
            _dress(sheet.cell(first, column), cell)
            cell.value = None
            put(cell, value)
    return filled_file(book, book.properties.modified)


def _open(data: bytes) -> "Workbook":
    _refuse_vast_merges(data)
    try:
        book = load_workbook(BytesIO(data))
    except UNREADABLE as error:
        raise UserError("表打不开，可能已经损坏。", _SAFE, "请让乡镇重新发一份。") from error
    if not book.worksheets:
        raise UserError("文件里没有表。", _SAFE, "请看看是不是选错了文件。")
    return book


def _refuse_vast_merges(data: bytes) -> None:
    """One merged cell over a whole sheet makes the reader fill the memory."""
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and any(map(_is_vast, _MERGE.findall(archive.read(name)))):
                raise UserError("表里合并的格子大得不正常。", _SAFE, "请让乡镇重新发一份。")


def _is_vast(area: bytes) -> bool:
    left, top, right, bottom = range_boundaries(area.decode())
    return bool((right - left + 1) * (bottom - top + 1) > LARGEST_MERGE)


def _width(sheet: Worksheet) -> int:
    return int(min(sheet.max_column, MOST_COLUMNS))


def _room(sheet: Worksheet, first: int, columns: Sequence[int]) -> int:
    """How many rows from `first` on are free: nothing in them but running numbers."""
    others = columns[1:]
    row = first
    while row <= sheet.max_row and all(sheet.cell(row, column).value in (None, "") for column in others):
        head = sheet.cell(row, columns[0]).value
        if head not in (None, "") and not str(head).strip().isdigit():
            break  # the line where somebody signs
        row += 1
    if row > sheet.max_row:
        return NO_END
    if row == first and str(sheet.cell(row, columns[0]).value or "").strip().isdigit():
        raise UserError(
            f"表里第{first}行已经填了内容。", _SAFE, "请用乡镇发的空表；填过的表请先清空，再选一次。"
        )
    return int(row - first)


def _make_room(sheet: Worksheet, at: int, count: int) -> None:
    """Move what stands from row `at` on down, with its merged cells and heights."""
    heights = {n: sheet.row_dimensions[n].height for n in range(at, sheet.max_row + 1)}
    sheet.insert_rows(at, count)
    for area in list(sheet.merged_cells.ranges):
        if area.min_row >= at:
            area.shift(row_shift=count)
    for row, height in heights.items():
        sheet.row_dimensions[row + count].height = height
    for row in range(at, at + count):
        sheet.row_dimensions[row].height = sheet.row_dimensions[at - 1].height


def _dress(model: Any, cell: Any) -> None:
    """Give a cell the borders, font and alignment of the first row of data."""
    if cell.coordinate != model.coordinate and model.has_style:
        cell.font, cell.border = copy.copy(model.font), copy.copy(model.border)
        cell.fill, cell.alignment = copy.copy(model.fill), copy.copy(model.alignment)
