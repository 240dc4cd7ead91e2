"""The county's 协商目录: an empty table out, a filled one in, and the lists kept by year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yishi_desktop.domain.catalogue import Catalogue, CatalogueItem
from yishi_desktop.domain.choices import CatalogueClass, Destination, Level
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.facts import facts_of
from yishi_desktop.domain.township.rule_pack import catalogues_with
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.kinds import CATALOGUE
from yishi_desktop.services.office import Office
from yishi_desktop.services.packs_taken import packs
from yishi_desktop.services.strangers.door import LARGEST_WORKBOOK, Door
from yishi_desktop.storage.safe_file import safe_write

TEMPLATE_NAME = "协商目录（空白）.xlsx"
_SAFE = "目录没有改动。"
_DOOR = Door("协商目录", _SAFE, LARGEST_WORKBOOK)
_LOOK_FOR_HEADING = 20
_FIELDS: Mapping[str, str] = {name: fact.label for name, fact in facts_of(CatalogueItem).items()}
_OTHER_WORDS = {
    "序号": "number",
    "事项": "matter",
    "事项名称": "matter",
    "典型事项": "matter",
    "层级": "level",
}
_WIDTHS = (10, 24, 40, 14, 18, 28, 18, 14, 26, 28, 20)
_EXAMPLE = (
    "1-01",
    "公共事务、公益事业",
    "村内道路修建（这一行是例子，填的时候删掉）",
    "村（社区）",
    "村民委员会",
)
_LEVELS = {"村": Level.VILLAGE, "社区": Level.VILLAGE, "村级": Level.VILLAGE, "乡镇": Level.TOWNSHIP}
_LEVELS |= {"街道": Level.TOWNSHIP, "村民小组": Level.GROUP, "小区": Level.GROUP}
_FOLLOW_UPS = {
    "村民会议": Destination.ASSEMBLY,
    "居民会议": Destination.ASSEMBLY,
    "村民代表会议": Destination.REPRESENTATIVES,
    "居民代表会议": Destination.REPRESENTATIVES,
    "村民小组会议": Destination.GROUP_MEETING,
    "居民小组会议": Destination.GROUP_MEETING,
    "小组会议": Destination.GROUP_MEETING,
    "四议两公开": Destination.FOUR_TWO,
    "集体经济组织成员（代表）大会": Destination.COLLECTIVE,
    "集体经济组织成员大会": Destination.COLLECTIVE,
    "上报乡镇": Destination.ESCALATE,
    "上报乡镇（街道）": Destination.ESCALATE,
}
_NOTHING = ("", "无", "没有", "/", "—")


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be used, by its row in the sheet (from 1) and its column's heading."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadCatalogue:
    """What a file says: usable lines, and what has to be mended first. Nothing is dropped silently."""

    items: tuple[CatalogueItem, ...]
    problems: tuple[Problem, ...]


def read_file(path: Path) -> ReadCatalogue:
    """Read a filled table. `UserError` when it is no table, cannot be read, or has no column 协商事项."""
    if path.suffix.lower() in {".csv", ".ods", ".numbers"}:
        raise UserError(
            f"“{path.name}”是另一种格式，读不了。",
            _SAFE,
            "请在WPS里打开它，另存为“Excel 文件(*.xlsx)”，再选新的那个。",
        )
    sheet = _DOOR.table(path)
    start, columns = _heading(sheet.rows)
    if "matter" not in columns:
        raise UserError(
            f"“{path.name}”不像协商目录：没有找到“协商事项”这一列（看了“{sheet.name}”前{_LOOK_FOR_HEADING}行）。",
            _SAFE,
            "请换一个文件，或者存一份空白模板，填好再选。",
        )
    read = read_rows(sheet.rows[start:], columns, start + 1)
    if not read.items and not read.problems:
        raise UserError(f"“{path.name}”里没有一条事项。", _SAFE, "请填好再选。")
    return read


def read_rows(rows: Sequence[Sequence[str]], columns: Mapping[str, int], first: int) -> ReadCatalogue:
    """The lines of a table whose first row is row `first` of the sheet; `columns` says which column is which."""
    items: list[CatalogueItem] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    category = ""
    for number, row in enumerate(rows, first):
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not any(cells.values()):
            continue
        cells["category"] = category = cells.get("category") or category  # merged cells say it once
        found = [*_wrong(cells, number), *_twice(cells.get("number", ""), number, seen)]
        problems += found
        if not found:
            items.append(_item(cells))
    return ReadCatalogue(tuple(items), tuple(problems))


def keep(office: Office, year: int, issued_by: str, items: Sequence[CatalogueItem]) -> Changed:
    """Keep a list as that of a year; an earlier one of the same year stays in the history."""
    name = f"{CATALOGUE}-{year}"
    office.keep(
        name, CATALOGUE, Catalogue(year=year, issued_by=issued_by, items=tuple(items)), "导入协商目录"
    )
    return Changed.one(CATALOGUE, name)


def catalogues(office: Office) -> tuple[Catalogue, ...]:
    """Every list, the latest year first; the township's in place of our own once its pack is in force."""
    return catalogues_with(own_catalogues(office), packs(office), office.today)


