"""Records as plain JSON and back: what the store keeps and what a case file holds.

Values nobody has recorded are left out, so that a new fact does not change the content of old records.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from yishi_desktop.definitions.formats import Format, MisfitError, Reading
from yishi_desktop.definitions.structuring import structure

T = TypeVar("T")
Json = Mapping[str, Any]
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


def to_json(record: object) -> dict[str, Any]:
    """A dataclass as a JSON object, blanks left out."""
    return dict(_pack(record))


def from_json(data: Json, record: type[T], place: str) -> T:
    """The dataclass a JSON object stands for.

    `DefinitionError` names every spot with an unknown key or a value of the wrong kind; nothing is dropped silently.
    """
    return structure(_RECORDS, data, record, place)


def _pack(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if is_dataclass(value):
        filled = (
            (name, item)
            for name, default in _members(value.__class__)
            if (item := getattr(value, name)) is not default and item != default
        )
        packed = ((name, _pack(item)) for name, item in filled)
        return {name: item for name, item in packed if item is not None}
    if isinstance(value, tuple):
        return [_pack(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value


_PLAIN = frozenset({str, int, bool, type(None)})


@cache
def _members(record: Any) -> tuple[tuple[str, Any], ...]:
    """The names of a dataclass's fields, and what they are when nobody has recorded anything."""
    return tuple((f.name, f.default) for f in fields(record))


def _date(value: object, _: Reading) -> date:
    return _parsed(date.fromisoformat, _DATE, value, "日期，应当写成“2026-03-05”")


def _time(value: object, _: Reading) -> time:
    return _parsed(time.fromisoformat, _TIME, value, "时间，应当写成“14:30”")


def _parsed(parse: Callable[[str], T], shape: re.Pattern[str], value: object, what: str) -> T:
    """One way of writing only: Python would also take week numbers, seconds and time zones."""
    try:
        if isinstance(value, str) and shape.fullmatch(value):
            return parse(value)
    except ValueError:
        pass
    raise MisfitError(f"{value!r} 不是{what}")


_RECORDS = Format({date: _date, time: _time})
