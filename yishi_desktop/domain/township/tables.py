"""The township's union as tables: the villages' own tables with a column that says whose row it is, and the counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from yishi_desktop.domain.ledger.columns import Heading, Row, Table, Value
from yishi_desktop.domain.ledger.layout import usual
from yishi_desktop.domain.ledger.rows import Ledger, is_calendar_year, ledger_rows
from yishi_desktop.domain.township.levels import names_of
from yishi_desktop.domain.township.union import Kept, Line, Place, Township, VillageYear
from yishi_desktop.domain.wording import date_text

# The day by which a table stands in order.
_DAYS = {
    "sessions": "session.held_on",
    "topics": "topic.collected_on",
    "notices": "posted_on",
    "tasks": "due_on",
}
_VILLAGE = Heading("village", "村（社区）", "text", 6)
_SOURCE = Heading("source", "来源（文件和序号）", "text", 9)
_CHECK = Heading("check", "核对", "text", 7)

_COUNT_HEADINGS = (
    Heading("number", "序号", "count", 3),
    Heading("village", "村（社区）", "text", 9),
    Heading("period", "统计区间", "text", 9),
    Heading("counted", "计入年度次数", "count", 4),
    Heading("minimum", "全年最低次数", "count", 4),
    Heading("missing", "还差次数", "count", 4),
    Heading("meets", "是否达到", "text", 6),
    Heading("total", "全部登记次数", "count", 4),
    Heading("matters", "协商事项", "count", 4),
    Heading("agreed", "达成一致的事项", "count", 4.5),
    Heading("attendances", "参与人次", "count", 5),
    Heading("topics", "收集议题", "count", 4),
    Heading("postings_met", "公示合格", "count", 4),
    Heading("postings", "应公示", "count", 4),
    Heading("doubtful", "待核对", "count", 4),
)
_SUMMED = (
    "counted",
    "total",
    "matters",
    "agreed",
    "attendances",
    "topics",
    "postings_met",
    "postings",
    "doubtful",
)


def period_words(from_day: date, until_day: date) -> str:
    """2026年度, or the two days when it is not a calendar year."""
    if is_calendar_year(from_day, until_day):
        return f"{from_day.year}年度"
    return f"{date_text(from_day)}至{date_text(until_day)}"


def village_names(township: Township) -> dict[Place, str]:
    """How each village is called in a column: by its name, with the township, county … where there are several."""
    return names_of({delivery.place for delivery in township.deliveries})


@dataclass(frozen=True, slots=True)
class Written:
    """How a merged file was written by its own program: the columns of its tables, and what it calls each village."""

    columns: Mapping[str, tuple[str, ...]]
    names: Mapping[Place, str]
    sources: bool = True
    """Whether its rows say from which file they came."""

    def apply(self, table: Table) -> Table:
        """The table with the columns of then; one nobody knows here is called by its id."""
        known = {heading.id: heading for heading in table.headings}
        ids = self.columns[table.id]
        return replace(table, headings=tuple(known.get(one, Heading(one, one, "text", 1)) for one in ids))


def village_tables(township: Township, written: Written | None = None) -> tuple[Table, ...]:
    """明细, 议题库, 公示台账 and 落实台账 of all villages, village by village and in order of day.

    `written` asks for them as another version of the program wrote them.
    """
    empty = tables_of(ledger_rows([], township.from_day, township.until_day, masked=True))
    if written is None:
        names = village_names(township)
        return tuple(_joined(township, usual(table), names, sources=True) for table in empty)
    return tuple(
        _joined(township, written.apply(table), written.names, sources=written.sources) for table in empty
    )


def tables_of(ledger: Ledger) -> tuple[Table, ...]:
    """The tables of a ledger that list something, in the order they are numbered in the file."""
    return (ledger.sessions, ledger.topics, ledger.notices, ledger.tasks)


def _joined(township: Township, table: Table, names: Mapping[Place, str], *, sources: bool) -> Table:
    marked = any(one.mark for one in township.kept)
    found = [(one, line) for one in township.kept for line in one.record.lines if line.table == table.id]
    found.sort(key=lambda pair: _order(*pair))
    rows = tuple(
        Row(
            (
                *_values(table, line, number, names[one.delivery.place]),
                *([source_words(one, line)] if sources else []),
                *([one.mark or None] if marked else []),
            ),
            one.record.record_id,
        )
        for number, (one, line) in enumerate(found, start=1)
    )
    first, *others = table.headings
    added = [*([_SOURCE] if sources else []), *([_CHECK] if marked else [])]
    last = [replace(one, band=table.headings[-1].band) for one in added]
    return replace(table, headings=(first, _VILLAGE, *others, *last), rows=rows)


def source_words(one: Kept, line: Line) -> str | None:
    """后陈村2026年台账.xlsx 序号3: the village's own file and the number the row has in it."""
    place = f" 序号{line.row}" if line.row else ""
    return f"{one.delivery.source}{place}" if one.delivery.source else None


