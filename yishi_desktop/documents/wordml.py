"""Paragraphs and tables as WordprocessingML. The order of elements is the schema's; Word refuses any other."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from yishi_desktop.documents.metrics import MM, NO_GRID, TWIPS, Grid
from yishi_desktop.documents.model import BLANK, Cell, Paragraph, Picture, Role, Run, Table

FONTS: dict[Role, str] = {
    "fang": "仿宋",
    "hei": "黑体",
    "kai": "楷体",
    "song": "宋体",
    "xbs": "方正小标宋简体",
    "uyghur": "UKIJ Tuz",
}
"""The fonts as Word and WPS on Chinese Windows name them; what stands in for them is in fontTable.xml."""
LATIN = "Times New Roman"
# Han that the usual fonts lack are named a font that has them, ballot boxes too. The signs are in both the Latin and
# the Chinese font, and programs differ in which they take unless both are named the same.
_KINDS = {
    "beyond": "\U00020000-\U000323af",
    "rare": "\u3400-\u4dbf\u9fa6-\u9fff",
    "box": "☐☑☒",
    "sign": "·—×÷°±□√",
}
_FALLBACK = {"beyond": "SimSun-ExtB", "rare": "宋体", "box": "Segoe UI Symbol"}
_PIECES = re.compile("|".join((
    *(f"(?P<{kind}>[{chars}]+)" for kind, chars in _KINDS.items()), f"[^{''.join(_KINDS.values())}]+",
)))  # fmt: skip
_NUMBER = re.compile(r"\d+(?:-\d+)+")
_LTR_MARK = "\u200e"
"""Around a telephone number in text from right to left, or Word turns its halves round."""
_STOP = '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>\u00a0</w:t></w:r>'
"""A no-break space one point high: without it, blanks at the end of a line are not underlined but dropped."""
_SIDES = {"t": "top", "l": "left", "b": "bottom", "r": "right"}


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU = 36000  # of Word's finest unit in a millimetre
UNNUMBERED = "0"


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * MM * TWIPS)


def _points(points: float) -> int:
    return round(points * TWIPS)


# ------------------------------------------------------------------------------------------------------ runs
@cache
def run_properties(
    font: str,
    size: float,
    grid: Grid = NO_GRID,
    *,
    latin: str = LATIN,
    underline: bool = False,
    rtl: bool = False,
) -> str:
    """The look of a run. hint=eastAsia takes “”…·— from the Chinese font; letters from right to left have a font of their own."""
    if rtl:
        return (
            f'<w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{font}"/>'
            f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/><w:rtl/></w:rPr>'
        )
    spacing = _points(grid.spacing_at(size))
    return (
        f'<w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:cs="{LATIN}"'
        ' w:hint="eastAsia"/>'
        + (f'<w:spacing w:val="{spacing}"/>' if spacing else "")
        + f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
        + ('<w:u w:val="single"/>' if underline else "")
        + "</w:rPr>"
    )


def text_xml(text: str) -> str:
    """Text with its line breaks."""
    if "\n" not in text:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\n")
    )


def run_xml(run: Run, paragraph: Paragraph, grid: Grid = NO_GRID) -> str:
    """A run of the model: one run of Word for every font its characters need."""
    size = run.size or paragraph.size
    usual = FONTS[run.role or paragraph.role]
    if paragraph.rtl:
        text = _NUMBER.sub(f"{_LTR_MARK}\\g<0>{_LTR_MARK}", run.text)
        return f"<w:r>{run_properties(usual, size, rtl=True)}{text_xml(text)}</w:r>"
    out = []
    for piece in _PIECES.finditer(run.text):
        font = _FALLBACK.get(piece.lastgroup or "", usual)
        latin = font if piece.lastgroup else LATIN
        look = run_properties(font, size, grid, latin=latin, underline=run.underline)
        out.append(f"<w:r>{look}{text_xml(piece[0])}</w:r>")
    return "".join(out)


# ------------------------------------------------------------------------------------------------ paragraphs
def paragraph_xml(
    paragraph: Paragraph, grid: Grid = NO_GRID, *, keep_next: bool = False, content: str | None = None
) -> str:
    """A paragraph; `content` takes the place of its runs (page number fields)."""
    flags = (
        ("<w:keepNext/>" if keep_next or paragraph.keep_next else "")
        + ("<w:keepLines/>" if paragraph.keep_lines else "")
        + ("<w:pageBreakBefore/>" if paragraph.page_break else "")
    )
    pitch = _points(grid.pitch_of(paragraph))
    size, rule, runs = paragraph.size, f'w:line="{pitch}" w:lineRule="exact"', content
    if isinstance(paragraph.picture, Picture):
        # An exact pitch would cut the picture off: it stands on the baseline, which is not the foot of the line.
        size, rule, runs = 1, 'w:line="240" w:lineRule="auto"', picture_xml(paragraph.picture)
    spacing = (
        f'<w:spacing w:before="{_points(paragraph.before)}" w:after="{_points(paragraph.after)}" {rule}/>'
    )
    mark = run_properties(FONTS[paragraph.role], size)
    runs = _runs(paragraph, grid) if runs is None else runs
    return (
        f"<w:p><w:pPr>{flags}{'<w:bidi/>' if paragraph.rtl else ''}{spacing}{_indent(paragraph, grid)}"
        f'<w:jc w:val="{paragraph.align}"/>{mark}</w:pPr>{runs}</w:p>'
    )


def picture_name(picture: Picture) -> str:
    """The file a picture has inside the Word file, by its content: the same picture twice is one file."""
    return f"picture{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.format}"


def picture_xml(picture: Picture) -> str:
    """A run with a picture standing in the line. `docPr` carries no number yet; `docx` counts them through."""
    width, height = round(picture.width * _EMU), round(picture.height * _EMU)
    words = escape(picture.alt, {'"': "&quot;"})
    shape = (
        '<pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture_key(picture)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    return (
        f"<w:r>{run_properties(FONTS['fang'], 1)}<w:drawing>"
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{UNNUMBERED}" name="图片" descr="{words}"/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture">{shape}</pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def picture_key(picture: Picture) -> str:
    """The key of the relationship that leads from the text to the picture's file."""
    return picture_name(picture).partition(".")[0]


