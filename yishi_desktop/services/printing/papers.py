"""Papers of a matter: which arise where, made as Word and PDF, and what would not print.

The document libraries are slow to load (about 120 ms), so they are imported when the first paper is made.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from yishi_desktop.domain.applicability import applies
from yishi_desktop.domain.forms.disclosure import Risk, risks_in
from yishi_desktop.domain.forms.form import Form, SheetSize
from yishi_desktop.domain.forms.offering import is_offered
from yishi_desktop.domain.forms.page_code import page_code
from yishi_desktop.domain.late_entries import mark_of
from yishi_desktop.domain.overlay import name_origin
from yishi_desktop.domain.people import Renamed, names_in
from yishi_desktop.domain.printable import known
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.situation import Situation, Year
from yishi_desktop.domain.wording import short_date
from yishi_desktop.services import photos
from yishi_desktop.services.cases import situations
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.name_order import arranged
from yishi_desktop.services.printing.own_wording import form_of

if TYPE_CHECKING:
    from yishi_desktop.documents.layout import FactBox, Layout
    from yishi_desktop.documents.model import Document
    from yishi_desktop.documents.photos import Album

Progress = Callable[[int, int, str], None]
PaperSize = Literal["A4", "A3", "tiles"]
"""What the papers for a wall are printed on; `tiles` are four A4 sheets for one large sheet."""
TILES = 4
_TELL_OF_OTHERS = frozenset({"agenda"})
"""Papers of one matter that also say how others stand."""
MM_PER_POINT = 25.4 / 72
PAGE = "{page}"
"""Where the line at the very foot of a page shows its number; see `documents.model.Document`."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that can be made of a matter: which form, for which session, arising at which step.

    With `recipients` it is made once for each of them; without, once with the name left open. `named_by` says in words who
    gave it its title, empty for the program.
    """

    form: str
    title: str
    step: str
    session_index: int
    recipients: tuple[str, ...] = ()
    named_by: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper as it will print: the PDF itself, and for each page where each fact stands, in millimetres."""

    pdf: bytes
    boxes: tuple[tuple["Box", ...], ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Papers bound together as they will print: characters no font of ours has, and what on a notice gives people away."""

    pdf: bytes
    pages: int
    missing: tuple["Missing", ...]
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A character no font of ours has, and the person in whose name it stands; empty where it is in no name."""

    sign: str
    person: str = ""

    def __str__(self) -> str:
        return f"“{self.sign}”（{self.person}）" if self.person else f"“{self.sign}”"


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


def _offered(office: Office, step: Step, situation: Situation) -> Iterator[str]:
    """The papers of a step that apply to how the matter stands: no visit record where people met in a room."""
    return (form for form in step.papers if is_offered(office.definitions.forms[form], situation))


def _paper(office: Office, step: Step, form: str, index: int, situation: Situation) -> Paper:
    shipped = office.definitions.forms[form]
    own = situation.organisation.name_of(Renamed.PAPER, form, situation.registered_on)
    title = own.name if own else shipped.name
    if len(situation.case.sessions) > 1 and step.of_session:
        held_on = situation.case.sessions[index].held_on
        title += f"（{short_date(held_on)}）" if held_on else f"（第{index + 1}次）"
    return Paper(form, title, step.id, index, named_by=name_origin(own, shipped.name) if own else "")


def fits_a3(form: Form) -> bool:
    """Whether a paper may be made on A3 or four A4 sheets as well: those that hang on a wall."""
    return form.page in ("wall", "poster")


def recipients(form: Form, situation: Situation) -> tuple[str, ...]:
    """The people a paper is addressed to one by one, in the order the village wishes; empty when it is one for all."""
    people = known(form.each).read(arranged(situation)) if form.each else ()
    return tuple(person.name for person in people if person.name)


def composed(
    office: Office, form: str, situation: Situation, sheet: PaperSize = "A4", recipients: tuple[str, ...] = ()
) -> "Document":
    """A paper as this village words it, with its photos; the agenda knows what other matters have promised."""
    if form in _TELL_OF_OTHERS and situation.year is None:
        today = situation.today
        others = Year(matters=tuple(situations(office)), start=today.replace(month=1, day=1), until=today)
        situation = situation.of_year(others)
    worded = form_of(office, form, situation.registered_on)
    return compose_paper(worded, situation, sheet, recipients, photos.album(office))


def compose_paper(
    form: Form,
    situation: Situation,
    sheet: PaperSize = "A4",
    recipients: tuple[str, ...] = (),
    album: "Album | None" = None,
) -> "Document":
    """The document a form makes of a situation: names in the order the village wishes, 核对码 at the foot.

    Behind the code stands the number of the page: both together name this very page. `sheet` counts for papers that
    hang on a wall. Without an `album` the places of photos say that they are not here.
    """
    from yishi_desktop.documents.compose import compose
    from yishi_desktop.documents.photos import without_pictures

    pictures = album or without_pictures
    large: SheetSize = "A3" if sheet != "A4" and fits_a3(form) else "A4"
    looked_at = arranged(situation)
    document = compose(form, looked_at, recipients, sheet=large, album=pictures)
    number = situation.case.number
    parts = [mark_of(situation.case)]
    if number and form.page != "slips":
        parts.append(f"编号 {number}　核对码 {page_code(words_of(form, document))}-{PAGE}")
    return replace(document, foot="　".join(filter(None, parts)))


def risks_of(situation: Situation, title: str, document: "Document") -> list[Risk]:
    """What on a notice could give somebody away; the 监督电话 is meant to be public."""
    return risks_in(title, lines_of(document), [situation.organisation.supervision_phone])


def words_of(form: Form, document: "Document") -> str:
    """Every word on a paper, for its 核对码; the size of the sheet makes no difference."""
    return "\n".join((form.id, document.header, *lines_of(document)))


def lines_of(document: "Document") -> list[str]:
    """The paper's text, a line for every paragraph."""
    from yishi_desktop.documents.model import every_paragraph

    return [paragraph.text.replace("\n", "") for paragraph in every_paragraph(document)]


def preview(office: Office, situation: Situation, form: str, *, sheet: PaperSize = "A4") -> Preview:
    """A paper exactly as it will print."""
    from yishi_desktop.documents.layout import lay_out

    layout = lay_out(composed(office, form, situation, sheet))
    boxes = tuple(tuple(_in_millimetres(box) for box in page) for page in layout.fact_boxes())
    return Preview(_drawn([layout], sheet), boxes)


def _drawn(layouts: "Sequence[Layout]", sheet: PaperSize, title: str = "") -> bytes:
    from yishi_desktop.documents.pdf import draw_together

    return draw_together(layouts, title, tiled=sheet == "tiles")


def _page_count(layout: "Layout", sheet: PaperSize) -> int:
    from yishi_desktop.documents.pdf import is_large

    return layout.page_count * (TILES if sheet == "tiles" and is_large(layout) else 1)


def _in_millimetres(box: "FactBox") -> Box:
    return Box(box.fact, *(length * MM_PER_POINT for length in (box.x, box.y, box.width, box.height)))


def bundle(
    office: Office,
    situation: Situation,
    papers: Sequence[Paper],
    *,
    sheet: PaperSize = "A4",
    title: str = "",
    progress: Progress | None = None,
) -> Bundle:
    """Papers one behind the other in one PDF, with a bookmark for each, and what stands in the way of printing them."""
    from yishi_desktop.documents.fonts import missing_in
    from yishi_desktop.documents.layout import lay_out

    layouts: list[Layout] = []
    missing: dict[str, None] = {}
    risks: list[Risk] = []
    for number, paper in enumerate(papers):
        if progress:
            progress(number, len(papers), paper.title)
        form = form_of(office, paper.form)
        document = document_of(office, situation, paper, sheet)
        missing |= dict.fromkeys(missing_in(document))
        if form.posted:
            risks += risks_of(situation, paper.title, document)
        layouts.append(lay_out(document))
    if progress:
        progress(len(papers), len(papers), "")
    pages = sum(_page_count(layout, sheet) for layout in layouts)
    told = tuple(Missing(sign, _bearer(sign, situation)) for sign in missing)
    return Bundle(_drawn(layouts, sheet, title), pages, told, tuple(risks))


def _bearer(sign: str, situation: Situation) -> str:
    """The first person of a matter with a character in the name."""
    case = situation.case
    return next((name for name in (*names_in(case), case.topic.proposer) if sign in name), "")


def document_of(office: Office, situation: Situation, paper: Paper, sheet: PaperSize = "A4") -> "Document":
    """One of the papers of a matter, of the session it belongs to."""
    looked_at = situation.for_session(paper.session_index)
    return composed(office, paper.form, looked_at, sheet, paper.recipients)


class MadeOnce:
    """Papers of one situation, each composed once however often it is asked for; kept no longer than one errand."""

    def __init__(self, office: Office, situation: Situation) -> None:
        self.office = office
        self.situation = situation
        self._made: dict[tuple[Paper, PaperSize], Document] = {}

    def document(self, paper: Paper, sheet: PaperSize = "A4") -> "Document":
        """One of the papers, of the session it belongs to."""
        key = paper, sheet
        if key not in self._made:
            self._made[key] = document_of(self.office, self.situation, paper, sheet)
        return self._made[key]


def as_file(document: "Document", suffix: str, sheet: PaperSize) -> bytes:
    """A document as Word for .docx, else as PDF. Word keeps the large sheet whole; only the PDF is cut into tiles."""
    from yishi_desktop.documents.docx import to_docx
    from yishi_desktop.documents.layout import lay_out

    return to_docx(document) if suffix == ".docx" else _drawn([lay_out(document)], sheet)


def drawn(document: "Document") -> tuple[bytes, int]:
    """A document as PDF, and how many pages it has."""
    from yishi_desktop.documents.layout import lay_out

    layout = lay_out(document)
    return _drawn([layout], "A4"), layout.page_count
