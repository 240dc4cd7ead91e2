"""What the township looks at, as tables: villages by month, what is not carried out, postings, what waits above, replies."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from yishi_desktop.domain.choices import Destination
from yishi_desktop.domain.ledger.columns import Heading, Row, Table, Value
from yishi_desktop.domain.township.seals import broken_seals
from yishi_desktop.domain.township.standing import DONE, MONTHS, OVERDUE, TOO_SHORT, Standing
from yishi_desktop.domain.township.tables import village_names, village_tables
from yishi_desktop.domain.township.union import Kept, Line, Place, Township
from yishi_desktop.domain.wording import date_text, listed, short_date

EMPTY: Mapping[str, str] = {}
WAITING = "有，待处理"
_NUMBER = Heading("number", "序号", "count", 3)
_VILLAGE = Heading("village", "村（社区）", "text", 6)
_TITLE = Heading("topic.title", "议题", "text", 8)
_UP = {Destination.ESCALATE.label: "上报乡镇（街道）", Destination.COMMISSION_REPORT.label: "委托事项报告"}
"""Where a result goes that somebody above has to answer, and how the list calls it."""


# --- villages by month -----------------------------------------------------------------------------------------


def matrix_table(found: Iterable[Standing], year: int) -> Table:
    """Every village, month by month. A month its ledger does not reach is left empty; 上年 stands there once known."""
    found = list(found)
    headings: tuple[Heading, ...] = (
        Heading("village", "村（社区）", "text", 7),
        Heading("state", "情况", "text", 8),
        Heading("counted", "全年", "count", 3),
        Heading("before", "上年", "count", 3),
        Heading("undone", "没落实", "count", 4),
        Heading("short", "公示不足", "count", 4),
        Heading("doubtful", "待核对", "count", 4),
        *(Heading(f"month-{month}", f"{month}月", "count", 2.4) for month in MONTHS),
    )
    rows = tuple(Row(_matrix_row(one), key_of(one)) for one in found)
    table = Table("matrix", f"{year}年各村协商次数", headings, rows)
    return table if any(one.counted_before is not None for one in found) else _without(table, "before")


def _without(table: Table, column: str) -> Table:
    place = next(n for n, heading in enumerate(table.headings) if heading.id == column)
    rows = (replace(row, values=row.values[:place] + row.values[place + 1 :]) for row in table.rows)
    headings = table.headings[:place] + table.headings[place + 1 :]
    return replace(table, headings=headings, rows=tuple(rows))


def unsent_table(found: Iterable[Standing], year: int) -> Table:
    """The villages that have sent nothing, with whom to call."""
    headings = (
        _NUMBER,
        Heading("village", "村（社区）", "text", 10),
        Heading("phone", "电话", "text", 9),
        Heading("code", "统计用区划代码", "text", 9),
        Heading("state", "情况", "text", 8),
    )
    missing = (one for one in found if one.year is None)
    rows = tuple(
        Row((n, one.name, one.phone or "名单上没有电话", one.code or None, state_words(one)), key_of(one))
        for n, one in enumerate(missing, start=1)
    )
    return Table("unsent", f"{year}年还没有交台账的村", headings, rows)


def key_of(one: Standing) -> str:
    """What a row about a village is known by on the screen."""
    return "\n".join(one.place) if one.place else f"{one.code}\n{one.name}"


def _matrix_row(one: Standing) -> tuple[Value, ...]:
    counts = (one.counted, one.undone, one.short, one.doubtful) if one.year else (None,) * 4
    open_ones = (count or None for count in counts[1:])
    return (one.name, state_words(one), counts[0], one.counted_before, *open_ones, *one.months)


def state_words(one: Standing) -> str:
    """还没有交, 还差1次, 够4次, or how many where no number is known."""
    if one.year is None:
        return "还没有交"
    words = _number_words(one)
    return words if one.listed else f"{words}（不在名单上）"


def _number_words(one: Standing) -> str:
    if one.minimum is None:
        return f"{one.counted}次"
    if one.missing:
        return f"还差{one.missing}次"
    return f"够{one.minimum.number}次"


# --- what is open ----------------------------------------------------------------------------------------------


def undone_table(township: Township) -> Table:
    """What the villages promised and have not done, overdue first, as their ledgers said on the day they were made."""
    headings = (
        _NUMBER,
        _VILLAGE,
        _TITLE,
        Heading("what", "要做什么", "text", 9),
        Heading("owner", "责任人", "text", 5),
        Heading("due_on", "期限", "date", 7),
        Heading("state", "状态", "text", 5),
    )
    rows = _open_rows(township, "tasks", headings, _is_undone)
    rows.sort(key=_by_due)
    return _numbered("undone", "没有落实的", headings, rows)


def _is_undone(line: Line) -> bool:
    return line.get("state") != DONE


def _by_due(row: Row) -> tuple[bool, date, str]:
    due, state = row.values[5], row.values[6]
    return (state != OVERDUE, due if isinstance(due, date) else date.max, str(row.values[1]))


def short_table(township: Township) -> Table:
    """Results and their carrying out that were not posted, or not for the demanded days."""
    headings = (
        _NUMBER,
        _VILLAGE,
        _TITLE,
        Heading("notice", "公示内容", "text", 6),
        Heading("state", "情况", "text", 5),
        Heading("full_days", "整天数", "count", 4),
        Heading("demanded", "应贴", "count", 4),
        Heading("posted_on", "贴出", "date", 7),
        Heading("taken_down_on", "撤下", "date", 7),
    )
    return _numbered("short", "公示不足的", headings, _open_rows(township, "notices", headings, _is_short))


def _is_short(line: Line) -> bool:
    return line.get("state") in TOO_SHORT


def is_passed_up(line: Line) -> bool:
    """Whether a session's result waits for an answer from above."""
    return line.table == "sessions" and _destination(line) in _UP


