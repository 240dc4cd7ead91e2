"""What each command does: it calls a service, prints what came of it, and returns the exit code."""

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from yishi_desktop.cli.secrets import asked, give, keys_of
from yishi_desktop.domain.comparing import fitting
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import (
    case_files,
    cases,
    catalogues,
    county_rules,
    demonstration,
    sealing,
    switching,
)
from yishi_desktop.services.delivering import filling, layouts, ledgers, outbox
from yishi_desktop.services.delivering.passphrases import new_passphrase
from yishi_desktop.services.keeping import backups, encryption
from yishi_desktop.services.office import Office, open_office
from yishi_desktop.services.printing import issuing, papers
from yishi_desktop.services.township import merging, publishing
from yishi_desktop.storage.location import data_folder
from yishi_desktop.storage.single_instance import FolderLock

Options = argparse.Namespace
DONE, REFUSED, WRONG_USAGE = 0, 1, 2
NO_CASES = "还没有登记事项。"


def demo(options: Options) -> int:
    """Build the sample village's year in a folder: every paper of every matter, and the ledger last."""
    started = time.perf_counter()
    print(f"示例村2026年的全部文书和台账（练习用，人和事都是编的），写到：{options.folder}")
    files, matters = 0, 0
    for made in demonstration.make(options.folder, everywhere=options.everywhere):
        files += len(made.files)
        matters += made.is_matter
        print(f"\n{made.title}")
        if made.sentence:
            print(f"  {made.sentence}")
        for line in _by_stem(made.files):
            print(f"  {line}")
        sys.stdout.flush()
    print(f"\n先看：{made.files[0]}")
    print(f"共{files}个文件，{matters}件事，用时{time.perf_counter() - started:.1f}秒。")
    return DONE


def _by_stem(files: Iterable[Path]) -> list[str]:
    """One line a paper, with the formats it was written in."""
    kinds: dict[str, list[str]] = {}
    for path in files:
        kinds.setdefault(path.stem, []).append(path.suffix)
    return [f"{stem}（{'、'.join(_FORMATS[kind] for kind in found)}）" for stem, found in kinds.items()]


_FORMATS = {".docx": "Word", ".pdf": "PDF", ".xlsx": "Excel", ".html": "网页"}


def import_files(office: Office, options: Options) -> int:
    """Take case files in, each whole or not at all; one that is refused does not keep the others out."""
    code, before = DONE, office.organisation.name
    for path in _files_meant(options.files, ".json"):
        try:
            case = case_files.import_case(office, path)
        except UserError as error:
            print(error, file=sys.stderr)
            code = REFUSED
        else:
            print(f"{path.name}：已导入“{case.topic.title}”")
    if office.organisation.name != before:
        print(f"这里还没有填是哪个村，已经照案卷填上：{office.organisation.name}")
    return code


def list_cases(office: Office, _: Options) -> int:
    """One line for every matter."""
    lines = [cases.summary(situation) for situation in cases.situations(office)]
    for line in lines:
        print(f"{line.number or '—'}\t{line.state}\t{line.title}")
    if not lines:
        print(NO_CASES)
    return DONE


def check(office: Office, options: Options) -> int:
    """What is missing or broken, with the clause."""
    wanted = [cases.find(office, options.case)] if options.case else cases.all_cases(office)
    for case in wanted:
        _print_findings(office.situation(case))
    if not wanted:
        print(NO_CASES)
    return DONE


def _print_findings(situation: Situation) -> None:
    line, found = cases.summary(situation), cases.every_finding(situation)
    print(f"{line.number or '—'} {line.title}：" + (f"{len(found)}条" if found else "没有要补的"))
    for finding in found:
        step = situation.procedure.step(finding.step).title
        clause = f"（{finding.reference}）" if finding.reference else ""
        explained = f" 已说明：{finding.explanation}" if finding.explanation else ""
        print(f"  [{step}] {finding.message}{clause}{explained}")


def procedure(office: Office, options: Options) -> int:
    """By which document a matter goes, and by which others it could; with `--to`, change it and say what that means."""
    situation = office.situation(cases.find(office, options.case))
    print(f"现在按：{situation.procedure.name}（{situation.procedure.id}）")
    known = office.definitions.procedures.values()
    others = {one.id: one for one in fitting(known, situation.organisation, situation.procedure)}
    if options.to is None:
        for other in others.values():
            print(f"  可以换成：{other.name}（{other.id}）")
        return DONE
    if options.to not in others:
        raise UserError(
            f"这件事不能改按“{options.to}”办。", "资料没有改动。", f"可以换成：{'、'.join(others)}。"
        )
    chapters = switching.described(situation, others[options.to])
    switching.change_procedure(office, situation.case.id, options.to)
    print(f"改按：{others[options.to].name}")
    for chapter in chapters:
        print(chapter.title)
        for line in chapter.lines:
            print(f"  {line.words}" + (f"（{line.reference}）" if line.reference else ""))
    return DONE


