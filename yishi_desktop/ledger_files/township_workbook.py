"""The township's merged workbook: the count of every village, their rows together, and what became of each file."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from yishi_desktop.domain.ledger.columns import Heading, Row, Table, Value
from yishi_desktop.domain.township.levels import common_name, group_table
from yishi_desktop.domain.township.reconciliation import RowCounts
from yishi_desktop.domain.township.tables import count_table, doubt_table, period_words
from yishi_desktop.domain.township.union import Township
from yishi_desktop.domain.township.verdicts import Given, Verdict
from yishi_desktop.domain.wording import date_text
from yishi_desktop.ledger_files.book import Book
from yishi_desktop.ledger_files.deliveries import each_delivery_json
from yishi_desktop.ledger_files.machine_sheet import add_machine_sheet
from yishi_desktop.ledger_files.package import to_bytes
from yishi_desktop.ledger_files.schema import written_json
from yishi_desktop.ledger_files.sheet import TitleBlock, write_table

_GAP = "　　"


@dataclass(frozen=True, slots=True)
class FileLine:
    """What became of one file, in the counts of the reconciliation sheet: all of them matters.

    `verdict` and `words` are what the clerk saw when it came.
    """

    name: str
    village: str
    period: str
    filled_on: str
    records: int
    kept: int
    older: int
    void: int
    doubtful: int
    counts: RowCounts
    verdict: Verdict = Verdict.NEW
    words: str = ""


COUNT_HEADINGS = (
    Heading("rows", "收到行", "count", 4),
    Heading("new", "新增", "count", 4),
    Heading("changed", "改动", "count", 4),
    Heading("same", "相同", "count", 4),
    Heading("older", "较早", "count", 4),
    Heading("doubtful", "待核对", "count", 4),
    Heading("void", "作废", "count", 4),
    Heading("used", "采用行", "count", 4),
)
"""What became of a file's rows, in the order of `RowCounts`."""
_FILE_HEADINGS = (
    Heading("number", "序号", "count", 3),
    Heading("name", "文件", "text", 14),
    Heading("village", "村（社区）", "text", 7),
    Heading("verdict", "结论", "text", 5),
    Heading("words", "为什么", "text", 18),
    Heading("period", "统计区间", "text", 7),
    Heading("filled_on", "填报日期", "text", 7),
    Heading("records", "收到事项", "count", 4),
    Heading("kept", "采用事项", "count", 4),
    *COUNT_HEADINGS,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the 对账单 says: of the files in the sum, of those that were brought and are not in it, and the equations."""

    files: Sequence[FileLine]
    left_out: Sequence[Given]
    sums: Sequence[str]


def write_township_workbook(
    township: Township, tables: Sequence[Table], statement: Statement, program: str
) -> bytes:
    """The merged file; the same bytes for the same villages and files. `tables` are those of all villages."""
    title = township_title(township)
    book = Book(title)
    for table in _tables(township, tables, statement):
        _add(book, table, title, township)
    payload = {
        "masked": True,
        "villages": each_delivery_json(township.deliveries),
        **written_json(township),
    }
    add_machine_sheet(book, payload, program)
    day = max(delivery.filled_on for delivery in township.deliveries)
    return to_bytes(book, datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day, no moment in time


def _tables(township: Township, tables: Sequence[Table], statement: Statement) -> list[Table]:
    groups, doubts = group_table(township), doubt_table(township)
    return [
        *([groups] if groups else []),
        count_table(township),
        *tables,
        file_table(statement),
        *([doubts] if doubts.rows else []),
    ]


def _add(book: Book, table: Table, title: str, township: Township) -> None:
    block = TitleBlock(f"{title}（{table.title}）", _about(township))
    write_table(book.create_sheet(table.title), table, block)


def township_title(township: Township) -> str:
    """××县××镇2026年度议事协商台账汇总: named after what all the villages have in common."""
    name = common_name({delivery.place for delivery in township.deliveries})
    return f"{name}{period_words(township.from_day, township.until_day)}议事协商台账汇总"


def _about(township: Township) -> tuple[str, str]:
    villages = len({delivery.place for delivery in township.deliveries})
    span = f"{date_text(township.from_day)}至{date_text(township.until_day)}"
    doubts = len({one.record.record_id for one in township.in_doubt()})
    parts = [f"统计区间：{span}", f"待核对的事项：{doubts}件，见“待核对”" if doubts else "没有待核对的事项"]
    return (f"由{villages}个村（社区）交来的台账合并，各村的数字由各村登记", _GAP.join(parts))


def file_table(statement: Statement) -> Table:
    """对账单: every file that was brought, what became of it and of its rows, with the sums and what they have to equal."""
    files, left_out = statement.files, statement.left_out
    rows: list[tuple[Value, ...]] = [_file_row(n, f) for n, f in enumerate(files, start=1)]
    rows += [_left_out_row(n, one) for n, one in enumerate(left_out, start=len(files) + 1)]
    counts = [f.counts for f in files]
    matters = (sum(f.records for f in files), sum(f.kept for f in files))
    total = f"合计{len(files)}个文件" + (f"，另有{len(left_out)}个没有算" if left_out else "")
    rows.append((None, total, *(None,) * 5, *matters, *astuple(sum(counts, RowCounts()))))
    empty = (None,) * (len(_FILE_HEADINGS) - 2)
    rows += [(None, words, *empty) for words in statement.sums]
    return Table("files", "对账单", _FILE_HEADINGS, tuple(Row(values) for values in rows))


def _file_row(number: int, file: FileLine) -> tuple[Value, ...]:
    seen = (file.village, file.verdict.value, file.words or None, file.period, file.filled_on)
    return (number, file.name, *seen, file.records, file.kept, *astuple(file.counts))


def _left_out_row(number: int, one: Given) -> tuple[Value, ...]:
    words = "，".join(filter(None, (f"{date_text(one.on)}看的" if one.on else "", one.words)))
    rest = (None,) * (len(_FILE_HEADINGS) - 5)
    return (number, one.name, one.village or None, one.verdict.value, words or None, *rest)
