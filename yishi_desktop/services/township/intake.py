"""Taking in ledgers at the township: a verdict on every file first, and then all the good ones at once, or none.

House rule: a wrong file is named with its place and nothing goes on by itself. With hundreds of files the clerk may
then choose to go on with the good ones; that is a choice of its own, never a consequence.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import CancelledError
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Heading, Row, Table
from yishi_desktop.domain.township.namesakes import namesake_words, namesakes
from yishi_desktop.domain.township.reconciliation import RowCounts
from yishi_desktop.domain.township.seals import BrokenSeal, broken_seals
from yishi_desktop.domain.township.union import unite
from yishi_desktop.domain.township.verdicts import GOOD, Given, Verdict
from yishi_desktop.domain.wording import date_text
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.strangers.room import one_child
from yishi_desktop.services.township.ledger_reading import (
    SAMPLE_AMONG_REAL,
    LedgerFile,
    LockedFile,
    ledger_files_in,
    read_ledger,
    samples_among,
)
from yishi_desktop.services.township.merging import copies_of, file_lines, kept_copies
from yishi_desktop.services.township.office import RECEIVED, keep_files, keep_visit, received
from yishi_desktop.services.township.plain_ledgers import PlainDesk, plain_desk
from yishi_desktop.storage.safe_file import safe_write

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """One file: what it is called, which village it speaks of, what becomes of it and why."""

    path: Path
    verdict: Verdict
    village: str = ""
    words: str = ""
    file: LedgerFile | None = None
    locked: bool = False
    """Whether a password would open it."""
    advice: str = ""
    """What to do about a file that cannot be used."""
    counts: RowCounts = field(default_factory=RowCounts)
    """What becomes of its rows."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The verdicts on the files of one visit, those to look at first. Nothing has been taken in yet."""

    verdicts: tuple[FileVerdict, ...]

    @property
    def good(self) -> tuple[LedgerFile, ...]:
        """The files that can be taken in."""
        return tuple(one.file for one in self.verdicts if one.file and one.verdict in GOOD)

    def count(self, *wanted: Verdict) -> int:
        """How many files have one of these verdicts."""
        return sum(one.verdict in wanted for one in self.verdicts)


def examine(
    office: Office,
    paths: Iterable[Path],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    passphrases: Sequence[str] = (),
) -> Intake:
    """Read and check every file meant by `paths`; takes nothing in. `UserError` when there is none at all.

    Files with a password are tried with the passphrases the villages told by telephone.
    """
    found = ledger_files_in(paths)
    if not found:
        raise UserError(
            "这里没有找到表格文件。",
            "一份也没有收，文件没有动。",
            "请选各村交来的台账（xlsx文件），或者放台账的文件夹。",
        )
    known = [one.file for one in received(office)]
    with one_child():
        read = [_read(path, n, len(found), progress, cancelled, passphrases) for n, path in enumerate(found)]
        desk = plain_desk(office, [*known, *(one.file for one in read if one.file)])
        read = [_typed_by_hand(one, desk) for one in read]
    judged = _judged(_without_samples(read, known), known)
    return Intake(tuple(sorted(judged, key=_worst_first)))


def _read(
    path: Path,
    number: int,
    total: int,
    progress: Progress | None,
    cancelled: Cancelled | None,
    passphrases: Sequence[str],
) -> FileVerdict:
    if cancelled and cancelled():
        raise CancelledError
    if progress:
        progress(number, total, path.name)
    try:
        return FileVerdict(path, Verdict.NEW, file=read_ledger(path, passphrases))
    except UserError as error:
        locked = isinstance(error, LockedFile)
        return FileVerdict(path, Verdict.REFUSED, words=error.happened, locked=locked, advice=error.do_next)


def _typed_by_hand(one: FileVerdict, desk: PlainDesk) -> FileVerdict:
    """A table without the program's own sheet may be a ledger in the old template; else it stays what it was."""
    from yishi_desktop.ledger_files.machine_sheet import NOT_OURS

    may_be_old = one.locked  # a table in the old .xls lies in the same container as one with a password
    if one.file is not None or not (may_be_old or one.words == NOT_OURS):
        return one
    try:
        file = desk.read(one.path)
    except UserError as error:
        return replace(one, words=error.happened, advice=error.do_next)
    return one if file is None else FileVerdict(one.path, Verdict.NEW, file=file)


def _without_samples(read: Sequence[FileVerdict], known: Sequence[LedgerFile]) -> list[FileVerdict]:
    mixed = samples_among([*known, *(one.file for one in read if one.file)])
    return [
        replace(one, verdict=Verdict.REFUSED, words=SAMPLE_AMONG_REAL, file=None)
        if one.file in mixed
        else one
        for one in read
    ]


def _judged(read: Sequence[FileVerdict], known: Sequence[LedgerFile]) -> list[FileVerdict]:
    """Each file against what is here already and what comes with it."""
    seen = {file.digest: "" for file in known}
    judged = []
    fresh: list[FileVerdict] = []
    for one in read:
        if one.file is None:
            judged.append(one)
        elif one.file.digest in seen:
            other = seen[one.file.digest]
            words = f"和“{other}”内容一样，只算一次" if other else "以前收过，内容一样，没有新东西"
            judged.append(replace(one, verdict=Verdict.AGAIN, words=words, village=_village(one.file)))
        else:
            seen[one.file.digest] = one.path.name
            fresh.append(one)
    return [*judged, *_compared(fresh, known)]


