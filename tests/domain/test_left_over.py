"""The ledgers of single years, taken together, are the ledger of all the years: whatever was written in between."""

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest

from tests.factories import changed, organisation, sample_case, situation
from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.case import Case, Session
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.masking import masked
from yishi_desktop.domain.revisions import canonical_json
from yishi_desktop.domain.township.reconciliation import count_rows
from yishi_desktop.domain.township.tables import tables_of
from yishi_desktop.domain.township.union import Delivery, Line, Record, Township, unite

YEARS = (2024, 2025, 2026)
LAST = date(2026, 12, 31)


def a_day(chance: random.Random) -> date:
    return date(2024, 1, 1) + timedelta(days=chance.randrange(3 * 365))


def a_session(chance: random.Random, held_on: date) -> Session:
    posted = chance.choice([None, held_on + timedelta(days=chance.randrange(200))])
    session = chance.choice(sample_case(chance.choice([1, 2])).sessions)
    case = changed(
        Case(id="", procedure="jinhua", sessions=(session,)),
        session__held_on=held_on,
        result_notice__posted_on=posted,
        result_notice__taken_down_on=None,
    )
    return case.sessions[0]


def a_matter(chance: random.Random, number: int) -> Case:
    days = sorted(a_day(chance) for _ in range(chance.randrange(4)))
    return changed(
        sample_case(number),
        case__id=f"c{number}",
        case__opened_on=a_day(chance),
        case__sessions=tuple(a_session(chance, day) for day in days),
        topic__collected_on=None,
        review__told_on=None,
    )


def delivered(matters: list[Case], start: date, until: date, known: dict[str, int]) -> Delivery:
    """What the ledger of these days hands on, without the file between."""
    ledger = ledger_rows([situation(case, today=LAST) for case in matters], start, until, masked=True)
    lines: dict[str, list[Line]] = defaultdict(list)
    for table in tables_of(ledger):
        columns = [heading.id for heading in table.headings]
        for row in table.rows:
            values = tuple(zip(columns[1:], row.values[1:], strict=True))
            lines[row.case_id].append(Line(table.id, row.session, values))
    records = tuple(
        Record(
            record_id=case.id,
            number=case.number,
            title=case.topic.title,
            revisions=tuple(map(str, range(known.get(case.id, 1)))),
            draft=False,
            case=canonical_json(to_json(masked(case))),
            lines=tuple(lines[case.id]),
        )
        for case in matters
    )
    return Delivery(
        village=organisation(),
        from_day=start,
        until_day=until,
        filled_on=LAST,
        minimum=None,
        records=records,
    )


def rows_of(township: Township) -> list[tuple[str, str]]:
    return sorted((line.table, repr(line.values)) for one in township.kept for line in one.record.lines)


@pytest.mark.parametrize("seed", range(25))
def test_the_years_together_are_the_rows_of_all_of_them(seed: int) -> None:
    chance = random.Random(seed)
    matters = [a_matter(chance, number) for number in (1, 2, 3)]
    whole = delivered(matters, date(2024, 1, 1), LAST, {})
    known = {case.id: 1 for case in matters}
    single = []
    for year in YEARS:
        known = {name: count + chance.randrange(2) for name, count in known.items()}
        single.append(delivered(matters, date(year, 1, 1), date(year, 12, 31), known))
    chance.shuffle(single)
    township = unite(single)
    assert rows_of(township) == rows_of(unite([whole]))
    counts = count_rows([[one] for one in single], township)
    assert all(count.adds_up for count in counts)
    assert sum(count.used for count in counts) == len(rows_of(township))
