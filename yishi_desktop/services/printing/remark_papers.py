"""退回和答复 on paper: the same thread printed in the village and at the township."""

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.remark import Remark
from yishi_desktop.domain.situation import Situation, Year
from yishi_desktop.domain.township.union import Place
from yishi_desktop.services.delivering.returned import remarks
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.services.township.office import holdings
from yishi_desktop.services.township.return_packages import remarks_by_place

FORM = "remark_thread"


def thread_here(office: Office) -> tuple[Situation, Paper]:
    """What the township sent back to this village, with its answers."""
    return _thread(office, office.organisation, remarks(office)), _paper(office)


def thread_with(office: Office, place: Place) -> tuple[Situation, Paper]:
    """What this township sent back to a village, with the answers its ledgers brought."""
    found = holdings(office)
    sent = found.township.deliveries if found.township else ()
    village = next((one.village for one in sent if one.place == place), Organisation(id="", name=place[-1]))
    return _thread(office, village, remarks_by_place(office, found).get(place, ())), _paper(office)


def _paper(office: Office) -> Paper:
    return Paper(FORM, office.definitions.forms[FORM].name, "", 0)


def _thread(office: Office, village: Organisation, found: tuple[Remark, ...]) -> Situation:
    known = village.procedure in office.definitions.procedures
    empty = office.situation(Case(id="", procedure=village.procedure if known else "jinhua"), village)
    days = [one.made_on for one in found] or [office.today]
    return empty.of_year(Year(matters=(), start=min(days), until=max(days), remarks=found))