def catalogue(office: Office, options: Options) -> int:
    """Take in the county's list of matters for a year, whole or not at all; or write an empty table for it."""
    if options.template:
        catalogues.save_template(office, _as_excel(options.file))
        print(options.file)
        return DONE
    read = catalogues.read_file(options.file)
    for problem in read.problems:
        print(problem.message, file=sys.stderr)
    if read.problems:
        print(f"有{len(read.problems)}处要改，目录没有导入。", file=sys.stderr)
        return REFUSED
    catalogues.keep(office, options.year, options.file.stem, read.items)
    print(f"已导入{options.year}年的目录，{len(read.items)}条")
    return DONE


def county(office: Office, options: Options) -> int:
    """Take in what the county sets: numbers, names and the ledger's columns, whole or not at all."""
    read = county_rules.read_file(office, options.file)
    county_rules.take_in(office, read)
    print(f"已导入“{read.name}”（{read.by}）")
    counts = (
        ("个数", read.number),
        ("个步骤改名", read.step),
        ("种文书改名", read.paper),
        ("个栏目改名", read.fact),
    )
    print("，".join(f"{len(ones)}{words}" for words, ones in counts if ones) or "没有改数和叫法")
    if read.sheet:
        print(f"台账用“{read.name}”的栏目")
    return DONE


_LOOK_FIRST = "请先看一看该不该印；看过了，加上 --seen 再做一次。"


def print_papers(office: Office, options: Options) -> int:
    """Make the papers of a matter as files."""
    situation = office.situation(cases.find(office, options.case))
    wanted = papers.papers_of(office, situation)
    if options.form:
        wanted = _named(office, wanted, options.form)
    both = options.word == options.pdf
    seen = issuing.risks_on(office, situation, wanted) if options.seen else ()
    departing = issuing.Departing(situation, wanted, seen)
    try:
        written = issuing.save_papers(
            office, departing, options.to, word=options.word or both, pdf=options.pdf or both
        )
    except issuing.UnseenError as error:
        raise UserError(error.happened, error.safe, _LOOK_FIRST) from error
    for path in written:
        print(path)
    return DONE


def _named(office: Office, found: Sequence[papers.Paper], name: str) -> list[papers.Paper]:
    """The papers of one form, called by its name on the list, the title on the paper, or the name of its file."""
    forms = office.definitions.forms
    fitting = [p for p in found if name in (p.form, p.title, forms[p.form].name, forms[p.form].title)]
    if not fitting:
        known = "、".join(dict.fromkeys(forms[paper.form].name for paper in found))
        raise UserError(f"这件事现在没有“{name}”这种文书。", "资料没有改动。", f"现在可以做：{known}。")
    return fitting


def ledger(office: Office, options: Options) -> int:
    """Export the annual ledger to a file, or under its usual name into a folder."""
    start = options.start or date(options.year, 1, 1)
    until = options.until or date(options.year, 12, 31)
    if until < start:
        raise UserError("止日比起日还早。", "没有导出，资料没有改动。", "请把起日和止日换过来。")
    path = options.to / ledgers.suggested_name(office, start, until) if options.to.is_dir() else options.to
    passphrase = new_passphrase() if options.lock else ""
    layout = layouts.named(office, options.layout) if options.layout else None
    ledgers.export(office, start, until, _as_excel(path), passphrase=passphrase, layout=layout)
    print(path)
    if passphrase:
        print(f"打开密码：{passphrase}（请打电话告诉乡镇，不要写在U盘上；程序不留底）")
    return DONE


def _as_excel(path: Path) -> Path:
    """A workbook under another ending would not open by double click."""
    if path.suffix.lower() != ".xlsx":
        raise UserError(
            f"“{path.name}”的名字要以 .xlsx 结尾。", "没有写文件，资料没有改动。", "请改一下文件名。"
        )
    return path


def fill(office: Office, options: Options) -> int:
    """Fill in a table the township sent."""
    template = filling.look_at(office, options.table)
    template = replace(template, chosen={**template.chosen, **_chosen_by_hand(template, options.column)})
    year = (date(options.year, 1, 1), date(options.year, 12, 31))
    count = filling.fill_template(office, template, *year, _as_excel(options.to))
    print(f"{options.to}：填了{count}行")
    if template.unknown:
        print(f"空着：{'、'.join(' '.join(text.split()) for text in template.unknown)}")
    return DONE


