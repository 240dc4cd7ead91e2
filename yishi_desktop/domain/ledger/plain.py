"""A ledger somebody typed by hand: the rows below headings we know, and what their cells say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.ledger.columns import Value

LOOK_FOR_HEADING = 15
LEAST_KNOWN = 3
HELD_ON, TITLE = "session.held_on", "topic.title"
_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
_WHOLE = re.compile(r"(\d+)\s*[人次票]?")
_YES, _NO = ("是", "√", "✓", "达成", "一致", "通过"), ("否", "×", "未达成", "未通过")


@dataclass(frozen=True, slots=True)
class PlainRows:
    """What was found: one mapping a row from our columns to what stands there, with the number of the row in its sheet."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]


def find_rows(sheet: Sequence[Sequence[str]], known: Mapping[str, str]) -> PlainRows | None:
    """The rows below headings we know (heading without blanks and brackets → column); None when it is no such table."""
    scores = [sum(_bare(cell) in known for cell in row) for row in sheet[:LOOK_FOR_HEADING]]
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    if best < 0 or scores[best] < LEAST_KNOWN:
        return None
    columns: dict[str, int] = {}
    for place, cell in enumerate(sheet[best]):
        if _bare(cell) in known:
            columns.setdefault(known[_bare(cell)], place)
    if TITLE not in columns or HELD_ON not in columns:
        return None
    rows = [
        (
            number,
            {column: row[at].strip() for column, at in columns.items() if at < len(row) and row[at].strip()},
        )
        for number, row in enumerate(sheet[best + 1 :], start=best + 2)
    ]
    return PlainRows(
        tuple((number, row) for number, row in rows if row.get(TITLE) and day_in(row.get(HELD_ON, "")))
    )


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"[（(].*?[）)]", "", text))


def typed(text: str, kind: str) -> Value:
    """What stands in a cell as a value of its column; words where a number or day is no such thing."""
    if kind == "date":
        return day_in(text) or text
    if kind == "count":
        whole = _WHOLE.fullmatch(text)
        return int(whole[1]) if whole else text
    if kind == "flag":
        return False if text.startswith(_NO) else True if text.startswith(_YES) else text
    return text


def day_in(text: str) -> date | None:
    """The first day a text names; None for none, and for one no calendar has."""
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
