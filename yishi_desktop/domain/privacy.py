"""How far a fact may travel, obeyed by everything that leaves the program."""

from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from yishi_desktop.domain.facts import Privacy

T = TypeVar("T")

STAYS_IN_THE_VILLAGE: AbstractSet[Privacy] = frozenset({"never"})
STAYS_IN_THE_FILE: AbstractSet[Privacy] = frozenset({"never", "internal"})


def without(record: T, kept_back: AbstractSet[Privacy]) -> T:
    """The record with every fact of these privacy classes emptied, in all the records inside it too."""
    changes = {}
    for field in fields(record):  # type: ignore[arg-type]
        fact = field.metadata.get("fact")
        value = getattr(record, field.name)
        masked = (
            field.default if fact is not None and fact.privacy in kept_back else _inside(value, kept_back)
        )
        if masked != value:
            changes[field.name] = masked
    return replace(record, **changes) if changes else record  # type: ignore[type-var]


def _inside(value: Any, kept_back: AbstractSet[Privacy]) -> Any:
    if isinstance(value, tuple):
        return tuple(_inside(item, kept_back) for item in value)
    return without(value, kept_back) if is_dataclass(value) else value
