"""县里的规定: one small file with what a county sets for its villages, before it is laid over anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.ledger.layout import Layout, SheetLayout, ShownColumn
from yishi_desktop.domain.people import CountyName, CountyNumber, Renamed


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNumber:
    """A number of the procedure as the county wants it."""

    id: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepName:
    """A step under another name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperName:
    """A paper under another name, and, where `title` is given, another title on the sheet."""

    id: str
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactName:
    """A field under another name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedColumn:
    """A column of the ledger in its place: shown under another name, or left out."""

    id: str
    name: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The columns of one sheet of the ledger, in order; those not named stand behind them, unless `only` these are wanted."""

    id: str
    column: tuple[WantedColumn, ...]
    only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyFile:
    """The whole file: what it is called, who decided it, from which day it holds, and for which procedure it is made."""

    name: str
    by: str
    procedure: str
    since: str = ""
    number: tuple[SetNumber, ...] = ()
    step: tuple[StepName, ...] = ()
    paper: tuple[PaperName, ...] = ()
    fact: tuple[FactName, ...] = ()
    sheet: tuple[Sheet, ...] = ()

    @property
    def since_day(self) -> date | None:
        """From which day it holds; always, where no day is given. `ValueError` for what is no day."""
        return date.fromisoformat(self.since) if self.since else None

    def numbers(self) -> tuple[CountyNumber, ...]:
        """The numbers as the organisation keeps them."""
        return tuple(
            CountyNumber(id=one.id, value=one.value, by=self.by, since=self.since_day) for one in self.number
        )

    def names(self) -> tuple[CountyName, ...]:
        """The names as the organisation keeps them."""
        return tuple(self._names())

    def _names(self) -> Iterator[CountyName]:
        named: tuple[tuple[Renamed, tuple[StepName | PaperName | FactName, ...]], ...] = (
            (Renamed.STEP, self.step),
            (Renamed.PAPER, self.paper),
            (Renamed.FACT, self.fact),
        )
        for kind, ones in named:
            for one in ones:
                title = one.title if isinstance(one, PaperName) else ""
                yield CountyName(
                    kind=kind, id=one.id, name=one.name, title=title, by=self.by, since=self.since_day
                )

    def layout(self, columns: dict[str, tuple[str, ...]]) -> Layout:
        """The ledger's columns as a named layout; `columns` are the ids of every column, sheet by sheet."""
        return Layout(
            name=self.name,
            sheets=tuple(
                SheetLayout(id=one.id, columns=tuple(_shown(one, columns[one.id]))) for one in self.sheet
            ),
        )


def _shown(sheet: Sheet, known: tuple[str, ...]) -> Iterator[ShownColumn]:
    named = {one.id for one in sheet.column}
    for one in sheet.column:
        yield ShownColumn(id=one.id, label=one.name, hidden=one.hidden)
    if sheet.only:
        yield from (ShownColumn(id=name, hidden=True) for name in known if name not in named)
