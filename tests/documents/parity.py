"""Compare a paper as LibreOffice shows its Word file with our PDF of it: text page by page, and table rules.

Point it at any documents: `compare({"name": document}, folder)`. All Word files go through one LibreOffice call,
with a font configuration that maps the Chinese fonts of Windows to the bundled ones, so that the result does not
depend on what the machine has installed. Both sides are written with `metrics.LIBREOFFICE`, see there.
"""

import difflib
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.metrics import LIBREOFFICE
from yishi_desktop.documents.model import Document
from yishi_desktop.documents.pdf import draw
from yishi_desktop.paths import data_root

POINT = 25.4 / 72  # mm
ALIASES = {
    "仿宋": "Yishi Fangsong",
    "黑体": "Yishi Hei",
    "楷体": "Yishi Kai",
    "宋体": "Yishi Song",
    "方正小标宋简体": "Yishi Biaosong",
    "SimSun-ExtB": "Yishi Song",
    "Segoe UI Symbol": "Yishi Symbols",
    "Times New Roman": "Yishi Latin",
}


@dataclass(frozen=True)
class PageView:
    """What is on a page: its text without spaces, line by line, and where its rules run, in mm."""

    lines: tuple[str, ...]
    horizontal: tuple[float, ...]
    vertical: tuple[float, ...]

    @property
    def text(self) -> str:
        return "".join(self.lines)


@dataclass(frozen=True)
class Comparison:
    """Both views of one paper."""

    word: list[PageView]
    pdf: list[PageView]

    @property
    def same_pages(self) -> bool:
        return len(self.word) == len(self.pdf)

    def other_text(self) -> dict[int, tuple[str, str]]:
        """By the number of the page: the characters only Word has there, and those only our PDF has."""
        found = {}
        for number, (word, pdf) in enumerate(zip(self.word, self.pdf, strict=False), 1):
            ours, theirs = Counter(word.text), Counter(pdf.text)
            if ours != theirs:
                found[number] = tuple(
                    "".join((a - b).elements()) for a, b in ((ours, theirs), (theirs, ours))
                )
        return found

    def lines_alike(self) -> tuple[int, int]:
        """How many lines are identical, of how many."""
        alike = total = 0
        for word, pdf in zip(self.word, self.pdf, strict=False):
            matcher = difflib.SequenceMatcher(None, word.lines, pdf.lines, autojunk=False)
            alike += sum(block.size for block in matcher.get_matching_blocks())
            total += max(len(word.lines), len(pdf.lines))
        return alike, total

    def lines_apart(self) -> list[tuple[int, tuple[str, ...], tuple[str, ...]]]:
        """The lines that differ: number of the page, how Word has them, how our PDF has them."""
        found = []
        for number, (word, pdf) in enumerate(zip(self.word, self.pdf, strict=False), 1):
            matcher = difflib.SequenceMatcher(None, word.lines, pdf.lines, autojunk=False)
            for kind, a, b, c, d in matcher.get_opcodes():
                if kind != "equal":
                    found.append((number, word.lines[a:b], pdf.lines[c:d]))
        return found

    def rules_off(self) -> float:
        """The largest distance in mm between a rule and its twin; infinite when a page has more rules than its twin."""
        return max(
            (
                _distance(getattr(word, kind), getattr(pdf, kind))
                for word, pdf in zip(self.word, self.pdf, strict=False)
                for kind in ("horizontal", "vertical")
            ),
            default=0.0,
        )


def _distance(ours: tuple[float, ...], theirs: tuple[float, ...]) -> float:
    if len(ours) != len(theirs):
        return float("inf")
    return max((abs(a - b) for a, b in zip(ours, theirs, strict=True)), default=0.0)


def compare(documents: Mapping[str, Document], folder: Path) -> dict[str, Comparison]:
    """Write every document both ways into the folder and look at the pages."""
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(to_docx(document, LIBREOFFICE))
    shown = convert([folder / f"{name}.docx" for name in documents], folder / "libreoffice")
    result = {}
    for name, document in documents.items():
        ours = folder / f"{name}.pdf"
        ours.write_bytes(draw(lay_out(document, LIBREOFFICE)))
        result[name] = Comparison(views(shown[name].read_bytes()), views(ours.read_bytes()))
    return result


