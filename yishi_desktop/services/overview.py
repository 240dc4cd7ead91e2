"""What the home screen says: what to do next, what falls due, how often this year, when last backed up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.agenda import DayEntry, ToDo, days_ahead, to_do
from yishi_desktop.domain.ledger.rows import year_summary
from yishi_desktop.domain.ledger.summary import Summary
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.cases import situations, without_samples
from yishi_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the home screen, computed from the records of one moment."""

    organisation: Organisation
    today: date
    to_do: Sequence[ToDo]
    days: Sequence[DayEntry]
    summary: Summary
    has_samples: bool


def overview(office: Office) -> Overview:
    """The home screen of today."""
    return overview_of(situations(office), office.organisation, office.today)


def overview_of(cases: Sequence[Situation], organisation: Organisation, today: date) -> Overview:
    """The home screen of a day, from cases already read."""
    procedure = cases[0].procedure if cases else None
    return Overview(
        organisation=organisation,
        today=today,
        to_do=to_do(cases),
        days=days_ahead(cases),
        summary=year_summary(without_samples(cases), today.year, procedure),
        has_samples=any(situation.case.sample for situation in cases),
    )
