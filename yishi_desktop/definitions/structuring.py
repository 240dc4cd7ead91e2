"""Files to dataclasses, refusing every key and type that the format does not know."""

import re
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from types import GenericAlias
from typing import Any, TypeVar, get_args, get_origin

import cattrs
import tomli
from cattrs.gen import make_dict_structure_fn
from cattrs.strategies import configure_union_passthrough

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.facts import Choice

T = TypeVar("T")
_WORDS = {int: "整数", str: "文字", bool: "true或者false", float: "数"}


class MisfitError(ValueError):
    """A value that does not fit, said in Chinese; every other exception's words are replaced."""


def read_toml(path: Path) -> dict[str, Any]:
    """The parsed file; `DefinitionError` names the line when it is not TOML."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(path.name, f"不是正确的TOML文件（{error}）") from error


def strict_converter() -> cattrs.Converter:
    """A converter that refuses unknown keys and does not guess at types."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    configure_union_passthrough(int | str, converter)
    for primitive in (int, str, bool, float):
        converter.register_structure_hook(primitive, _exactly)
    converter.register_structure_hook(Choice, _choice)
    converter.register_structure_hook_factory(_is_tuple, lambda wanted: _list_only(converter, wanted))
    return converter


def _is_tuple(wanted: object) -> bool:
    return get_origin(wanted) is tuple


def _list_only(converter: cattrs.Converter, wanted: type[Any]) -> Callable[[object, object], tuple[Any, ...]]:
    """Only a list makes a tuple: a string would otherwise be taken for a list of its characters."""
    listed: Any = GenericAlias(list, get_args(wanted)[:1])
    inner = converter.get_structure_hook(listed)

    def hook(value: object, _: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise MisfitError(f"应当是列表，却是{value!r}")
        return tuple(inner(value, listed))

    return hook


def _exactly(value: Any, wanted: type[T]) -> T:
    if type(value) is wanted or (wanted is float and type(value) is int):
        return wanted(value)  # type: ignore[call-arg]
    raise MisfitError(f"应当是{_WORDS[wanted]}，却是{value!r}")


def _choice(value: object, wanted: type[Choice]) -> Choice:
    """By class, because a choice is also a string and would be taken for one."""
    known = {member.value: member for member in wanted}
    if type(value) is not str or value not in known:
        raise MisfitError(f"{value!r} 不在选项中（{'、'.join(known)}）")
    return known[value]


def rename_keys(converter: cattrs.Converter, record: type[Any], names: Mapping[str, str]) -> None:
    """Let a field be written under another key: `[[step]]` for `steps`."""
    overrides = {name: cattrs.override(rename=key) for name, key in names.items()}
    converter.register_structure_hook(
        record,
        make_dict_structure_fn(record, converter, _cattrs_forbid_extra_keys=True, **overrides),  # type: ignore[arg-type]
    )


def structure(
    converter: cattrs.Converter,
    data: object,
    record: type[T],
    place: str,
    keys: Mapping[str, str] | None = None,
) -> T:
    """`data` as a dataclass; `DefinitionError` lists every spot that does not fit.

    `keys` are the names under which lists stand in the file, where they differ from the fields'.
    """
    if not isinstance(data, Mapping):
        raise DefinitionError(place, "应当是一组项目")
    try:
        return converter.structure(data, record)
    except cattrs.BaseValidationError as error:
        found = cattrs.transform_error(error, path="", format_exception=_explain)
        raise DefinitionError(place, "；".join(_in_the_file(one, keys or {}) for one in found)) from error


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