def convert(files: Iterable[Path], target: Path) -> dict[str, Path]:
    """Let LibreOffice make PDFs of Word files, all in one call; keyed by the file's stem."""
    files = list(files)
    target.mkdir(parents=True, exist_ok=True)
    profile = target / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(target), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=240,
        env=os.environ | {"FONTCONFIG_FILE": str(_font_configuration(target)), "SAL_USE_VCLPLUGIN": "svp"},
    )
    return {file.stem: target / f"{file.stem}.pdf" for file in files}


def _font_configuration(folder: Path) -> Path:
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{font}</string></edit></match>'
        for name, font in ALIASES.items()
    )
    fonts = data_root() / "resources" / "fonts"
    file = folder / "fonts.conf"
    file.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{fonts}</dir><cachedir>{folder / "fontcache"}</cachedir>'
        f"{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return file


# ------------------------------------------------------------------------------------------- looking at pages
def views(data: bytes) -> list[PageView]:
    """What is on every page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_view(document[index]) for index in range(len(document))]
    finally:
        document.close()


def _view(page: pypdfium2.PdfPage) -> PageView:
    height = page.get_height()
    strokes = [stroke for item in page.get_objects(max_depth=3) for stroke in _strokes(item)]
    upright = _rules(x0 for x0, y0, x1, y1 in strokes if abs(x0 - x1) < 1 and abs(y0 - y1) > 15)
    level = [
        height - y0
        for x0, y0, x1, y1 in strokes
        if abs(y0 - y1) < 1 and abs(x0 - x1) > 30 and _meets(x0, upright) and _meets(x1, upright)
    ]
    return PageView(_lines(page), _rules(level), upright)


def _meets(x: float, upright: tuple[float, ...]) -> bool:
    """Whether a stroke ends at an upright rule: the lines of a table do, underlines of blanks do not."""
    return any(abs(x * POINT - rule) < 1 for rule in upright)


def _strokes(item: pypdfium2.PdfObject) -> Iterable[tuple[float, float, float, float]]:
    """The straight pieces of a path, in points of the page."""
    if item.type != pdfium.FPDF_PAGEOBJ_PATH:
        return
    matrix = item.get_matrix()
    start = last = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(item.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, index)
        x, y = pdfium.c_float(), pdfium.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            yield (*last, *point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield (*point, *start)
        last = point


def _rules(positions: Iterable[float]) -> tuple[float, ...]:
    """Positions in mm; edges of one rule, less than 2 pt apart, count as one."""
    groups: list[list[float]] = []
    for position in sorted(positions):
        if groups and position - groups[-1][-1] < 2:
            groups[-1].append(position)
        else:
            groups.append([position])
    return tuple((group[0] + group[-1]) / 2 * POINT for group in groups)


def _lines(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    """The text by baseline from the top, from left to right, without spaces."""
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code > 0x20 and not 0xDC00 <= code < 0xE000 and code not in (0x3000, 0xFFFE):
            found.append((*_origin(text, index), _character(text, index, code)))
    lines: list[tuple[float, list[tuple[float, str]]]] = []
    for x, y, char in sorted(found, key=lambda each: -each[1]):
        if not lines or lines[-1][0] - y > 3:
            lines.append((y, []))
        lines[-1][1].append((x, char))
    return tuple("".join(char for _, char in sorted(line, key=lambda each: each[0])) for _, line in lines)


def _origin(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = pdfium.c_double(), pdfium.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value, y.value


def _character(text: pypdfium2.PdfTextPage, index: int, code: int) -> str:
    if 0xD800 <= code < 0xDC00:
        low = pdfium.FPDFText_GetUnicode(text, index + 1)
        return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
    return chr(code)


def squeezed(text: str) -> str:
    """Text without white space, as the views have it."""
    return re.sub(r"\s", "", text)
