"""How the ledger's workbook is laid out: order, names and hiding of its columns, saved under a name.

A layout is about the sheets people read. It never adds a column, so it cannot bring out what masking left away, and
the machine sheet does not know it: merging is the same whatever a village, township or county wants to see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from yishi_desktop.domain.ledger.columns import Heading, Row, Table

NUMBER = "number"
"""The running number: always in front, always called 序号, so that a sheet can be read back."""
LONGEST_LABEL = 30
PARTS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownColumn:
    """One column in its place. An empty label keeps the ledger's own."""

    id: str
    label: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """The columns of one sheet (`sessions`, `topics`, `notices`, `tasks`), in order; one not named stands behind them."""

    id: str
    columns: tuple[ShownColumn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A named layout; a sheet not named stays as it is. The one without a name is the program's own."""

    name: str = ""
    sheets: tuple[SheetLayout, ...] = ()

    def columns_of(self, sheet: str) -> tuple[ShownColumn, ...]:
        """What is said of a sheet's columns."""
        return next((one.columns for one in self.sheets if one.id == sheet), ())

    def with_sheet(self, sheet: str, columns: Iterable[ShownColumn]) -> "Layout":
        """The layout with other columns for one sheet."""
        others = tuple(one for one in self.sheets if one.id != sheet)
        return replace(self, sheets=(*others, SheetLayout(id=sheet, columns=tuple(columns))))


STANDARD = Layout()


def arranged(table: Table, layout: Layout) -> Table:
    """The table as the layout shows it; the very same where it says nothing of it and no column waits to be asked for."""
    said = {one.id: one for one in layout.columns_of(table.id)}
    if not said and not any(heading.optional for heading in table.headings):
        return table
    places = _places(table, layout)
    headings = tuple(_named(table.headings[place], said) for place in places)
    rows = (Row(tuple(row.values[place] for place in places), row.case_id, row.session) for row in table.rows)
    common = tuple(heading for heading in table.headings if not heading.optional)
    return replace(table, headings=tuple(_banded(headings, common)), rows=tuple(rows))


def columns_in_order(table: Table, layout: Layout) -> tuple[ShownColumn, ...]:
    """Every column of a table but the number, in the order of the layout, hidden ones too: what an editor shows."""
    said = {one.id: one for one in layout.columns_of(table.id)}
    known = {heading.id: heading for heading in table.headings if heading.id != NUMBER}
    order = [name for name in said if name in known] + [name for name in known if name not in said]
    return tuple(said.get(name, ShownColumn(id=name, hidden=known[name].optional)) for name in order)


def usual(table: Table) -> Table:
    """The table without the columns that are there only for those who ask for them: what villages have in common."""
    return arranged(table, STANDARD)


def problem_of(columns: Iterable[ShownColumn], table: Table) -> str:
    """Why a sheet cannot be laid out so, in words; empty when it can."""
    labels = {heading.id: heading.label for heading in table.headings}
    shown = [one.label or labels[one.id] for one in columns if not one.hidden and one.id in labels]
    if not shown:
        return f"“{table.title}”里至少要留一栏。"
    if any(len(label) > LONGEST_LABEL for label in shown):
        return f"栏目名最多{LONGEST_LABEL}字。"
    twice = next((label for n, label in enumerate(shown) if label in shown[:n] or label == "序号"), "")
    return f"“{table.title}”里有两栏都叫“{twice}”，请改一个名字。" if twice else ""


def _places(table: Table, layout: Layout) -> list[int]:
    at = {heading.id: place for place, heading in enumerate(table.headings)}
    first = [at[NUMBER]] if NUMBER in at else []
    return first + [at[one.id] for one in columns_in_order(table, layout) if not one.hidden]


def _named(heading: Heading, said: dict[str, ShownColumn]) -> Heading:
    choice = said.get(heading.id)
    return replace(heading, label=choice.label) if choice and choice.label else heading


def _banded(headings: tuple[Heading, ...], before: tuple[Heading, ...]) -> Iterator[Heading]:
    """Headings under their bands; where the order tears a band apart, they are cut anew to the width of paper."""
    if not any(heading.band for heading in before) or _whole([heading.band for heading in headings]):
        yield from headings
        return
    parts = _parts(headings, _widest(before))
    for heading, part in zip(headings, parts, strict=True):
        yield replace(heading, band=f"（{PARTS[part - 1]}）" if part and max(parts) > 1 else "")


def _whole(bands: list[str]) -> bool:
    """Whether every band stands in one piece, and nothing without a band behind the first of them."""
    runs = [band for n, band in enumerate(bands) if n == 0 or band != bands[n - 1]]
    return len(runs) == len(set(runs)) and "" not in runs[1:]


def _widest(headings: Iterable[Heading]) -> float:
    widths: dict[str, float] = {}
    for heading in headings:
        widths[heading.band] = widths.get(heading.band, 0) + heading.width
    return max(width for band, width in widths.items() if band)


def _parts(headings: Iterable[Heading], widest: float) -> list[int]:
    """Which part each column belongs to, counted from 1; 0 for what is repeated in front of each."""
    parts, part, width = [], 1, 0.0
    for place, heading in enumerate(headings):
        if heading.id == NUMBER or (place == 1 and heading.id == "case.number"):
            parts.append(0)
            continue
        if width and width + heading.width > widest:
            part, width = part + 1, 0.0
        width += heading.width
        parts.append(min(part, len(PARTS)))
    return parts
