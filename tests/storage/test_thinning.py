"""Which backups stay: three simulated years, and the edges."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.storage.thinning import to_keep

NOW = datetime(2029, 3, 10, 18, 0, tzinfo=UTC)
YEARS = (datetime(2009, 1, 1), datetime(2040, 1, 1))  # noqa: DTZ001 - hypothesis adds the offset
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

moments = st.sets(st.datetimes(*YEARS, timezones=st.just(UTC)))


def lived(days, now=NOW):
    """Backups at 9, 12 and 18 o'clock for so many days, thinned after each one, as the program does it."""
    kept = set()
    for day in reversed(range(days)):
        for hour in (9, 6, 0):
            moment = now - day * DAY - hour * HOUR
            kept = to_keep(kept | {moment}, moment)
    return kept


def test_after_three_years_the_young_are_many_and_the_old_are_few():
    kept = lived(3 * 365)
    ages = [(NOW - moment) / DAY for moment in kept]
    assert sum(age < 2 for age in ages) == 6
    assert len({moment.date() for moment in kept if NOW - moment < 12 * DAY}) == 12
    assert {(NOW - weeks * 7 * DAY).isocalendar()[:2] for weeks in range(10)} <= {
        m.isocalendar()[:2] for m in kept
    }
    months = [(2028, month) for month in range(7, 13)] + [(2029, month) for month in range(1, 4)]
    assert set(months) <= {(moment.year, moment.month) for moment in kept}
    assert {moment.year for moment in kept} == {2026, 2027, 2028, 2029}
    assert len(kept) <= 6 + 12 + 10 + 9 + 4


def test_a_year_is_kept_for_ever_by_its_last_backup():
    kept = lived(3 * 365)
    assert {moment.date().isoformat() for moment in kept if moment.year < 2028} == {
        "2026-12-31",
        "2027-12-31",
    }


def test_a_pause_of_months_keeps_the_days_before_it():
    before = lived(30, NOW - 200 * DAY)
    kept = to_keep(before | {NOW}, NOW)
    days = sorted({moment.date() for moment in before})
    assert set(days[-11:]) <= {moment.date() for moment in kept}
    assert max(before) in kept


@given(moments, st.integers(0, 400))
def test_the_newest_and_all_that_lies_ahead_stay(made, days):
    now = NOW - days * DAY
    kept = to_keep(made, now)
    assert kept <= made
    assert {moment for moment in made if moment > now - 2 * DAY} <= kept
    assert not made or max(made) in kept


@given(moments)
def test_thinning_twice_is_thinning_once(made):
    kept = to_keep(made, NOW)
    assert to_keep(kept, NOW) == kept
