"""The calendar of holidays, from a file that can be replaced from a stick."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yishi_desktop.definitions.formats import Format, MisfitError, Reading
from yishi_desktop.definitions.structuring import read_toml, structure
from yishi_desktop.domain.deadlines import Calendar
from yishi_desktop.paths import data_root


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    source: str
    off: tuple[date, ...]
    make_up: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    year: tuple[_Year, ...]


def load_calendar(path: Path | None = None) -> Calendar:
    """The calendar of every year in the file; `DefinitionError` when it cannot be read."""
    path = path or data_root() / "resources" / "holidays.toml"
    years = structure(_FORMAT, read_toml(path), _File, path.name).year
    return Calendar(
        days_off=frozenset(day for year in years for day in year.off),
        make_up_days=frozenset(day for year in years for day in year.make_up),
        known_years=frozenset(year.year for year in years),
    )


def _day(value: object, _: Reading) -> date:
    if type(value) is date:
        return value
    raise MisfitError(f"应当是日期，却是{value!r}")


_FORMAT = Format({date: _day})
