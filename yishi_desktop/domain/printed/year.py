"""Printed values for papers of a year: the counts of the ledger in words, and one line for every matter.

They are the ledger's own numbers, so that the report and the workbook cannot differ.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.facts import Kind, fact
from yishi_desktop.domain.ledger.columns import Share
from yishi_desktop.domain.ledger.rows import Ledger, ledger_rows
from yishi_desktop.domain.ledger.states import agreed, implementation_state, to_carry_out, topic_state
from yishi_desktop.domain.ledger.summary import Summary
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise, person_text, short_date


def _ledger(situation: Situation) -> Ledger | None:
    year = situation.year
    if year is None:
        return None
    return ledger_rows(year.matters, year.start, year.until, procedure=situation.procedure)


@printed("year.words", "年度")
def words(situation: Situation) -> str:
    """2026年度, or the two days."""
    ledger = _ledger(situation)
    return ledger.period_words if ledger else ""


@printed("year.short", "年度（只有数字）")
def short(situation: Situation) -> str:
    """2026, for where 年度 stands beside it already."""
    ledger = _ledger(situation)
    return ledger.period_words.removesuffix("年度") if ledger else ""


def _of_summary(name: str, label: str, kind: Kind, take: Callable[[Summary], object]) -> None:
    def read(situation: Situation) -> object:
        ledger = _ledger(situation)
        return take(ledger.summary) if ledger else None

    printed(f"year.{name}", label, kind)(read)


def _in_words(share: Share, unit: str) -> str:
    return f"{share.part}{unit}（共{share.whole}{unit}）" if share.whole else f"0{unit}"


_of_summary("counted", "计入年度次数", "count", lambda summary: summary.counted)
_of_summary("again", "再次协商次数", "count", lambda summary: summary.redeliberations)
_of_summary("matters", "协商事项", "count", lambda summary: summary.matters)
_of_summary("topics", "登记议题", "count", lambda summary: summary.topics)
_of_summary("excluded", "不予协商", "count", lambda summary: summary.excluded)
_of_summary("attendances", "参与人次", "count", lambda summary: summary.attendances)
_of_summary("observers", "旁听人次", "count", lambda summary: summary.observers)
_of_summary("agreed", "达成一致", "line", lambda summary: _in_words(summary.agreed_matters, "件"))
_of_summary("done", "已落实", "count", lambda summary: summary.done)
_of_summary("under_way", "落实中", "count", lambda summary: summary.under_way)
_of_summary("not_done", "未落实", "count", lambda summary: summary.not_done)
_of_summary("escalated", "上报乡镇（街道）", "count", lambda summary: summary.escalated)
_of_summary("to_assembly", "提交会议", "count", lambda summary: summary.to_assembly)
_of_summary("postings", "公示合格", "line", lambda summary: _in_words(summary.postings, "次"))


MOST_MONTHS, LONGEST_BAR = 13, 20
SQUARE = "■"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBar:
    """A month, or a year of a longer stretch: how many sessions counted, as a bar of squares and as a number."""

    name: str = fact("月份")
    bar: str = fact("协商次数图")
    counted: int = fact("协商次数", "count", default=0)


@printed("year.bars", "各月协商次数图", "rows", facts=("session.held_on",), row=MonthBar)
def month_bars(situation: Situation) -> tuple[MonthBar, ...]:
    """The sessions that count, month by month, from the rows of the ledger."""
    ledger = _ledger(situation)
    if ledger is None:
        return ()
    table = ledger.sessions
    pairs = zip(table.column("session.held_on"), table.column("counts"), strict=True)
    days = [day for day, counts in pairs if counts is True and isinstance(day, date)]
    names = _months(ledger.from_day, ledger.until_day)
    found = Counter((day.year, day.month if len(names) <= MOST_MONTHS else 0) for day in days)
    if len(names) > MOST_MONTHS:
        names = {(year, 0): f"{year}年" for year, _ in names}
    each = max(1, -(-max(found.values(), default=1) // LONGEST_BAR))
    return tuple(
        MonthBar(name=words, bar=SQUARE * -(-found[key] // each), counted=found[key])
        for key, words in names.items()
    )


def _months(start: date, until: date) -> dict[tuple[int, int], str]:
    """The months from one day to another, in order; with the year where there are several."""
    count = (until.year - start.year) * 12 + until.month - start.month + 1
    places = [divmod(start.year * 12 + start.month - 1 + n, 12) for n in range(count)]
    several = start.year != until.year
    return {(year, month + 1): f"{f'{year}年' if several else ''}{month + 1}月" for year, month in places}


@printed("year.before", "上年同期", "line")
def year_before(situation: Situation) -> str:
    """The same days one year earlier in the same counts; says so where nothing was recorded then."""
    year = situation.year
    if year is None:
        return ""
    start, until = _year_earlier(year.start), _year_earlier(year.until)
    summary = ledger_rows(year.matters, start, until, procedure=situation.procedure).summary
    if not summary.counted and not summary.topics:
        return "上年同期没有登记"
    return (
        f"上年同期协商{summary.counted}次，登记议题{summary.topics}件，"
        f"参与{summary.attendances}人次，达成一致{summary.agreed_matters.part}件"
    )


def _year_earlier(day: date) -> date:
    return date(day.year - 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterLine:
    """One matter of the year."""

    case_number: str = fact("编号")
    collected_on: date | None = fact("收集日期", "date")
    title: str = fact("议题")
    origin: str = fact("来源")
    proposer: str = fact("提出人", privacy="internal")
    collected_by: str = fact("收集人", privacy="internal")
    held: str = fact("协商日期", "text")
    agreed: str = fact("协商结果")
    carried_out: str = fact("落实情况")
    state: str = fact("办理情况")


@printed("year.lines", "年度事项", "rows", facts=("topic.title",), row=MatterLine)
def matter_lines(situation: Situation) -> tuple[MatterLine, ...]:
    """The topics collected and the matters talked over in the year, as they stand."""
    year = situation.year
    if year is None:
        return ()
    inside = (matter for matter in year.matters if _days(matter, year.start, year.until))
    return tuple(_line(matter) for matter in inside)


@printed("year.held_lines", "年度协商事项", "rows", facts=("topic.title",), row=MatterLine)
def held_lines(situation: Situation) -> tuple[MatterLine, ...]:
    """Those of them that were talked over; who quarrels with whom need not be told to those above."""
    return tuple(line for line in matter_lines(situation) if line.held)


def _held(matter: Situation) -> list[date]:
    return [session.held_on for session in matter.case.sessions if session.held_on and not session.cancelled]


def _days(matter: Situation, start: date, until: date) -> list[date]:
    days = (matter.case.topic.collected_on, *(session.held_on for session in matter.case.sessions))
    return [day for day in days if day and start <= day <= until]


def _line(matter: Situation) -> MatterLine:
    topic, kind = matter.case.topic, matter.organisation.kind
    state = matter.case, matter.today
    return MatterLine(
        case_number=matter.case.number,
        collected_on=topic.collected_on,
        title=topic.title,
        origin=localise(topic.origin.label, kind) if topic.origin else "",
        proposer=topic.proposer,
        collected_by=person_text(topic.collected_by),
        held="\n".join(short_date(day) for day in _held(matter)),
        agreed={True: "达成一致", False: "未达成一致", None: ""}[agreed(matter)],
        carried_out=implementation_state(*state) if to_carry_out(matter) else "",
        state=localise(topic_state(matter), kind),
    )
