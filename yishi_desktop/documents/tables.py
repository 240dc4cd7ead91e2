"""A table → rows of laid-out cells, and which rows must stay together."""

from dataclasses import dataclass

from yishi_desktop.documents.lines import lay_paragraph
from yishi_desktop.documents.metrics import MM, RULE, WORD, Typography
from yishi_desktop.documents.model import Cell, Row, Table
from yishi_desktop.documents.set_line import Line


@dataclass(slots=True)
class LaidCell:
    """A cell with its lines; left and right in points from the left margin."""

    cell: Cell
    left: float
    right: float
    lines: list[Line]

    @property
    def text_height(self) -> float:
        """The height of all lines."""
        return sum(line.height for line in self.lines)


@dataclass(slots=True)
class LaidRow:
    """A row `height` points high, one rule counted with its text, and the least height it was given."""

    height: float
    minimum: float
    splittable: bool
    cells: list[LaidCell]
    keep_next: bool = False


@dataclass(slots=True)
class LaidTable:
    """The rows of a table in groups that no page break may part; the header returns on every page. In points."""

    header: list[list[LaidRow]]
    groups: list[list[LaidRow]]
    above: float  # padding over and under the text of a cell
    side: float


def lay_table(table: Table, width: float, typography: Typography = WORD) -> LaidTable:
    """Set the text of every cell over the columns, centred in `width` points, and find the height of every row."""
    above, side = table.padding[0] * MM, table.padding[1] * MM
    edges = _edges(table, width)
    rows = [
        _lay_row(row, cells, edges, above, side, typography)
        for row, cells in zip(table.rows, table.placed(), strict=True)
    ]
    for index, row in enumerate(rows):
        _make_room(rows, index, row, above)
    header = _groups(rows[: table.header])
    return LaidTable(header, _groups(rows[table.header :]), above, side)


def _edges(table: Table, width: float) -> list[float]:
    edges = [(width - sum(table.columns) * MM) / 2]
    for column in table.columns:
        edges.append(edges[-1] + column * MM)
    return edges


def _lay_row(
    row: Row,
    placed: list[tuple[int, Cell]],
    edges: list[float],
    above: float,
    side: float,
    typography: Typography,
) -> LaidRow:
    cells = [_lay_cell(cell, edges[at], edges[at + cell.span], side, typography) for at, cell in placed]
    text = max((laid.text_height + 2 * above + RULE for laid in cells if laid.cell.rows == 1), default=0.0)
    minimum = row.height * MM
    return LaidRow(max(minimum, text), minimum, row.splittable, cells, row.keep_next)


def _lay_cell(cell: Cell, left: float, right: float, side: float, typography: Typography) -> LaidCell:
    width = right - left - 2 * side
    lines = [
        line
        for paragraph in cell.paragraphs
        for line in lay_paragraph(paragraph, width, typography=typography)
    ]
    return LaidCell(cell, left, right, lines)


def _make_room(rows: list[LaidRow], index: int, row: LaidRow, above: float) -> None:
    """A cell over several rows that needs more than they have makes the last of them higher."""
    for laid in row.cells:
        if laid.cell.rows > 1:
            under = rows[index : index + laid.cell.rows]
            lacking = laid.text_height + 2 * above + RULE - sum(each.height for each in under)
            under[-1].height += max(0.0, lacking)


def _groups(rows: list[LaidRow]) -> list[list[LaidRow]]:
    """Rows tied by a cell that spans them, or by a band above them, form one group."""
    groups: list[list[LaidRow]] = []
    tied = 0  # rows the current group still has to take in
    for row in rows:
        if tied > 0:
            groups[-1].append(row)
        else:
            groups.append([row])
        tied = max(tied, 1 + row.keep_next, *(laid.cell.rows for laid in row.cells)) - 1
    return groups
