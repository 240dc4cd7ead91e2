"""A ledger somebody typed by hand: the rows below headings we know, and what their cells say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from yishi_desktop.domain.ledger.columns import Value

LOOK_FOR_HEADING = 15
LEAST_KNOWN = 3
_LONGEST_HEADING = 20
"""Characters; a title or an opinion is mostly longer."""
HELD_ON, TITLE = "session.held_on", "topic.title"
_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
# More digits are no number of people, and so many that no number can be made of them have been met.
_WHOLE = re.compile(r"(\d{1,9})\s*[人次票]?")
YES, NO = ("是", "√", "✓", "达成", "一致", "通过"), ("否", "×", "未达成", "未通过")


@dataclass(frozen=True, slots=True)
class PlainRows:
    """What was found: one mapping a row from our columns to what stands there, with the number of the row in its sheet."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True)
class SheetHeadings:
    """Where a table made by hand has its headings: the columns (from 0) with their texts, and how many rows stand above
    the first row of data.
    """

    columns: tuple[tuple[int, str], ...]
    rows_above: int


def headings_in(sheet: Sequence[Sequence[str]], known: Mapping[str, str]) -> SheetHeadings | None:
    """The row that has most of the words we know, joined with the one over or under it where headings take two rows."""
    rows = sheet[:LOOK_FOR_HEADING]
    scores = [sum(bare(cell) in known for cell in row) for row in rows]
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    if best < 0:
        return None
    first = best - 1 if best and _may_be_heading(rows[best - 1]) and scores[best - 1] else best
    under = best + 1 if best + 1 < len(rows) and scores[best + 1] >= 2 else best
    last = under if first == best and _may_be_heading(rows[under]) else best
    if sum(scores[first : last + 1]) < LEAST_KNOWN:
        return None
    return SheetHeadings(tuple(_joined(rows[first], rows[last])), last + 1)


def _may_be_heading(row: Sequence[str]) -> bool:
    return all(len(cell) <= _LONGEST_HEADING and day_in(cell) is None for cell in row)


def _joined(high: Sequence[str], low: Sequence[str]) -> Iterator[tuple[int, str]]:
    """赞成 under 表决情况 is 赞成; a heading over two rows stands in the upper."""
    for place, (above, below) in enumerate(zip_longest(high, low, fillvalue="")):
        if text := (below or above).strip():
            yield place, text


def find_rows(sheet: Sequence[Sequence[str]], known: Mapping[str, str]) -> PlainRows | None:
    """The rows below headings we know (heading without blanks and brackets → column); None when it is no such table."""
    headings = headings_in(sheet, known)
    if headings is None:
        return None
    columns: dict[str, int] = {}
    for place, text in headings.columns:
        if bare(text) in known:
            columns.setdefault(known[bare(text)], place)
    if TITLE not in columns or HELD_ON not in columns:
        return None
    rows = [
        (
            number,
            {column: row[at].strip() for column, at in columns.items() if at < len(row) and row[at].strip()},
        )
        for number, row in enumerate(sheet[headings.rows_above :], start=headings.rows_above + 1)
    ]
    return PlainRows(
        tuple((number, row) for number, row in rows if row.get(TITLE) and day_in(row.get(HELD_ON, "")))
    )


def bare(text: str) -> str:
    """A heading without blanks and what stands in brackets."""
    return re.sub(r"\s+", "", re.sub(r"[（(].*?[）)]", "", text))


def typed(text: str, kind: str) -> Value:
    """What stands in a cell as a value of its column; words where a number or day is no such thing."""
    if kind == "date":
        return day_in(text) or text
    if kind == "count":
        whole = whole_in(text)
        return text if whole is None else whole
    if kind == "flag":
        return False if text.startswith(NO) else True if text.startswith(YES) else text
    return text


def whole_in(text: str) -> int | None:
    """The number of people or votes a cell gives: 32, 32人; none when it says anything else."""
    whole = _WHOLE.fullmatch(text)
    return int(whole[1]) if whole else None


def day_in(text: str) -> date | None:
    """The first day a text names; None for none, and for one no calendar has."""
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
