"""Which backups to keep: many young ones, few old ones, one a year for ever. Pure arithmetic on times."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

ALL_FOR = timedelta(days=2)
# How many of the newest buckets keep their newest backup, and what a bucket is. Anki's schedule, and a year for ever.
DAYS, WEEKS, MONTHS = 12, 10, 9

Bucket = Callable[[datetime], object]


def to_keep(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The moments that stay; all times with an offset, or all without.

    The newest always stays, and so does what lies after `now`: a wrong clock must not delete.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:1]) | {moment for moment in newest_first if now - moment < ALL_FOR}
    kept |= _newest_of_each(newest_first, lambda moment: moment.date(), DAYS)
    kept |= _newest_of_each(newest_first, lambda moment: moment.isocalendar()[:2], WEEKS)
    kept |= _newest_of_each(newest_first, lambda moment: (moment.year, moment.month), MONTHS)
    return kept | _newest_of_each(newest_first, lambda moment: moment.year, len(newest_first))


def _newest_of_each(newest_first: list[datetime], bucket: Bucket, how_many: int) -> set[datetime]:
    newest: dict[object, datetime] = {}
    for moment in newest_first:
        newest.setdefault(bucket(moment), moment)
    return set(list(newest.values())[:how_many])
