"""常用语: ready sentences by field, which ship with the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.formats import Format
from yishi_desktop.definitions.structuring import read_toml, structure
from yishi_desktop.domain.prose import prose_at
from yishi_desktop.paths import data_root


@dataclass(frozen=True, slots=True)
class _Field:
    fact: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    field: tuple[_Field, ...]


def load_phrases(path: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """The sentences by fact; `DefinitionError` for a fact nobody writes prose in, and for one named twice."""
    path = path or data_root() / "resources" / "phrases.toml"
    fields = structure(Format(), read_toml(path), _File, path.name).field
    found: dict[str, tuple[str, ...]] = {}
    for one in fields:
        if one.fact in found or prose_at(one.fact) is None:
            raise DefinitionError(path.name, f"“{one.fact}”不是可以写几句话的栏，或者写了两遍")
        found[one.fact] = one.sentences
    return found
