"""The steps of a matter as the window lists them, and the papers that go with each."""

from yishi_desktop.domain.applicability import applies, touched
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.progress import StepState, demanded_count, lost_count, next_step
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.widgets.stepper import Step as StepRow
from yishi_desktop.ui.widgets.stepper import StepState as RowState

_STAGE = "stage:"
"""Before a stage's id, because a stage and a step may share one."""

_ROW_STATES = {
    StepState.DONE: RowState.DONE,
    StepState.ATTENTION: RowState.ATTENTION,
    StepState.TODO: RowState.LATER,
    StepState.PAST_MENDING: RowState.PAST_MENDING,
    StepState.NOT_APPLICABLE: RowState.NOT_APPLICABLE,
}


def step_rows(editing: CaseEditing, around: Surroundings, shown: Step) -> list[StepRow]:
    """A row for every stage, with its steps below it where the step shown belongs to it."""
    procedure = editing.situation.procedure
    listed = [step for step in procedure.steps if not step.aside or step is shown or _applies(editing, step)]
    ahead = _ahead(editing)
    rows = []
    for stage in procedure.stages:
        parts = tuple(_row(editing, around, step, ahead) for step in listed if step.stage == stage.id)
        is_open = shown.stage == stage.id
        title = around.say(stage.title)
        rows.append(StepRow(_STAGE + stage.id, title, _together(parts), "", parts if is_open else ()))
    return [*rows, *(_row(editing, around, step, ahead) for step in listed if not step.stage)]


def _ahead(editing: CaseEditing) -> frozenset[str]:
    """The steps the matter has not come to. Whether they will be needed, what is done before decides."""
    steps = [step.id for step in editing.situation.procedure.steps]
    wanting = next_step(editing.situation)
    return frozenset(steps[steps.index(wanting.id) + 1 :]) if wanting else frozenset()


def first_of_stage(editing: CaseEditing, key: str) -> Step | None:
    """The step a stage's own row leads to: its first that wants something, else its first; `None` for other rows."""
    steps = [step for step in editing.situation.procedure.steps if _STAGE + step.stage == key]
    going = [step for step in steps if _applies(editing, step)]
    finished = (StepState.DONE, StepState.PAST_MENDING)
    wanting = [step for step in going if editing.state(step) not in finished]
    return next(iter((*wanting, *going, *steps)), None)


def neighbours(editing: CaseEditing | None, step: Step | None) -> tuple[Step | None, Step | None]:
    """The steps before and behind one, among those that apply; none while no matter is open."""
    if editing is None or step is None:
        return None, None
    steps = [s for s in editing.situation.procedure.steps if _applies(editing, s) or s.id == step.id]
    at = [s.id for s in steps].index(step.id)
    return steps[at - 1] if at else None, steps[at + 1] if at + 1 < len(steps) else None


def papers_beside(editing: CaseEditing, step: Step) -> tuple[str, ...]:
    """The papers to show beside a step: its own, where it has none the nearest; at the meeting the record first."""
    steps = editing.situation.procedure.steps
    at = [other.id for other in steps].index(step.id)
    nearest = [s.papers for s in (*reversed(steps[:at]), *steps[at:]) if s.papers and _applies(editing, s)]
    own = step.papers or (nearest[0][-1:] if nearest else ())
    if not step.of_session or step.stage != _stage_of_record(editing):
        return own
    return tuple(dict.fromkeys((*_record(editing), *own)))


def _record(editing: CaseEditing) -> tuple[str, ...]:
    """The form of the record, which grows while the meeting goes on: the paper of the step that asks for the outcome."""
    step = editing.situation.procedure.step_of("outcome.agreed_opinion")
    return step.papers[:1] if step else ()


def _stage_of_record(editing: CaseEditing) -> str:
    step = editing.situation.procedure.step_of("outcome.agreed_opinion")
    return step.stage if step else ""


def _applies(editing: CaseEditing, step: Step) -> bool:
    return applies(step, editing.situation)


def _row(editing: CaseEditing, around: Surroundings, step: Step, ahead: frozenset[str]) -> StepRow:
    state = editing.state(step)
    if step.id in ahead and _is_open_question(editing, step, state):
        state = StepState.TODO
    wanted = demanded_count(step, editing.situation)
    note = f"缺{wanted}项" if state is StepState.ATTENTION and wanted else ""
    if state is StepState.PAST_MENDING:
        note = f"无法补{lost_count(step, editing.situation)}项"
    return StepRow(step.id, around.say(step.title), _ROW_STATES[state], note)


def _is_open_question(editing: CaseEditing, step: Step, state: StepState) -> bool:
    """Nothing is wanted yet, but it may be: the stage has not begun, or the step asks nothing until it is decided."""
    if state is StepState.DONE:
        return not touched(step, editing.situation)
    wanting = next_step(editing.situation)
    return state is StepState.NOT_APPLICABLE and wanting is not None and wanting.stage != step.stage


def _together(parts: tuple[StepRow, ...]) -> RowState:
    """A stage is done when its steps are, wants attention when one of them does, and else is under way or to come."""
    states = {part.state for part in parts} - {RowState.NOT_APPLICABLE}
    if len(states) <= 1:
        return next(iter(states), RowState.NOT_APPLICABLE)
    if states == {RowState.DONE, RowState.PAST_MENDING}:
        return RowState.PAST_MENDING
    return RowState.ATTENTION if RowState.ATTENTION in states else RowState.CURRENT
