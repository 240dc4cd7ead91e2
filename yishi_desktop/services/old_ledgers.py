"""补录 from the village's own old Excel ledger: read, looked through, taken in as a whole, taken back as a whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.late_entries import asked, finished, twin_of, with_votes_added
from yishi_desktop.domain.old_ledgers import About, OldRow, OldSheet, read_rows, sheet_of, the_year
from yishi_desktop.domain.progress import FindingKind, findings_as_they_stand
from yishi_desktop.services.cases import all_cases, keep_case, withdraw
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import CASE, Office
from yishi_desktop.services.strangers.door import LARGEST_WORKBOOK, Door
from yishi_desktop.services.village import people

OLD_LEDGER = "old_ledger"
_SAFE = "一件也没有录。"
_DOOR = Door("台账", _SAFE, LARGEST_WORKBOOK)
_LONGEST_NAME = 14
"""Characters of a file's or a sheet's name in a list."""
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class OldLedger:
    """An old ledger as it was read: its file's name and the sheets that have a table."""

    name: str
    sheets: tuple[OldSheet, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a sheet's rows. `twins` names, by row, the matter that is already there."""

    rows: tuple[OldRow, ...]
    twins: Mapping[int, str]

    @property
    def ready(self) -> tuple[OldRow, ...]:
        """The rows that can be taken in."""
        return tuple(row for row in self.rows if row.case is not None and row.number not in self.twins)


@dataclass(frozen=True, slots=True)
class Batch:
    """What once came in from one sheet; `changed` are those of its matters somebody has worked on since."""

    record_id: str
    words: str
    cases: tuple[str, ...]
    changed: tuple[str, ...]


def look_at(path: Path) -> OldLedger:
    """The sheets of a table made by hand. `UserError` for what is none, and for a ledger this program wrote."""
    if path.suffix.lower() in {".csv", ".ods", ".numbers"}:
        raise UserError(
            f"“{path.name}”是另一种格式，读不了。",
            _SAFE,
            "请在WPS里打开它，另存为“Excel 文件(*.xlsx)”，再选新的那个。",
        )
    tables = _DOOR.tables(path)
    sheets = tuple(filter(None, (sheet_of(one.name, one.rows) for one in tables or ())))
    if tables is None or any(sheet.is_ours for sheet in sheets):
        raise UserError(
            f"“{path.name}”是议事程序导出的台账，不是手工做的。",
            _SAFE,
            "别的电脑上的资料，请用“设置与帮助”里“资料和备份”的“从别处的备份恢复”，换届的用移交包；"
            "只要其中一件，请在那台电脑上“导出案卷”，在这里“导入案卷”。这样票数、签到和历史都在。",
        )
    if not sheets:
        raise UserError(f"“{path.name}”里没有找到表格。", _SAFE, "请在WPS里打开看一看，是不是选错了文件。")
    return OldLedger(path.stem, sheets)


def preview(office: Office, book: OldLedger, sheet: OldSheet, chosen: Mapping[int, str]) -> Preview:
    """What the rows say with the columns so chosen, what is wrong with them, and which are there already."""
    organisation = office.organisation
    about = About(
        source=f"旧台账“{book.name}”{f'的“{sheet.name}”' if len(book.sheets) > 1 else ''}",
        procedure=office.procedure(organisation.procedure),
        today=office.today,
        author=office.author,
        people=tuple(people(office)),
        year=sheet.year or the_year(book.name),
    )
    found = [_compared(office, row) for row in read_rows(sheet, chosen, about)]
    return Preview(tuple(found), _twins(found, all_cases(office)))


def _compared(office: Office, row: OldRow) -> OldRow:
    """With what the rules say against the row's numbers: to be compared with the table, as it is taken over as it is."""
    if row.case is None:
        return row
    situation = office.situation(with_votes_added(row.case))
    looked_at = {path.partition(".")[0] for path in asked(situation.procedure)}
    said = [
        f"{found.message}请和原表核对。"
        for step in situation.procedure.steps
        for found in findings_as_they_stand(step, situation)
        if found.kind is FindingKind.BROKEN and found.fact.partition(".")[0] in looked_at
    ]
    return replace(row, doubts=(*row.doubts, *dict.fromkeys(said)))


def _twins(rows: Iterable[OldRow], recorded: Sequence[Case]) -> dict[int, str]:
    """Rows of a day and a title that are recorded already, or stand further up in the same table."""
    found: dict[int, str] = {}
    before: list[Case] = []
    for row in rows:
        if row.case is None:
            continue
        if (twin := twin_of(row.case, recorded)) is not None:
            found[row.number] = f"已经有了：{twin.number or '正在录的一件'}"
        elif (above := twin_of(row.case, before)) is not None:
            found[row.number] = f"和第{above.id}行是同一件"
        before.append(replace(row.case, id=str(row.number)))
    return found


def take_in(
    office: Office, book: OldLedger, sheet: OldSheet, rows: Sequence[OldRow], progress: Progress | None = None
) -> Changed:
    """Make a matter of each row, all or none, with numbers in the order of their days."""
    taken = {case.number for case in all_cases(office)}
    made: dict[str, int] = {}
    ordered = sorted(rows, key=_by_day)
    ids = sorted(office.new_id() for _ in ordered)  # lists go by id, and several may be made in one moment
    with office.store.database.atomic():
        for number, row in enumerate(ordered):
            if progress:
                progress(number, len(rows), row.title)
            assert row.case is not None
            case = finished(replace(row.case, id=ids[number]), taken)
            taken.add(case.number)
            keep_case(office, case, f"从{case.late_entry.source}补录")
            made[case.id] = row.number
        payload = {"file": book.name, "sheet": sheet.name, "rows": made}
        record_id = office.new_id()
        office.store.records.append(
            record_id, OLD_LEDGER, payload, author=office.author, reason="补录旧台账", made_at=office.stamp()
        )
    return Changed(frozenset({CASE, OLD_LEDGER}), frozenset({*made, record_id}))


def _by_day(row: OldRow) -> tuple[date, int]:
    return row.day or date.min, row.number


def batches(office: Office) -> list[Batch]:
    """What has come in from old ledgers and has not been taken back, the latest first."""
    kept = office.store.records.current(OLD_LEDGER)
    found = [_batch(office, one.record_id, one.payload) for one in kept]
    return sorted(found, key=lambda batch: batch.record_id, reverse=True)


def _batch(office: Office, record_id: str, payload: Mapping[str, object]) -> Batch:
    rows = payload["rows"]
    assert isinstance(rows, Mapping)
    current = {case_id: office.store.records.get(case_id) for case_id in rows}
    there = tuple(one for one, record in current.items() if record is not None and not record.deleted)
    changed = tuple(one for one in there if _was_worked_on(office, one))
    words = f"{_short(payload['file'])}·{_short(payload['sheet'])}，{len(there)}件"
    return Batch(record_id, words, there, changed)


def _short(name: object) -> str:
    return str(name) if len(str(name)) <= _LONGEST_NAME else f"{str(name)[:_LONGEST_NAME]}……"


def _was_worked_on(office: Office, case_id: str) -> bool:
    return office.store.drafts.load(case_id) is not None or len(office.store.records.history(case_id)) > 1


def take_back(office: Office, record_id: str) -> Changed:
    """Take what came in from one sheet out of the lists, all at once; what somebody has worked on since stays."""
    record = office.store.records.get(record_id)
    if record is None or record.deleted:
        raise UserError("这一份已经撤回了。", "资料没有改动。", "")
    batch = _batch(office, record_id, record.payload)
    gone = [one for one in batch.cases if one not in batch.changed]
    with office.store.database.atomic():
        for case_id in gone:
            withdraw(office, case_id, "撤回从旧台账补录的")
        office.withdraw(record_id, OLD_LEDGER, "撤回")
    return Changed(frozenset({CASE, OLD_LEDGER}), frozenset({*gone, record_id}))
