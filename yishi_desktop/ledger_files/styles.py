"""How the ledger looks: named styles, made for black-and-white office printers (light grey only, thin lines)."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from yishi_desktop.ledger_files.cells import DATE_FORMAT

BODY_POINTS = 10
DIGIT_PIXELS = 8
_LINE = Side(style="thin", color="FF808080")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="FFEDEDED")
_PALE = PatternFill("solid", fgColor="FFF7F7F7")

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


def add_styles(book: Workbook) -> None:
    """Make the styles known to a workbook, by the names a clerk finds in the style list."""
    # Column widths are counted in digits of this font. A digit of Times New Roman at 12 points is 8 pixels wide with
    # every office suite and with its metric twins; openpyxl's Calibri and 宋体 come out up to a sixth wider on Linux.
    book._named_styles["Normal"].font = Font(name="Times New Roman", size=12)  # noqa: SLF001
    for style in (*_frame_styles(), *_cell_styles()):
        book.add_named_style(style)


def _frame_styles() -> list[NamedStyle]:
    return [
        NamedStyle(TITLE, font=_font(18, bold=True), alignment=_centred()),
        NamedStyle(ABOUT, font=_font(BODY_POINTS), alignment=Alignment(vertical="center")),
        NamedStyle(BAND, font=_hei(BODY_POINTS), alignment=_centred(), border=_GRID, fill=_SHADE),
        NamedStyle(HEADING, font=_hei(BODY_POINTS), alignment=_centred(), border=_GRID, fill=_PALE),
        NamedStyle(GROUP, font=_hei(11), alignment=_centred(), border=_GRID, fill=_PALE),
        NamedStyle(EMPTY, font=_font(BODY_POINTS), alignment=_centred(), border=_GRID),
    ]


def _cell_styles() -> list[NamedStyle]:
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    # A date that does not fit shrinks; without this Excel would show #### instead.
    day = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
    return [
        _cell("text", left, "@"),
        _cell("centred", _centred(), "@"),
        _cell("count", _centred(wrap=False), "0"),
        _cell("date", day, DATE_FORMAT),
        _cell("flag", _centred(), "@"),
        _cell("share", _centred(wrap=False), "0.00%"),
    ]


def _cell(name: str, alignment: Alignment, number_format: str) -> NamedStyle:
    return NamedStyle(
        CELL_STYLES[name],
        font=_font(BODY_POINTS),
        alignment=alignment,
        border=_GRID,
        number_format=number_format,
    )


def _centred(*, wrap: bool = True) -> Alignment:
    return Alignment(horizontal="center", vertical="center", wrap_text=wrap)


def _font(points: int, *, bold: bool = False) -> Font:
    return Font(name="宋体", size=points, bold=bold, charset=134)


def _hei(points: int) -> Font:
    return Font(name="黑体", size=points, charset=134)
