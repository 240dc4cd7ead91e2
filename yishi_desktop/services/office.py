"""The opened data folder, with everything needed to act in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from yishi_desktop.definitions.forms import load_forms
from yishi_desktop.definitions.holidays import load_calendar
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.domain.deadlines import Calendar
from yishi_desktop.domain.form import Form
from yishi_desktop.domain.procedure import Procedure

Clock = Callable[[], datetime]
ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Definitions:
    """What ships with the program: procedures, forms and the calendar, read and checked once."""

    procedures: Mapping[str, Procedure]
    forms: Mapping[str, Form]
    calendar: Calendar


def load_definitions() -> Definitions:
    """Everything in resources/ and forms/; `DefinitionError` when any of it cannot be used."""
    forms = load_forms()
    return Definitions(load_procedures(forms=forms), forms, load_calendar())
