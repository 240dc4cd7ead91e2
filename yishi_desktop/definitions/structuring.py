"""Files to dataclasses, refusing every key and type that the format does not know."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import cattrs
from cattrs.gen import make_dict_structure_fn
from cattrs.strategies import configure_union_passthrough

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.facts import Choice

T = TypeVar("T")


def read_toml(path: Path) -> dict[str, Any]:
    """The parsed file; `DefinitionError` names the line when it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(path.name, f"不是正确的TOML文件（{error}）") from error


def strict_converter() -> cattrs.Converter:
    """A converter that refuses unknown keys and does not guess at types."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    configure_union_passthrough(int | str, converter)
    for primitive in (int, str, bool, float):
        converter.register_structure_hook(primitive, _exactly)
    converter.register_structure_hook(Choice, _choice)
    return converter


def _exactly(value: Any, wanted: type[T]) -> T:
    if type(value) is wanted or (wanted is float and type(value) is int):
        return wanted(value)  # type: ignore[call-arg]
    raise TypeError(f"应当是{wanted.__name__}，却是{value!r}")


def _choice(value: object, wanted: type[Choice]) -> Choice:
    """By class, because a choice is also a string and would be taken for one."""
    known = {member.value: member for member in wanted}
    if value not in known:
        raise ValueError(f"{value!r} 不在选项中（{'、'.join(known)}）")
    return known[str(value)]


def rename_keys(converter: cattrs.Converter, record: type[Any], names: Mapping[str, str]) -> None:
    """Let a field be written under another key: `[[step]]` for `steps`."""
    overrides = {name: cattrs.override(rename=key) for name, key in names.items()}
    converter.register_structure_hook(
        record,
        make_dict_structure_fn(record, converter, _cattrs_forbid_extra_keys=True, **overrides),  # type: ignore[arg-type]
    )


def structure(converter: cattrs.Converter, data: object, record: type[T], place: str) -> T:
    """`data` as a dataclass; `DefinitionError` lists every spot that does not fit."""
    try:
        return converter.structure(data, record)
    except cattrs.BaseValidationError as error:
        problems = "；".join(cattrs.transform_error(error, path="", format_exception=_explain))
        raise DefinitionError(place, problems) from error


def _explain(error: BaseException, wanted: type[Any] | None) -> str:
    """One problem in Chinese; cattrs adds the spot behind `@`."""
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return f"没有这些项目：{'、'.join(sorted(error.extra_fields))}"
    if isinstance(error, KeyError):
        return f"缺少 {error.args[0]}"
    if isinstance(error, (ValueError, TypeError)):
        return str(error)
    return f"不是{getattr(wanted, '__name__', '要的内容')}"
