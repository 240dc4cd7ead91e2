"""The page that leads through a demonstration: what was made, and every paper as a small picture of its first page.

One file without anything from elsewhere: the pictures are inside it, the papers are linked by their place beside it.
"""

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import quote

from yishi_desktop.paths import data_root
from yishi_desktop.storage.safe_file import safe_write

if TYPE_CHECKING:
    from PIL.Image import Image

NAME = "目录.html"
WIDTH = 220
"""Pixels: what a form looks like can be told, its small print not."""
_WORD, _PDF, _EXCEL = ".docx", ".pdf", ".xlsx"


@dataclass(frozen=True, slots=True)
class Part:
    """A matter, or the ledger: its heading, a sentence about it, and its files."""

    title: str
    sentence: str
    files: tuple[Path, ...]


def write(folder: Path, title: str, parts: Sequence[Part]) -> Path:
    """Write the page into the folder of the demonstration."""
    page = Template((data_root() / "resources" / "demo" / "index.html").read_text(encoding="utf-8"))
    sections = "\n".join(_section(folder, part) for part in parts)
    text = page.substitute(title=escape(title), numbers="".join(_numbers(parts)), sections=sections)
    path = folder / NAME
    safe_write(path, text.encode("utf-8"))
    return path


def _numbers(parts: Sequence[Part]) -> Iterator[str]:
    files = [file for part in parts for file in part.files]
    kinds = [path.suffix for path in files]
    matters = sum(any(file.suffix == _PDF for file in part.files) for part in parts)
    counted = (
        (matters, "件事"),
        (kinds.count(_PDF), "份文书"),
        (kinds.count(_EXCEL), "本台账"),
        (len(files), "个文件"),
    )
    for number, unit in counted:
        yield f"<li><b>{number}</b>{unit}</li>"


def _section(folder: Path, part: Part) -> str:
    papers = "".join(_paper(folder, files) for files in _by_stem(part.files))
    sentence = f"<p>{escape(part.sentence)}</p>" if part.sentence else ""
    return f'<section><h2>{escape(part.title)}</h2>{sentence}<ul class="papers">{papers}</ul></section>'


def _by_stem(files: Iterable[Path]) -> list[dict[str, Path]]:
    """The files of each paper by their ending, in the order of the papers."""
    found: dict[str, dict[str, Path]] = {}
    for file in files:
        found.setdefault(file.stem, {})[file.suffix] = file
    return list(found.values())


def _paper(folder: Path, files: dict[str, Path]) -> str:
    names = {_PDF: "PDF", _WORD: "Word", _EXCEL: "Excel"}
    ways = "".join(
        f'<a class="kind" href="{_link(folder, file)}">{names[kind]}</a>' for kind, file in files.items()
    )
    title = escape(next(iter(files.values())).stem)
    picture = ""
    if _PDF in files:
        image = f'<img alt="{title}" loading="lazy" src="{_thumbnail(files[_PDF])}">'
        picture = f'<a href="{_link(folder, files[_PDF])}">{image}</a>'
    return f"<li>{picture}<span>{title}</span>{ways}</li>"


def _link(folder: Path, file: Path) -> str:
    return quote(file.relative_to(folder).as_posix())


def _thumbnail(path: Path) -> str:
    """The first page of a PDF as a data URI."""
    import pypdfium2

    from yishi_desktop.documents.picture import in_few_shades

    document = pypdfium2.PdfDocument(path)
    try:
        page = document[0]
        image: Image = page.render(scale=WIDTH / page.get_width(), grayscale=True).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    in_few_shades(image.convert("L")).save(out, "PNG", bits=4)
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