def _runs(paragraph: Paragraph, grid: Grid) -> str:
    ends_blank = any(run.underline and run.text.endswith(BLANK) for run in paragraph.runs[-1:])
    return "".join(run_xml(run, paragraph, grid) for run in paragraph.runs) + (_STOP if ends_blank else "")


def _indent(paragraph: Paragraph, grid: Grid) -> str:
    """Indents in twips, and in hundredths of a character so that they stay right when the size is changed."""
    em = paragraph.size + grid.spacing_at(paragraph.size)
    sides = (("left", paragraph.left), ("right", paragraph.right), ("firstLine", paragraph.first))
    given = "".join(
        f' w:{name}Chars="{round(chars * 100)}" w:{name}="{_points(chars * em)}"'
        for name, chars in sides
        if chars
    )
    return f"<w:ind{given}/>" if given else ""


# ---------------------------------------------------------------------------------------------------- tables
@dataclass(frozen=True, slots=True)
class _Columns:
    """Column edges in twips; every width is the difference of two, so that rules of different rows meet."""

    edges: tuple[int, ...]

    def width(self, column: int, span: int = 1) -> int:
        return self.edges[column + span] - self.edges[column]


def table_xml(table: Table, *, keep_next: bool = False) -> str:
    """A table of fixed columns, centred; with `keep_next` its last row stays with what follows."""
    columns = _Columns(tuple(twips(sum(table.columns[:count])) for count in range(len(table.columns) + 1)))
    above, side = map(twips, table.padding)
    margins = "".join(
        f'<w:{name} w:w="{width}" w:type="dxa"/>'
        for name, width in (("top", above), ("left", side), ("bottom", above), ("right", side))
    )
    grid = "".join(f'<w:gridCol w:w="{columns.width(index)}"/>' for index in range(len(table.columns)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{columns.edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_rows(table, columns, keep_next=keep_next))}</w:tbl>"
    )


def _rows(table: Table, columns: _Columns, *, keep_next: bool) -> list[str]:
    out = []
    open_cells: dict[int, tuple[Cell, int]] = {}  # column → the cell spanning down and the rows it has left
    last = len(table.rows) - 1
    for index, (row, placed) in enumerate(zip(table.rows, table.placed(), strict=True)):
        cells = {at: (cell, "<w:vMerge/>") for at, (cell, _) in open_cells.items()}
        cells |= {at: (cell, '<w:vMerge w:val="restart"/>' if cell.rows > 1 else "") for at, cell in placed}
        open_cells = {at: (cell, left - 1) for at, (cell, left) in open_cells.items() if left > 1}
        open_cells |= {at: (cell, cell.rows - 1) for at, cell in placed if cell.rows > 1}
        keeps = bool(open_cells) or row.keep_next or (keep_next and index == last)
        inside = "".join(
            _cell(cell, columns.width(at, cell.span), merge, keep_next=keeps)
            for at, (cell, merge) in sorted(cells.items(), key=lambda item: item[0])
        )
        properties = (
            ("" if row.splittable else "<w:cantSplit/>")
            + (f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>' if row.height else "")
            + ("<w:tblHeader/>" if index < table.header else "")
        )
        out.append(f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>")
    return out


def _cell(cell: Cell, width: int, merge: str, *, keep_next: bool) -> str:
    shown = cell.paragraphs if merge != "<w:vMerge/>" else _empty_like(cell)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "")
        + f'{merge}<w:tcBorders>{_borders(cell.borders)}</w:tcBorders><w:vAlign w:val="{cell.valign}"/></w:tcPr>'
        + "".join(paragraph_xml(paragraph, keep_next=keep_next) for paragraph in shown or _empty_like(cell))
        + "</w:tc>"
    )


@cache
def _borders(drawn: str) -> str:
    return "".join(
        f'<w:{name} w:val="{"single" if side in drawn else "nil"}" w:sz="4" w:space="0" w:color="000000"/>'
        for side, name in _SIDES.items()
    )


def _empty_like(cell: Cell) -> tuple[Paragraph, ...]:
    """A cell of Word holds at least one paragraph."""
    first = cell.paragraphs[0] if cell.paragraphs else Paragraph((), size=12, line=20)
    return (Paragraph((), size=first.size, line=first.line),)
