"""The sample village's year as files: every paper of every matter, and the ledger.

The same files, byte for byte, on any day and on any computer: the clock stands at the end of the sample's year.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from yishi_desktop.definitions.case_file import VillageFile
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import cases, ledgers, papers
from yishi_desktop.services.case_files import sample_cases, sample_places, sample_village, settle_in
from yishi_desktop.services.office import Office, open_office
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.storage.store import has_store

Progress = Callable[[int, int, str], None]
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@dataclass(frozen=True, slots=True)
class Made:
    """One part of the demonstration: a matter with its papers, or the ledger at the end."""

    title: str
    files: tuple[Path, ...]
    is_matter: bool


def build(folder: Path, progress: Progress, *, everywhere: bool = False) -> list[Path]:
    """Write everything into `folder`; the paths written, in order. Errors as `make`."""
    written: list[Path] = []
    for number, made in enumerate(make(folder, everywhere=everywhere)):
        progress(number, number + 1, made.title)
        written += made.files
    return written


def make(folder: Path, *, everywhere: bool = False) -> Iterator[Made]:
    """Write the demonstration part by part: a numbered folder for each matter, then the ledger.

    `everywhere` adds the samples of the other documents, each village or community in a folder of its name.
    What else lies in `folder` is left alone. `UserError` for a folder that holds a village's data, and for one that
    cannot be written; the data behind the demonstration are not kept.
    """
    _refuse_unsuitable(folder)
    yield from _year_of(sample_village(), sample_cases(), folder)
    for place in sample_places() if everywhere else ():
        organisation = place.village.organisation
        yield from _year_of(place.village, place.cases, folder / safe_name(organisation.name))


def _year_of(village: VillageFile, matters: Sequence[Case], folder: Path) -> Iterator[Made]:
    with (
        TemporaryDirectory(prefix="yishi-") as scratch,
        open_office(Path(scratch), clock=_end_of_year) as office,
    ):
        settle_in(office, village, matters)
        yield from _matters(office, folder)
        path = folder / ledgers.suggested_name(office, *YEAR)
        ledgers.export(office, *YEAR, path)
        yield Made(f"{village.organisation.name}年度台账", (path,), is_matter=False)


def _matters(office: Office, folder: Path) -> Iterator[Made]:
    for situation in cases.situations(office):
        line = cases.summary(situation)
        place = folder / safe_name(f"{line.number} {line.title}")
        files = papers.save_papers(office, situation, papers.papers_of(office, situation), place)
        yield Made(f"{line.number} {line.title}（{line.state}）", tuple(files), is_matter=True)


def _refuse_unsuitable(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UserError(f"“{folder.name}”是一个文件，不是文件夹。", "文件没有动。", "请换一个文件夹。")
    if has_store(folder):
        raise UserError(
            f"“{folder.name}”里是村里的资料，示例不能写进去。", "资料没有动。", "请换一个空的文件夹。"
        )


def _end_of_year() -> datetime:
    return datetime.fromisoformat("2026-12-31T17:00:00+08:00")
