"""Papers of the village as a whole: the call for topics, the chart on the wall, and the register and report of a year.

They are previewed and saved like any other paper, with the situation made here.
"""

from collections.abc import Mapping
from datetime import date

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.forms.form import Form
from yishi_desktop.domain.situation import Situation, Year
from yishi_desktop.services.cases import situations
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.papers import Paper

_FORMS = ("topic_call", "flow_chart", "topic_register", "annual_report")


def year_papers(forms: Mapping[str, Form]) -> list[Paper]:
    """The papers that belong to no single matter, in the order a year asks for them."""
    return [Paper(form, forms[form].name, "", 0) for form in _FORMS]


def year_situation(office: Office, start: date, until: date) -> Situation:
    """What the papers of the days from `start` to `until` are made from, both included.

    Raises `UserError` when the village's procedure is not known to this program.
    """
    organisation = office.organisation
    matters = tuple(situations(office))
    name = organisation.procedure or next((matter.case.procedure for matter in matters), "jinhua")
    empty = office.situation(Case(id="", procedure=name), organisation)
    return empty.of_year(Year(matters=matters, start=start, until=until))
