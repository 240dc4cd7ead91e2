"""Every obligation of the documents and of the law, and where each procedure shows it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.formats import Format
from yishi_desktop.definitions.structuring import read_toml, structure
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.facts import Choice, facts_of
from yishi_desktop.domain.people import Organisation, Role
from yishi_desktop.domain.procedure import Check, Due, Procedure, Step
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.paths import data_root

_CHOICES: Mapping[str, tuple[type[Choice], str]] = {
    "role": (Role, "协商主体"),
    "form": (c.DeliberationForm, "形式"),
    "channel": (c.Channel, "渠道"),
    "kind": (c.SessionKind, "途径"),
    "origin": (c.TopicOrigin, "来源"),
    "destination": (c.Destination, "去向"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBy:
    """How one procedure meets an obligation: by which clause, and where it shows."""

    procedure: str
    clause: str
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing some document demands. Each procedure either shows it or is named under `not_demanded`."""

    id: str
    table: str
    text: str
    by: tuple[ShownBy, ...]
    not_demanded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Obligations:
    obligations: tuple[Obligation, ...]


def load_obligations(path: Path | None = None) -> tuple[Obligation, ...]:
    """Every obligation in the order of the documents' tables; `DefinitionError` names the spot of a mistake."""
    path = path or data_root() / "resources" / "obligations.toml"
    keys = {"obligations": "obligation"}
    form = Format(names={_Obligations: keys})
    return structure(form, read_toml(path), _Obligations, path.name, keys).obligations


def where_shown(reference: str, procedure: Procedure) -> str:
    """A reference such as `step:plan` in words; `DefinitionError` when the procedure has no such thing."""
    kind, _, name = reference.partition(":")
    words = _FINDERS[kind](name, procedure) if kind in _FINDERS else ""
    if not words:
        raise DefinitionError("obligations.toml", f"程序 {procedure.id} 里没有 {reference}")
    return words


def step_shown(references: Iterable[str], procedure: Procedure) -> Step | None:
    """The step at which an obligation shows first; None for what concerns the whole, such as who takes part."""
    return next((step for one in references if (step := _step_of(one, procedure))), None)


def _step_of(reference: str, procedure: Procedure) -> Step | None:
    kind, _, name = reference.partition(":")
    if kind == "fact":
        return procedure.step_of(name) if name in FACTS else None
    return next((step for step in procedure.steps if name in _names(kind, step, procedure)), None)


def _names(kind: str, step: Step, procedure: Procedure) -> Iterable[str]:
    """What of this kind belongs to a step, by name."""
    if kind == "step":
        return (step.id,)
    if kind == "paper":
        return step.papers
    if kind == "due":
        return (
            due.id
            for due in (*step.dues, *procedure.dues)
            if due in step.dues or procedure.step_of(due.fact) == step
        )
    if kind in ("check", "blocks"):
        checks = (*step.checks, *procedure.checks)
        return (one.id for one in checks if one in step.checks or procedure.step_of(one.fact) == step)
    return ()


def unanswered(obligations: Iterable[Obligation], procedures: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of obligation and procedure about which nothing is said."""
    names = list(procedures)
    return [
        (obligation.id, name)
        for obligation in obligations
        for name in names
        if name not in {*obligation.not_demanded, *(one.procedure for one in obligation.by)}
    ]


def _step(name: str, procedure: Procedure) -> str:
    step = next((step for step in procedure.steps if step.id == name), None)
    return f"步骤“{step.title}”" if step else ""


def _fact(name: str, procedure: Procedure) -> str:
    return f"栏目“{FACTS[name].label}”" if name in FACTS and procedure.step_of(name) else ""


def _all_checks(procedure: Procedure) -> list[Check]:
    shown = [check for check in procedure.checks if procedure.step_of(check.fact)]
    return [*shown, *(check for step in procedure.steps for check in step.checks)]


def _check(name: str, procedure: Procedure) -> str:
    found = next((one for one in _all_checks(procedure) if one.id == name), None)
    return f"核对“{FACTS[found.fact].label}”" if found else ""


def _blocking(name: str, procedure: Procedure) -> str:
    found = any(one.id == name and one.blocks for one in _all_checks(procedure))
    return _check(name, procedure) + "（必须）" if found else ""


def _due(name: str, procedure: Procedure) -> str:
    dues: list[Due] = [*procedure.dues, *(due for step in procedure.steps for due in step.dues)]
    found = next((due for due in dues if due.id == name), None)
    return f"期限“{found.title}”" if found else ""


def _number(name: str, procedure: Procedure) -> str:
    found = next((number for number in procedure.numbers if number.id == name), None)
    return f"{found.label}{found.value}{found.unit}" if found else ""


def _paper(name: str, procedure: Procedure) -> str:
    return f"文书 `{name}`" if any(name in step.papers for step in procedure.steps) else ""


def _setting(name: str, _: Procedure) -> str:
    fact = facts_of(Organisation).get(name)
    return f"设置“{fact.label}”" if fact else ""


def _vote(_: str, procedure: Procedure) -> str:
    return f"表决{procedure.vote.threshold.words}" if procedure.vote else ""


def _must(_: str, procedure: Procedure) -> str:
    return f"必议情形{len(procedure.must)}条" if procedure.must else ""


def _exclusion(_: str, procedure: Procedure) -> str:
    return f"不议情形{len(procedure.exclusions)}条" if procedure.exclusions else ""


def _ledger(_: str, __: Procedure) -> str:
    return "年度台账"


def _choice(kind: str) -> Callable[[str, Procedure], str]:
    choices, word = _CHOICES[kind]
    labels: Mapping[str, Any] = {member.value: member.label for member in choices}

    def find(name: str, _: Procedure) -> str:
        return f"{word}“{labels[name]}”" if name in labels else ""

    return find


_FINDERS: Mapping[str, Callable[[str, Procedure], str]] = {
    "step": _step,
    "fact": _fact,
    "check": _check,
    "blocks": _blocking,
    "due": _due,
    "number": _number,
    "paper": _paper,
    "setting": _setting,
    "vote": _vote,
    "must": _must,
    "exclusion": _exclusion,
    "ledger": _ledger,
    **{kind: _choice(kind) for kind in _CHOICES},
}
