"""Putting values into cells so that Excel, WPS and LibreOffice show what was recorded and run nothing.

Text from people never becomes a formula, an error value or a number (OWASP ASVS 1.2.10, CWE-1236), and text that
XML cannot carry does not stop the file from being written.
"""

import re
from datetime import date
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, TypeGuard

from yishi_desktop.domain.ledger.columns import Heading, Share, Value
from yishi_desktop.ledger_files.styles import DATE_FORMAT

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

# The limit of the format; Excel calls a file with a longer cell damaged.
LONGEST = 32767
CUT_MARK = "……（太长，已截断）"
YES, NO = "是", "否"
# Excel's calendar begins here in earnest: 29 February 1900, which it believes in, lies just before.
EARLIEST_DAY = date(1900, 3, 1)
# A cell holds 15 digits; more would be rounded.
_LARGEST = 10**15

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
# Columns up to this width are centred like numbers; wider ones hold texts that read better from the left.
SHORT_TEXT = 9


@cache
def letters(column: int) -> str:
    """The name of a column, counted from 1: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def escape(text: str) -> str:
    """The text as XML; the standard library's own way to it brings the whole of HTTP with it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def sheet_text(text: str) -> str:
    """The text as a cell can hold it: control characters out, half characters shown as �, one kind of line end."""
    if not text.isprintable():  # the rest of this is for what hardly any text has
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _UNWRITABLE.sub("\ufffd", _CONTROL.sub("", text))
    return text if len(text) <= LONGEST // 2 or _units(text) <= LONGEST else _cut(text)


def _units(text: str) -> int:
    """Length as Excel counts it: rare characters beyond the basic plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str) -> str:
    room = (LONGEST - len(CUT_MARK)) * 2
    kept = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore")
    return kept + CUT_MARK


def is_day(value: Value) -> TypeGuard[date]:
    """Whether a sheet's calendar has the day."""
    return isinstance(value, date) and value >= EARLIEST_DAY


def is_number(value: Value) -> TypeGuard[int]:
    """Whether a cell can hold all digits of a number."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST


def style_of(value: Value, kind: str) -> str:
    """The name of the style a value of a column of this kind is shown in."""
    if isinstance(value, bool) or kind == "flag":
        return "flag"
    if isinstance(value, Share):
        return "share"
    if is_day(value):
        return "date"
    return "count" if is_number(value) else "text"


def look_of(heading: Heading, value: Value) -> str:
    """As `style_of`, with short texts in the middle of their column."""
    style = style_of(value, heading.kind)
    narrow = heading.kind != "text" or heading.width <= SHORT_TEXT
    return "centred" if style == "text" and narrow else style


def put(cell: "Cell", value: Value) -> None:
    """Write one value as what it is: a real date, a real number, or text that stays text. The style is set before."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        put_text(cell, YES if value else NO)
    elif isinstance(value, Share):
        cell.value = value.part / value.whole
    elif is_day(value):
        cell.value, cell.number_format = value, DATE_FORMAT
    elif is_number(value):
        cell.value = value
    else:
        put_text(cell, str(value))


def put_text(cell: "Cell", text: str) -> None:
    """Write text that nobody's program takes for anything else, also after it is edited and entered again."""
    cell.value = sheet_text(text)
    cell.data_type = "s"
    look_like_text(cell)


def look_like_text(cell: "Cell") -> None:
    """The format of a cell whose text stays text."""
    cell.number_format = "@"
    cell.quotePrefix = True


def text_width(text: str) -> float:
    """The width of one line in full Chinese characters, which whatever is not plain Latin is taken for."""
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - 0.45 * narrow


def lines_needed(text: str, width: float) -> int:
    """How many lines a cell of this width needs, rather one too many: a cut line is worse than a gap."""
    room = max(1, int(width - 0.5))
    if "\n" in text:
        return sum(_lines_of(line, room) for line in text.split("\n"))
    return _lines_of(text, room)


def _lines_of(line: str, room: int) -> int:
    """No character is wider than a full one, so a line of few is not measured."""
    return 1 if len(line) <= room else ceil(text_width(line) / room)
