"""Rows 2, 3 and 4: the record form as Word and PDF, and all papers of a year. `scale` is the characters of the minutes."""

import io
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import material
from yishi_desktop.documents.compose import compose
from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.layout import Layout, lay_out
from yishi_desktop.documents.model import Document
from yishi_desktop.documents.pdf import draw, to_pdf
from yishi_desktop.domain.situation import Situation
from yishi_desktop.paths import data_root
from yishi_desktop.services.printing import issuing, papers

FORM = "jinhua_record"
FONT = data_root() / "resources" / "fonts"


def _situation(folder: Path, characters: int, number: int = 1) -> Situation:
    with material.opened(folder / "papers-village") as office:
        return office.situation(material.with_minutes(material.matter(number), characters, number))


def _document(folder: Path, characters: int) -> Document:
    return compose(material.definitions().forms[FORM], _situation(folder, characters))


def paragraphs(characters: int) -> list[str]:
    """What the others write: the same minutes in the same number of characters, without our form around it."""
    return material.prose(characters, 1).split("\n")


# ------------------------------------------------------------------------------------------------------- Word
def word(folder: Path, scale: int) -> Any:
    form, situation = material.definitions().forms[FORM], _situation(folder, scale)
    return lambda: _nothing(to_docx(compose(form, situation)))


def _nothing(_made: object) -> None:
    """What was made is let go."""


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
    texts = paragraphs(scale)
    return lambda: _natural(texts).save(io.BytesIO())


def _natural(texts: Sequence[str]) -> Any:
    import docx

    document = docx.Document()
    document.add_heading("议事协商记录表", 1)
    table = document.add_table(rows=0, cols=4)
    table.style = "Table Grid"
    for number in range(12):
        cells = table.add_row().cells
        for cell, text in zip(cells, (f"项目{number}", "示例村", "主持人", "张三、李四、王五"), strict=True):
            cell.text = text
    for text in texts:
        document.add_paragraph(text)
    return document


def docxtpl(folder: Path, scale: int) -> Any:
    template = _template(folder)
    context = {"title": "议事协商记录表", "paras": paragraphs(scale), "rows": list(range(12))}
    return lambda: _render(template, context, io.BytesIO())


def _template(folder: Path) -> Path:
    path = folder / "template.docx"
    if not path.exists():
        document = _natural(["{%p for p in paras %}", "{{ p }}", "{%p endfor %}"])
        document.save(str(path))
    return path


def _render(template: Path, context: dict[str, Any], target: Any) -> None:
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render(context, autoescape=True)
    document.save(target)


# -------------------------------------------------------------------------------------------------------- PDF
def pdf(folder: Path, scale: int) -> Any:
    form, situation = material.definitions().forms[FORM], _situation(folder, scale)
    return lambda: _nothing(to_pdf(compose(form, situation)))


def same_glyphs(folder: Path, scale: int) -> Any:
    """The floor: reportlab's canvas with every line and rule placed beforehand."""
    layout = lay_out(_document(folder, scale))
    draw(layout)  # opens the fonts
    return lambda: _nothing(_raw(layout))


def _raw(layout: Layout) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas: Any = Canvas(buffer, pageCompression=1, initialFontName="Times-Roman")
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


def _table_rows() -> list[tuple[str, ...]]:
    return [(f"项目{number}", "示例村", "主持人", "张三、李四、王五") for number in range(12)]


def weasyprint(folder: Path, scale: int) -> Any:
    from weasyprint import HTML

    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in _table_rows())
    body = "".join(f"<p>{text}</p>" for text in paragraphs(scale))
    style = "<style>td{border:1px solid}table{border-collapse:collapse;width:100%}</style>"
    html = f"{style}<h1>议事协商记录表</h1><table>{rows}</table>{body}"
    return lambda: _nothing(HTML(string=html).write_pdf())


def fpdf2(folder: Path, scale: int) -> Any:
    from fpdf import FPDF

    texts = paragraphs(scale)

    def make() -> None:
        document = FPDF()
        document.add_font("song", fname=str(_ttf()))
        document.set_font("song", size=12)
        document.add_page()
        with document.table(first_row_as_headings=False) as table:
            for row in _table_rows():
                line = table.row()
                for text in row:
                    line.cell(text)
        for text in texts:
            document.multi_cell(0, text=text)
            document.ln()
        document.output()

    return make


def _ttf() -> Path:
    """The font for running text, the same for every peer."""
    return FONT / "YishiSong.ttf"


def typst(folder: Path, scale: int) -> Any:
    """Compiled anew each time with another text: Typst remembers what it has set before."""
    import typst as library

    compiler = library.Compiler(font_paths=[str(FONT)])
    cells = ",".join(f"[{text}]" for row in _table_rows() for text in row)
    count = iter(range(10_000))

    def make() -> None:
        texts = material.prose(scale, next(count)).replace("\n", "\n\n")
        source = f"= 议事协商记录表\n#table(columns: 4, {cells})\n{texts}\n".encode()
        compiler.compile(input=source, format="pdf")

    return make


def qt(folder: Path, scale: int) -> Any:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
    from PySide6.QtWidgets import QApplication

    keep = QApplication.instance() or QApplication(["qt"])
    texts = paragraphs(scale)

    def make() -> None:
        assert keep
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        document = QTextDocument()
        rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in _table_rows())
        document.setHtml(f"<table border=1>{rows}</table>" + "".join(f"<p>{text}</p>" for text in texts))
        document.print_(writer)

    return make


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
    place = folder / "year-others"
    place.mkdir(exist_ok=True)

    def make() -> None:
        paths = [place / f"{number:03d}.docx" for number in range(scale * 12)]
        for number, path in enumerate(paths):
            context = {"title": f"第{number}份", "paras": material.prose(800, number).split("\n")}
            _render(template, context, str(path))
        convert(folder, paths)

    return make
