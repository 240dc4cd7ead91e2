"""Row 6: what a matter lacks, and the home screen's list over many matters. `scale` is the number of matters."""

import time
from pathlib import Path
from typing import Any

from benchmarks import material
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import cases
from yishi_desktop.services.overview import overview_of


def _situations(folder: Path, matters: int) -> list[Situation]:
    with material.opened(folder / "finding-village") as office:
        organisation = office.organisation
        return [office.situation(material.matter(number), organisation) for number in range(matters)]


def of_a_case(folder: Path, scale: int) -> Any:
    """Every finding of a matter, each time of a new state of it as after a keystroke; the slowest of a hundred."""
    with material.opened(folder / "finding-village") as office:
        states = [office.situation(material.with_minutes(material.matter(n % 2), 800, n)) for n in range(200)]

    def work() -> dict[str, float]:
        times = []
        for situation in states:
            start = time.process_time()
            cases.every_finding(situation)
            times.append(time.process_time() - start)
        return {"p99": sorted(times)[197] * 1000}

    return work


def home(folder: Path, scale: int) -> Any:
    """The home screen from records just read."""
    organisation = material.sample_village().organisation

    def work() -> None:
        found = _situations(folder, scale)
        overview_of(found, organisation, material.NOW.date())

    return work


def listed(folder: Path, scale: int) -> Any:
    """The list of matters filtered by another standing in the window: the slowest of the clicks, in milliseconds."""
    from PySide6.QtWidgets import QApplication

    from yishi_desktop.services.changed import Changed
    from yishi_desktop.services.snapshot import Snapshot
    from yishi_desktop.ui.cases.model import Standing
    from yishi_desktop.ui.cases.page import CasesPage, worked_out
    from yishi_desktop.ui.desk import Desk
    from yishi_desktop.ui.tasks import Tasks

    app = QApplication.instance() or QApplication(["bench"])
    found = _situations(folder, scale)
    desk = Desk(folder / "finding-village", Tasks(), material.definitions(), material.clock)
    village, today = material.sample_village().organisation, material.NOW.date()
    desk.snapshot = Snapshot(village, (), tuple(found), today, overview_of(found, village, today))
    page = CasesPage(desk)
    page.resize(1200, 680)
    page.show()
    page.take_lines(worked_out(found))  # which the worker does in the program
    desk.changed.emit(Changed(frozenset()))
    app.processEvents()

    def work() -> dict[str, float]:
        assert page.model.rowCount() > scale // 9, "the list is empty"
        times = []
        for turn in range(24):
            standing = (Standing.OPEN, Standing.CLOSED, Standing.ALL)[turn % 3]
            start = time.process_time()
            page.filters.standings.buttons[standing.name].click()
            app.processEvents()
            times.append(time.process_time() - start)
        return {"p99": max(times) * 1000}

    return work


def plain_loop(folder: Path, scale: int) -> Any:
    """The floor: the same matters, and every fact of them read once."""

    def work() -> None:
        for situation in _situations(folder, scale):
            repr(situation.case)

    return work
