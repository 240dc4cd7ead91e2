"""Rows 2, 3 and 4: the record form as Word and PDF, and all papers of a year. `scale` is the characters of the minutes."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import material
from yishi_desktop.documents.compose import compose
from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.fonts import LATIN
from yishi_desktop.documents.layout import Layout, lay_out
from yishi_desktop.documents.model import Document, Signature, Table
from yishi_desktop.documents.pdf import draw, to_pdf
from yishi_desktop.domain.situation import Situation
from yishi_desktop.paths import data_root
from yishi_desktop.services.printing import issuing, papers

T = TypeVar("T")
FORM = "jinhua_record"
FONT = data_root() / "resources" / "fonts"


Words = tuple[list[tuple[str, str]], list[str]]
"""A paper for those who do not know our forms: rows of a label and what stands behind it, and running text."""
_LONG = 200
VARIANTS = 8
"""Papers with other minutes, made in turn: nobody is given the same text twice in a row, we neither."""


def _situation(folder: Path, characters: int, number: int = 1) -> Situation:
    with material.opened(folder / "papers-village") as office:
        return office.situation(material.with_minutes(material.matter(1), characters, number))


def _document(folder: Path, characters: int, number: int = 1) -> Document:
    return compose(material.definitions().forms[FORM], _situation(folder, characters, number))


def _in_turn(values: Iterable[T], work: Callable[[T], object]) -> Callable[[], None]:
    """Work on one value after the other, from the beginning again at the end; what was made is let go."""
    turn = cycle(values)

    def make() -> None:
        work(next(turn))

    return make


def _nothing(_made: object) -> None:
    """What was made is let go."""


def words(folder: Path, characters: int, number: int = 1) -> Words:
    """What the others write: every word of the same form. Long cells are running text, because not all can split a row."""
    rows: list[tuple[str, str]] = []
    texts: list[str] = []
    for block in _document(folder, characters, number).blocks:
        if isinstance(block, Table):
            for row in block.rows:
                label, *others = ["\n".join(p.text for p in cell.paragraphs) for cell in row.cells]
                long = [text for text in others if len(text) > _LONG]
                rows.append((label, "　".join(text for text in others if len(text) <= _LONG)))
                texts += [line for text in long for line in text.split("\n")]
        else:
            texts += [p.text for p in (block.paragraphs if isinstance(block, Signature) else (block,))]
    return rows, texts


# ------------------------------------------------------------------------------------------------------- Word
def word(folder: Path, scale: int) -> Any:
    form = material.definitions().forms[FORM]
    return _in_turn(_situations(folder, scale), lambda situation: to_docx(compose(form, situation)))


def _situations(folder: Path, scale: int) -> list[Situation]:
    return [_situation(folder, scale, number) for number in range(VARIANTS)]


def zip_of_same(folder: Path, scale: int) -> Any:
    """The floor: the finished XML, only packed."""
    archive = zipfile.ZipFile(io.BytesIO(to_docx(_document(folder, scale))))
    parts = {name: archive.read(name) for name in archive.namelist()}
    return lambda: _pack(parts)


def _pack(parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def python_docx(folder: Path, scale: int) -> Any:
    variants = [words(folder, scale, number) for number in range(VARIANTS)]
    return _in_turn(variants, lambda said: _natural(*said).save(io.BytesIO()))


def _natural(rows: Sequence[tuple[str, str]], texts: Sequence[str]) -> Any:
    import docx

    document = docx.Document()
    document.add_heading("议事协商记录表", 1)
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for text in texts:
        document.add_paragraph(text)
    return document


def docxtpl(folder: Path, scale: int) -> Any:
    template = _template(folder)
    variants = [words(folder, scale, number) for number in range(VARIANTS)]
    return _in_turn(variants, lambda said: _render(template, said, io.BytesIO()))


def _template(folder: Path) -> Path:
    path = folder / "template.docx"
    if not path.exists():
        rows = [("{%tr for row in rows %}", ""), ("{{ row[0] }}", "{{ row[1] }}"), ("{%tr endfor %}", "")]
        document = _natural(rows, ["{%p for p in texts %}", "{{ p }}", "{%p endfor %}"])
        document.save(str(path))
    return path


def _render(template: Path, said: Words, target: Any) -> None:
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render({"rows": said[0], "texts": said[1]}, autoescape=True)
    document.save(target)


# -------------------------------------------------------------------------------------------------------- PDF
def pdf(folder: Path, scale: int) -> Any:
    form = material.definitions().forms[FORM]
    return _in_turn(_situations(folder, scale), lambda situation: to_pdf(compose(form, situation)))


def same_glyphs(folder: Path, scale: int) -> Any:
    """The floor: reportlab's canvas with every line and rule placed beforehand, and the fonts as we embed them."""
    layout = lay_out(_document(folder, scale))
    draw(layout)  # opens the fonts: ours, with outlines read in place and packed quickly
    return lambda: _nothing(_raw(layout))


def _raw(layout: Layout) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas: Any = Canvas(buffer, pageCompression=1, initialFontName=LATIN)
    for sheet in layout.sheets:
        for box in sheet.boxes:
            canvas.rect(box.left, box.top, box.right - box.left, box.bottom - box.top)
        text = canvas.beginText()
        for placed in sheet.lines:
            for segment in placed.line.segments:
                text.setTextOrigin(placed.x + segment.x, placed.y)
                text.setFont(segment.font, segment.size)
                text.textOut(segment.text)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def libreoffice(folder: Path, scale: int) -> Any:
    source = folder / f"record-{scale}.docx"
    source.write_bytes(to_docx(_document(folder, scale)))
    return lambda: convert(folder, [source])


