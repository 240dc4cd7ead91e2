"""A village's own old ledger, kept in a table by hand: each row becomes a matter as 补录 makes one.

Nothing that stands in the table is lost: what is no number, day or answer where one belongs, and every column nobody
has named, goes into the remark with its heading. And nothing is made better: what the row lacks stays open.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.facts import Choice, Fact, is_blank
from yishi_desktop.domain.late_entries import PEOPLE, began, came
from yishi_desktop.domain.ledger.columns import heading_of
from yishi_desktop.domain.ledger.plain import NO, YES, bare, day_in, headings_in, whole_in
from yishi_desktop.domain.people import Person, PersonRef
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.registry import FACTS, read, write
from yishi_desktop.domain.text import clean_line, clean_name, clean_text

TITLE, HELD_ON, NOTE = "topic.title", "session.held_on", "case.note"
TAKEN = (
    HELD_ON,
    TITLE,
    "session.venue",
    "topic.origin",
    "topic.level",
    "topic.category",
    "session.form",
    "session.chair",
    "session.recorder",
    "session.supervisor",
    PEOPLE,
    "session.expected",
    "session.present",
    "session.non_voting",
    "session.observers",
    "session.minutes",
    "vote.method",
    "vote.votes_for",
    "vote.votes_against",
    "vote.abstentions",
    "outcome.agreed",
    "outcome.agreed_opinion",
    "outcome.destination",
    "result_notice.posted_on",
    "result_notice.taken_down_on",
    "filing.filed_on",
    "implementation.summary",
    NOTE,
)
"""What a column may hold, in the order in which it is offered."""
_WORDS = {
    HELD_ON: ("时间", "日期", "协商日期", "召开时间", "开会时间", "会议时间", "会议日期", "议事时间", "召开日期"),
    TITLE: ("议题", "协商议题", "议事议题", "协商事项", "协商内容", "议事内容", "会议内容", "事项", "议定事项"),
    "session.venue": ("地点", "召开地点", "会议地点", "开会地点", "议事地点"),
    "session.chair": ("主持", "召集人", "会议主持"),
    "session.recorder": ("记录", "记录人"),
    "session.supervisor": ("监督人",),
    PEOPLE: ("参加人员", "参会人员", "到会人员", "出席人员", "参加人", "与会人员", "签到"),
    "session.expected": ("应到人数", "应参加人数"),
    "session.present": ("实到人数", "参加人数", "到会人数", "参会人数", "出席人数", "人数"),
    "session.minutes": ("会议记录", "协商记录", "讨论情况", "议事过程", "协商情况"),
    "vote.votes_for": ("赞成", "赞成人数", "赞成票", "同意", "同意人数", "同意票"),
    "vote.votes_against": ("反对", "反对人数", "反对票", "不同意", "不同意人数"),
    "vote.abstentions": ("弃权", "弃权人数", "弃权票"),
    "outcome.agreed": ("是否达成一致", "是否一致", "是否通过"),
    "outcome.agreed_opinion": ("协商结果", "协商意见", "议事结果", "会议结果", "表决结果", "形成意见", "达成意见", "决议"),
    "outcome.destination": ("去向",),
    "result_notice.posted_on": ("公示时间", "公示日期", "张贴时间"),
    "implementation.summary": ("落实情况", "办理情况", "执行情况", "办理结果", "完成情况", "落实结果"),
    NOTE: ("备注", "说明"),
}  # fmt: skip
_OURS = frozenset({"判定", "是否计入年度次数"})
"""Headings only this program writes."""
_LABELS = {PEOPLE: "到会的人", "implementation.summary": "落实情况", "outcome.agreed_opinion": "协商意见"}
_LACKED = {"session.present": "到会人数", "vote.votes_for": "票数"}
RUNNING_NUMBER = frozenset({"序号", "编号", "号", "NO", "No"})
_KEY_FACTS = (
    "session.venue",
    "session.chair",
    "session.present",
    "outcome.agreed_opinion",
    "implementation.summary",
)
_IN_THE_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_IN_ONE = re.compile(r"\b(20\d{2})(\d{2})(\d{2})\b")
_YEAR = re.compile(r"(20\d{2})\s*年?")
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_IN_BRACKETS = re.compile(r"[（(].*?[）)]")
_FEWEST_CELLS = 3
MOST_PEOPLE = 99_999
"""More is a slip of the keyboard, or a telephone number."""


def label_of(path: str) -> str:
    """How a column is offered."""
    return _LABELS.get(path, heading_of(path))


def known_headings() -> dict[str, str]:
    """Heading without blanks and brackets → what it holds."""
    ours = {bare(heading_of(path)): path for path in TAKEN} | {
        bare(FACTS[path].label): path for path in TAKEN
    }
    return ours | {word: path for path, words in _WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class OldSheet:
    """One sheet of the table: its rows as text, its columns (from 0) with headings, and which row data begin with."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[int, str], ...]
    rows_above: int

    @property
    def is_ours(self) -> bool:
        """Whether it is a ledger this program wrote."""
        return {bare(text) for _, text in self.columns} >= _OURS

    @property
    def year(self) -> int | None:
        """The one year the words above the table and the sheet's name speak of."""
        return the_year(
            " ".join([self.name, *(cell for row in self.rows[: self.rows_above] for cell in row)])
        )

    def proposed(self) -> dict[int, str]:
        """What each column holds by its heading; each thing once, "" for what goes into the remark."""
        known, found, taken = known_headings(), {}, set()
        for place, text in self.columns:
            path = known.get(bare(text), "")
            found[place] = "" if path in taken else path
            taken.add(path)
        return found


