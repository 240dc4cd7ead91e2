"""What a matter is worked on with: as it was read, by the rules in force for it, in the words of the village."""

from yishi_desktop.domain.agenda import is_open
from yishi_desktop.domain.catalogue import of_year
from yishi_desktop.domain.forms.naming import named_form
from yishi_desktop.domain.overlay import for_organisation
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.progress import next_step
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.cases import Opened
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.steps import papers_beside


def situation_of(opened: Opened, desk: Desk) -> Situation:
    """The matter as it was read, by the rules in force when it was registered."""
    organisation, today = desk.snapshot.organisation, desk.clock().date()
    own = desk.definitions.procedures[opened.case.procedure]
    return Situation(
        case=opened.case,
        procedure=for_organisation(own, organisation, opened.case.opened_on or today),
        organisation=organisation,
        today=today,
        calendar=desk.definitions.calendar,
        seal=opened.seal,
    )


def surroundings_of(opened: Opened, desk: Desk) -> Surroundings:
    """What its fields need to know."""
    moment = desk.snapshot
    in_force = of_year(moment.catalogues, (opened.case.opened_on or moment.today).year)
    return Surroundings(
        moment.today, moment.people, moment.organisation.kind, desk.clock, in_force, moment.phrases
    )


def step_to_open(situation: Situation, wanted: str) -> str:
    """The step asked for; where there is no such step the one to go on with, of an ended matter the first."""
    steps = [step.id for step in situation.procedure.steps]
    if wanted in steps:
        return wanted
    step = next_step(situation) if is_open(situation) else None
    return step.id if step else steps[0]


def paper_name(form: str, situation: Situation, desk: Desk) -> str:
    """What a paper is called here."""
    return named_form(desk.definitions.forms[form], situation.organisation, situation.registered_on).name


def papers_of(step: Step, editing: CaseEditing, desk: Desk, around: Surroundings) -> list[tuple[str, str]]:
    """The papers that stand beside a step, with what they are called here."""
    shown = papers_beside(editing, step)
    return [(form, around.say(paper_name(form, editing.situation, desk))) for form in shown]
