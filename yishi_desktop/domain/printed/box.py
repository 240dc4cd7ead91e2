"""Printed values for 年度装盒: what lies in the box of a year, on which pages, and what is not there."""

from dataclasses import dataclass

from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLine:
    """One item in the box; `pages` are those of the year, counted through: 12, or 12—14."""

    case_number: str = fact("协商编号")
    author: str = fact("责任者")
    title: str = fact("题名")
    day: str = fact("日期")
    pages: str = fact("页号")
    remark: str = fact("备注")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A year's box, put together by a service, which alone knows how many pages a paper has."""

    lines: tuple[BoxLine, ...] = ()
    missing: tuple[BoxLine, ...] = ()
    page_count: int = 0


def _box(situation: Situation) -> Box:
    box = situation.year.box if situation.year else None
    return box if isinstance(box, Box) else Box()


@printed("year.box_lines", "装盒的材料", "rows", facts=("archive.number",), privacy="internal", row=BoxLine)
def lines(situation: Situation) -> tuple[BoxLine, ...]:
    """Every item of the year in the order it is put in."""
    return _box(situation).lines


@printed("year.box_missing", "缺少的材料", "rows", facts=("archive.number",), privacy="internal", row=BoxLine)
def missing(situation: Situation) -> tuple[BoxLine, ...]:
    """What ought to be there and is not."""
    return _box(situation).missing


@printed("year.box_count", "装盒件数", "count", privacy="internal")
def count(situation: Situation) -> int | None:
    """How many items there are; `None` while there is none."""
    return len(_box(situation).lines) or None


@printed("year.box_pages", "装盒页数", "count", privacy="internal")
def page_count(situation: Situation) -> int | None:
    """How many pages; `None` while there is none."""
    return _box(situation).page_count or None
