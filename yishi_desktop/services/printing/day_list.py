"""The days ahead, to take away: as a calendar file for the telephone, and as a sheet beside the desk."""

from datetime import timedelta
from pathlib import Path

from yishi_desktop.domain.agenda import days_ahead
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise
from yishi_desktop.exchange.phone_calendar import DayEvent, calendar_file
from yishi_desktop.services import departures
from yishi_desktop.services.cases import situations
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.services.printing.year_papers import year_situation
from yishi_desktop.storage.safe_file import safe_write

FORM = "day_list"
_ON_PAPER = timedelta(days=60)
_ON_THE_PHONE = 366


def day_list(office: Office) -> tuple[Situation, Paper]:
    """What the sheet is made from, and the paper: two months from today."""
    today = office.today
    paper = Paper(FORM, office.definitions.forms[FORM].name, "", 0)
    return year_situation(office, today, today + _ON_PAPER), paper


def save_calendar(office: Office, path: Path) -> int:
    """Write what falls due within a year as a calendar file; how many entries. Nobody's name is among them."""
    kind = office.organisation.kind
    entries = days_ahead(situations(office), _ON_THE_PHONE)
    events = [
        DayEvent(f"{entry.case_id}-{entry.step}-{entry.due}@yishi", entry.on, localise(entry.text, kind))
        for entry in entries
    ]
    safe_write(path, calendar_file(events, f"{office.organisation.name}议事", office.clock()))
    departures.note(office, "议事日子（手机日历）", path, departures.Contents.AS_IS)
    return len(events)
