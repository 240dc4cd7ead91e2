"""What of a record may leave the village: the same record without what its facts call internal."""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from yishi_desktop.domain.attendance import headcount
from yishi_desktop.domain.case import Case, Session
from yishi_desktop.domain.facts import Fact

T = TypeVar("T")


def masked(case: Case) -> Case:
    """The case for the township: names of participants, who said what, objections and phones are gone.

    The totals of the sign-in sheet are written out first, so that the numbers stay when the names go.
    """
    return _public(replace(case, sessions=tuple(_with_totals(session) for session in case.sessions)))


def _with_totals(session: Session) -> Session:
    heads = headcount(session)
    return replace(
        session,
        expected=heads.expected,
        present=heads.present,
        non_voting=heads.non_voting,
        observers=heads.observers,
    )


def _public(record: T) -> T:
    """The record with every fact that is not public put back to what it is before anybody fills it in."""
    changes = {}
    for field in fields(record):  # type: ignore[arg-type]
        about: Fact | None = field.metadata.get("fact")
        old = getattr(record, field.name)
        new = field.default if about and about.privacy != "public" else _inside(old)
        if new is not old:
            changes[field.name] = new
    return replace(record, **changes) if changes else record  # type: ignore[type-var]


def _inside(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _public(value)
    if isinstance(value, tuple):
        return tuple(_inside(item) for item in value)
    return value
