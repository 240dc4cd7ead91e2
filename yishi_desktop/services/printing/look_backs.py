"""回头看: the weekly slips for everybody who has promised something that is not done."""

from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.papers import Paper, recipients
from yishi_desktop.services.printing.year_papers import year_situation

FORM = "look_back_slip"


def slips(office: Office) -> tuple[Situation, Paper]:
    """What the slips are made from, and the paper: one for each person."""
    today = office.today
    situation = year_situation(office, today.replace(month=1, day=1), today.replace(month=12, day=31))
    form = office.definitions.forms[FORM]
    return situation, Paper(FORM, form.name, "", 0, recipients(form, situation))