def convert(folder: Path, sources: Sequence[Path]) -> None:
    """One process for all of them, as a careful user would."""
    profile = f"-env:UserInstallation={(folder / 'libreoffice').resolve().as_uri()}"
    words = [str(path) for path in sources]
    out = str(folder / "converted")
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", out, *words],
        check=True,
        capture_output=True,
    )


def weasyprint(folder: Path, scale: int) -> Any:
    from weasyprint import HTML

    variants = [_html(*words(folder, scale, number)) for number in range(VARIANTS)]
    return _in_turn(variants, lambda html: HTML(string=html).write_pdf())


def _html(rows: Sequence[tuple[str, str]], texts: Sequence[str]) -> str:
    table = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in rows)
    body = "".join(f"<p>{escape(text)}</p>" for text in texts)
    style = "<style>td{border:1px solid}table{border-collapse:collapse;width:100%}</style>"
    return f"{style}<h1>议事协商记录表</h1><table>{table}</table>{body}"


def fpdf2(folder: Path, scale: int) -> Any:
    from fpdf import FPDF

    def make(said: Words) -> None:
        rows, texts = said
        document = FPDF()
        document.add_font("song", fname=str(_ttf()))
        document.set_font("song", size=12)
        document.add_page()
        with document.table(first_row_as_headings=False) as table:
            for row in rows:
                line = table.row()
                for text in row:
                    line.cell(text)
        for text in texts:
            document.multi_cell(0, text=text)
            document.ln()
        document.output()

    return _in_turn([words(folder, scale, number) for number in range(VARIANTS)], make)


def _ttf() -> Path:
    """The font for running text, the same for every peer."""
    return FONT / "YishiSong.ttf"


def typst(folder: Path, scale: int) -> Any:
    """Another text each time, as for everybody: Typst remembers what it has set before."""
    import typst as library

    compiler = library.Compiler(font_paths=[str(FONT)])
    count = iter(range(10_000))
    rows, texts = words(folder, scale)
    cells = ",".join(f"[{_typst_text(text)}]" for row in rows for text in row)
    form = [_typst_text(text) for text in texts if len(text) <= _LONG]

    def make() -> None:
        said = "\n\n".join([*form, *material.prose(scale, next(count)).split("\n")])
        source = f"= 议事协商记录表\n#table(columns: 2, {cells})\n{said}\n".encode()
        compiler.compile(input=source, format="pdf")

    return make


def _typst_text(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]=~/-])", r"\\\1", text).replace("\n", " \\ ")


def qt(folder: Path, scale: int) -> Any:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
    from PySide6.QtWidgets import QApplication

    keep = QApplication.instance() or QApplication(["qt"])

    def make(html: str) -> None:
        assert keep
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        document = QTextDocument()
        document.setHtml(html)
        document.print_(writer)

    return _in_turn([_html(*words(folder, scale, number)) for number in range(VARIANTS)], make)


# ----------------------------------------------------------------------------------------------------- a year
Job = tuple[Situation, list[papers.Paper]]


def _year(folder: Path, sessions: int) -> tuple[Any, list[Job]]:
    """So many sessions with twelve papers each."""
    office = material.start_office(folder / "papers-village", material.definitions(), material.clock)
    jobs = []
    for number in range(sessions):
        case = material.with_minutes(material.matter(3 * number), 800, number)
        situation = office.situation(case)
        jobs.append((situation, papers.papers_of(office, situation)[:12]))
    return office, jobs


def year(folder: Path, scale: int) -> Any:
    office, jobs = _year(folder, scale)
    leaving = [
        issuing.Departing(one, wanted, seen=issuing.risks_on(office, one, wanted)) for one, wanted in jobs
    ]

    def make() -> dict[str, float]:
        made = [issuing.save_papers(office, one, folder / "year") for one in leaving]
        return {"files": float(sum(map(len, made)))}

    return make


def year_floor(folder: Path, scale: int) -> Any:
    """The floors of Word and PDF for the same papers: XML packed, and glyphs placed beforehand drawn."""
    _, jobs = _year(folder, scale)
    works: list[Callable[[], object]] = []
    for situation, wanted in jobs:
        for paper in wanted:
            form = material.definitions().forms[paper.form]
            document = compose(form, situation.for_session(paper.session_index))
            archive = zipfile.ZipFile(io.BytesIO(to_docx(document)))
            parts = {name: archive.read(name) for name in archive.namelist()}
            layout = lay_out(document)
            draw(layout)
            works += [_Later(_pack, parts), _Later(_raw, layout)]
    return lambda: _nothing([work() for work in works])


class _Later:
    def __init__(self, work: Callable[[Any], object], value: object) -> None:
        self._work, self._value = work, value

    def __call__(self) -> object:
        return self._work(self._value)


def year_others(folder: Path, scale: int) -> Any:
    """docxtpl for the Word files and one LibreOffice for all PDFs, twelve papers a session."""
    template = _template(folder)
    said = [words(folder, 800, number) for number in range(VARIANTS)]
    place = folder / "year-others"
    place.mkdir(exist_ok=True)

    def make() -> None:
        paths = [place / f"{number:03d}.docx" for number in range(scale * 12)]
        for number, path in enumerate(paths):
            _render(template, said[number % VARIANTS], str(path))
        convert(folder, paths)

    return make
