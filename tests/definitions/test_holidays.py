"""The calendar of holidays can be replaced, and is refused when it is wrong."""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import calendar
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.holidays import load_calendar


def test_shipped_holidays() -> None:
    days = calendar()
    assert days.known_years >= {2025, 2026}
    assert not days.is_working(date(2026, 10, 1))
    assert days.is_working(date(2026, 10, 10))  # a Saturday worked instead
    assert not days.is_working(date(2026, 10, 11))
    assert days.is_working(date(2026, 10, 12))
    for day in days.days_off | days.make_up_days:
        assert day.year in days.known_years
    assert all(day.weekday() >= 5 for day in days.make_up_days)
    assert not days.days_off & days.make_up_days


def test_a_newer_file_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text('[[year]]\nyear = 2027\nsource = "通知"\noff = [2027-01-01]\n', encoding="utf-8")
    days = load_calendar(path)
    assert days.known_years == {2027}
    assert not days.is_working(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '[[year]]\nyear = 2027\nsource = "x"\noff = ["2027-01-01"]',
            "应当是日期，却是'2027-01-01' @ year[0].off[0]",
        ),
        ('[[year]]\nyear = 2027\nsource = "x"\noff = [2027-01-01T08:00:00]', "应当是日期"),
        ('[[year]]\nyear = "2027"\nsource = "x"\noff = []', "应当是整数"),
        ("[[year]]\nyear = 2027\noff = []", "缺少 source"),
        ("year = 2027", "应当是列表"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        load_calendar(path)
    assert refused.value.place == "holidays.toml"
    assert says in str(refused.value)