def _destination(line: Line) -> str:
    """The destination as every village calls it: a community's 居民 are 村民 in the list of choices."""
    words = str(line.get("outcome.destination") or "")
    return next((label for label in _UP if words[:2] == label[:2]), "")


def waiting_table(township: Township, replies: Mapping[str, str] = EMPTY) -> Table:
    """Matters passed up to the township with what it replied, and objections nobody has dealt with yet.

    `replies` are the township's by record; what has none stands first.
    """
    headings = (
        _NUMBER,
        _VILLAGE,
        _TITLE,
        Heading("what", "什么事", "text", 8),
        Heading("day", "日期", "date", 7),
        Heading("reply", "乡镇答复", "text", 10),
    )
    names = village_names(township)
    rows = [
        Row((None, names[one.delivery.place], line.get("topic.title"), what, day, reply), key)
        for one, line in _counting(township)
        for what, day in _waits(line)
        for key in ["\n".join(one.delivery.place)]
        for reply in [replies.get(one.record.record_id) if is_passed_up(line) else None]
    ]
    rows.sort(key=lambda row: row.values[5] is not None)
    return _numbered("waiting", "上报和异议", headings, rows)


def _waits(line: Line) -> list[tuple[str, Value]]:
    if is_passed_up(line):
        return [(_UP[_destination(line)], line.get("session.held_on"))]
    if line.table == "notices" and line.get("objections") == WAITING:
        return [(f"{line.get('notice')}公示有异议，待处理", line.get("posted_on"))]
    return []


def _counting(township: Township) -> list[tuple[Kept, Line]]:
    counting = (one for one in township.kept if one.counts and not one.record.is_late_entry)
    return [(one, line) for one in counting for line in one.record.lines]


def _open_rows(
    township: Township, table: str, headings: Sequence[Heading], wanted: Callable[[Line], bool]
) -> list[Row]:
    names = village_names(township)
    return [
        Row(
            (None, names[one.delivery.place], *(line.get(heading.id) for heading in headings[2:])),
            "\n".join(one.delivery.place),
        )
        for one, line in _counting(township)
        if line.table == table and wanted(line)
    ]


def _numbered(table_id: str, title: str, headings: tuple[Heading, ...], rows: Sequence[Row]) -> Table:
    numbered = (Row((n, *row.values[1:]), row.case_id) for n, row in enumerate(rows, start=1))
    return Table(table_id, title, headings, tuple(numbered))


def tables_of_village(township: Township, place: Place) -> tuple[Table, ...]:
    """明细, 议题库, 公示台账 and 落实台账 of one village, row by row as it sent them."""
    own = Township(
        tuple(one for one in township.deliveries if one.place == place),
        tuple(one for one in township.kept if one.delivery.place == place),
    )
    return village_tables(own)


