"""How the ledger looks: named styles, made for black-and-white office printers (light grey only, thin lines).

They are the same in every workbook, so the part of the file that holds them is made once.
"""

from dataclasses import dataclass
from functools import cache
from html import escape

DATE_FORMAT = 'yyyy"年"m"月"d"日"'
BODY_POINTS = 10
DIGIT_PIXELS = 8

TITLE, ABOUT, BAND, HEADING, GROUP, EMPTY = (
    "台账标题",
    "台账填报",
    "台账分组",
    "台账表头",
    "台账类别",
    "台账空表",
)
CELL_STYLES = {
    "text": "台账文字",
    "centred": "台账居中",
    "count": "台账数字",
    "date": "台账日期",
    "flag": "台账是否",
    "share": "台账比例",
}

_SONG, _HEI = "宋体", "黑体"
_GENERAL, _WHOLE, _PERCENT, _AS_TEXT, _DAY = 0, 1, 10, 49, 164
"""Numbers of formats: all but the day are the file format's own."""
_CENTRED = 'horizontal="center" vertical="center"'
_WRAPPED = f'{_CENTRED} wrapText="1"'


@dataclass(frozen=True, slots=True)
class _Style:
    """A named style. `shade` is a grey in hexadecimal."""

    name: str
    font: str = _SONG
    points: int = BODY_POINTS
    bold: bool = False
    grid: bool = True
    shade: str = ""
    format: int = _GENERAL
    alignment: str = _WRAPPED


_STYLES = (
    # Column widths are counted in digits of this font. A digit of Times New Roman at 12 points is 8 pixels wide with
    # every office suite and with its metric twins; Calibri and 宋体 come out up to a sixth wider on Linux.
    _Style("Normal", "Times New Roman", 12, grid=False, alignment=""),
    _Style(TITLE, points=18, bold=True, grid=False),
    _Style(ABOUT, grid=False, alignment='vertical="center"'),
    _Style(BAND, _HEI, shade="EDEDED"),
    _Style(HEADING, _HEI, shade="F7F7F7"),
    _Style(GROUP, _HEI, 11, shade="F7F7F7"),
    _Style(EMPTY),
    _Style(
        CELL_STYLES["text"], format=_AS_TEXT, alignment='horizontal="left" vertical="center" wrapText="1"'
    ),
    _Style(CELL_STYLES["centred"], format=_AS_TEXT),
    _Style(CELL_STYLES["count"], format=_WHOLE, alignment=_CENTRED),
    # A date that does not fit shrinks; without this Excel would show #### instead.
    _Style(CELL_STYLES["date"], format=_DAY, alignment=f'{_CENTRED} shrinkToFit="1"'),
    _Style(CELL_STYLES["flag"], format=_AS_TEXT),
    _Style(CELL_STYLES["share"], format=_PERCENT, alignment=_CENTRED),
)

VALUE_IDS = {style.name: 2 * place for place, style in enumerate(_STYLES)}
"""The number a cell of a style has in the file, for values and for nothing."""
TEXT_IDS = {style.name: 2 * place + 1 for place, style in enumerate(_STYLES)}
"""The same for text that stays text, also after it is edited and entered again."""


@cache
def styles_xml() -> str:
    """The part of the file that says what the styles look like."""
    fonts = list(dict.fromkeys(map(_font, _STYLES)))
    fills = list(dict.fromkeys(("", "gray125", *(style.shade for style in _STYLES))))
    in_list, in_cells = [], []
    for place, style in enumerate(_STYLES):
        at = f'fontId="{fonts.index(_font(style))}" fillId="{fills.index(style.shade)}" borderId="{style.grid:d}"'
        in_list.append(_xf(style, style.format, at))
        in_cells.append(_xf(style, style.format, f'{at} xfId="{place}"'))
        in_cells.append(_xf(style, _AS_TEXT, f'{at} xfId="{place}" quotePrefix="1"'))
    names = [
        f'<cellStyle name="{style.name}" xfId="{n}"{"" if n else _NORMAL}/>'
        for n, style in enumerate(_STYLES)
    ]
    day = f'<numFmt numFmtId="{_DAY}" formatCode="{escape(DATE_FORMAT)}"/>'
    parts = (
        ("numFmts", [day]),
        ("fonts", fonts),
        ("fills", list(map(_fill, fills))),
        ("borders", [_border(""), _border(_LINE)]),
        ("cellStyleXfs", in_list),
        ("cellXfs", in_cells),
        ("cellStyles", names),
    )
    lists = "".join(f'<{name} count="{len(found)}">{"".join(found)}</{name}>' for name, found in parts)
    return f'<styleSheet xmlns="{_MAIN}">{lists}</styleSheet>'


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NORMAL = ' builtinId="0"'
_LINE = ' style="thin"><color rgb="FF808080"/>'
_SIDES = ("left", "right", "top", "bottom")


def _font(style: _Style) -> str:
    chinese = '<charset val="134"/>' if style.font in (_SONG, _HEI) else ""
    bold = "<b/>" if style.bold else ""
    return f'<font>{bold}<sz val="{style.points}"/><name val="{style.font}"/>{chinese}</font>'


def _fill(shade: str) -> str:
    if shade in ("", "gray125"):
        return f'<fill><patternFill patternType="{shade or "none"}"/></fill>'
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{shade}"/></patternFill></fill>'


def _border(line: str) -> str:
    sides = "".join(f"<{side}{line}</{side}>" if line else f"<{side}/>" for side in _SIDES)
    return f"<border>{sides}<diagonal/></border>"


def _xf(style: _Style, number_format: int, at: str) -> str:
    alignment = f"<alignment {style.alignment}/>" if style.alignment else ""
    return (
        f'<xf numFmtId="{number_format}" {at} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
        f'applyAlignment="1">{alignment}</xf>'
    )
