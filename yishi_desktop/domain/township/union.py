"""The township's union of village ledgers: every row once, the copy that knows more, and what a person must look at.

Which copy of a record knows more is read from its revisions, never from a clock. Nothing is dropped because a file
does not have it. Two copies that were changed without seeing each other are both kept and marked; only one of them
counts, so that no session is counted twice. A copy that knows more speaks for the days its file reports on; rows of
other days stand as the copy before it had them (`left_over.py`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import itemgetter

from yishi_desktop.domain.counting import YearlyMinimum
from yishi_desktop.domain.late_entries import has_late_number
from yishi_desktop.domain.ledger.columns import Value
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.township.left_over import Days, Spoken

Place = tuple[str, ...]
PLAIN = "plain-"
"""How ids of records begin that come from a ledger typed by hand."""


def place_of(village: Organisation) -> Place:
    """Province, city, county, township and village: what tells villages apart."""
    return (village.province, village.city, village.county, village.township, village.name)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a village's table: which table, which session, and the values by the ids of their columns.

    The values are put into one order, so that a row is the same row whichever file it came in.

    `row` is the running number it has in the village's own sheet, 0 where that is not known; it says where the row
    came from and is no part of what it says.
    """

    table: str
    session: int | None
    values: tuple[tuple[str, Value], ...]
    row: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(sorted(self.values, key=itemgetter(0))))

    def get(self, column: str) -> Value:
        """The value of a column; `None` when the village's program did not have it."""
        for name, value in self.values:
            if name == column:
                return value
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One matter as a village sent it. `revisions` are the ids of its history, oldest first.

    `draft` says that it was sent while somebody was still typing on the last of them. `case` is its content as
    canonical JSON: equal text, equal content. `seal` is the code on the village's archived papers, empty while the
    matter is not sealed.
    """

    record_id: str
    number: str
    title: str
    revisions: tuple[str, ...]
    draft: bool
    case: str
    lines: tuple[Line, ...]
    seal: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether somebody typed it into a table by hand, with no record behind it."""
        return self.record_id.startswith(PLAIN)

    @property
    def is_late_entry(self) -> bool:
        """Whether it was typed in from paper afterwards (补录): shown with the others, counted with none."""
        return has_late_number(self.number)

    def knows_more_than(self, other: "Record") -> bool:
        """Whether this copy was made from the other one."""
        mine, theirs = frozenset(self.revisions), frozenset(other.revisions)
        return mine > theirs or (mine == theirs and self.draft and not other.draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A matter the village has taken out of its lists (作废). `revisions` are those of its history up to that."""

    record_id: str
    revisions: tuple[str, ...]
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What one file says of one village: who, which days, worked out on which day, and every matter."""

    village: Organisation
    from_day: date
    until_day: date
    filled_on: date
    minimum: YearlyMinimum | None
    records: tuple[Record, ...]
    answers: tuple[tuple[str, str, date], ...] = ()
    """What the village says to remarks of the township: the remark's id, the words, the day."""
    withdrawn: tuple[Withdrawn, ...] = ()
    source: str = field(default="", compare=False, repr=False)
    """The name of the file it came in from the village; the same words under another name are the same delivery."""

    @property
    def place(self) -> Place:
        """What tells villages apart."""
        return place_of(self.village)

    @property
    def days(self) -> Days:
        """The first and the last day it reports on."""
        return (self.from_day, self.until_day)


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that nobody knows more about. `variants` is how many differing copies of it there are."""

    delivery: Delivery
    record: Record
    variants: int = 1
    counts: bool = True
    left_over: bool = False
    """An older copy with only those of its rows of which the newer one's file does not report: they count too."""

    @property
    def mark(self) -> str:
        """What a person has to look at; empty for a record without a second copy."""
        if self.record.is_plain:
            return "手工填的台账" + ("" if self.counts else "，村里另用程序报过，没有计入次数")
        if self.variants == 1:
            return ""
        return f"待核对：有{self.variants}份不同" + ("" if self.counts else "，这一份没有计入次数")


@dataclass(frozen=True, slots=True)
class VillageYear:
    """One village in the township's count. Sessions in 次, matters in 件, people in 人次."""

    village: Organisation
    from_day: date
    until_day: date
    minimum: YearlyMinimum | None
    counted: int
    total: int
    matters: int
    agreed: int
    topics: int
    attendances: int
    postings_met: int
    postings: int
    doubtful: int
    yearly: tuple[int, ...]
    """The sessions that count, year by year: every year any of its ledgers reports on."""

    @property
    def place(self) -> Place:
        """What tells the village apart."""
        return place_of(self.village)

    @property
    def missing(self) -> int:
        """How many sessions the village is short of the yearly number; nothing where none is known.

        Each year is held against the number by itself: two sessions too many in one make up for none in another.
        """
        return sum(max(0, self.minimum.number - counted) for counted in self.yearly) if self.minimum else 0

    @property
    def meets_minimum(self) -> bool | None:
        """Whether a demanded number is reached; `None` where no document demands one."""
        return self.missing == 0 if self.minimum and self.minimum.demanded else None


@dataclass(frozen=True, slots=True)
class Township:
    """The union of deliveries, in an order that does not depend on how they came."""

    deliveries: tuple[Delivery, ...]
    kept: tuple[Kept, ...]
    withdrawn: tuple[str, ...] = ()
    """The ids of matters that no longer count because their village withdrew them."""

    @property
    def from_day(self) -> date:
        """The first day any village reports on."""
        return min(delivery.from_day for delivery in self.deliveries)

    @property
    def until_day(self) -> date:
        """The last day any village reports on."""
        return max(delivery.until_day for delivery in self.deliveries)

    def villages(self) -> tuple[VillageYear, ...]:
        """Every village that sent anything, in the order of their names."""
        sent, kept = defaultdict(list), defaultdict(list)
        for delivery in self.deliveries:
            sent[delivery.place].append(delivery)
        for one in self.kept:
            kept[one.delivery.place].append(one)
        return tuple(_village_year(sent[place], kept[place]) for place in sorted(sent))

    def in_doubt(self) -> tuple[Kept, ...]:
        """The copies of records that were changed in two places."""
        return tuple(one for one in self.kept if one.variants > 1)


def unite(deliveries: Iterable[Delivery]) -> Township:
    """The union. The order of the deliveries, and how often one of them comes, change nothing."""
    ordered = list(_in_order(_each_once(deliveries)))
    copies: dict[str, list[Kept]] = defaultdict(list)
    gone: dict[str, list[Withdrawn]] = defaultdict(list)
    for delivery in ordered:
        for record in delivery.records:
            copies[record.record_id].append(Kept(delivery, record))
        for one in delivery.withdrawn:
            gone[one.record_id].append(one)
    kept = [one for name, found in copies.items() for one in _survivors(found, gone[name])]
    own = [one.village for one in ordered if not _is_plain(one)]
    kept = [_without_plain(one, own) for one in kept]
    left = {one.record.record_id for one in kept}
    withdrawn = tuple(sorted(name for name in copies if name not in left))
    return Township(tuple(ordered), tuple(sorted(kept, key=_kept_key)), withdrawn)


def _is_plain(delivery: Delivery) -> bool:
    return bool(delivery.records) and all(one.is_plain for one in delivery.records)


def _without_plain(one: Kept, own: Collection[Organisation]) -> Kept:
    """What was typed by hand counts only while the village has sent nothing of the program's own."""
    village = one.delivery.village
    return (
        replace(one, counts=False)
        if one.record.is_plain and any(_same_village(village, other) for other in own)
        else one
    )


def _same_village(typed: Organisation, other: Organisation) -> bool:
    """By code, by place, or by name alone where a table does not say of which township."""
    if typed.code and typed.code == other.code:
        return True
    return typed.name == other.name and typed.township in ("", other.township)


def _each_once(deliveries: Iterable[Delivery]) -> Iterable[Delivery]:
    """Equal deliveries under several names of files keep the first name, whatever order they come in."""
    found: dict[Delivery, Delivery] = {}
    for delivery in deliveries:
        known = found.setdefault(delivery, delivery)
        if delivery.source < known.source:
            found[delivery] = delivery
    return found.values()


def _survivors(copies: Sequence[Kept], gone: Sequence[Withdrawn] = ()) -> list[Kept]:
    """The copies nobody knows more than, each content once; the one with the longest history counts.

    A copy the withdrawing village had before it is gone with it. One it had not seen stays, marked for a person.
    """
    latest = [one for one in copies if not any(o.record.knows_more_than(one.record) for o in copies)]
    latest = [one for one in latest if not any(_had_seen(last, one.record) for last in gone)]
    groups: dict[tuple[object, ...], list[Kept]] = defaultdict(list)
    for one in latest:
        record = one.record
        groups[one.delivery.place, frozenset(record.revisions), record.draft, record.case].append(one)
    # The same content reported for more days, or worked out on a later day, has the fuller rows.
    fullest = (group[0] if len(group) == 1 else max(group, key=_fuller) for group in groups.values())
    found = sorted(fullest, key=_longest_first)
    variants = len(found) + any(_does_not_know(one.record, last) for one in found for last in gone)
    kept = [Kept(one.delivery, one.record, variants, place == 0) for place, one in enumerate(found)]
    older = [one for one in copies if all(one is not other for other in found)]
    older = [one for one in older if not any(_had_seen(last, one.record) for last in gone)]
    return [*kept, *_left_over(kept, older)] if kept and older else kept


def _left_over(kept: Sequence[Kept], older: Sequence[Kept]) -> Iterable[Kept]:
    """The older copies, those that know more first, with the rows nothing newer speaks of."""
    spoken = Spoken(kept[0].record.case)
    for one in kept:
        spoken.add(one.delivery.days, one.record.lines)
    for one in sorted(sorted(older, key=_fuller, reverse=True), key=_longest_first):
        if left := spoken.left(one.delivery.days, one.record.lines):
            yield Kept(one.delivery, replace(one.record, lines=left), left_over=True)
        spoken.add(one.delivery.days, one.record.lines)


def _had_seen(last: Withdrawn, record: Record) -> bool:
    return frozenset(last.revisions) >= frozenset(record.revisions)


def _does_not_know(record: Record, last: Withdrawn) -> bool:
    """Whether a record was changed without seeing that it was withdrawn."""
    return not frozenset(record.revisions) >= frozenset(last.revisions)


def _fuller(one: Kept) -> tuple[object, ...]:
    delivery = one.delivery
    days = (delivery.until_day - delivery.from_day).days
    return (days, delivery.until_day, delivery.filled_on, repr(one.record.lines))


def _longest_first(one: Kept) -> tuple[object, ...]:
    record = one.record
    return (-len(record.revisions), one.delivery.place, sorted(record.revisions), record.draft, record.case)


def _in_order(deliveries: Iterable[Delivery]) -> Iterable[Delivery]:
    """By place and days; only where these do not decide, by all they say, which takes long to write out."""
    for _, group in groupby(sorted(deliveries, key=_where_and_when), key=_where_and_when):
        same = list(group)
        yield from sorted(same, key=repr) if len(same) > 1 else same


def _where_and_when(delivery: Delivery) -> tuple[object, ...]:
    return (delivery.place, delivery.from_day, delivery.until_day, delivery.filled_on)


def _kept_key(one: Kept) -> tuple[object, ...]:
    record, days = one.record, one.delivery.days
    order = (one.left_over, not one.counts, record.case, record.revisions, days)
    return (one.delivery.place, record.number, record.record_id, *order)


def _village_year(sent: Sequence[Delivery], kept: Sequence[Kept]) -> VillageYear:
    counting = [one.record for one in kept if one.counts and not one.record.is_late_entry]
    sessions = _lines(counting, "sessions")
    counted = [(record, line) for record, line in sessions if line.get("counts") is True]
    notices = [line for _, line in _lines(counting, "notices")]
    minimums = [delivery.minimum for delivery in sent if delivery.minimum]
    return VillageYear(
        village=sent[-1].village,
        from_day=min(delivery.from_day for delivery in sent),
        until_day=max(delivery.until_day for delivery in sent),
        minimum=max(minimums, key=lambda one: (one.demanded, one.number, one.basis), default=None),
        counted=len(counted),
        total=len(sessions),
        matters=len({record.record_id for record, _ in counted}),
        agreed=len({record.record_id for record, line in sessions if line.get("agreed") is True}),
        topics=len(_lines(counting, "topics")),
        attendances=sum(_number(line, "present") + _number(line, "non_voting") for _, line in counted),
        postings_met=sum(line.get("state") == "合格" for line in notices),
        postings=len(notices),
        doubtful=sum(one.variants > 1 and one.counts for one in kept),
        yearly=_yearly(sent, [line for _, line in counted]),
    )


def _yearly(sent: Iterable[Delivery], counted: Iterable[Line]) -> tuple[int, ...]:
    years = {year for one in sent for year in range(one.from_day.year, one.until_day.year + 1)}
    held = (line.get("session.held_on") for line in counted)
    found = Counter(day.year for day in held if isinstance(day, date))
    return tuple(found[year] for year in sorted(years | set(found)))


def _lines(records: Iterable[Record], table: str) -> list[tuple[Record, Line]]:
    return [(record, line) for record in records for line in record.lines if line.table == table]


def _number(line: Line, column: str) -> int:
    value = line.get(column)
    return value if isinstance(value, int) else 0