# --- what the villages are told --------------------------------------------------------------------------------


def reply_lines(one: Standing, township: Township | None, year: int) -> tuple[str, ...]:
    """What the township tells a village: what has come, and what it still has to do, a sentence each."""
    if one.year is None or township is None:
        return (f"还没有收到你们村{year}年的议事协商台账。请在“台账”里点“导出Excel报乡镇”，把文件交来。",)
    return (
        _received(one),
        *_short_of(one),
        *_tasks(one, township),
        *_postings(one, township),
        *_forks(one, township),
        *_broken(one, township),
    )


def _received(one: Standing) -> str:
    assert one.year is not None
    days = f"{date_text(one.year.from_day)}至{date_text(one.year.until_day)}"
    return f"已收到台账（统计区间{days}，{date_text(one.filled_on)}填报），计入协商{one.counted}次。"


def _short_of(one: Standing) -> list[str]:
    if not one.missing or one.minimum is None:
        return []
    wanted = "全年不少于" if one.minimum.demanded else "参照次数是"
    return [f"{wanted}{one.minimum.number}次，还差{one.missing}次。"]


def _tasks(one: Standing, township: Township) -> list[str]:
    lines = [line for line in _lines_of(one, township, "tasks") if _is_undone(line)]
    return [
        f"没有落实：{_title(line)}{_what(line)}（{_parts(line.get('state'), _due(line))}）。"
        for line in lines
    ]


def _what(line: Line) -> str:
    """What is to be done, unless it is called as its matter is."""
    what = line.get("what") or "任务没有写明"
    return "" if what == line.get("topic.title") else f"，{what}"


def _due(line: Line) -> str:
    due = line.get("due_on")
    return f"期限{date_text(due)}" if isinstance(due, date) else ""


def _postings(one: Standing, township: Township) -> list[str]:
    lines = [line for line in _lines_of(one, township, "notices") if _is_short(line)]
    return [f"公示不足：{_title(line)}，{line.get('notice')}公示{_posted(line)}。" for line in lines]


def _posted(line: Line) -> str:
    posted, days, demanded = line.get("posted_on"), line.get("full_days"), line.get("demanded")
    wanted = f"，应不少于{demanded}日" if demanded else ""
    if not isinstance(posted, date):
        return f"还没有登记张贴日期{wanted}"
    return f"{short_date(posted)}贴出，贴了{days}整天{wanted}"


def _forks(one: Standing, township: Township) -> list[str]:
    found = [kept for kept in township.in_doubt() if kept.counts and kept.delivery.place == one.place]
    return [
        f"待核对：{_quoted(kept.record.title, kept.record.number)}在两台电脑上分别改过，请改成一份，重新导出交来。"
        for kept in found
    ]


def _broken(one: Standing, township: Township) -> list[str]:
    return [
        f"封存链不连续：“{broken.title}”在{date_text(broken.sealed_by)}填报的台账里已经封存，"
        f"{date_text(broken.missed_on)}填报的却对不上。请说明是不是恢复过旧备份，找齐资料后重新导出交来。"
        for broken in broken_seals(township.deliveries)
        if broken.place == one.place
    ]


def _lines_of(one: Standing, township: Township, table: str) -> list[Line]:
    return [
        line for kept, line in _counting(township) if kept.delivery.place == one.place and line.table == table
    ]


def _title(line: Line) -> str:
    return _quoted(line.get("topic.title"), line.get("case.number"))


def _quoted(title: Value, number: Value) -> str:
    return f"“{' '.join(str(part) for part in (number, title) if part)}”"


def _parts(*words: Value) -> str:
    return listed([str(word) for word in words if word])


def reply_table(replies: Sequence[tuple[str, Sequence[str]]]) -> Table:
    """The replies one below the other: the village, and a sentence a line."""
    headings = (
        _NUMBER,
        Heading("village", "村（社区）", "text", 10),
        Heading("say", "乡镇回复", "text", 52),
        Heading("done", "村里办理情况", "text", 14),
    )
    rows = tuple(
        Row((n, village, line, None), village)
        for village, lines in replies
        for n, line in enumerate(lines, start=1)
    )
    return Table("replies", "各村回复清单", headings, rows)
