"""Tables of Excel 97 to 2003 and of WPS's own kind (.xls, .et): the words of their sheets, read by calamine.

Only the process for strangers' files may call this: calamine makes room for the whole rectangle around the outermost
cells at once, and a single cell in the last corner ends the process it runs in.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from yishi_desktop.ledger_files.preflight import MAX_FILE
from yishi_desktop.ledger_files.roster_sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    SheetError,
    SheetRows,
    one_line,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_NO_TABLE = "不是Excel表格，或者文件坏了"


def is_old(data: bytes) -> bool:
    """Whether these bytes are in the container of the old tables, in which workbooks with a password come too."""
    return data.startswith(_OLE)


def read_old_sheet(data: bytes) -> SheetRows:
    """The first visible sheet, values instead of formulas; a cell whose formula went wrong is empty. `SheetError`."""
    return read_old_sheets(data, most=1)[0]


def read_old_sheets(data: bytes, most: int = MOST_SHEETS) -> tuple[SheetRows, ...]:
    """The first visible sheets, at most so many."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    _look_first(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        shown = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        if not shown:
            raise SheetError("里面没有表")
        return tuple(_rows_of(book.get_sheet_by_name(name), name) for name in shown[:most])
    except PasswordError as error:
        raise SheetError("文件加了密码") from error
    except (CalamineError, OSError, ValueError) as error:
        raise SheetError(_NO_TABLE) from error


def _rows_of(sheet: "CalamineSheet", name: str) -> SheetRows:
    if sheet.end is not None and sheet.end[0] >= MOST_ROWS:
        raise SheetError(f"“{name}”第{sheet.end[0] + 1}行还有内容，最多{MOST_ROWS}行")
    rows = sheet.to_python(skip_empty_area=False)
    return SheetRows(name, tuple(tuple(map(one_line, row[:MOST_COLUMNS])) for row in rows))


def _look_first(data: bytes) -> None:
    """What can be seen without taking anything apart."""
    if len(data) > MAX_FILE:
        raise SheetError("文件太大，不像是表格")
    if _LOCKED in data:
        raise SheetError("文件加了密码")
    if not any(name in data for name in _BOOKS):
        raise SheetError(_NO_TABLE)