def _chosen_by_hand(template: filling.Template, pairs: Iterable[str]) -> dict[int, str]:
    """表里的栏目=我们的栏目, as often as wanted; an empty right side leaves the column empty."""
    theirs = {" ".join(text.split()): column for column, text in template.columns}
    ours = {label: column for column, label in filling.our_columns().items()} | {"": ""}
    chosen = {}
    for pair in pairs:
        left, _, right = pair.partition("=")
        if left not in theirs or right not in ours:
            known = "、".join(filter(None, ours))
            raise UserError(f"“{pair}”对不上。", "没有写文件。", f"左边写表里的栏目，右边写：{known}。")
        chosen[theirs[left]] = ours[right]
    return chosen


def export(office: Office, options: Options) -> int:
    """Write one matter as a case file."""
    case_files.export_case(office, cases.find(office, options.case), options.to)
    print(options.to)
    return DONE


def merge(options: Options) -> int:
    """Merge the ledgers of several villages into one workbook."""
    target = _as_excel(options.to)
    files = [path for path in _files_meant(options.files, ".xlsx") if path.absolute() != target.absolute()]
    for line in merging.merge_files(files, target, _show_progress, options.password):
        print(line)
    print(options.to)
    return DONE


def publish(options: Options) -> int:
    """Publish ledgers to a PostgreSQL server."""
    for line in publishing.publish_files(_files_meant(options.files, ".xlsx"), options.to, _show_progress):
        print(line)
    return DONE


def _files_meant(paths: Iterable[Path], suffix: str) -> list[Path]:
    """What stands on the command line; a folder means the files in it, and a pattern those that fit.

    Windows leaves `*.xlsx` to the program. Excel's and WPS's own marks of an open file (~$) are passed over.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _visible(path.glob(f"*{suffix}"))
        elif "*" in path.name and not path.exists():
            found += _visible(path.parent.glob(path.name)) or [path]
        else:
            found.append(path)
    return found


def _visible(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if not path.name.startswith(("~$", ".")))


def _show_progress(done: int, total: int, name: str) -> None:
    """One line that is written over, for somebody who watches; nothing where the output goes into a file."""
    if sys.stderr.isatty():
        print(f"\r正在读第{done + 1}个，共{total}个：{name}\033[K", end="\r", file=sys.stderr, flush=True)


def upload(office: Office, options: Options) -> int:
    """Put files into the outbox and send everything that waits, or only say how it stands."""
    for path in _files_meant(options.files, ".xlsx"):
        outbox.queue_file(office, path)
    left = 0 if options.state else outbox.send_all(office, print)
    for one in outbox.uploads(office):
        words = f"已传到\t{one.arrived_at}" if one.state is outbox.State.ARRIVED else "等着传"
        if options.state:
            print(f"{one.name}\t{words}")
    if not outbox.uploads(office):
        print("没有要传的文件。")
    return REFUSED if left else DONE


def verify(office: Office, _: Options) -> int:
    """Check every record against its hash, every seal, and the file itself."""
    problems = backups.verify(office)
    for problem in problems:
        print(problem)
    if problems:
        print(f"发现{len(problems)}处问题")
        return REFUSED
    sealed = len(sealing.seals(office.store))
    print("资料完好" + (f"，{sealed}次封存都对得上" if sealed else ""))
    return DONE


def backup(office: Office, options: Options) -> int:
    """Make a verified backup."""
    print(backups.make(office, options.to))
    return DONE


def restore(options: Options) -> int:
    """Put a backup in the place of the present data, which are kept aside; or only say what that would change.

    Not while a window has them open.
    """
    folder = data_folder(options.data)
    with FolderLock(folder):
        keys = keys_of(folder)
        give(keys, backups.keyring_of(options.backup))
        if options.look:
            with open_office(folder, keys=keys) as office:
                print("\n".join(backups.what_restoring_changes(office, options.backup, keys)))
            return DONE
        print(backups.restore(folder, options.backup, keys))
    return DONE


def open_copy(options: Options) -> int:
    """Write an encrypted plain copy in plain words: with nothing but the file and the recovery code."""
    opened, bad = encryption.open_copy(options.copy, asked, options.to)
    print(options.to)
    print(f"写了{opened}条，没有加密，请收好。" + (f"有{bad}行坏了，读不出来。" if bad else ""))
    return DONE
