"""What a union spans: one township, a county, a city or more; how its villages are called, and the sums one level down.

A merged ledger is a package that can be merged again, so the same union serves township, county, city and province.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from yishi_desktop.domain.ledger.columns import Heading, Row, Table
from yishi_desktop.domain.township.union import Place, Township, VillageYear

_LEVELS = ("省", "市", "县（市、区）", "乡镇（街道）")
_PROVINCE, _CITY, _COUNTY, _TOWN = range(4)

_HEADINGS = (
    Heading("number", "序号", "count", 3),
    Heading("group", "", "text", 10),
    Heading("villages", "村（社区）", "count", 5),
    Heading("below", "次数不够的村", "count", 5),
    Heading("counted", "计入年度次数", "count", 5),
    Heading("total", "全部登记次数", "count", 5),
    Heading("matters", "协商事项", "count", 5),
    Heading("agreed", "达成一致的事项", "count", 5),
    Heading("attendances", "参与人次", "count", 6),
    Heading("postings_met", "公示合格", "count", 5),
    Heading("postings", "应公示", "count", 5),
    Heading("doubtful", "待核对", "count", 4),
)
_SUMMED = ("counted", "total", "matters", "agreed", "attendances", "postings_met", "postings", "doubtful")


def differing_level(places: Iterable[Place]) -> int:
    """The first level, from 0 for the province, in which places differ; 4 when they share the township."""
    found = set(places)
    return next((n for n in range(len(_LEVELS)) if len({place[n] for place in found}) > 1), len(_LEVELS))


def names_of(places: Collection[Place]) -> dict[Place, str]:
    """How each village is called in a column: by its name, with what is needed above it to tell it apart."""
    level = differing_level(places)
    return {place: "".join(place[level:]) for place in places}


def common_name(places: Collection[Place]) -> str:
    """××县××镇, ××县, ××市 or ××省: what all these villages have in common; empty for several provinces."""
    level, one = differing_level(places), next(iter(places))
    if level > _COUNTY:
        return "".join(one[_COUNTY:level])
    return one[level - 1] if level else ""


def group_table(township: Township) -> Table | None:
    """The sums of each township, county, city or province of the union; None where all villages share a township."""
    years = township.villages()
    level = differing_level(year.place for year in years)
    if level == len(_LEVELS):
        return None
    groups: dict[Place, list[VillageYear]] = defaultdict(list)
    for year in years:
        groups[year.place[: level + 1]].append(year)
    word = _LEVELS[level]
    rows = [_row(n, place[level], groups[place]) for n, place in enumerate(sorted(groups), start=1)]
    rows.append(_row(None, f"合计{len(groups)}个", years))
    headings = tuple(Heading("group", word, "text", 10) if one.id == "group" else one for one in _HEADINGS)
    return Table("groups", f"各{word.split('（')[0]}汇总", headings, tuple(rows))


def _row(number: int | None, name: str, years: Collection[VillageYear]) -> Row:
    sums = (sum(getattr(year, column) for year in years) for column in _SUMMED)
    return Row((number, name, len(years), sum(year.missing > 0 for year in years), *sums))