def _compared(fresh: Sequence[FileVerdict], known: Sequence[LedgerFile]) -> list[FileVerdict]:
    files = [one.file for one in fresh if one.file]
    if not files:
        return []
    township = unite(delivery for file in [*known, *files] for delivery in file.deliveries)
    sent = Counter(copy for file in [*known, *files] for copy in copies_of(file))
    kept = kept_copies(township)
    broken = broken_seals(township.deliveries)
    alike = namesakes(township.deliveries)
    judged = []
    for one, line in zip(fresh, file_lines(files, township, known), strict=True):
        assert one.file is not None
        about = f"{line.period}，{line.filled_on}填报，{line.records}件"
        if one.file.is_plain:
            verdict, words = Verdict.DOUBTFUL, f"手工填的台账，没有程序核对过，收下会标明。{about}"
        elif titles := _no_longer_sealed(one.file, broken):
            verdict, words = (
                Verdict.DOUBTFUL,
                f"封存链不连续：{titles}和以前交来的对不上，收下后请村里说明。{about}",
            )
        elif found := next((d for d in one.file.deliveries if d.place in alike), None):
            words = namesake_words(found.village.name, alike[found.place])
            verdict, words = Verdict.DOUBTFUL, f"{words}。{about}"
        elif line.doubtful:
            verdict, words = Verdict.DOUBTFUL, f"{about}。{line.doubtful}件在两处分别改过，收下后标“待核对”"
        elif line.older and not any(sent[copy] == 1 and copy in kept for copy in copies_of(one.file)):
            verdict, words = Verdict.OLDER, f"{about}。有更新的一份了，收下也不改变数字"
        else:
            verdict, words = Verdict.NEW, about
        judged.append(replace(one, verdict=verdict, village=line.village, words=words, counts=line.counts))
    return judged


def _no_longer_sealed(file: LedgerFile, broken: Iterable[BrokenSeal]) -> str:
    sent = {(delivery.place, delivery.filled_on) for delivery in file.deliveries}
    return "、".join(f"“{one.title}”" for one in broken if (one.place, one.missed_on) in sent)


def _village(file: LedgerFile) -> str:
    names = {delivery.village.name for delivery in file.deliveries}
    return names.pop() if len(names) == 1 else f"{len(names)}个村"


_ORDER = (Verdict.REFUSED, Verdict.DOUBTFUL, Verdict.OLDER, Verdict.AGAIN, Verdict.NEW)


def _worst_first(one: FileVerdict) -> tuple[int, str, str]:
    return (_ORDER.index(one.verdict), one.path.name, str(one.path))


def take_in(office: Office, intake: Intake) -> Changed:
    """Take in every good file of an intake, all or none, and keep what became of the others.

    `UserError` when the disk does not take them.
    """
    with office.store.database.atomic():
        ids = keep_files(office, intake.good)
        _keep_visit(office, intake)
    return Changed(frozenset({RECEIVED}), frozenset(ids))


def _keep_visit(office: Office, intake: Intake) -> None:
    """The verdicts, as the clerk saw them, for the 对账单 of the merged workbook."""
    keep_visit(
        office,
        [
            Given(
                one.path.name,
                one.verdict,
                one.village,
                one.words,
                office.today,
                one.file.digest if one.file else "",
            )
            for one in intake.verdicts
        ],
    )


def refused_words(intake: Intake) -> str:
    """What is told to those whose files cannot be used, one line a file."""
    return "\n".join(
        f"{one.path.name}：{one.words}{one.advice}"
        for one in intake.verdicts
        if one.verdict is Verdict.REFUSED
    )


def statement_table(intake: Intake) -> Table:
    """对账单 of a visit: every file with its verdict, why, what to type or do, and what becomes of its rows."""
    from yishi_desktop.ledger_files.township_workbook import COUNT_HEADINGS

    headings = (
        Heading("number", "序号", "count", 3),
        Heading("name", "文件", "text", 13),
        Heading("village", "村（社区）", "text", 7),
        Heading("verdict", "结论", "text", 6),
        Heading("words", "哪里、为什么", "text", 20),
        Heading("advice", "怎么改", "text", 16),
        *COUNT_HEADINGS,
    )
    rows = [
        (
            n,
            one.path.name,
            one.village,
            one.verdict.value,
            one.words,
            one.advice or None,
            *((None,) * len(COUNT_HEADINGS) if one.file is None else astuple(one.counts)),
        )
        for n, one in enumerate(intake.verdicts, start=1)
    ]
    total = sum((one.counts for one in intake.verdicts), RowCounts())
    rows.append((None, f"合计{len(rows)}个文件", None, None, None, None, *astuple(total)))
    return Table("statement", "对账单", headings, tuple(Row(values) for values in rows))


def save_statement(office: Office, intake: Intake, path: Path) -> None:
    """Write the 对账单 of a visit as a workbook, and keep its verdicts. `UserError` when the disk does not take it."""
    from yishi_desktop.ledger_files.plain_workbook import write_plain

    bad = intake.count(Verdict.REFUSED)
    about = (
        f"{date_text(office.today)}看了{len(intake.verdicts)}个文件，{bad}个不能收",
        "每行都算在一栏里：收到行＝新增＋改动＋相同＋较早＋待核对＋作废",
    )
    safe_write(path, write_plain([statement_table(intake)], "收台账对账单", about, office.today))
    _keep_visit(office, intake)
