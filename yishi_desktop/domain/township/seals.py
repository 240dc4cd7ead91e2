"""Whether a village's archived matters are still what it delivered before: 封存链不连续 when they are not.

A seal proves to whoever holds an earlier one that nothing was changed since. The township holds earlier ones: they came
with the ledgers it has. A village whose later ledger lacks what an earlier one had sealed has gone back to old data or
written its history anew; the ledger is taken in all the same, and the village has to say why.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.township.union import Delivery, Place, Record


@dataclass(frozen=True, slots=True, order=True)
class BrokenSeal:
    """A matter sealed in the ledger of `sealed_by` that the one of `missed_on` no longer knows as it was sealed."""

    place: Place
    title: str
    record_id: str
    sealed_by: date
    missed_on: date


def broken_seals(deliveries: Iterable[Delivery]) -> tuple[BrokenSeal, ...]:
    """Each such matter once, with the first ledger that misses it; the order of the deliveries changes nothing.

    What was worked out on one and the same day is not held against each other: nobody knows which came first.
    """
    sent: dict[Place, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        sent[delivery.place].append(delivery)
    found: dict[tuple[Place, str], BrokenSeal] = {}
    for place, of_village in sent.items():
        for before in of_village:
            for after in of_village:
                if before.filled_on < after.filled_on:
                    for record in _missed(before, after):
                        one = BrokenSeal(
                            place, record.title, record.record_id, before.filled_on, after.filled_on
                        )
                        key = (place, record.record_id)
                        found[key] = min(found.get(key, one), one, key=_first_missed)
    return tuple(sorted(found.values()))


def _first_missed(one: BrokenSeal) -> tuple[date, date]:
    return (one.missed_on, one.sealed_by)


def _missed(before: Delivery, after: Delivery) -> Iterable[Record]:
    now = {record.record_id: record for record in after.records}
    taken_out = {one.record_id for one in after.withdrawn}
    whole = after.from_day <= before.from_day and before.until_day <= after.until_day
    for record in before.records:
        if not record.seal or record.record_id in taken_out:
            continue
        if record.record_id not in now:
            if whole:
                yield record
        elif not set(record.revisions) <= set(now[record.record_id].revisions):
            yield record
