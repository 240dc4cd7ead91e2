"""Folds the base law into a procedure that extends it; what the law demands can be made stricter there, never weaker."""

from collections.abc import Mapping
from dataclasses import replace

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.procedure import Number, Procedure, Section, Step

TOWNSHIP = "township"
_LISTS_OF_PEOPLE = frozenset({"attendance", "expected"})
_REPRESENTATION = Section(kind="representation", title="代表性核对")


def with_base(procedure: Procedure, read: Mapping[str, Procedure], place: str) -> Procedure:
    """The procedure with its source written into every step and with the base it extends folded in.

    `DefinitionError` when the base is not among those `read`, or when a number or a meeting of the procedure's own
    is weaker than the base's.
    """
    steps = tuple(replace(step, source=step.source or procedure.source) for step in procedure.steps)
    procedure = replace(procedure, steps=steps)
    if not procedure.extends:
        return procedure
    if procedure.extends not in read:
        raise DefinitionError(place, f"extends 指向没有的程序 {procedure.extends}")
    base = read[procedure.extends]
    _refuse_other_meetings(procedure, base, place)
    return replace(
        procedure,
        steps=_steps(procedure, base),
        numbers=_numbers(procedure, base, place),
        checks=(
            *procedure.checks,
            *(replace(check, source=check.source or base.source) for check in base.checks),
        ),
        dues=(*procedure.dues, *(replace(due, source=due.source or base.source) for due in base.dues)),
        bodies=(*procedure.bodies, *base.bodies),
        matters=(*procedure.matters, *base.matters),
        counterparts=(*procedure.counterparts, *base.counterparts),
    )


def _steps(procedure: Procedure, base: Procedure) -> tuple[Step, ...]:
    """The procedure's own steps and those of the base law it has not got: neither the step nor what it demands.

    What belongs to one session stands behind the last step of a session, the rest at the end, each in the stage of the
    step before it. The law's steps are for villages and communities; a township's procedure says all itself.
    """
    own = tuple(map(_with_representation, procedure.steps))
    if procedure.level == TOWNSHIP or not base.base or not own:
        return own
    known = {step.id for step in own} | {path for step in own for path in step.facts}
    lacking = [
        replace(step, source=step.source or base.source)
        for step in base.steps
        if not known & {step.id, *(path for section in step.sections for path in section.facts)}
    ]
    at = max((place for place, step in enumerate(own, 1) if step.of_session), default=0)
    of_session = [replace(step, stage=own[at - 1].stage) for step in lacking if step.of_session and at]
    at_the_end = [replace(step, stage=own[-1].stage) for step in lacking if not step.of_session]
    return (*own[:at], *of_session, *own[at:], *at_the_end)


def _with_representation(step: Step) -> Step:
    """A list of people is followed by who of those concerned is missing from it (第三十三条), also where no file asks."""
    kinds = [section.kind for section in step.sections]
    at = [place for place, kind in enumerate(kinds, 1) if kind in _LISTS_OF_PEOPLE]
    if not at or _REPRESENTATION.kind in kinds:
        return step
    return replace(step, sections=(*step.sections[: at[-1]], _REPRESENTATION, *step.sections[at[-1] :]))


def _numbers(procedure: Procedure, base: Procedure, place: str) -> tuple[Number, ...]:
    """The procedure's own numbers, each held to the bounds of the base's number of that name, then the base's others."""
    inherited = {number.id: replace(number, source=base.source) for number in base.numbers}
    own = [replace(number, source=procedure.source) for number in procedure.numbers]
    held = [_held_to(number, inherited.pop(number.id, None), place) for number in own]
    return (*held, *inherited.values())


def _held_to(number: Number, law: Number | None, place: str) -> Number:
    """The number with the law's bounds, so that nobody who adjusts it later comes below them either."""
    bounded = number if law is None else _bounded(number, law, place)
    if not bounded.least <= bounded.value <= (bounded.most or bounded.value):
        raise DefinitionError(place, f"数字 {number.id} 的值{number.value}不在自己写的范围（least、most）里")
    return bounded


def _bounded(number: Number, law: Number, place: str) -> Number:
    clause = f"{law.source}{law.clause}"
    if number.unit != law.unit:
        raise DefinitionError(
            place, f"数字 {number.id} 的单位是“{number.unit}”，{clause}的单位是“{law.unit}”，不能比较"
        )
    if number.value < law.least:
        raise DefinitionError(
            place,
            f"数字 {number.id} 是{number.value}{number.unit}，{clause}要求不少于{law.least}{law.unit}，"
            "可以定得更严，不能更松",
        )
    if law.most and number.value > law.most:
        raise DefinitionError(
            place, f"数字 {number.id} 是{number.value}{number.unit}，{clause}要求不超过{law.most}{law.unit}"
        )
    most = min(filter(None, (number.most, law.most)), default=0)
    return replace(number, least=max(number.least, law.least), most=most)


def _refuse_other_meetings(procedure: Procedure, base: Procedure, place: str) -> None:
    """Who decides, and with how many, is the law's; a second rule for the same meeting would stand before it."""
    law = {rule.id: rule for rule in base.bodies}
    for rule in procedure.bodies:
        if rule.id in law:
            source = f"{law[rule.id].source}{law[rule.id].clause}"
            raise DefinitionError(place, f"会议 {rule.id} 由{source}规定，不能另写")
