"""年度装盒: a year's papers in the order the archive wants, their pages counted through, with all that goes in front.

One PDF: cover, spine, catalogue, the note of what is missing, then every paper of every matter in the fixed order, each page
with its number in the upper right corner. What is kept are the signed sheets; they lie in the same order.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yishi_desktop.domain.printed.archive import FileItem, file_items
from yishi_desktop.domain.printed.box import Box, BoxLine
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import departures
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.papers import MadeOnce, Paper, composed, papers_of
from yishi_desktop.services.printing.printed_pages import note_issued
from yishi_desktop.services.printing.year_papers import year_situation
from yishi_desktop.storage.safe_file import safe_write

if TYPE_CHECKING:
    from yishi_desktop.documents.layout import Layout
    from yishi_desktop.documents.model import Document

Progress = Callable[[int, int, str], None]
FRONT = ("box_cover", "box_spine", "box_catalogue", "box_note")
"""What lies in front of a year's papers."""


@dataclass(frozen=True, slots=True)
class YearBox:
    """A year's papers as one PDF, how many items and pages it has, what is missing, and the papers of each matter."""

    pdf: bytes
    items: int
    pages: int
    missing: tuple[str, ...]
    papers: tuple[tuple[MadeOnce, Paper], ...] = ()


def box_situation(office: Office, start: date, until: date, box: Box) -> Situation:
    """What the papers in front of the box are made from."""
    situation = year_situation(office, start, until)
    return replace(situation, year=replace(situation.year, box=box)) if situation.year else situation


def year_box(office: Office, start: date, until: date, progress: Progress | None = None) -> YearBox:
    """Put the box of the days from `start` to `until` together; a matter belongs to the year it was opened in."""
    from yishi_desktop.documents.pdf import draw_together

    situation = year_situation(office, start, until)
    matters = (
        [matter for matter in situation.year.matters if _opened(matter, start, until)]
        if situation.year
        else []
    )
    layouts: list[Layout] = []
    lines: list[BoxLine] = []
    missing: list[BoxLine] = []
    papers: list[tuple[MadeOnce, Paper]] = []
    page = 1
    for number, matter in enumerate(sorted(matters, key=_number)):
        if progress:
            progress(number, len(matters), matter.case.topic.title)
        wanted = {(paper.form, paper.session_index) for paper in papers_of(office, matter)}
        made = MadeOnce(office, matter)
        for item in file_items(matter):
            if item.there:
                paper = Paper(item.form, item.title, "", item.session_index)
                layout = _laid_out(made.document(paper), page)
                lines.append(_line(matter, item, page, layout.page_count))
                layouts.append(layout)
                papers.append((made, paper))
                page += layout.page_count
            elif (item.form, item.session_index) in wanted:
                missing.append(_line(matter, item, 0, 0))
    box = Box(lines=tuple(lines), missing=tuple(missing), page_count=page - 1)
    front = [_front(office, form, box_situation(office, start, until, box)) for form in FRONT]
    if progress:
        progress(len(matters), len(matters), "")
    pdf = draw_together([*front, *layouts], front[0].document.title)
    absent = tuple(f"{line.case_number} {line.title}" for line in missing)
    return YearBox(pdf, len(lines), page - 1, absent, tuple(papers))


def save_year_box(
    office: Office, start: date, until: date, path: Path, progress: Progress | None = None
) -> YearBox:
    """`year_box` as a file. `UserError` when the disk does not take it."""
    box = year_box(office, start, until, progress)
    safe_write(path, box.pdf)
    departures.note(office, path.stem, path, departures.Contents.PAPER)
    for made, paper in box.papers:
        note_issued(made, [paper])
    return box


def _opened(matter: Situation, start: date, until: date) -> bool:
    opened = matter.case.opened_on or matter.case.topic.collected_on
    return opened is not None and start <= opened <= until


def _number(matter: Situation) -> tuple[str, str]:
    return matter.case.number, matter.case.id


def _laid_out(document: "Document", page: int) -> "Layout":
    from yishi_desktop.documents.layout import lay_out

    return lay_out(replace(document, first_page=page))


def _front(office: Office, form: str, situation: Situation) -> "Layout":
    from yishi_desktop.documents.layout import lay_out

    return lay_out(composed(office, form, situation))


def _line(matter: Situation, item: FileItem, page: int, count: int) -> BoxLine:
    last = page + count - 1
    pages = "" if not count else str(page) if count == 1 else f"{page}—{last}"
    return BoxLine(
        case_number=matter.case.number, author=item.author, title=item.title, day=item.day, pages=pages
    )
