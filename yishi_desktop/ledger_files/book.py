"""A workbook in the making: sheets, their cells as XML, and how they print. Written by `package`.

It knows what this program's sheets need and no more; a spreadsheet library takes ten times as long for a village's
ledger, and 20 MB.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yishi_desktop.domain.ledger.columns import Value
from yishi_desktop.ledger_files.cells import letters
from yishi_desktop.ledger_files.row_xml import cell_xml, row_xml


@dataclass(frozen=True, slots=True)
class Printing:
    """How a sheet prints on A4 across: headings on every page, numbered.

    `repeated` columns stand on every width of paper; `areas` divide a wide sheet. `one_page`: shrunk to a single page,
    otherwise only in width.
    """

    heading_rows: int
    repeated: int = 0
    areas: tuple[str, ...] = ()
    one_page: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Words to choose from in the cells of `area`; they stand in `source`, and anything else may be typed."""

    area: str
    source: str


@dataclass(frozen=True, slots=True)
class Below:
    """Rows made only when the sheet is written, as XML: `width` columns, up to row `last`."""

    width: int
    last: int
    xml: Iterable[str]


@dataclass(slots=True)
class Sheet:
    """One sheet. Rows and columns are counted from 1. `frozen`: how many columns and rows stay in sight."""

    title: str
    out_of_sight: bool = False
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    frozen: tuple[int, int] = (0, 0)
    grid_lines: bool = True
    printing: Printing | None = None
    breaks: list[int] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    below: Below | None = None
    _cells: dict[int, dict[int, str]] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Value, style: str) -> None:
        """One cell: a value as what it is, or nothing, in one of the named styles."""
        cell = f'<c r="{letters(column)}{row}"{cell_xml(value, style)}'
        self._cells.setdefault(row, {})[column] = cell

    def merge(self, left: int, top: int, right: int, bottom: int) -> None:
        """One cell of several, each of which keeps its borders."""
        self.merged.append(f"{letters(left)}{top}:{letters(right)}{bottom}")

    @property
    def corner(self) -> str:
        """The last cell of the sheet, as V120."""
        width = max((max(cells) for cells in self._cells.values()), default=1)
        last = max(self._cells, default=1)
        if self.below:
            width, last = max(width, self.below.width), max(last, self.below.last)
        return f"{letters(width)}{last}"

    def rows(self) -> Iterator[str]:
        """Every row as XML, from the top."""
        for number, cells in sorted(self._cells.items()):
            yield row_xml(number, self.heights.get(number), (cells[column] for column in sorted(cells)))
        if self.below:
            yield from self.below.xml


class Book:
    """A workbook. `digests` are the SHA-256 of the sheets written so far, by the names of their parts."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.sheets: list[Sheet] = []
        self.digests: dict[str, str] = {}

    def create_sheet(self, title: str) -> Sheet:
        """A new last sheet."""
        self.sheets.append(Sheet(title))
        return self.sheets[-1]
