"""What does not fit a format, every spot at once: the exact and slow way, gone only when the quick one has refused.

Both follow the same `Format`; cattrs collects what is wrong where the quick way stops at the first.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from functools import partial
from operator import eq
from types import GenericAlias
from typing import Any, TypeVar, get_args, get_origin

import cattrs
from cattrs.gen import make_dict_structure_fn
from cattrs.strategies import configure_union_passthrough

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.formats import (
    PRIMITIVES,
    Format,
    MisfitError,
    Own,
    choice,
    exactly,
    listed,
)
from yishi_desktop.domain.facts import Choice

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]


def structure_or_refuse(
    form: Format, data: Mapping[str, Any], record: type[T], place: str, keys: Mapping[str, str]
) -> T:
    """`data` as a dataclass; `DefinitionError` lists every spot that does not fit."""
    try:
        return converter_of(form).structure(data, record)
    except cattrs.BaseValidationError as error:
        found = cattrs.transform_error(error, path="", format_exception=_explain)
        raise DefinitionError(place, "；".join(_in_the_file(one, keys) for one in found)) from error


def converter_of(form: Format) -> cattrs.Converter:
    """A converter that follows a format: it refuses unknown keys and does not guess at types."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    configure_union_passthrough(int | str, converter)
    for primitive in PRIMITIVES:
        converter.register_structure_hook(primitive, exactly)
    converter.register_structure_hook(Choice, choice)  # by class: a choice is also a string
    converter.register_structure_hook_factory(_is_tuple, lambda wanted: _list_only(converter, wanted))
    reading = _Reading(converter)
    for wanted, own in form.own.items():
        converter.register_structure_hook_func(partial(eq, wanted), _hook(own, reading))
    for record, names in form.names.items():
        overrides = {name: cattrs.override(rename=key) for name, key in names.items()}
        converter.register_structure_hook(record, _by_fields(converter, record, **overrides))
    return converter


class _Reading:
    """How a type's own way reads what is inside, with cattrs."""

    def __init__(self, converter: cattrs.Converter) -> None:
        self._converter = converter

    def read(self, value: Any, wanted: Any) -> Any:
        return self._converter.structure(value, wanted)

    def fields(self, value: Any, record: type[Any]) -> Any:
        return _by_fields(self._converter, record)(value, record)


def _hook(own: Own, reading: _Reading) -> Hook:
    def hook(value: Any, _: Any) -> Any:
        return own(value, reading)

    return hook


def _by_fields(converter: cattrs.Converter, record: type[Any], **overrides: Any) -> Hook:
    return make_dict_structure_fn(record, converter, _cattrs_forbid_extra_keys=True, **overrides)


def _is_tuple(wanted: object) -> bool:
    return get_origin(wanted) is tuple


def _list_only(converter: cattrs.Converter, wanted: type[Any]) -> Hook:
    of: Any = GenericAlias(list, get_args(wanted)[:1])
    inner = converter.get_structure_hook(of)

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        return tuple(inner(listed(value), of))

    return hook


def _in_the_file(problem: str, keys: Mapping[str, str]) -> str:
    """The problem with its spot named as it stands in the file: `step[0].title`."""
    what, at, spot = problem.rpartition(" @ ")
    spot = spot.removeprefix(".")
    for field, key in keys.items():
        spot = re.sub(rf"\b{field}\[", f"{key}[", spot)
    return f"{what}{at}{spot}" if spot else what


def _explain(error: BaseException, wanted: type[Any] | None) -> str:
    """One problem in Chinese; cattrs adds the spot behind `@`."""
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return f"没有这些项目：{'、'.join(sorted(error.extra_fields))}"
    if isinstance(error, KeyError):
        return f"缺少 {error.args[0]}"
    if isinstance(error, MisfitError):
        return str(error)
    return "应当是一组项目" if is_dataclass(wanted) else "不是要的内容"
