"""Offices in folders of their own, at a time of the test's choosing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from yishi_desktop.domain.case import Case
from yishi_desktop.services import cases, village
from yishi_desktop.services.case_files import load_sample_village, sample_cases, sample_village
from yishi_desktop.services.office import Definitions, Office, load_definitions, start_office

DEFINITIONS: Definitions = load_definitions()
YEAR_END = datetime.fromisoformat("2026-12-31T17:00:00+08:00")


@contextmanager
def opened(folder: Path, now: datetime = YEAR_END) -> Iterator[Office]:
    """The office in a folder, started empty where there is none."""
    office = start_office(folder, DEFINITIONS, lambda: now)
    try:
        yield office
    finally:
        office.store.close()


@contextmanager
def sample_office(folder: Path, now: datetime = YEAR_END) -> Iterator[Office]:
    """The sample village."""
    with opened(folder, now) as office:
        load_sample_village(office)
        yield office


@contextmanager
def real_office(folder: Path, name: str, *matters: Case) -> Iterator[Office]:
    """A village of that name with these matters; they are no samples."""
    with opened(folder) as office:
        village.save_organisation(office, replace(sample_village().organisation, name=name))
        for case in matters:
            cases.keep_case(office, replace(case, sample=False), "登记")
        yield office


def matter(number: int, case_id: str = "") -> Case:
    """One of the sample's matters, counted from 1, under an id of its own."""
    case = sample_cases()[number - 1]
    return replace(case, id=case_id or case.id, sample=False)
