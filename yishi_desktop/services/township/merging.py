"""The township's merge: the ledgers of many villages become one workbook.

All or nothing: a file that cannot be used is named with its place, and then nothing is written. A sum that silently
lacks a village is worse than none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from yishi_desktop import __version__
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.township.namesakes import namesake_words, namesakes
from yishi_desktop.domain.township.reconciliation import RowCounts, copy_of, count_rows, equations
from yishi_desktop.domain.township.tables import period_words, village_names, village_tables
from yishi_desktop.domain.township.union import Kept, Place, Township, VillageYear, unite
from yishi_desktop.domain.township.verdicts import GOOD, Given, Verdict
from yishi_desktop.domain.wording import date_text
from yishi_desktop.services.strangers.room import one_child
from yishi_desktop.services.township.ledger_reading import LedgerFile, read_ledger, samples_among
from yishi_desktop.storage.safe_file import safe_write

if TYPE_CHECKING:
    from yishi_desktop.ledger_files.township_workbook import FileLine

Progress = Callable[[int, int, str], None]
_NOTHING_WRITTEN = "没有合并，各个文件都没有改动。"


def merge_files(
    paths: Sequence[Path],
    target: Path,
    progress: Progress | None = None,
    passphrases: Sequence[str] = (),
) -> list[str]:
    """Merge ledgers made by this program, village or already merged, into a workbook at `target`.

    One line a file, then what has to be looked at, then the total. `UserError` names every file that cannot be used,
    and nothing is written then; what was at `target` stays.
    """
    return write_merged(read_files(paths, progress, target, passphrases), target)


def write_merged(files: Sequence[LedgerFile], target: Path, given: Sequence[Given] = ()) -> list[str]:
    """Write the workbook of ledgers already read; what is said about it, as `merge_files`. At least one is needed.

    `given` are all the files somebody brought, with what became of them; those that are not in the sum are listed too.
    """
    from yishi_desktop.ledger_files.township_workbook import Statement, write_township_workbook

    files = sorted(files, key=_by_name)
    township = unite(delivery for file in files for delivery in file.deliveries)
    lines = file_lines(files, township)
    tables = village_tables(township)
    sums = equations([line.counts for line in lines], township, tables)
    statement = Statement(_judged(files, lines, given), _left_out(files, given), sums)
    safe_write(target, write_township_workbook(township, tables, statement, __version__))
    return [*map(_words, lines), *_remarks(files, township), *sums, _total(files, township)]


def _judged(
    files: Sequence[LedgerFile], lines: Sequence["FileLine"], given: Sequence[Given]
) -> "list[FileLine]":
    """What the clerk saw of each file when it was taken in; of one nobody looked at before, what is seen now."""
    seen = {one.digest: one for one in given if one.verdict in GOOD}
    names: dict[str, str] = {}
    judged = []
    for file, line in zip(files, lines, strict=True):
        twin = names.setdefault(file.digest, file.name)
        if one := seen.get(file.digest):
            words = "" if one.verdict is Verdict.NEW else one.words  # the other columns say the same
            judged.append(replace(line, verdict=one.verdict, words=words))
        elif twin != file.name:
            judged.append(replace(line, verdict=Verdict.AGAIN, words=f"和“{twin}”内容一样，只算一次"))
        else:
            judged.append(replace(line, verdict=_seen_now(file, line)))
    return judged


def _seen_now(file: LedgerFile, line: "FileLine") -> Verdict:
    if file.is_plain or line.doubtful:
        return Verdict.DOUBTFUL
    return Verdict.OLDER if line.older and not line.kept else Verdict.NEW


def _left_out(files: Sequence[LedgerFile], given: Sequence[Given]) -> list[Given]:
    """What was brought and is not in the sum."""
    used = {file.digest for file in files}
    away = (one for one in given if one.verdict in GOOD and one.digest not in used)
    return [
        *(one for one in given if one.verdict not in GOOD),
        *(replace(one, words="收下以后又拿掉了，没有算") for one in away),
    ]


def _by_name(file: LedgerFile) -> tuple[str, str]:
    """An order that does not depend on how the files came."""
    return (file.name, file.digest)


def read_files(
    paths: Sequence[Path],
    progress: Progress | None = None,
    target: Path | None = None,
    passphrases: Sequence[str] = (),
) -> list[LedgerFile]:
    """Every file, or a refusal that names all that cannot be used. `target`, where given, may be none of them."""
    if not paths:
        raise UserError("没有选台账文件。", _NOTHING_WRITTEN, "请选各村交来的台账。")
    files: list[LedgerFile] = []
    refused: list[str] = []
    with one_child():
        for number, path in enumerate(paths):
            if progress:
                progress(number, len(paths), path.name)
            try:
                if target is not None:
                    _refuse_target(path, target)
                files.append(read_ledger(path, passphrases))
            except UserError as error:
                refused.append(f"“{path.name}”：{error.happened}")
    refused += [f"“{file.name}”：这是练习用的示例台账。" for file in samples_among(files)]
    if refused:
        raise UserError(
            _listed(refused), _NOTHING_WRITTEN, "请让村里用议事重新导出，或者先不选这些文件，再合并一次。"
        )
    return files


def _listed(refused: Sequence[str]) -> str:
    if len(refused) == 1:
        return f"有1个文件不能合并。{refused[0]}"
    return "\n".join([f"有{len(refused)}个文件不能合并。", *refused, ""])


def _refuse_target(path: Path, target: Path) -> None:
    if path.absolute() == target.absolute():
        raise UserError("它也是要写的合并文件，不能同时是来源。", "", "")


# --- what is said about it -------------------------------------------------------------------------------------


def file_lines(
    files: Sequence[LedgerFile], township: Township, before: Sequence[LedgerFile] = ()
) -> "list[FileLine]":
    """What became of each file in the union, in the order of the files; `before` are those taken in earlier."""
    names = village_names(township)
    kept = {copy_of(one.delivery, one.record): one for one in township.kept}
    counts = _row_counts(files, before, township)
    gone = frozenset(township.withdrawn)
    return [_file_line(file, names, kept, one, gone) for file, one in zip(files, counts, strict=True)]


def _row_counts(
    files: Sequence[LedgerFile], before: Sequence[LedgerFile], township: Township
) -> list[RowCounts]:
    """The rows of the files, counted in the order in which they were filled in, behind those taken in earlier."""
    order = sorted(range(len(files)), key=lambda place: _by_day(files[place]))
    ordered = [*before, *(files[place] for place in order)]
    counted = count_rows([file.deliveries for file in ordered], township)[len(before) :]
    at = dict(zip(order, counted, strict=True))
    return [at[place] for place in range(len(files))]


def _by_day(file: LedgerFile) -> tuple[object, ...]:
    return (max(delivery.filled_on for delivery in file.deliveries), *_by_name(file))


def kept_copies(township: Township) -> set[tuple[object, ...]]:
    """The copies the union keeps, in the same form."""
    return {copy_of(one.delivery, one.record) for one in township.kept}


def copies_of(file: LedgerFile) -> set[tuple[object, ...]]:
    """Every copy of a record a file has, in a form in which equal copies of different files are equal."""
    return {copy_of(delivery, record) for delivery in file.deliveries for record in delivery.records}


def _file_line(
    file: LedgerFile,
    names: Mapping[Place, str],
    kept: Mapping[tuple[object, ...], Kept],
    counts: RowCounts,
    gone: frozenset[str],
) -> "FileLine":
    from yishi_desktop.ledger_files.township_workbook import FileLine

    places = {delivery.place for delivery in file.deliveries}
    sent = copies_of(file)
    used = [kept[copy] for copy in sent if copy in kept]
    void = sum(copy[1] in gone for copy in sent)
    return FileLine(
        name=file.name,
        village=names[places.pop()] if len(places) == 1 else f"{len(places)}个村",
        period="、".join(sorted({period_words(d.from_day, d.until_day) for d in file.deliveries})),
        filled_on=date_text(max(delivery.filled_on for delivery in file.deliveries)),
        records=len(sent),
        kept=len(used),
        older=len(sent) - len(used) - void,
        void=void,
        doubtful=sum(one.variants > 1 for one in used),
        counts=counts,
    )


def _words(line: "FileLine") -> str:
    parts = [f"收到{line.records}件", f"采用{line.kept}件"]
    if line.older:
        parts.append(f"{line.older}件在别的文件里更新")
    if line.void:
        parts.append(f"{line.void}件村里作废了")
    if line.doubtful:
        parts.append(f"{line.doubtful}件待核对")
    return f"{line.name}：{line.village}，{'，'.join(parts)}"


def _remarks(files: Sequence[LedgerFile], township: Township) -> list[str]:
    """What somebody has to look at before the sum is used."""
    names = village_names(township)
    twice = len(files) - len({file.digest for file in files})
    return [
        *([f"有{twice}个文件和别的文件内容完全一样，只算一次。"] if twice else []),
        *_different_periods(names, township),
        *(
            f"注意：{namesake_words(names[p], codes)}。"
            for p, codes in namesakes(township.deliveries).items()
        ),
        *(_in_doubt(names, one) for one in township.in_doubt() if one.counts),
        *(_below(names, year) for year in township.villages() if year.missing),
    ]


def _different_periods(names: Mapping[Place, str], township: Township) -> list[str]:
    """Sums over different stretches of days cannot be compared."""
    found: dict[Place, set[str]] = {}
    for delivery in township.deliveries:
        found.setdefault(delivery.place, set()).add(period_words(delivery.from_day, delivery.until_day))
    several = [
        f"注意：{names[p]}交来的台账统计区间不一样：{_listed_days(found[p])}。"
        for p in found
        if len(found[p]) > 1
    ]
    periods = {period for days in found.values() for period in days}
    if len(periods) > 1 and not several:
        return [f"注意：各村的统计区间不一样：{_listed_days(periods)}。"]
    return several


def _listed_days(periods: set[str]) -> str:
    return "、".join(sorted(periods))


def _in_doubt(names: Mapping[Place, str], one: Kept) -> str:
    matter = f"{names[one.delivery.place]}“{one.record.number} {one.record.title}”"
    return f"待核对：{matter}在两处分别改过，都留着，请和村里核对。"


def _below(names: Mapping[Place, str], year: VillageYear) -> str:
    minimum = year.minimum
    assert minimum is not None  # or nothing would be missing
    each = "每年" if len(year.yearly) > 1 else ""
    wanted = (
        f"{each or '全年'}不少于{minimum.number}次"
        if minimum.demanded
        else f"参照次数是{each}{minimum.number}次"
    )
    return f"次数不够：{names[year.place]}计入{year.counted}次，{wanted}，还差{year.missing}次。"


def _total(files: Sequence[LedgerFile], township: Township) -> str:
    years = township.villages()
    counted, matters = sum(year.counted for year in years), sum(year.matters for year in years)
    return f"合计：{len(files)}个文件，{len(years)}个村（社区），协商{counted}次，事项{matters}件"
