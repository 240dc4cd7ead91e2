"""The flow chart of a procedure (附件1): its chapters and steps in their order, and where a matter stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from yishi_desktop.domain.applicability import touched
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.procedure import Condition, Procedure, Stage, Step
from yishi_desktop.domain.progress import StepState, next_step, step_state
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise

_ORDINARY = frozenset(
    {
        "admitted",
        "takes_place",
        "meeting",
        "in_person",
        "concluded",
        "consensus",
        "adopted",
        "implementing",
        "carrying_out",
        "carrying_out_adopted",
        "to_archive",
        "filed_away",
    }
)
"""Conditions met by a matter that is taken up, talked over at a meeting, agreed on, carried out and archived."""


class Standing(Enum):
    """How a box of the chart stands for a matter; `PLAIN` in a chart of no matter. The value is said aloud."""

    PLAIN = ""
    DONE = "已办"
    HERE = "现在办到这里"
    AHEAD = "还没办"
    NOT_NEEDED = "不用办"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One step. `on_demand` when only some matters come to it; `clause` as it binds this kind of organisation.

    `article` is the clause without the name of its document, for where room is short. `gates` are the questions asked
    behind it, `needed_when` says of which matters a step on demand is (`flow_graph.gated` fills both in).
    """

    id: str
    title: str
    clause: str
    article: str = ""
    on_demand: bool = False
    standing: Standing = Standing.PLAIN
    gates: tuple[str, ...] = ()
    needed_when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One stage with its boxes."""

    title: str
    clause: str
    boxes: tuple[Box, ...]


def flow_chart(procedure: Procedure, kind: OrganisationKind) -> tuple[Chapter, ...]:
    """The chart as it hangs on the wall: what only some matters need comes last in its chapter."""
    return _chapters(procedure, kind, {})


def chart_of(situation: Situation) -> tuple[Chapter, ...]:
    """The chart with every box marked as it stands for a matter, in the session looked at."""
    here = next_step(situation)
    steps = situation.procedure.steps
    standings = {step.id: _standing(step, situation, here) for step in steps}
    return _chapters(situation.procedure, situation.organisation.kind, standings)


def _chapters(
    procedure: Procedure, kind: OrganisationKind, standings: Mapping[str, Standing]
) -> tuple[Chapter, ...]:
    return tuple(
        Chapter(
            title=localise(stage.title, kind),
            clause=stage.clause,
            boxes=tuple(
                box_of(procedure, step, kind, standings.get(step.id, Standing.PLAIN))
                for step in _steps(procedure, stage)
            ),
        )
        for stage in procedure.stages
    )


def _steps(procedure: Procedure, stage: Stage) -> list[Step]:
    return sorted((step for step in procedure.steps if step.stage == stage.id), key=on_demand)


def box_of(
    procedure: Procedure, step: Step, kind: OrganisationKind, standing: Standing = Standing.PLAIN
) -> Box:
    """A step as a box, its clause as it binds this kind of organisation."""
    community = kind is OrganisationKind.COMMUNITY
    source, clause = procedure.reference(step.source, step.clause, community=community)
    return Box(
        id=step.id,
        title=localise(step.title, kind),
        clause=f"{source} {clause}",
        article=clause,
        on_demand=on_demand(step),
        standing=standing,
    )


def on_demand(step: Step) -> bool:
    """Whether only some matters come to a step: 不予协商, 专家论证, 上报乡镇, 误工补贴 and the like."""
    if step.aside or not any(section.facts and _is_ordinary(section.when) for section in step.sections):
        return True
    return not _is_ordinary(step.when)


def _is_ordinary(condition: Condition | None) -> bool:
    if condition is None:
        return True
    return condition.rule == "excluded" if condition.negate else condition.rule in _ORDINARY


def _standing(step: Step, situation: Situation, here: Step | None) -> Standing:
    if here is not None and step.id == here.id:
        return Standing.HERE
    steps = [one.id for one in situation.procedure.steps]
    passed = here is None or steps.index(step.id) < steps.index(here.id)
    state, begun = step_state(step, situation), touched(step, situation)
    if state is StepState.NOT_APPLICABLE or (on_demand(step) and not begun):
        return Standing.NOT_NEEDED if passed or step.aside else Standing.AHEAD
    if state is StepState.PAST_MENDING:
        return Standing.DONE if begun else Standing.AHEAD
    return Standing.DONE if state is StepState.DONE and (passed or begun) else Standing.AHEAD
