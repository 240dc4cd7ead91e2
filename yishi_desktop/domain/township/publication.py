"""The union as rows of a database: keys that carry the unit's code and the year, values by the ids of their columns.

What a reader of the database relies on stands in docs/postgres.md.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from yishi_desktop.domain.ledger.columns import Share, Value
from yishi_desktop.domain.township.union import Delivery, Kept, Line, Place, Township

_DAYS = {
    "sessions": "session.held_on",
    "topics": "topic.collected_on",
    "notices": "posted_on",
    "tasks": "due_on",
}
CODE_DIGITS = 12


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row of a ledger's table, as it is sent."""

    year: int
    sheet: str
    line: int
    day: date | None
    values: str


@dataclass(frozen=True, slots=True)
class PublishedMatter:
    """One copy of a matter with its rows. `copy` is 1 for the one that counts, higher for others in doubt."""

    unit_code: str
    year: int
    record_id: str
    copy: int
    number: str
    title: str
    variants: int
    revisions: tuple[str, ...]
    content: str
    rows: tuple[PublishedRow, ...]


@dataclass(frozen=True, slots=True)
class PublishedPeriod:
    """What a village reported on: the days, and the yearly number it is held against."""

    year: int
    from_day: date
    until_day: date
    filled_on: date
    minimum: int | None
    demanded: bool | None
    basis: str


@dataclass(frozen=True, slots=True)
class PublishedVillage:
    """One village with everything the union knows of it."""

    unit_code: str
    place: Place
    kind: str
    procedure: str
    periods: tuple[PublishedPeriod, ...]
    matters: tuple[PublishedMatter, ...]
    withdrawn: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Matters the village took out of its lists: the record, and the revisions it had until then."""


def unit_code(place: Place, code: str) -> str:
    """The 12-digit statistical code; for a village that has none, ~ and a hash of its place, as long and as lasting."""
    if len(code) == CODE_DIGITS and code.isdigit():
        return code
    return "~" + sha256("\n".join(place).encode()).hexdigest()[: CODE_DIGITS - 1]


def publication(township: Township) -> tuple[PublishedVillage, ...]:
    """Every village of the union, in an order that does not depend on how they came."""
    sent: dict[Place, list[Delivery]] = {}
    for delivery in township.deliveries:
        sent.setdefault(delivery.place, []).append(delivery)
    kept: dict[Place, list[Kept]] = {place: [] for place in sent}
    for one in township.kept:
        kept[one.delivery.place].append(one)
    return tuple(_village(place, sent[place], kept[place]) for place in sorted(sent))


def _village(place: Place, sent: list[Delivery], kept: list[Kept]) -> PublishedVillage:
    codes = sorted({one.village.code for one in sent if one.village.code}, reverse=True)
    code = unit_code(place, codes[0] if codes else "")
    last = sent[-1]
    return PublishedVillage(
        code,
        place,
        last.village.kind.value,
        last.village.procedure,
        _periods(sent),
        tuple(_matters(code, kept)),
        tuple(_withdrawn(sent, kept)),
    )


def _withdrawn(sent: Iterable[Delivery], kept: Iterable[Kept]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What nobody has taken up again since."""
    alive = {one.record.record_id for one in kept}
    gone = {(one.record_id, one.revisions) for delivery in sent for one in delivery.withdrawn}
    return sorted(one for one in gone if one[0] not in alive)


def _periods(sent: Iterable[Delivery]) -> tuple[PublishedPeriod, ...]:
    """One a year: the widest days reported, and the strictest number."""
    by_year: dict[int, list[Delivery]] = {}
    for one in sent:
        for year in range(one.from_day.year, one.until_day.year + 1):
            by_year.setdefault(year, []).append(one)
    return tuple(_period(year, by_year[year]) for year in sorted(by_year))


def _period(year: int, sent: list[Delivery]) -> PublishedPeriod:
    known = [one.minimum for one in sent if one.minimum]
    minimum = max(known, key=lambda one: (one.demanded, one.number, one.basis), default=None)
    return PublishedPeriod(
        year,
        max(date(year, 1, 1), min(one.from_day for one in sent)),
        min(date(year, 12, 31), max(one.until_day for one in sent)),
        max(one.filled_on for one in sent),
        minimum.number if minimum else None,
        minimum.demanded if minimum else None,
        minimum.basis if minimum else "",
    )


def _matters(code: str, kept: Iterable[Kept]) -> Iterable[PublishedMatter]:
    copies: dict[str, int] = {}
    kept = tuple(kept)
    newest = {one.record.record_id for one in kept if not one.left_over}
    left: dict[str, list[tuple[Line, int]]] = defaultdict(list)
    for one in kept:
        if one.left_over and one.record.record_id in newest:
            left[one.record.record_id] += _lines(one)
    own = (one for one in kept if not (one.left_over and one.record.record_id in newest))
    for one in sorted(own, key=lambda one: (one.record.record_id, not one.counts, one.record.case)):
        record = one.record
        copies[record.record_id] = copy = copies.get(record.record_id, 0) + 1
        lines = [*_lines(one), *(left[record.record_id] if copy == 1 else [])]
        rows = tuple(_row(line, number, year) for number, (line, year) in enumerate(lines, start=1))
        yield PublishedMatter(
            code,
            min((row.year for row in rows), default=one.delivery.until_day.year),
            record.record_id,
            copy,
            record.number,
            record.title,
            one.variants,
            tuple(sorted(set(record.revisions))),
            record.case,
            rows,
        )


def _lines(one: Kept) -> list[tuple[Line, int]]:
    """Its rows, each with the year it belongs to where it names no day."""
    return [(line, one.delivery.until_day.year) for line in one.record.lines]


def _row(line: Line, number: int, otherwise: int) -> PublishedRow:
    day = line.get(_DAYS[line.table]) if line.table in _DAYS else None
    day = day if isinstance(day, date) else None
    values = {column: _plain(value) for column, value in line.values if value is not None}
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return PublishedRow(day.year if day else otherwise, line.table, number, day, _storable(text))


def _plain(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Share) else value


def _storable(text: str) -> str:
    """PostgreSQL's jsonb takes every character but NUL."""
    return text.replace("\\u0000", "")
