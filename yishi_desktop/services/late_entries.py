"""补录: typing in matters that were dealt with on paper, one after the other."""

from dataclasses import dataclass

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.late_entries import began
from yishi_desktop.services.cases import Opened, all_cases, open_case
from yishi_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the form begins with: the entry, and the one before it, for 同上; `None` for the very first."""

    opened: Opened
    previous: Case | None


def begin(office: Office) -> Sheet:
    """An entry to type into: the one left half typed, else a new one.

    `UserError` when the village's procedure is not known to this program.
    """
    found = all_cases(office)
    half = next((case for case in found if case.is_late_entry and not case.number), None)
    if half is not None:
        return Sheet(open_case(office, half.id), _previous(found, half.id))
    village = office.organisation
    office.procedure(village.procedure)
    case = began(office.new_id(), village.procedure, office.today, office.author)
    return Sheet(Opened(case, ()), _previous(found, case.id))


def _previous(found: list[Case], but: str) -> Case | None:
    """The last one typed in from paper; before the first, the last matter people met about."""
    others = [case for case in found if case.id != but and case.sessions]
    late = [case for case in others if case.is_late_entry]
    fitting = late or others
    return fitting[-1] if fitting else None
