"""Plain values to dataclasses, refusing every key and every type the format does not know.

What fits is read the quick way; what does not is gone through once more by `definitions/refusing.py`, which names every
spot and is loaded for that alone.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import tomli

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.formats import Format

T = TypeVar("T")


def read_toml(path: Path) -> dict[str, Any]:
    """The parsed file; `DefinitionError` names the line when it is not TOML."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(path.name, f"不是正确的TOML文件（{error}）") from error


def structure(
    form: Format, data: object, record: type[T], place: str, keys: Mapping[str, str] = MappingProxyType({})
) -> T:
    """`data` as a dataclass; `DefinitionError` lists every spot that does not fit.

    `keys` are the names under which lists stand in the file, where they differ from the fields'.
    """
    if not isinstance(data, Mapping):
        raise DefinitionError(place, "应当是一组项目")
    try:
        return form.read(data, record)  # type: ignore[no-any-return]
    except (ValueError, TypeError, KeyError, AttributeError):
        from yishi_desktop.definitions.refusing import structure_or_refuse

        return structure_or_refuse(form, data, record, place, keys)