def _order(one: Kept, line: Line) -> tuple[object, ...]:
    day = line.get(_DAYS[line.table])
    record = one.record
    when = day if isinstance(day, date) else date.max
    return (one.delivery.place, when, record.number, record.record_id, not one.counts, line.session or 0)


def _values(table: Table, line: Line, number: int, village: str) -> tuple[Value, ...]:
    given = dict(line.values)
    return (number, village, *(given.get(heading.id) for heading in table.headings[1:]))


def count_table(township: Township) -> Table:
    """The counts of every village against the yearly number, and their sum."""
    names = village_names(township)
    years = [(year, names[year.place]) for year in township.villages()]
    rows = [_count_row(number, name, year) for number, (year, name) in enumerate(years, start=1)]
    total = {column: sum(getattr(year, column) for year, _ in years) for column in _SUMMED}
    below = sum(year.missing > 0 for year, _ in years)
    last = total | {"village": f"合计{len(years)}个村", "meets": f"{below}个不足" if below else None}
    rows.append(tuple(last.get(heading.id) for heading in _COUNT_HEADINGS))
    return Table("villages", "各村汇总", _COUNT_HEADINGS, tuple(Row(values) for values in rows))


def _count_row(number: int, name: str, year: VillageYear) -> tuple[Value, ...]:
    known: dict[str, Value] = {
        "number": number,
        "village": name,
        "period": period_words(year.from_day, year.until_day),
        "minimum": year.minimum.number if year.minimum else None,
        "missing": year.missing if year.minimum else None,
        "meets": _meets(year),
    }
    return tuple(
        known[heading.id] if heading.id in known else getattr(year, heading.id) for heading in _COUNT_HEADINGS
    )


def _meets(year: VillageYear) -> str:
    if year.minimum is None:
        return "没有规定"
    if year.meets_minimum is None:
        return "不足参照" if year.missing else "达到参照"
    return "达到" if year.meets_minimum else "未达到"


def doubt_table(township: Township) -> Table:
    """The records that were changed in two places, one line a copy; a person decides, never the clock."""
    headings = (
        Heading("number", "序号", "count", 3),
        Heading("village", "村（社区）", "text", 9),
        Heading("case.number", "协商编号", "text", 8),
        Heading("title", "议题", "text", 24),
        Heading("revisions", "改过几版", "count", 5),
        Heading("counts", "是否计入次数", "flag", 6),
        Heading("say", "怎么办", "text", 28),
    )
    names = village_names(township)
    rows = [
        (
            number,
            names[one.delivery.place],
            one.record.number,
            one.record.title,
            len(one.record.revisions),
            one.counts,
            "在两台电脑上分别改过，程序不替人决定。请和村里核对，村里改成一份后重新导出，再合并一次",
        )
        for number, one in enumerate(township.in_doubt(), start=1)
    ]
    return Table("doubts", "待核对", headings, tuple(Row(values) for values in rows))
