"""The list of villages a township expects ledgers from: pasted, typed or from a spreadsheet, checked line by line."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yishi_desktop.domain.text import clean_line
from yishi_desktop.domain.township.standing import Expected
from yishi_desktop.services.strangers.door import LARGEST_WORKBOOK, Door

NAMES = (
    "村名",
    "村",
    "名称",
    "村（社区）",
    "村(社区)",
    "村居",
    "村社区",
    "村级名称",
    "村（社区）名称",
    "单位",
    "行政村",
)
CODES = ("代码", "统计用区划代码", "区划代码", "统计代码", "编码", "12位代码", "行政区划代码")
PHONES = ("电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "文书电话", "书记电话")
LOOK_FOR_HEADING = 10
"""Lines at the top in which the headings are looked for; titles may stand above them."""
CODE_DIGITS = 12
_ROUNDED = re.compile(r"\d(\.\d+)?[Ee]\+\d+")
_ENDS_A_VILLAGE = re.compile(r"(村|社区|委会|嘎查|居委)$")
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}|[2-9]\d{6,7}")
_SAFE = "名单没有改动。"
_DOOR = Door("名单", _SAFE, LARGEST_WORKBOOK, mend="请在WPS里打开，把村名和代码两列复制、粘贴到下面。")


@dataclass(frozen=True, slots=True)
class ExpectedProblem:
    """One line that cannot be taken, counted from 1, and why."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """What was read: villages in the order of the lines, and problems to mend. Nothing is dropped silently."""

    villages: tuple[Expected, ...]
    problems: tuple[ExpectedProblem, ...]


def read_expected(text: str) -> ExpectedList:
    """Read a list: columns divided by tabs or blanks, names and 12-digit codes in any order; headings are passed over."""
    rows = [_cells(line) for line in text.replace("\r\n", "\n").split("\n")]
    start, columns = _heading(rows)
    villages: list[Expected] = []
    problems: list[ExpectedProblem] = []
    for number, row in enumerate(rows[start:], start + 1):
        if not any(row):
            continue
        one = _by_heading(row, columns) if columns else _by_looks(row)
        if what := _problem(one, villages):
            problems.append(ExpectedProblem(number, what))
        else:
            villages.append(one)
    return ExpectedList(tuple(villages), tuple(problems))


def _cells(line: str) -> list[str]:
    parts = line.split("\t") if "\t" in line else re.split(r"[\s,，、]+", line.strip())
    return [clean_line(part) for part in parts]


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows[:LOOK_FOR_HEADING]):
        found = {
            what: place
            for what, words in (("name", NAMES), ("code", CODES), ("phone", PHONES))
            for place, cell in enumerate(row)
            if cell in words
        }
        if "name" in found:
            return number + 1, found
    return 0, {}


def _by_heading(row: Sequence[str], columns: dict[str, int]) -> Expected:
    def cell(what: str) -> str:
        place = columns.get(what, len(row))
        return row[place] if place < len(row) else ""

    return Expected(name=cell("name"), code=_digits(cell("code")), phone=_digits(cell("phone")))


def _by_looks(row: Sequence[str]) -> Expected:
    """Without headings a number with many digits is the code, a short one at the front the running number."""
    filled = [cell for cell in row if cell]
    if len(filled) > 1 and _digits(filled[0]).isdigit() and len(filled[0]) < 5:
        filled = filled[1:]
    numbers = [_digits(cell) for cell in filled if _digits(cell)[:1].isdigit()]
    names = [cell for cell in filled if _digits(cell) not in numbers]
    name = next((one for one in names if _ENDS_A_VILLAGE.search(one)), names[0] if names else "")
    phone = next((one for one in numbers if _PHONE.fullmatch(one)), "")
    code = next((one for one in numbers if one != phone), "")
    return Expected(name=name, code=code, phone=phone)


def _digits(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).replace(" ", "").removesuffix(".0")


def _problem(one: Expected, before: Sequence[Expected]) -> str:
    if not one.name:
        return "没有村名。"
    if _ROUNDED.fullmatch(one.code):
        return f"{one.name}的代码“{one.code}”被表格软件改写了，请把那一列设成文本再复制。"
    if one.code and not (one.code.isascii() and one.code.isdigit() and len(one.code) == CODE_DIGITS):
        return f"{one.name}的代码“{one.code}”不是{CODE_DIGITS}位数字。"
    if any(_same(one, other) for other in before):
        return f"{one.name}前面已经有了。"
    return ""


def _same(one: Expected, other: Expected) -> bool:
    if one.code and other.code:
        return one.code == other.code
    return one.name == other.name


def as_text(villages: Sequence[Expected]) -> str:
    """The list as it may be changed and read again."""
    return "\n".join(f"{one.name}\t{one.code}\t{one.phone}".rstrip() for one in villages)


def read_expected_file(path: Path) -> str:
    """The first sheet of a workbook as text for `read_expected`. `UserError` for a file that is none."""
    return _DOOR.table(path).text