def own_catalogues(office: Office) -> tuple[Catalogue, ...]:
    """The lists imported here, the latest year first."""
    found = [office.read(one.payload, Catalogue) for one in office.store.records.current(CATALOGUE)]
    return tuple(sorted(found, key=lambda one: -one.year))


def save_template(office: Office, path: Path) -> None:
    """Write an empty table with the headings and words we know. `UserError` when the disk does not take it."""
    from yishi_desktop.ledger_files.catalogue_sheet import template

    offered = {
        _FIELDS["category"]: [one.label for one in CatalogueClass],
        _FIELDS["level"]: [one.label for one in Level],
        _FIELDS["follow_up"]: ["无", *_FOLLOW_UPS],
    }
    headings = list(_FIELDS.values())
    safe_write(path, template(headings, _WIDTHS, offered, _EXAMPLE, office.clock()))


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, Mapping[str, int]]:
    """Behind which row the table begins, and which column is which."""
    known = {label: name for name, label in _FIELDS.items()} | _OTHER_WORDS
    for number, row in enumerate(rows[:_LOOK_FOR_HEADING], 1):
        plain = ["".join(cell.split()) for cell in row]
        columns: dict[str, int] = {}
        for at, words in enumerate(plain):
            if words in known:
                columns.setdefault(known[words], at)
        if "matter" in columns:
            return number, columns
    return 0, {}


def _wrong(cells: Mapping[str, str], row: int) -> list[Problem]:
    problems = []
    if not cells.get("matter"):
        problems.append(_problem(row, "matter", "是空的，请写上事项，或者删掉这一行"))
    if cells.get("level", "") not in ("", *_levels()):
        problems.append(_problem(row, "level", f"写的是“{cells['level']}”，请写小组、村（社区）或者提请乡镇"))
    follow_up = cells.get("follow_up", "")
    if follow_up not in (*_NOTHING, *_follow_ups()):
        known = "、".join(list(_FOLLOW_UPS)[:7])
        problems.append(_problem(row, "follow_up", f"写的是“{follow_up}”，认不得。可以写：无、{known}等"))
    return problems


def _twice(number: str, row: int, seen: dict[str, int]) -> list[Problem]:
    before = seen.setdefault(number, row)
    if not number or before == row:
        return []
    return [_problem(row, "number", f"“{number}”和第{before}行重复")]


def _problem(row: int, name: str, what: str) -> Problem:
    return Problem(row, _FIELDS[name], f"第{row}行“{_FIELDS[name]}”{what}。")


def _levels() -> Mapping[str, Level]:
    return {one.label: one for one in Level} | _LEVELS


def _follow_ups() -> Mapping[str, Destination]:
    return {one.label: one for one in Destination} | _FOLLOW_UPS


def _item(cells: Mapping[str, str]) -> CatalogueItem:
    texts: dict[str, Any] = {
        name: words for name, words in cells.items() if name not in ("level", "follow_up")
    }
    level = _levels().get(cells.get("level", ""))
    return CatalogueItem(**texts, level=level, follow_up=_follow_ups().get(cells.get("follow_up", "")))
