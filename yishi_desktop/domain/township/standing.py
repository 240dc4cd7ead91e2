"""How each village of a township stands in a year: who has sent a ledger, how often it deliberated, what is open.

Which villages there are is a list the township keeps; what they did is read from their own rows, as they sealed them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yishi_desktop.domain.counting import YearlyMinimum
from yishi_desktop.domain.township.tables import village_names
from yishi_desktop.domain.township.union import Delivery, Kept, Line, Place, Township, VillageYear

MONTHS = range(1, 13)
DONE, OVERDUE = "已完成", "已逾期"
TOO_SHORT = ("未公示", "天数不足")
"""What the village's own ledger says of a posting that does not meet the demanded days, or has not begun."""
_OFFICES = ("村民委员会", "居民委员会", "村委会", "居委会", "村委", "居委")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A village the township expects a ledger from. `code` is the 12-digit statistical code, empty if not known.

    `phone` is whom to call when nothing comes, in the township's own list only.
    """

    name: str
    code: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One village in one year. Counts are of sessions, tasks, postings and matters.

    `months` has the sessions that count, month by month; None for a month its ledger does not reach. `year` is None
    when nothing has come from the village. `listed` says whether it is expected; without a list all of them are.
    """

    name: str
    code: str = ""
    phone: str = ""
    listed: bool = True
    year: VillageYear | None = None
    filled_on: date | None = None
    months: tuple[int | None, ...] = (None,) * 12
    before: tuple[int | None, ...] = (None,) * 12
    """The same months a year earlier."""
    undone: int = 0
    overdue: int = 0
    short: int = 0

    @property
    def place(self) -> Place | None:
        """What tells the village apart; None when nothing has come."""
        return self.year.place if self.year else None

    @property
    def counted(self) -> int:
        """Sessions of the year that count."""
        return sum(count or 0 for count in self.months)

    @property
    def counted_before(self) -> int | None:
        """Sessions of the year before that count; None where its ledgers do not reach."""
        if all(count is None for count in self.before):
            return None
        return sum(count or 0 for count in self.before)

    @property
    def minimum(self) -> YearlyMinimum | None:
        """The yearly number the village's own document gives."""
        return self.year.minimum if self.year else None

    @property
    def missing(self) -> int:
        """How many sessions the year is short."""
        return max(0, self.minimum.number - self.counted) if self.minimum else 0

    @property
    def doubtful(self) -> int:
        """Matters that were changed in two places."""
        return self.year.doubtful if self.year else 0

    @property
    def needs_a_look(self) -> bool:
        """Whether there is anything to say to the village."""
        return self.year is None or any((self.missing, self.undone, self.short, self.doubtful))


def years_of(township: Township) -> list[int]:
    """The years there is anything to look at, the newest first."""
    held = (_held_on(line) for one in township.kept for line in one.record.lines if line.table == "sessions")
    ends = (delivery.until_day for delivery in township.deliveries)
    return sorted({day.year for day in [*held, *ends] if day}, reverse=True)


def standings(township: Township | None, expected: Sequence[Expected], year: int) -> tuple[Standing, ...]:
    """The expected villages in the order of the list, then those that sent something without being on it."""
    found = _found(township, year) if township else {}
    matched = _matched(expected, found)
    taken = set(matched.values())
    listed = [
        _named(found[matched[one]], one)
        if one in matched
        else Standing(name=one.name, code=one.code, phone=one.phone)
        for one in expected
    ]
    others = [_named(found[place], None, listed=not expected) for place in found if place not in taken]
    return (*listed, *others)


def _named(standing: Standing, one: Expected | None, *, listed: bool = True) -> Standing:
    if one is None:
        return replace(standing, listed=listed)
    return replace(standing, code=one.code or standing.code, phone=one.phone, listed=listed)


def plain_name(name: str) -> str:
    """后陈村 for 后陈村村民委员会: lists write either."""
    name = "".join(name.split())
    office = next((one for one in _OFFICES if name.endswith(one)), "")
    return name.removesuffix(office) or name


def _matched(expected: Sequence[Expected], found: Mapping[Place, Standing]) -> dict[Expected, Place]:
    """By code where both have one; else by name, where only one village is called that."""
    by_code = {standing.code: place for place, standing in found.items() if standing.code}
    matched = {one: by_code[one.code] for one in expected if one.code and one.code in by_code}
    taken = set(matched.values())
    for one in expected:
        places = [
            place
            for place, standing in found.items()
            if place not in taken
            and plain_name(place[4]) == plain_name(one.name)
            and not (one.code and standing.code)
        ]
        if one not in matched and len(places) == 1:
            matched[one] = places[0]
            taken.add(places[0])
    return matched


# --- what one village sent -------------------------------------------------------------------------------------


def _found(township: Township, year: int) -> dict[Place, Standing]:
    names = village_names(township)
    sent: dict[Place, list[Delivery]] = defaultdict(list)
    for delivery in township.deliveries:
        sent[delivery.place].append(delivery)
    lines = _lines_by_place(township.kept)
    return {
        one.place: _standing(names[one.place], one, sent[one.place], lines[one.place], year)
        for one in township.villages()
    }


def _lines_by_place(kept: Iterable[Kept]) -> dict[Place, list[Line]]:
    """The rows that count; a second copy of a record changed in two places does not."""
    lines: dict[Place, list[Line]] = defaultdict(list)
    for one in kept:
        if one.counts and not one.record.is_late_entry:
            lines[one.delivery.place] += one.record.lines
    return lines


def _standing(
    name: str, one: VillageYear, sent: Sequence[Delivery], lines: Sequence[Line], year: int
) -> Standing:
    tasks = [line.get("state") for line in lines if line.table == "tasks"]
    notices = [line.get("state") for line in lines if line.table == "notices"]
    return Standing(
        name=name,
        code=one.village.code,
        year=one,
        filled_on=max(delivery.filled_on for delivery in sent),
        months=_months(sent, lines, year),
        before=_months(sent, lines, year - 1),
        undone=sum(state != DONE for state in tasks),
        overdue=tasks.count(OVERDUE),
        short=sum(state in TOO_SHORT for state in notices),
    )


def _months(sent: Sequence[Delivery], lines: Sequence[Line], year: int) -> tuple[int | None, ...]:
    counted = Counter(
        day.month
        for line in lines
        if line.table == "sessions"
        and line.get("counts") is True
        and (day := _held_on(line))
        and day.year == year
    )
    return tuple(
        counted[month] if counted[month] or _is_reported(sent, date(year, month, 1)) else None
        for month in MONTHS
    )


def _is_reported(sent: Sequence[Delivery], first: date) -> bool:
    """Whether a ledger reaches into the month that begins on this day, and was made after it had begun."""
    last = date(first.year, first.month, 28)
    return any(one.from_day <= last and first <= min(one.until_day, one.filled_on) for one in sent)


def _held_on(line: Line) -> date | None:
    day = line.get("session.held_on")
    return day if isinstance(day, date) else None
