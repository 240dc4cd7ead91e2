"""Papers of a matter: which arise where, made as Word and PDF, and what would not print.

The document libraries are slow to load (about 120 ms), so they are imported when the first paper is made.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from yishi_desktop.domain.applicability import applies
from yishi_desktop.domain.form import Form, SheetSize
from yishi_desktop.domain.printed import is_offered
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import short_date
from yishi_desktop.services import departures
from yishi_desktop.services.office import Office
from yishi_desktop.services.photos import album
from yishi_desktop.storage.faults import disk_fault
from yishi_desktop.storage.safe_file import safe_name, safe_write

if TYPE_CHECKING:
    from yishi_desktop.documents.layout import FactBox
    from yishi_desktop.documents.model import Document
    from yishi_desktop.documents.photos import Album

Progress = Callable[[int, int, str], None]
MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that can be made of a matter: which form, for which session, arising at which step."""

    form: str
    title: str
    step: str
    session_index: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper as it will print: the PDF itself, and for each page where each fact stands, in millimetres."""

    pdf: bytes
    boxes: tuple[tuple["Box", ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The place of one fact on a page, from the top left corner, in millimetres."""

    fact: str
    x: float
    y: float
    width: float
    height: float


def papers_of(office: Office, situation: Situation) -> list[Paper]:
    """Every paper of a matter in the order of its life: before the sessions, session by session, and after; each once."""
    found: dict[tuple[str, int], Paper] = {}
    last = max(0, len(situation.case.sessions) - 1)
    for of_session, phase in groupby(situation.procedure.steps, key=lambda step: step.of_session):
        steps = list(phase)
        for index in range(last + 1) if of_session else (last,):
            for step in steps:
                if applies(step, situation.for_session(index)):
                    for form in _offered(office, step, situation.for_session(index)):
                        found.setdefault((form, index), _paper(office, step, form, index, situation))
    return list(found.values())


def papers_of_step(office: Office, situation: Situation, step: Step) -> list[Paper]:
    """The papers that arise at one step, for the session looked at."""
    index = situation.session_index % max(1, len(situation.case.sessions))
    offered = _offered(office, step, situation.for_session(index))
    return [_paper(office, step, form, index, situation) for form in offered]


def _offered(office: Office, step: Step, situation: Situation) -> Iterator[str]:
    """The papers of a step that apply to how the matter stands: no visit record where people met in a room."""
    return (form for form in step.papers if is_offered(office.definitions.forms[form], situation))


def _paper(office: Office, step: Step, form: str, index: int, situation: Situation) -> Paper:
    title = office.definitions.forms[form].name
    if len(situation.case.sessions) > 1 and step.of_session:
        held_on = situation.case.sessions[index].held_on
        title += f"（{short_date(held_on)}）" if held_on else f"（第{index + 1}次）"
    return Paper(form, title, step.id, index)


def fits_a3(form: Form) -> bool:
    """Whether a paper may be made on A3 as well: those that hang on a wall."""
    return form.page == "wall"


def compose_paper(
    form: Form, situation: Situation, sheet: SheetSize = "A4", album: "Album | None" = None
) -> "Document":
    """The document a form makes of a situation; `sheet` counts for papers that hang on a wall.

    Without an `album` (`photos.album`) the places of photos say that they are not here.
    """
    from yishi_desktop.documents.compose import compose
    from yishi_desktop.documents.photos import without_pictures

    return compose(form, situation, sheet=sheet, album=album or without_pictures)


def preview(office: Office, situation: Situation, form: str, *, sheet: SheetSize = "A4") -> Preview:
    """A paper exactly as it will print."""
    from yishi_desktop.documents.layout import lay_out
    from yishi_desktop.documents.pdf import draw

    layout = lay_out(compose_paper(office.definitions.forms[form], situation, sheet, album(office)))
    boxes = tuple(tuple(_in_millimetres(box) for box in page) for page in layout.fact_boxes())
    return Preview(draw(layout), boxes)


def _in_millimetres(box: "FactBox") -> Box:
    return Box(box.fact, *(length * MM_PER_POINT for length in (box.x, box.y, box.width, box.height)))


def missing_characters(office: Office, situation: Situation, form: str) -> list[str]:
    """Characters of a paper that no font of the program can print; to be told before printing, never after."""
    from yishi_desktop.documents.fonts import missing_in

    return missing_in(compose_paper(office.definitions.forms[form], situation))


def save_papers(
    office: Office,
    situation: Situation,
    papers: Sequence[Paper],
    folder: Path,
    *,
    word: bool = True,
    pdf: bool = True,
    sheet: SheetSize = "A4",
    progress: Progress | None = None,
) -> list[Path]:
    """Write papers into a folder, each safely and with a name that sorts; the paths written, in order.

    Raises `UserError` when the disk is full, the stick is gone or a file is open elsewhere; what was written stays.
    """
    from yishi_desktop.documents.docx import to_docx
    from yishi_desktop.documents.pdf import to_pdf

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_fault(error, folder) from error
    written = []
    pictures = album(office)
    for number, paper in enumerate(papers, 1):
        if progress:
            progress(number - 1, len(papers), paper.title)
        document = compose_paper(
            office.definitions.forms[paper.form],
            situation.for_session(paper.session_index),
            sheet,
            pictures,
        )
        stem = safe_name(f"{number:02d} {paper.title}")
        for wanted, suffix, write in ((word, ".docx", to_docx), (pdf, ".pdf", to_pdf)):
            if wanted:
                path = folder / f"{stem}{suffix}"
                safe_write(path, write(document))
                written.append(path)
    if progress:
        progress(len(papers), len(papers), "")
    if papers:
        departures.note(
            office, departures.titles([paper.title for paper in papers]), folder, departures.Contents.PAPER
        )
    return written


def save_paper(
    office: Office, situation: Situation, paper: Paper, path: Path, *, sheet: SheetSize = "A4"
) -> None:
    """Write one paper: as Word where `path` ends in .docx, else as PDF. Errors as `save_papers`."""
    from yishi_desktop.documents.docx import to_docx
    from yishi_desktop.documents.pdf import to_pdf

    write = to_docx if path.suffix.lower() == ".docx" else to_pdf
    form = office.definitions.forms[paper.form]
    held = situation.for_session(paper.session_index)
    safe_write(path, write(compose_paper(form, held, sheet, album(office))))
    departures.note(office, paper.title, path, departures.Contents.PAPER)
