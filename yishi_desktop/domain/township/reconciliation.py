"""对账单: what became of every row of every file, so that nothing is lost between a village's ledger and the sum.

Rows are those of 明细, 议题库, 公示台账 and 落实台账. Each row of a file is exactly one of new, changed, same, older,
doubtful or void; and each row of the union is owed to exactly one file. Both sums are printed, worked out by ways of
their own, and have to agree.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from yishi_desktop.domain.ledger.columns import Table
from yishi_desktop.domain.township.union import Delivery, Kept, Record, Township

Copy = tuple[object, ...]
Rows = Mapping[tuple[object, ...], object]


@dataclass(frozen=True, slots=True)
class RowCounts:
    """The rows of one file. `rows` is what it brought, the next six say what they were, `used` what the union took."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    doubtful: int = 0
    void: int = 0
    used: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows == self.new + self.changed + self.same + self.older + self.doubtful + self.void

    def __add__(self, other: "RowCounts") -> "RowCounts":
        return RowCounts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def copy_of(delivery: Delivery, record: Record) -> Copy:
    """What makes two copies of a record the same one."""
    return (delivery.place, record.record_id, frozenset(record.revisions), record.draft, record.case)


def count_rows(files: Sequence[Sequence[Delivery]], township: Township) -> list[RowCounts]:
    """The rows of each file, compared with the union and with the files in front of it."""
    count = _Counting(township)
    return [count.file(file) for file in files]


class _Counting:
    """Goes through the files once, in their order."""

    def __init__(self, township: Township) -> None:
        self._kept = {copy_of(one.delivery, one.record): one for one in township.kept if not one.left_over}
        self._left = _left_over(township)
        self._void = frozenset(township.withdrawn)
        self._owed = _owed(township)
        self._seen: dict[str, dict[Copy, Rows]] = defaultdict(dict)

    def file(self, deliveries: Iterable[Delivery]) -> RowCounts:
        found: Counter[str] = Counter()
        for delivery in deliveries:
            found["used"] += self._owed.pop(delivery, 0)
            for record in delivery.records:
                found["rows"] += len(record.lines)
                found += self._record(delivery, record)
        return RowCounts(**found)

    def _record(self, delivery: Delivery, record: Record) -> Counter[str]:
        copy, rows, before = copy_of(delivery, record), _rows(record), self._seen[record.record_id]
        known = before.get(copy)
        earlier = list(before.values())
        before[copy] = {**(known or {}), **rows}
        kept = self._kept.get(copy)
        if kept is None:
            return self._older(copy, record, rows, earlier)
        if kept.variants > 1:
            return Counter({"doubtful": len(rows)})
        if known is None:
            return _compared(rows, earlier[-1] if earlier else {})
        # the same copy in the ledger of other days brings rows the first one did not have
        return Counter("same" if key in known else "new" for key in rows)

    def _older(self, copy: Copy, record: Record, rows: Rows, earlier: Sequence[Rows]) -> Counter[str]:
        """A copy somebody knows more than: all of it is older, but for rows of days nobody else reports on."""
        if record.record_id in self._void:
            return Counter({"void": len(rows)})
        left = {key: values for key, values in rows.items() if values in self._left[copy]}
        found = _compared(left, earlier[-1] if earlier else {})
        found["older"] += len(rows) - len(left)
        return found


def _left_over(township: Township) -> dict[Copy, set[object]]:
    """What the rows say that stand although a newer copy is known, by the copy they are of."""
    found: dict[Copy, set[object]] = defaultdict(set)
    for one in township.kept:
        if one.left_over:
            found[copy_of(one.delivery, one.record)] |= {line.values for line in one.record.lines}
    return found


def _owed(township: Township) -> dict[Delivery, int]:
    """How many rows of the union each delivery gave; a delivery as a key is as long to work out as it is."""
    lines: Counter[int] = Counter()
    for one in township.kept:
        lines[id(one.delivery)] += len(one.record.lines)
    return {one: lines[id(one)] for one in township.deliveries if lines[id(one)]}


def _rows(record: Record) -> Rows:
    """The rows by what they speak of; several of one kind for one session are told apart by their order."""
    count: Counter[tuple[object, ...]] = Counter()
    rows: dict[tuple[object, ...], object] = {}
    for line in record.lines:
        key = (line.table, line.session)
        rows[*key, count[key]] = line.values
        count[key] += 1
    return rows


def _compared(rows: Rows, earlier: Rows) -> Counter[str]:
    return Counter(
        "new" if key not in earlier else "same" if earlier[key] == values else "changed"
        for key, values in rows.items()
    )


# --- the equations ---------------------------------------------------------------------------------------------


def equations(counts: Iterable[RowCounts], township: Township, tables: Iterable[Table]) -> list[str]:
    """`tables` are the villages' tables of the sum. The sums as sentences with an equals sign; one that does not hold says so."""
    total = sum(counts, RowCounts())
    parts = {"新增": total.new, "改动": total.changed, "相同": total.same, "较早": total.older}
    parts |= {"待核对": total.doubtful, "作废": total.void}
    shown = sum(len(table.rows) for table in tables)
    villages = sum(year.counted for year in township.villages())
    rows = sum(_counts(one) for one in township.kept if one.counts and not one.record.is_late_entry)
    said = "＋".join(f"{words}{count}" for words, count in parts.items())
    return [
        _equation(f"收到{total.rows}行", total.rows, said, sum(parts.values())),
        _equation(f"各文件采用之和{total.used}行", total.used, f"汇总表{shown}行", shown),
        _equation(f"各村计入次数之和{villages}次", villages, f"汇总明细计入{rows}次", rows),
    ]


def _counts(one: Kept) -> int:
    return sum(line.table == "sessions" and line.get("counts") is True for line in one.record.lines)


def _equation(left: str, one: int, right: str, other: int) -> str:
    return (
        f"{left} ＝ {right}" if one == other else f"{left} ≠ {right}，不相符，请不要使用，把文件交给上级核对"
    )
