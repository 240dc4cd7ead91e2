"""What the township's pages show, worked out in the worker thread from what has been received."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yishi_desktop.domain.ledger.columns import Heading, Row, Table
from yishi_desktop.domain.remark import Remark
from yishi_desktop.domain.township.levels import group_table
from yishi_desktop.domain.township.reports import (
    key_of,
    matrix_table,
    reply_table,
    short_table,
    undone_table,
    unsent_table,
    waiting_table,
)
from yishi_desktop.domain.township.standing import Standing
from yishi_desktop.domain.township.union import Place
from yishi_desktop.domain.wording import date_text
from yishi_desktop.services.office import Office
from yishi_desktop.services.township.ledger_reading import LedgerFile
from yishi_desktop.services.township.office import Holdings, ReceivedLedger, Reply, holdings
from yishi_desktop.services.township.return_packages import remarks_by_place

ALL, NOTHING_SENT, BELOW = "all", "nothing", "below"


@dataclass(frozen=True, slots=True)
class Picture:
    """The township in one year: how the villages stand, what is open, what they are told, which files there are."""

    holdings: Holdings
    years: Sequence[int]
    year: int
    standings: Sequence[Standing]
    replies: Sequence[Reply]
    tables: Mapping[str, Table]
    remarks: Mapping[Place, tuple[Remark, ...]]

    @property
    def is_empty(self) -> bool:
        """Neither a ledger nor a list of villages."""
        return not (self.holdings.received or self.holdings.expected)

    @property
    def expected(self) -> int:
        """How many villages ought to send a ledger; those known while there is no list."""
        return len(self.holdings.expected) or len(self.standings)

    def matrix(self, wanted: str) -> Table:
        """The villages by month, all of them or some; those that sent nothing with whom to call."""
        if wanted == NOTHING_SENT:
            return unsent_table(self.standings, self.year)
        return matrix_table([one for one in self.standings if _is_wanted(one, wanted)], self.year)

    def standing(self, key: str) -> Standing | None:
        """The village a row speaks of."""
        return next((one for one in self.standings if key_of(one) == key), None)

    def count(self, wanted: str) -> int:
        """How many villages have sent nothing, or are below the number."""
        return sum(_is_wanted(one, wanted) for one in self.standings)


def _is_wanted(one: Standing, wanted: str) -> bool:
    if wanted == NOTHING_SENT:
        return one.year is None
    return wanted == ALL or bool(one.missing)


def read_picture(office: Office, year: int | None = None) -> Picture:
    """Everything anew; the newest year when none is asked for, or when it has gone."""
    found = holdings(office)
    years = found.years(office.today)
    return picture_of(found, year if year in years else years[0], office)


def picture_of(found: Holdings, year: int, office: Office) -> Picture:
    """Another year of what was read before."""
    told, remarks = found.replies(year), remarks_by_place(office, found)
    made = [reply_table(told), files_table(found.received, found.counting)]
    if found.township is not None:
        made += [make(found.township) for make in (undone_table, short_table)]
        replies = {one.case_id: one.text for ones in remarks.values() for one in ones if one.replies}
        made.append(waiting_table(found.township, replies))
        made += [one for one in [group_table(found.township)] if one]
    tables = {table.id: table for table in made}
    return Picture(found, found.years(office.today), year, found.standings(year), told, tables, remarks)


def files_table(received: Sequence[ReceivedLedger], counting: Sequence[LedgerFile]) -> Table:
    """The files taken in; a village for practice among real ones does not count."""
    headings = (
        Heading("name", "文件", "text", 16),
        Heading("village", "村（社区）", "text", 8),
        Heading("filled_on", "填报日期", "text", 7),
        Heading("records", "事项", "count", 3),
        Heading("received_on", "收下日期", "text", 7),
    )
    rows = tuple(Row(_file_row(one, counts=one.file in counting), one.record_id) for one in received)
    return Table("files", "收到的文件", headings, rows)


def _file_row(one: ReceivedLedger, *, counts: bool) -> tuple[str | int, ...]:
    deliveries = one.file.deliveries
    villages = {delivery.village.name for delivery in deliveries}
    village = villages.pop() if len(villages) == 1 else f"{len(villages)}个村"
    return (
        one.file.name,
        village if counts else f"{village}（练习用，不算）",
        date_text(max(delivery.filled_on for delivery in deliveries)),
        sum(len(delivery.records) for delivery in deliveries),
        date_text(one.received_on),
    )
