"""What stands around the rows of a sheet: sizes, what stays in sight, merged cells, lists to choose from, printing."""

from collections.abc import Iterable, Iterator

from yishi_desktop.ledger_files.book import Offer, Printing, Sheet
from yishi_desktop.ledger_files.cells import escape, letters

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MILLIMETRES_PER_INCH = 25.4
MARGIN = 8
"""Of the paper, in millimetres, left and right."""
_TOP, _BOTTOM, _EDGE = 10, 14, 6
_PANES = {(True, True): "bottomRight", (False, True): "bottomLeft", (True, False): "topRight"}


def sheet_xml(sheet: Sheet) -> Iterator[str]:
    """The sheet's part of the file, in pieces of a few thousand cells."""
    yield f"{DECLARATION}{_head(sheet)}<sheetData>"
    batch: list[str] = []
    length = 0
    for row in sheet.rows():
        batch.append(row)
        length += len(row)
        if length > _BATCH:
            yield "".join(batch)
            batch.clear()
            length = 0
    yield f"{''.join(batch)}</sheetData>{_tail(sheet)}</worksheet>"


_BATCH = 1 << 18
"""Characters."""


def _head(sheet: Sheet) -> str:
    fits = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if sheet.printing else ""
    lines = "" if sheet.grid_lines else ' showGridLines="0"'
    widths = (
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in sorted(sheet.widths.items())
    )
    return (
        f'<worksheet xmlns="{MAIN}">{fits}<dimension ref="A1:{sheet.corner}"/>'
        f'<sheetViews><sheetView{lines} workbookViewId="0">{_panes(*sheet.frozen)}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/>{_some("cols", widths)}'
    )


def _panes(columns: int, rows: int) -> str:
    if not (columns or rows):
        return ""
    pane = _PANES[bool(columns), bool(rows)]
    split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
    scrolling = f"{letters(columns + 1)}{rows + 1}"
    return f'<pane{split} topLeftCell="{scrolling}" activePane="{pane}" state="frozen"/><selection pane="{pane}"/>'


def _tail(sheet: Sheet) -> str:
    merged = [f'<mergeCell ref="{area}"/>' for area in sheet.merged]
    parts = (
        _some("mergeCells", merged, counted=True),
        _some("dataValidations", map(_offer, sheet.offers), counted=True),
        _printing(sheet.printing) if sheet.printing else "",
        _breaks(sheet.breaks),
    )
    return "".join(parts)


def _some(name: str, parts: Iterable[str], *, counted: bool = False) -> str:
    found = list(parts)
    count = f' count="{len(found)}"' if counted else ""
    return f"<{name}{count}>{''.join(found)}</{name}>" if found else ""


def _offer(offer: Offer) -> str:
    return (
        f'<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="{offer.area}">'
        f"<formula1>{escape(offer.source)}</formula1></dataValidation>"
    )


def _printing(printing: Printing) -> str:
    centred = "" if printing.areas else '<printOptions horizontalCentered="1"/>'
    return (
        f'{centred}<pageMargins left="{_inches(MARGIN)}" right="{_inches(MARGIN)}" top="{_inches(_TOP)}" '
        f'bottom="{_inches(_BOTTOM)}" header="{_inches(_EDGE)}" footer="{_inches(_EDGE)}"/>'
        f'<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="{printing.one_page:d}"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter></headerFooter>"
    )


def _inches(millimetres: int) -> float:
    return millimetres / _MILLIMETRES_PER_INCH


def _breaks(rows: Iterable[int]) -> str:
    breaks = [f'<brk id="{row}" max="16383" man="1"/>' for row in rows]
    counts = f' count="{len(breaks)}" manualBreakCount="{len(breaks)}"'
    return f"<rowBreaks{counts}>{''.join(breaks)}</rowBreaks>" if breaks else ""


def print_names(sheet: Sheet, place: int) -> Iterator[str]:
    """What the workbook says of a sheet's printing: headings that come again, and areas."""
    if not sheet.printing:
        return
    printing, name = sheet.printing, "'" + sheet.title.replace("'", "''") + "'"
    again = [f"{name}!$A:${letters(printing.repeated)}"] if printing.repeated else []
    yield _name("Print_Titles", place, [*again, f"{name}!$1:${printing.heading_rows}"])
    if printing.areas:
        yield _name("Print_Area", place, [f"{name}!{area}" for area in printing.areas])


def _name(kind: str, place: int, areas: Iterable[str]) -> str:
    return f'<definedName name="_xlnm.{kind}" localSheetId="{place}">{escape(",".join(areas))}</definedName>'


def sheet_entry(sheet: Sheet, number: int) -> str:
    """The sheet in the workbook's list."""
    state = ' state="veryHidden"' if sheet.out_of_sight else ""
    name = escape(sheet.title).replace('"', "&quot;")
    return f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
