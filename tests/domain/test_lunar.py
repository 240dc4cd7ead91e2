"""Lunar dates against days everybody knows, and market days as villages say them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.documents.form_cases import situations
from yishi_desktop.domain.lunar import day_note, is_market_day, lunar_day
from yishi_desktop.domain.printable import known


@pytest.mark.parametrize(
    ("day", "words", "festival"),
    [
        (date(2016, 2, 8), "农历正月初一", "春节"),
        (date(2026, 2, 16), "农历十二月廿九", "除夕"),
        (date(2026, 2, 17), "农历正月初一", "春节"),
        (date(2026, 3, 3), "农历正月十五", "元宵节"),
        (date(2026, 6, 19), "农历五月初五", "端午节"),
        (date(2026, 9, 25), "农历八月十五", "中秋节"),
        (date(2025, 7, 25), "农历闰六月初一", ""),
        (date(2025, 10, 6), "农历八月十五", "中秋节"),
        (date(2033, 12, 22), "农历闰十一月初一", ""),
        (date(2023, 6, 22), "农历五月初五", "端午节"),
        (date(2030, 2, 3), "农历正月初一", "春节"),
        (date(2020, 10, 20), "农历九月初四", ""),
    ],
)
def test_days_everybody_knows(day: date, words: str, festival: str) -> None:
    found = lunar_day(day)
    assert found is not None
    assert (found.words, found.festival) == (words, festival)


def test_every_day_of_forty_years_follows_the_one_before() -> None:
    before = lunar_day(date(2016, 2, 8))
    day = date(2016, 2, 9)
    while (found := lunar_day(day)) is not None:
        assert before is not None
        next_day = (found.month, found.leap) == (before.month, before.leap) and found.day == before.day + 1
        assert next_day or (found.day == 1 and before.day in (29, 30)), day
        assert found.year - before.year == (found.month == 1 and found.day == 1 and not found.leap), day
        before, day = found, day + timedelta(days=1)
    assert day.year == 2057


def test_outside_of_the_table_there_is_no_date_rather_than_a_wrong_one() -> None:
    assert lunar_day(date(2015, 6, 1)) is None
    assert lunar_day(date(2060, 6, 1)) is None
    assert day_note(date(2060, 6, 1)) == ""


@pytest.mark.parametrize(
    ("day", "market", "is_one"),
    [
        (date(2026, 4, 19), "逢三逢八", True),  # 农历三月初三
        (date(2026, 4, 24), "农历三、八", True),
        (date(2026, 4, 22), "逢三逢八", False),
        (date(2026, 4, 25), "公历五、十", True),
        (date(2026, 4, 20), "公历五、十", True),
        (date(2026, 4, 22), "", False),
    ],
)
def test_market_days(day: date, market: str, is_one: bool) -> None:
    assert is_market_day(day, market) is is_one
    assert ("赶集日" in day_note(day, market)) is is_one


def test_around_the_new_year_people_are_away() -> None:
    assert "走亲戚" in day_note(date(2026, 2, 18))
    assert "走亲戚" not in day_note(date(2026, 4, 22))


def test_an_invitation_says_the_lunar_date_where_the_village_wishes_it() -> None:
    typical = situations()["typical"]
    start = known("session.start")
    assert start.read(typical) == "2026年3月15日（星期日）14:30"
    wished = replace(typical, organisation=replace(typical.organisation, lunar_dates=True))
    assert start.read(wished) == "2026年3月15日（星期日，农历正月廿七）14:30"
