"""Every row the villages sent, as texts at their places: for finding any word in the ledgers of a whole township."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.everywhere import Hit, Spot, hit_of
from yishi_desktop.domain.ledger.columns import Value
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.township.tables import tables_of, village_names
from yishi_desktop.domain.township.union import Kept, Line, Township


@dataclass(frozen=True, slots=True)
class SentRow:
    """One row of a village's ledger, with the matter it belongs to."""

    kept: Kept
    line: Line

    @property
    def words(self) -> str:
        """Everything it says."""
        return "\n".join(text for _, text in _texts(self.line))


def sent_rows(township: Township) -> list[SentRow]:
    """Every row that is shown, the latest matters of each village first."""
    return [SentRow(kept, line) for kept in reversed(township.kept) for line in kept.record.lines]


class Places:
    """How the places of a township are called."""

    def __init__(self, township: Township) -> None:
        empty = tables_of(ledger_rows([], township.from_day, township.until_day, masked=True))
        self._villages = village_names(township)
        self._sheets = {table.id: table.title for table in empty}
        self._columns = {
            (table.id, heading.id): heading.label for table in empty for heading in table.headings
        }

    def hit(self, row: SentRow, words: str) -> Hit | None:
        """The first cell of a row in which the words stand."""
        record, place = row.kept.record, row.kept.delivery.place
        matter = f"{record.number} {record.title}".strip()
        for column, text in _texts(row.line):
            label = self._columns.get((row.line.table, column), "")
            where = " · ".join(filter(None, [self._villages[place], matter, label]))
            sheet = row.line.table
            spot = Spot(where, text, case_id=record.record_id, village="\n".join(place), sheet=sheet)
            if hit := hit_of(spot, words.casefold()):
                return hit
        return None


def _texts(line: Line) -> Iterator[tuple[str, str]]:
    for column, value in line.values:
        if text := _text(value):
            yield column, text


def _text(value: Value) -> str:
    """As it stands on the screen; whether something is so is no word to look for."""
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, str | int | date) else ""
