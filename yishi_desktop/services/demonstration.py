"""The sample village's year as files: every paper of every matter, the ledger, and a page that leads to all of them.

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
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import cases, demo_index
from yishi_desktop.services.case_files import sample_cases, sample_places, sample_village, settle_in
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.office import Office, open_office
from yishi_desktop.services.printing import issuing, papers
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.storage.store import has_store

Progress = Callable[[int, int, str], None]
INDEX_TITLE = "目录：用浏览器打开，每份文书一张小图"
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@dataclass(frozen=True, slots=True)
class Made:
    """One part of the demonstration: a matter with its papers, the ledger, or the page that leads to them."""

    title: str
    files: tuple[Path, ...]
    is_matter: bool
    sentence: str = ""


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
        parts = []
        for made in _parts(office, folder):
            parts.append(demo_index.Part(made.title, made.sentence, made.files))
            yield made
        title = f"{office.organisation.name}2026年议事协商"
        yield Made(INDEX_TITLE, (demo_index.write(folder, title, parts),), is_matter=False)


def _parts(office: Office, folder: Path) -> Iterator[Made]:
    yield from _matters(office, folder)
    path = folder / ledgers.suggested_name(office, *YEAR)
    ledgers.export(office, *YEAR, path)
    yield Made(f"{office.organisation.name}年度台账", (path,), is_matter=False)


def _matters(office: Office, folder: Path) -> Iterator[Made]:
    for situation in cases.situations(office):
        line = cases.summary(situation)
        place = folder / safe_name(f"{line.number} {line.title}")
        files = issuing.save_papers(office, _invented(office, situation), place)
        title = f"{line.number} {line.title}（{line.state}）"
        yield Made(title, tuple(files), is_matter=True, sentence=_verdict(situation))


def _invented(office: Office, situation: Situation) -> issuing.Departing:
    """Every paper of a matter of the sample; its people do not exist, so nothing on a notice gives anybody away."""
    every = papers.papers_of(office, situation)
    return issuing.Departing(situation, every, issuing.risks_on(office, situation, every))


def _verdict(situation: Situation) -> str:
    """What the last vote came to, in the one sentence that stands on the record too; nothing where nobody voted."""
    verdict = situation.verdict()
    return verdict.sentence if verdict else ""


def _refuse_unsuitable(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UserError(f"“{folder.name}”是一个文件，不是文件夹。", "文件没有动。", "请换一个文件夹。")
    if has_store(folder):
        raise UserError(
            f"“{folder.name}”里是村里的资料，示例不能写进去。", "资料没有动。", "请换一个空的文件夹。"
        )


def _end_of_year() -> datetime:
    return datetime.fromisoformat("2026-12-31T17:00:00+08:00")
