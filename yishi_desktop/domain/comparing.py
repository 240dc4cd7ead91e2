"""What changes for a matter when it goes by another procedure: nothing recorded is lost, only the demands differ."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yishi_desktop.domain.applicability import applies
from yishi_desktop.domain.conditions import holds
from yishi_desktop.domain.facts import is_blank
from yishi_desktop.domain.people import Organisation, OrganisationKind
from yishi_desktop.domain.procedure import Procedure, Step
from yishi_desktop.domain.progress import Finding, findings, holds_up
from yishi_desktop.domain.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChange:
    """A step of one procedure that the other does not have for this matter."""

    id: str
    title: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureChange:
    """How a matter stands under another procedure.

    `demanded` are the facts asked for there and not here, `dropped` those asked for here and not there. `kept` are
    facts that are recorded and asked for nowhere in the new procedure: they stay on record. `findings` are what the
    new procedure finds missing or broken at once.
    """

    added_steps: tuple[StepChange, ...]
    removed_steps: tuple[StepChange, ...]
    demanded: tuple[str, ...]
    dropped: tuple[str, ...]
    kept: tuple[str, ...]
    findings: tuple[Finding, ...]


_LEVELS = {OrganisationKind.VILLAGE: ("village",), OrganisationKind.COMMUNITY: ("community", "village")}
"""Whose documents each kind of organisation may follow: all but Shenzhen's speak of villages and communities alike."""


def fitting(
    procedures: Iterable[Procedure], organisation: Organisation, here: Procedure
) -> tuple[Procedure, ...]:
    """The other procedures a matter may change to, those of the organisation's own region first.

    A township's matter changes to a township's procedure; a village's to one for villages or, in a community, to
    either.
    """
    levels = ("township",) if here.level == "township" else _LEVELS[organisation.kind]
    place = organisation.province + organisation.city

    def elsewhere(one: Procedure) -> bool:
        return not (one.region and place.startswith(one.region))

    return tuple(sorted((p for p in procedures if p.level in levels and p.id != here.id), key=elsewhere))


def under(situation: Situation, other: Procedure) -> Situation:
    """The same matter, going by another procedure."""
    return replace(situation, procedure=other, case=replace(situation.case, procedure=other.id))


def reference_of(path: str, situation: Situation) -> str:
    """Document and clause of the step that asks for a fact; empty where none does."""
    step = situation.procedure.step_of(path)
    return " ".join(situation.reference(step.source, step.clause)) if step else ""


def compare(situation: Situation, other: Procedure) -> ProcedureChange:
    """What becomes demanded or dropped when the matter changes to `other`; the matter itself is not touched."""
    there = under(situation, other)
    before, after = _demanded(situation), _demanded(there)
    old = {fact for found in findings(situation) if (fact := _said(found))}
    return ProcedureChange(
        added_steps=_steps_only_in(there, situation),
        removed_steps=_steps_only_in(situation, there),
        demanded=_less(after, before),
        dropped=_less(before, after),
        kept=tuple(path for path in _less(_shown(situation), _shown(there)) if _recorded(path, situation)),
        findings=tuple(found for found in findings(there) if (said := _said(found)) and said not in old),
    )


def _said(found: Finding) -> tuple[str, str] | None:
    """What makes two findings the same for a reader: the place and the words; advice is no demand."""
    demanding = holds_up(found)
    return (found.fact, found.message) if demanding else None


def _steps(situation: Situation) -> list[Step]:
    return [step for step in situation.procedure.steps if applies(step, situation)]


def _steps_only_in(here: Situation, there: Situation) -> tuple[StepChange, ...]:
    """By name: two procedures call the same thing the same, wherever it stands in them."""
    known = {step.id for step in _steps(there)}
    return tuple(
        StepChange(id=step.id, title=step.title, reference=" ".join(here.reference(step.source, step.clause)))
        for step in _steps(here)
        if step.id not in known
    )


def _demanded(situation: Situation) -> list[str]:
    return [
        path
        for step in _steps(situation)
        for section in step.sections
        if holds(section.when, situation)
        for path in section.facts
    ]


def _shown(situation: Situation) -> list[str]:
    return [path for step in situation.procedure.steps for path in step.facts]


def _recorded(path: str, situation: Situation) -> bool:
    return not is_blank(situation.value(path))


def _less(some: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(dict.fromkeys(path for path in some if path not in known))
