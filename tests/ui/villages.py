"""The sample village behind a real desk, at a time of the test's choosing."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import shiboken6
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.audit import spoken
from yishi_desktop.domain.case import Case, Session
from yishi_desktop.domain.followup import Archive, Implementation
from yishi_desktop.services.case_files import load_sample_village, sample_cases, sample_village
from yishi_desktop.services.cases import keep_case
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import ORGANISATION, ORGANISATION_ID, PERSON, Office, load_definitions
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.tasks import Tasks
from yishi_desktop.ui.turns import Turns

SPRING = datetime.fromisoformat("2026-04-20T10:00:00+08:00")
WINTER = datetime.fromisoformat("2026-12-20T10:00:00+08:00")


class Moment:
    """A clock that stands."""

    def __init__(self, at: datetime = SPRING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def load_samples(office: Office) -> Changed:
    load_sample_village(office)
    return Changed(frozenset({"case", "person", "organisation"}))


def name_the_village(office: Office) -> Changed:
    """A village that has been set up and has no cases."""
    office.keep(
        ORGANISATION_ID, ORGANISATION, replace(sample_village().organisation, id=ORGANISATION_ID), "村"
    )
    return Changed(frozenset({"organisation"}))


def load_a_busy_spring(office: Office) -> Changed:
    """The sample village in the middle of its year: four matters at different steps."""
    name_the_village(office)
    for case in busy_spring():
        keep_case(office, case, "村")
    return Changed(frozenset({"case", "organisation"}))


def load_a_busy_spring_with_its_people(office: Office) -> Changed:
    """The same, with everybody on the roster."""
    load_a_busy_spring(office)
    for person in sample_village().people:
        office.keep(person.id, PERSON, person, "村")
    return Changed(frozenset({"case", "organisation", "person"}))


def busy_spring() -> list[Case]:
    first, second = (replace(case, sample=False) for case in sample_cases()[:2])
    late = tuple(replace(task, due_on=date(2026, 4, 17), done_on=None) for task in first.implementation.tasks)
    under_way = replace(first, implementation=Implementation(tasks=late), archive=Archive())
    held = second.sessions[1]
    planned = Session(plan=held.plan, held_on=date(2026, 4, 22), starts_at=held.starts_at, venue=held.venue)
    coming = replace(second, sessions=(planned,), archive=Archive(), implementation=Implementation())
    return [under_way, coming, _fresh("垃圾分类投放点搬到哪里、怎么管"), _fresh("", 5)]


def _fresh(title: str, number: int = 4) -> Case:
    opened = Case(
        id=f"019e0534-b1c0-7000-8000-00000000000{number}",
        procedure="jinhua",
        number=f"2026-{number:02d}",
        opened_on=date(2026, 4, 19),
    )
    return replace(opened, topic=replace(opened.topic, title=title))


class Answers(Files):
    """Stands in for the system's windows: answers what it was given, notes what was opened, prints into a file."""

    def __init__(self, answer: Path | None = None, tray: Path | None = None) -> None:
        super().__init__()
        self.answer = answer
        self.tray = tray
        self.suggested = ""
        self.opened: list[Path] = []

    def printers(self):
        return ["村部打印机"] if self.tray else []

    def prints_both_sides(self, printer):
        return False

    def send_to(self, printer, name):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.tray))

    def save_as(self, parent, title, suggested, kind):
        self.suggested = suggested
        return self.answer

    def open(self, parent, title, kind):
        return self.answer

    def open_many(self, parent, title, kind):
        return [self.answer] if self.answer else []

    def folder(self, parent, title):
        return self.answer

    def show(self, path):
        self.opened.append(path)


def open_desk(folder: Path, at: datetime = SPRING) -> Desk:
    """A desk on a new store in `folder`; call `desk.open()` and wait."""
    return Desk(folder, Tasks(), load_definitions(), Moment(at))


def settle(qtbot, desk: Desk) -> None:
    """Wait until the worker has nothing left to do and the window has heard of it."""
    qtbot.waitUntil(lambda: not desk.tasks.is_busy(), timeout=20_000)
    QApplication.processEvents()  # Qt shows what was put into a layout in the next round only


def furnished(qtbot, page) -> None:
    """Wait until what is made bit by bit stands on the page."""
    qtbot.waitUntil(lambda: all(turns.is_done() for turns in page.findChildren(Turns)))


def find(page, name: str, kind=QWidget):
    """The one visible control a screen reader calls `name`."""
    found = [one for one in page.findChildren(kind) if one.isVisible() and spoken(one) == name]
    assert len(found) == 1, f"{name}: {len(found)}"
    return found[0]


def leave(qtbot, window) -> None:
    """Close the program as its cross does, and wait until it has kept what was typed and is gone.

    A window with a desk is not given to qtbot, which would delete it while it waits for its last save.
    """
    if not shiboken6.isValid(window):
        return  # left before
    if window.isVisible():
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    window.deleteLater()
