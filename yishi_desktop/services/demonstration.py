"""The sample village's year as files: every paper of every matter, and the ledger."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from yishi_desktop.services import cases, ledgers, papers
from yishi_desktop.services.case_files import load_sample_village
from yishi_desktop.services.office import open_office
from yishi_desktop.storage.safe_file import safe_name

Progress = Callable[[int, int, str], None]


def build(folder: Path, progress: Progress) -> list[Path]:
    """Write everything into `folder`; the paths written. The data behind it are not kept.

    The clock stands at the end of the sample's year, so that the same files come out on any day.
    """
    with (
        TemporaryDirectory(prefix="yishi-") as scratch,
        open_office(Path(scratch), clock=_end_of_year) as office,
    ):
        load_sample_village(office)
        written: list[Path] = []
        for situation in cases.situations(office):
            progress(0, 1, situation.case.topic.title)
            place = folder / safe_name(f"{situation.case.number} {situation.case.topic.title}")
            written += papers.save_papers(office, situation, papers.papers_of(office, situation), place)
        path = folder / ledgers.suggested_name(office, date(2026, 1, 1), date(2026, 12, 31))
        ledgers.export(office, date(2026, 1, 1), date(2026, 12, 31), path)
        return [*written, path]


def _end_of_year() -> datetime:
    return datetime.fromisoformat("2026-12-31T17:00:00+08:00")
