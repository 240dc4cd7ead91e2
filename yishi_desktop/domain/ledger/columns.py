"""What a table of the ledger is made of: columns that know their heading, kind, width and privacy, and typed rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from yishi_desktop.domain.facts import Choice, Kind, Privacy
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.wording import date_text, listed, person_text

Source = TypeVar("Source")
ColumnKind = Literal["text", "count", "date", "flag", "share"]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, kept as two whole numbers so that nothing is rounded before it is printed."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"


Value = str | int | bool | date | Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Source]):
    """One column. `width` counts full Chinese characters, `band` is the group it stands under.

    `masked` gives what the copy for the township shows in place of an internal value; an internal column without it
    is left out there altogether. An `optional` column is shown only where a layout asks for it.
    """

    id: str
    heading: str
    kind: ColumnKind
    width: float
    value: Callable[[Source], Value]
    privacy: Privacy = "public"
    band: str = ""
    masked: Callable[[Source], Value] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as a reader of the table needs it."""

    id: str
    label: str
    kind: ColumnKind
    width: float
    privacy: Privacy = "public"
    band: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line: typed values in the order of the columns, and the case and session it speaks of."""

    values: tuple[Value, ...]
    case_id: str = ""
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of the ledger."""

    id: str
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]

    def column(self, heading_id: str) -> tuple[Value, ...]:
        """Every value of one column; `KeyError` when there is no such column."""
        places = {heading.id: place for place, heading in enumerate(self.headings)}
        return tuple(row.values[places[heading_id]] for row in self.rows)


def table(
    table_id: str,
    title: str,
    columns: Iterable[Column[Source]],
    sources: Iterable[tuple[Source, str, int | None]],
    *,
    masked: bool,
) -> Table:
    """Fill a table. Each source comes with the case and session its row speaks of."""
    shown = [column for column in columns if _is_shown(column, masked=masked)]
    return Table(
        table_id,
        title,
        tuple(Heading(c.id, c.heading, c.kind, c.width, c.privacy, c.band, c.optional) for c in shown),
        tuple(
            Row(tuple(_value(column, source, masked=masked) for column in shown), case_id, session)
            for source, case_id, session in sources
        ),
    )


def _is_shown(column: Column[Source], *, masked: bool) -> bool:
    if column.privacy == "never":
        return False
    return column.privacy == "public" or not masked or column.masked is not None


def _value(column: Column[Source], source: Source, *, masked: bool) -> Value:
    if masked and column.privacy != "public" and column.masked is not None:
        return column.masked(source)
    return column.value(source)


def heading_of(path: str) -> str:
    """The ledger's own heading for a fact, or its official label."""
    return FACTS[path].ledger or FACTS[path].label


def column_kind(kind: Kind) -> ColumnKind:
    """How a fact of this kind stands in a table."""
    kinds: dict[Kind, ColumnKind] = {"count": "count", "date": "date", "flag": "flag"}
    return kinds.get(kind, "text")


def cell(value: object) -> Value:
    """A recorded value as it stands in a table: choices and people in words, numbers and dates as they are."""
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, PersonRef):
        return person_text(value) or None
    if isinstance(value, tuple):
        return listed([str(cell(item)) for item in value]) or None
    if value is None or value == "":
        return None
    return value if isinstance(value, (str, int, date)) else str(value)


def excerpt(text: str, limit: int) -> str | None:
    """The beginning of a long text, up to the last whole sentence that fits, marked as an excerpt."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text or None
    cut = max(text.rfind(mark, 0, limit) for mark in "。；！？")
    return f"{text[: cut + 1] if cut > limit // 2 else text[:limit]}……"


def span_text(start: date | None, end: date | None) -> str | None:
    """2026年3月16日至 and, on a line of its own, 2026年4月1日; an open end stays open."""
    if start is None:
        return None
    return f"{date_text(start)}至\n{date_text(end)}".rstrip()
