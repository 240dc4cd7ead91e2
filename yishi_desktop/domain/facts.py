"""Facts: one dataclass field is one thing the program records, declared once.

Screens, forms, the ledger, import templates, search and masks all read the declaration made here.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Any, Literal, Self

Kind = Literal[
    "line",
    "text",
    "count",
    "date",
    "time",
    "choice",
    "choices",
    "flag",
    "person",
    "people",
    "rows",
    "checklist",
]
Privacy = Literal["public", "internal", "never"]


class Choice(StrEnum):
    """A closed list of answers: the code is stored, the label is shown and printed."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """One answer of the list."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known about one recorded thing.

    `label` is the official term. `privacy` says how far the value may travel: `public` may be posted, `internal`
    stays in the file and the masked ledger, `never` does not leave the village's machine. `limit` is the number
    of characters that still fits the official paper; more is allowed and said. `usual` is the answer of a choice
    that is never without one. `row` is the class of a row when
    `kind` is "rows". `ledger` is the column heading in the annual ledger, empty when there is no column.
    """

    label: str
    kind: Kind
    help: str = ""
    unit: str = ""
    privacy: Privacy = "public"
    ledger: str = ""
    limit: int = 0
    choices: type[Choice] | None = None
    usual: Choice | None = None
    row: type[Any] | None = None


def fact(
    label: str,
    kind: Kind = "line",
    *,
    default: Any = MISSING,
    **about: Any,
) -> Any:
    """Declare a dataclass field as a fact. An unset fact is `None`, an empty text, or an empty tuple."""
    if default is MISSING:
        default = {"line": "", "text": "", "choices": (), "people": (), "rows": (), "checklist": ()}.get(kind)
    usual = default if isinstance(default, Choice) else None
    return field(default=default, metadata={"fact": Fact(label, kind, usual=usual, **about)})


def facts_of(record: type[Any]) -> Mapping[str, Fact]:
    """The facts a dataclass declares, in the order they stand in it."""
    return {f.name: f.metadata["fact"] for f in fields(record) if "fact" in f.metadata}


def is_blank(value: object) -> bool:
    """Whether nothing has been recorded. Zero and `False` are answers, not blanks."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == () or getattr(value, "blank", False)
