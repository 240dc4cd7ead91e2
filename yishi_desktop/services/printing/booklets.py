"""The manual and the guides as papers, made when asked for, of the texts F1 shows."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yishi_desktop import __version__
from yishi_desktop.definitions.help_pages import FAULTS, HelpPage, load_help, picture_file
from yishi_desktop.definitions.help_steps import procedure_page
from yishi_desktop.definitions.obligations import load_obligations
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.storage.faults import disk_fault
from yishi_desktop.storage.safe_file import safe_write

if TYPE_CHECKING:
    from yishi_desktop.documents.model import Document

MANUAL = (
    "start", "home", "cases", "late", "matter", "papers", "notices", "ledger", "sending", "people", "settings", "local",
    "encryption", "township", "safety", FAULTS,
)  # fmt: skip
"""The chapters of the manual, in the order in which people meet the screens."""


@dataclass(frozen=True, slots=True)
class Booklet:
    """Something that can be printed: a key of ours, its name, and what it is for."""

    key: str
    name: str
    purpose: str


BOOKLETS = (
    Booklet("manual", "操作手册", "每个页面怎么用，出了意外怎么办。"),
    Booklet("wall", "墙上贴的一张纸", "一张A4，贴在电脑旁边。"),
    Booklet("steps", "办事依据，一步一步", "本村照着办的文件：每一步要填什么，哪一条要求的。"),
    Booklet("township", "乡镇收台账", "给乡镇管台账的人。"),
    Booklet("safety", "360和Windows拦住了怎么办", "装程序的时候看。"),
)


def booklet(key: str, procedure: Procedure | None = None) -> "Document":
    """One of the booklets; `steps` is about the procedure given."""
    from yishi_desktop.documents import booklet as papers

    pages = load_help()
    if key == "manual":
        chapters = [pages[name] for name in MANUAL]
        return papers.book("议事　操作手册", f"版本 {__version__}", chapters, pictures(*chapters))
    if key == "steps":
        if procedure is None:
            raise UserError("还没有选办事依据。", "资料没有改动。", "请先在“本村资料”里选好，再来做。")
        return papers.guide(procedure_page(procedure, load_obligations()), {}, papers.SMALL)
    page = pages[key]
    return papers.guide(page, pictures(page), papers.WALL_A4 if key == "wall" else papers.BOOK)


def wall_sheet_a3() -> "Document":
    """The sheet on the wall, to be read from two steps away."""
    from yishi_desktop.documents import booklet as papers

    return papers.guide(load_help()["wall"], {}, papers.WALL_TWICE)


def pictures(*pages: HelpPage) -> dict[str, bytes]:
    """What the pages show."""
    return {name: picture_file(name).read_bytes() for page in pages for name in page.pictures}


def save_document(document: "Document", path: Path) -> Path:
    """Write it as Word or PDF, as the path's ending says. `UserError` when the disk refuses."""
    from yishi_desktop.documents.docx import to_docx
    from yishi_desktop.documents.pdf import to_pdf

    data = to_docx(document) if path.suffix.lower() == ".docx" else to_pdf(document)
    try:
        safe_write(path, data)
    except OSError as error:
        raise disk_fault(error, path) from error
    return path
