"""Papers leaving the program, to a file, a printer or a chat group: the one way out.

A paper that hangs on a board or goes round in a group leaves only when what on it could give somebody away has been
looked at (公示脱敏). What has left stands in the 外发记录, and its 核对码 is noted.

The archive's box (`year_box`) is no way out: it goes into a cupboard, not on a wall.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.disclosure import Risk, risks_in
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import departures
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.own_templates import filled_template
from yishi_desktop.services.printing.own_wording import form_of
from yishi_desktop.services.printing.papers import (
    MadeOnce,
    Paper,
    PaperSize,
    Progress,
    as_file,
    bundle,
    risks_of,
)
from yishi_desktop.services.printing.printed_pages import note_issued
from yishi_desktop.services.printing.short_notice import notice_picture, notice_text
from yishi_desktop.storage.faults import disk_fault
from yishi_desktop.storage.safe_file import safe_name, safe_write

Seen = Collection[Risk]
"""What of the risks on notices somebody has looked at and let pass."""
GROUP = "微信群（复制了文字）"


class UnseenError(UserError):
    """A notice was not let out: on it stands what nobody has looked at yet. `risks` are all that was found."""

    def __init__(self, risks: Sequence[Risk]) -> None:
        found = "、".join(dict.fromkeys(f"{risk.kind}“{risk.text}”" for risk in risks))
        super().__init__(
            f"要张贴的材料里有{found}。", "没有打印，没有存，也没有发。", "请先看一看该不该印；看过了再来。"
        )
        self.risks = tuple(risks)


@dataclass(frozen=True, slots=True)
class Departing:
    """What leaves: papers of a situation, under which name, where to, and which risks on them have been looked at."""

    situation: Situation
    papers: Sequence[Paper]
    seen: Seen = ()
    name: str = ""

    @property
    def title(self) -> str:
        """The name, or what the papers are called."""
        return self.name or departures.titles([paper.title for paper in self.papers])


def risks_on(office: Office, situation: Situation, papers: Sequence[Paper]) -> tuple[Risk, ...]:
    """What on those of the papers that are posted could give somebody away."""
    return _risks_on(MadeOnce(office, situation), papers)


def _risks_on(made: MadeOnce, papers: Sequence[Paper]) -> tuple[Risk, ...]:
    posted = (paper for paper in papers if form_of(made.office, paper.form).posted)
    return tuple(
        risk for paper in posted for risk in risks_of(made.situation, paper.title, made.document(paper))
    )


@contextmanager
def leaving(office: Office, departing: Departing, place: Path | str) -> Iterator[MadeOnce]:
    """Let papers out inside the block, and note them when it ends. `UnseenError` before anything is done.

    What is looked at, let out and noted is composed once: the block gets it.
    """
    made = MadeOnce(office, departing.situation)
    _refuse_unseen(_risks_on(made, departing.papers), departing.seen)
    yield made
    if departing.papers:
        departures.note(office, departing.title, place, departures.Contents.PAPER)
        note_issued(made, departing.papers)


def _refuse_unseen(risks: Sequence[Risk], seen: Seen) -> None:
    if any(risk not in seen for risk in risks):
        raise UnseenError(risks)


def save_papers(
    office: Office,
    departing: Departing,
    folder: Path,
    *,
    word: bool = True,
    pdf: bool = True,
    sheet: PaperSize = "A4",
    progress: Progress | None = None,
) -> list[Path]:
    """Write papers into a folder, each safely and with a name that sorts; the paths written, in order.

    Raises `UserError` when the disk is full, the stick is gone or a file is open elsewhere; what was written stays.
    `UnseenError` before the first is written.
    """
    written: list[Path] = []
    tell = progress or _say_nothing
    suffixes = [suffix for wanted, suffix in ((word, ".docx"), (pdf, ".pdf")) if wanted]
    with leaving(office, departing, folder) as made:
        _make_folder(folder)
        for number, paper in enumerate(departing.papers, 1):
            tell(number - 1, len(departing.papers), paper.title)
            document = made.document(paper, sheet)
            for suffix in suffixes:
                path = folder / f"{safe_name(f'{number:02d} {paper.title}')}{suffix}"
                safe_write(path, as_file(document, suffix, sheet))
                written.append(path)
        tell(len(departing.papers), len(departing.papers), "")
    return written


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_fault(error, folder) from error


def save_paper(office: Office, departing: Departing, path: Path, *, sheet: PaperSize = "A4") -> Path:
    """Write one paper: as Word where `path` ends in .docx, else as PDF. Errors as `save_papers`."""
    paper = departing.papers[0]
    with leaving(office, departing, path) as made:
        document = made.document(paper, sheet)
        safe_write(path, as_file(document, path.suffix.lower(), sheet))
    return path


def save_bundle(
    office: Office, departing: Departing, path: Path, *, title: str = "", progress: Progress | None = None
) -> Path:
    """Write papers one behind the other into one PDF. Errors as `save_papers`."""
    with leaving(office, departing, path):
        made = bundle(office, departing.situation, departing.papers, title=title, progress=progress)
        safe_write(path, made.pdf)
    return path


def save_made(office: Office, departing: Departing, pdf: bytes, path: Path) -> Path:
    """Write papers that were made for looking at. Errors as `save_papers`."""
    with leaving(office, departing, path):
        safe_write(path, pdf)
    return path


def print_made(office: Office, departing: Departing, printer: str, send: Callable[[], int]) -> int:
    """Send pages to a printer by `send`, which answers how many. `UnseenError` before it is called."""
    with leaving(office, departing, f"打印机：{printer}"):
        return send()


def save_template(office: Office, departing: Departing, path: Path) -> Path:
    """Write one paper as the township's own Word file, filled in. What that file says of its own is looked at as well."""
    from yishi_desktop.documents.template import said_in

    paper = departing.papers[0]
    with leaving(office, departing, path):
        looked_at = departing.situation.for_session(paper.session_index)
        filled = filled_template(office, looked_at, paper.form)
        if form_of(office, paper.form).posted:
            known = [looked_at.organisation.supervision_phone]
            _refuse_unseen(risks_in(paper.title, said_in(filled), known), departing.seen)
        safe_write(path, filled)
    return path


def text_for_group(office: Office, departing: Departing) -> str:
    """A notice as text to paste into a chat group."""
    paper = departing.papers[0]
    with leaving(office, departing, GROUP):
        looked_at = departing.situation.for_session(paper.session_index)
        return notice_text(form_of(office, paper.form, looked_at.case.opened_on), looked_at)


def picture_for_group(office: Office, departing: Departing, path: Path) -> Path:
    """A notice as one long picture."""
    paper = departing.papers[0]
    with leaving(office, departing, path):
        looked_at = departing.situation.for_session(paper.session_index)
        safe_write(path, notice_picture(form_of(office, paper.form, looked_at.case.opened_on), looked_at))
    return path


def _say_nothing(done: int, total: int, text: str) -> None:
    """Nobody watches."""
