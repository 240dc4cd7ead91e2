"""Records as plain JSON and back: what the store keeps and what a case file holds.

Values nobody has recorded are left out, so that a new fact does not change the content of old records.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import cattrs

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.structuring import strict_converter, structure

T = TypeVar("T")
Json = Mapping[str, Any]


def to_json(record: object) -> dict[str, Any]:
    """A dataclass as a JSON object, blanks left out."""
    return {
        f.name: packed
        for f in fields(record)  # type: ignore[arg-type]
        if (value := getattr(record, f.name)) != f.default and (packed := _pack(value)) is not None
    }


def from_json(data: Json, record: type[T], place: str) -> T:
    """The dataclass a JSON object stands for.

    `DefinitionError` names every spot with an unknown key or a value of the wrong kind; nothing is dropped silently.
    """
    try:
        return structure(_converter(), data, record, place)
    except (ValueError, TypeError) as error:
        raise DefinitionError(place, str(error)) from error


def _pack(value: Any) -> Any:
    if is_dataclass(value):
        return to_json(value)
    if isinstance(value, tuple):
        return [_pack(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value


@cache
def _converter() -> cattrs.Converter:
    converter = strict_converter()
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook(time, _time)
    return converter


def _date(value: object, _: type[date]) -> date:
    return _parsed(date.fromisoformat, value, "日期", "2026-03-05")


def _time(value: object, _: type[time]) -> time:
    return _parsed(time.fromisoformat, value, "时间", "14:30")


def _parsed(parse: Callable[[str], T], value: object, what: str, example: str) -> T:
    try:
        return parse(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{value!r} 不是{what}，应当写成“{example}”") from error
