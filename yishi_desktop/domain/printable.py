"""What a paper can print: every fact, and values composed from facts, each registered under a name.

A composed value is a pure function of a situation. It says of which facts it is made, so that a preview can mark the
place and a posted paper can refuse what must not be posted. `text_of` is the one way a value becomes text, for papers,
ledger and screen alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from yishi_desktop.domain.facts import Choice, Fact, Kind, Privacy, facts_of
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text, listed, person_text, time_text

Read = Callable[[Situation], Any]
_ORDER: tuple[Privacy, ...] = ("public", "internal", "never")


@dataclass(frozen=True, slots=True)
class Printed:
    """A value a slot can name. `facts` are the paths it is made of; `pen` is what stands there to be filled in by hand."""

    name: str
    about: Fact
    facts: tuple[str, ...]
    read: Read
    pen: str = ""

    @property
    def columns(self) -> Mapping[str, Fact]:
        """The facts of its rows, by name; empty when it has no rows."""
        return facts_of(self.about.row) if self.about.kind == "rows" and self.about.row else {}


PRINTED: dict[str, Printed] = {}

PEN_DATE = "　　　　年　　月　　日"
"""A date to be written by hand."""

PEN_DATE_SHORT = "　　年　月　日"
"""The same inside a line of large type, and in a cell."""


def pen_of(kind: Kind) -> str:
    """What stands on paper where a value of this kind is to be written by hand; empty for a plain blank."""
    return {"date": PEN_DATE, "time": "　时　分"}.get(kind, "")


def printed(
    name: str,
    label: str,
    kind: Kind = "line",
    *,
    facts: tuple[str, ...] = (),
    privacy: Privacy | None = None,
    row: type[Any] | None = None,
    pen: str = "",
) -> Callable[[Read], Read]:
    """Make a value known by its name.

    It is as private as the most private fact it is made of; `privacy` is said where a count or a summary gives less
    away than its sources.
    """
    if name in FACTS or name in PRINTED:
        raise ValueError(name)

    def register(function: Read) -> Read:
        about = Fact(label, kind, privacy=privacy or _most_private(facts), row=row)
        PRINTED[name] = Printed(name, about, facts, function, pen or pen_of(kind))
        return function

    return register


def lookup(name: str) -> Printed | None:
    """The fact or composed value of that name, `None` when there is none."""
    if name in PRINTED:
        return PRINTED[name]
    return _recorded(name) if name in FACTS else None


@cache
def _recorded(name: str) -> Printed:
    fact = FACTS[name]
    return Printed(name, fact, (name,), lambda situation: situation.value(name), pen_of(fact.kind))


def known(name: str) -> Printed:
    """The value of that name in a form that was loaded, and so names only what there is; `KeyError` otherwise."""
    found = lookup(name)
    if found is None:
        raise KeyError(name)
    return found


def privacy_of(value: Printed, column: str = "") -> Privacy:
    """How far a value, or one column of its rows, may travel."""
    found = [value.about.privacy, value.columns[column].privacy] if column else [value.about.privacy]
    return max(found, key=_ORDER.index)


def text_of(fact: Fact, value: object) -> str:
    """A recorded value as it is written on paper; empty when nothing has been recorded."""
    if value is None:
        return ""
    return _TEXTS.get(fact.kind, str)(value)


def _most_private(facts: tuple[str, ...]) -> Privacy:
    return max((FACTS[path].privacy for path in facts), key=_ORDER.index, default="public")


def _choice(value: Choice) -> str:
    return value.label


def _choices(values: tuple[Choice, ...]) -> str:
    return listed([value.label for value in values])


def _people(values: tuple[PersonRef, ...]) -> str:
    return listed([value.name for value in values])


def _flag(value: bool) -> str:
    return "是" if value else "否"


def _rows(values: tuple[Any, ...]) -> str:
    return f"{len(values)}条" if values else ""


_TEXTS: Mapping[Kind, Callable[[Any], str]] = {
    "date": date_text,
    "time": time_text,
    "person": person_text,
    "people": _people,
    "choice": _choice,
    "choices": _choices,
    "flag": _flag,
    "rows": _rows,
    "checklist": _rows,
}
