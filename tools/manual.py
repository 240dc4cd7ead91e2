"""Make the pictures anew, then everything that is printed of the help: `python3 dev.py manual [FOLDER]`.

    out/manual/     操作手册, 墙上贴的一张纸 (A4 and A3), 乡镇收台账, 360和Windows拦住了怎么办, as Word and PDF

The same texts are behind F1, and 设置与帮助 makes the same papers on the user's computer.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tools.packing import ROOT
from yishi_desktop.services.printing import booklets

if TYPE_CHECKING:
    from yishi_desktop.documents.model import Document

FOLDER = ROOT / "out" / "manual"
KINDS = (".pdf", ".docx")


def main(words: list[str]) -> int:
    """Take the pictures, write the papers, say which."""
    from tools.help_pictures import take_all

    take_all()
    for path in write(Path(words[0]) if words else FOLDER):
        sys.stdout.write(f"{path}  {path.stat().st_size // 1000} KB\n")
    return 0


def write(folder: Path) -> list[Path]:
    """Every paper in both formats."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        booklets.save_document(document, folder / f"{name}{kind}")
        for name, document in papers()
        for kind in KINDS
    ]


def papers() -> Iterator[tuple[str, "Document"]]:
    """The papers that are the same for every village, by name."""
    for one in booklets.BOOKLETS:
        if one.key != "steps":
            yield one.name, booklets.booklet(one.key)
    yield "墙上贴的一张纸（A3）", booklets.wall_sheet_a3()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