def the_year(words: str) -> int | None:
    """The year words speak of; none where they speak of several."""
    years = {int(year) for year in _YEAR.findall(words)}
    return years.pop() if len(years) == 1 else None


def sheet_of(name: str, rows: Sequence[Sequence[str]]) -> OldSheet | None:
    """A sheet with its headings: those we know, else the first row that has several cells; `None` for an empty sheet."""
    own = tuple(tuple(row) for row in rows)
    found = headings_in(own, known_headings())
    if found is not None:
        return OldSheet(name, own, found.columns, found.rows_above)
    for number, row in enumerate(own):
        columns = tuple((place, cell) for place, cell in enumerate(row) if cell)
        if len(columns) >= _FEWEST_CELLS:
            return OldSheet(name, own, columns, number + 1)
    return None


@dataclass(frozen=True, slots=True)
class About:
    """What all rows of a table have in common."""

    source: str
    procedure: Procedure
    today: date
    author: str
    people: tuple[Person, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class OldRow:
    """One row as it was understood. `wrong` says why it cannot be taken, `doubts` what went into the remark instead,
    `lacking` names what the row does not say; `number` is its row in the sheet.
    """

    number: int
    day: date | None
    title: str
    case: Case | None
    wrong: str = ""
    doubts: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


def read_rows(sheet: OldSheet, chosen: Mapping[int, str], about: About) -> list[OldRow]:
    """Every row that speaks of a matter; empty ones, repeated headings, sums and signatures are passed over."""
    numbered = enumerate(sheet.rows[sheet.rows_above :], start=sheet.rows_above + 1)
    found = (_read_row(number, row, sheet, chosen, about) for number, row in numbered)
    return [row for row in found if row is not None]


def _read_row(
    number: int, row: Sequence[str], sheet: OldSheet, chosen: Mapping[int, str], about: About
) -> OldRow | None:
    cells = [
        _Cell(number, place, bare(text), chosen.get(place, ""), row[place].strip())
        for place, text in sheet.columns
        if place < len(row) and row[place].strip()
    ]
    title, when = _first(cells, TITLE), _first(cells, HELD_ON)
    if (not title and not when) or (title and title.says == bare(title.words)):
        return None
    day = day_of(when.words, about.year) if when else None
    wrong = _wrong(number, title, when, day, about.today)
    if wrong and not (title and when) and len(cells) < _FEWEST_CELLS:
        return None  # 合计, 填表人
    if wrong or title is None or day is None:
        return OldRow(number, day, title.words if title else "", None, wrong)
    return _understood(number, day, title.words, cells, about)


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    place: int
    says: str
    """The heading of its column."""
    path: str
    words: str

    @property
    def spot(self) -> str:
        return f"第{self.row}行{column_letter(self.place)}列“{self.says}”"


def column_letter(place: int) -> str:
    """The letters over a column counted from 0: A, Z, AA."""
    high, low = divmod(place, 26)
    return (column_letter(high - 1) if high else "") + chr(ord("A") + low)


def _first(cells: Iterable[_Cell], path: str) -> _Cell | None:
    return next((cell for cell in cells if cell.path == path), None)


def _wrong(number: int, title: _Cell | None, when: _Cell | None, day: date | None, today: date) -> str:
    if title is None:
        return f"第{number}行没有议题。"
    if when is None:
        return f"第{number}行没有协商时间。"
    if day is None:
        return f"{when.spot}写的是“{when.words}”，看不出是哪一天。"
    return f"{when.spot}是{day:%Y-%m-%d}，还没有到。" if day > today else ""


def day_of(words: str, year: int | None) -> date | None:
    """The day in a cell; one without a year is of the year the table speaks of."""
    if (day := day_in(words)) is not None:
        return day
    if found := _IN_ONE.search(words):
        return _date(*map(int, found.groups()))
    if year is not None and (found := _IN_THE_YEAR.search(words)):
        return _date(year, *map(int, found.groups()))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _understood(number: int, day: date, title: str, cells: Sequence[_Cell], about: About) -> OldRow:
    case = write(began("", about.procedure.id, about.today, about.author), HELD_ON, day)
    notes: list[str] = []
    doubts: list[str] = []
    case = write(case, TITLE, clean_line(title))
    for cell in cells:
        if cell.path in (TITLE, HELD_ON) and cell is _first(cells, cell.path):
            continue
        value = _value(cell, about) if cell.path and is_blank(read(case, cell.path)) else None
        if cell.path == NOTE:
            notes.insert(0, cell.words)
        elif value is not None:
            case = write(case, cell.path, value)
        elif cell.says not in RUNNING_NUMBER:
            notes.append(f"{cell.says}：{cell.words}")
            doubts += [f"{cell.spot}“{cell.words}”放进了备注。"] if cell.path else []
    case = write(case, NOTE, clean_line("；".join(notes)))
    entry = replace(case.late_entry, source=f"{about.source}第{number}行")
    return OldRow(
        number, day, title, replace(case, late_entry=entry), "", tuple(doubts), _lacking(case, about)
    )


def _lacking(case: Case, about: About) -> tuple[str, ...]:
    result = "outcome.agreed" if about.procedure.vote is None else "vote.votes_for"
    wanted = (*_KEY_FACTS[:3], result, *_KEY_FACTS[3:])
    return tuple(_LACKED.get(path) or label_of(path) for path in wanted if is_blank(read(case, path)))


def _value(cell: _Cell, about: About) -> object:
    """What stands in a cell as its fact wants it; `None` when it is no such thing."""
    fact, words = FACTS[cell.path], cell.words
    if cell.path == PEOPLE:
        return came(_person(name, about) for name in _BETWEEN_NAMES.split(words) if clean_name(name)) or None
    if cell.path == "outcome.agreed" and about.procedure.vote is not None:
        return None  # the votes decide
    return _READ[fact.kind](words, fact, about)


def _person(words: str, about: About) -> PersonRef:
    name = clean_name(_IN_BRACKETS.sub("", words))
    named = [person for person in about.people if person.name == name]
    return named[0].ref() if len(named) == 1 else PersonRef(name=name)


def _one_person(words: str, _: Fact, about: About) -> PersonRef | None:
    names = _BETWEEN_NAMES.split(words)
    return _person(words, about) if len(names) == 1 else None


def _choice(words: str, fact: Fact, _: About) -> Choice | None:
    """The one answer whose label says it, is said in it, or says more than it."""
    answers = list(fact.choices or ())
    fitting = [one for one in answers if one.label == words] or [
        one for one in answers if len(words) > 1 and (words in one.label or one.label in words)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _flag(words: str, _: Fact, __: About) -> bool | None:
    return False if words.startswith(NO) else True if words.startswith(YES) else None


def _count(words: str, _: Fact, __: About) -> int | None:
    count = whole_in(words)
    return count if count is not None and count <= MOST_PEOPLE else None


def _day(words: str, _: Fact, about: About) -> date | None:
    return day_of(words, about.year)


def _line(words: str, _: Fact, __: About) -> str:
    return clean_line(words)


def _text(words: str, _: Fact, __: About) -> str:
    return clean_text(words)


_READ = {
    "date": _day,
    "count": _count,
    "flag": _flag,
    "choice": _choice,
    "person": _one_person,
    "line": _line,
    "text": _text,
}
