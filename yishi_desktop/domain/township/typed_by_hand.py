"""Rows of a ledger somebody typed by hand in the old template, as a delivery: without records behind them, marked as such.

Nobody has checked them, they have no history, and the program cannot tell a corrected row from another one. So they
count only until the same village sends a ledger of the program's own (`domain/township/union.py: unite`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from yishi_desktop.domain.ledger.columns import Heading
from yishi_desktop.domain.ledger.plain import HELD_ON, TITLE, PlainRows, day_in, typed
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.revisions import canonical_json
from yishi_desktop.domain.township.union import PLAIN, Delivery, Line, Record, place_of

NUMBER, COUNTS, RUNNING = "case.number", "counts", "number"
_Said = frozenset[tuple[str, str]]


def delivery_of(
    found: PlainRows, village: Organisation, headings: Iterable[Heading], source: str, today: date
) -> Delivery:
    """The rows as a delivery of the village, for the years they speak of.

    Two rows of one day and title that say different things are two; the very same row twice is one.
    """
    kinds = {one.id: one.kind for one in headings}
    records: dict[str, Record] = {}
    alike: dict[tuple[str, date | None], dict[_Said, int]] = defaultdict(dict)
    for number, row in found.rows:
        same = alike[row[TITLE], day_in(row[HELD_ON])]
        nth = same.setdefault(_said(row), len(same))
        record = _record(number, row, kinds, village, nth)
        records.setdefault(record.record_id, record)
    days = [day for _, row in found.rows if (day := day_in(row[HELD_ON]))]
    return Delivery(
        village=village,
        from_day=date(min(days).year, 1, 1),
        until_day=date(max(days).year, 12, 31),
        filled_on=today,
        minimum=None,
        records=tuple(records[key] for key in sorted(records)),
        source=source,
    )


def _said(row: Mapping[str, str]) -> _Said:
    """What a row says besides its running number."""
    return frozenset(pair for pair in row.items() if pair[0] != RUNNING)


def _record(
    number: int, row: Mapping[str, str], kinds: Mapping[str, str], village: Organisation, nth: int
) -> Record:
    title, day = row[TITLE], day_in(row[HELD_ON])
    spoken_of = (*place_of(village), title, str(day), *([str(nth)] if nth else []))
    record_id = PLAIN + _digest("\n".join(spoken_of))
    values = {column: typed(text, kinds.get(column, "text")) for column, text in row.items()}
    values[COUNTS] = True
    case = {"id": record_id, "number": row.get(NUMBER, ""), "topic": {"title": title}, "typed_by_hand": True}
    line = Line("sessions", 0, tuple(sorted(values.items())), number)
    revision = _digest(repr(line.values))
    return Record(
        record_id=record_id,
        number=row.get(NUMBER, ""),
        title=title,
        revisions=(revision,),
        draft=False,
        case=canonical_json(case),
        lines=(line,),
    )


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
