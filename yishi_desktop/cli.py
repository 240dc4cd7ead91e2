"""The command line: the same services as the window, for scripts, the demo and the curious."""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import backups, case_files, cases, demonstration, ledgers, merging, papers
from yishi_desktop.services.office import Office, open_office

_log = logging.getLogger(__name__)
Options = argparse.Namespace
OnOffice = Callable[[Office, Options], int]

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def run_command(words: Sequence[str]) -> int:
    """Run one command; a refusal is one Chinese sentence on the error stream, never a traceback."""
    options = _parser().parse_args(words)
    try:
        return int(options.run(options))
    except UserError as error:
        _log.info("refused", exc_info=error)
        print(error, file=sys.stderr)
        return REFUSED


# --- the commands ----------------------------------------------------------------------------------------------


def demo(options: Options) -> int:
    """Build the sample village's year in a folder of its own: every paper and the ledger."""
    made = demonstration.build(options.folder, _say)
    for path in made:
        print(path.relative_to(options.folder))
    print(f"共{len(made)}个文件，在 {options.folder}")
    return DONE


def import_files(office: Office, options: Options) -> int:
    """Take case files in, each whole or not at all."""
    for path in options.files:
        case = case_files.import_case(office, path)
        print(f"{path.name}：已导入“{case.topic.title}”")
    return DONE


def list_cases(office: Office, _: Options) -> int:
    """One line for every matter."""
    for situation in cases.situations(office):
        line = cases.summary(situation)
        print(f"{line.number or '—'}\t{line.state}\t{line.title}")
    return DONE


def check(office: Office, options: Options) -> int:
    """What is missing or broken, with the clause."""
    wanted = [cases.find(office, options.case)] if options.case else cases.all_cases(office)
    for case in wanted:
        situation = office.situation(case)
        found = cases.every_finding(situation)
        print(f"{case.number or '—'} {case.topic.title}：" + (f"{len(found)}条" if found else "没有要补的"))
        for finding in found:
            step = situation.procedure.step(finding.step).title
            clause = f"（{finding.reference}）" if finding.reference else ""
            print(f"  [{step}] {finding.message}{clause}")
    return DONE


def print_papers(office: Office, options: Options) -> int:
    """Make the papers of a matter as files."""
    situation = office.situation(cases.find(office, options.case))
    wanted = papers.papers_of(office, situation)
    if options.form:
        wanted = [paper for paper in wanted if paper.form == options.form]
        if not wanted:
            raise UserError(
                f"这件事现在没有“{options.form}”这种文书。", "资料没有改动。", "用 check 看看办到哪一步了。"
            )
    both = options.word == options.pdf
    written = papers.save_papers(
        office, situation, wanted, options.to, word=options.word or both, pdf=options.pdf or both
    )
    for path in written:
        print(path)
    return DONE


def ledger(office: Office, options: Options) -> int:
    """Export the annual ledger."""
    start = options.start or date(options.year, 1, 1)
    until = options.until or date(options.year, 12, 31)
    ledgers.export(office, start, until, options.to)
    print(options.to)
    return DONE


def export(office: Office, options: Options) -> int:
    """Write one matter as a case file."""
    case_files.export_case(office, cases.find(office, options.case), options.to)
    print(options.to)
    return DONE


def merge(options: Options) -> int:
    """Merge the ledgers of several villages into one workbook."""
    merged = merging.merge_files(options.files, options.to)
    for line in merged:
        print(line)
    print(options.to)
    return DONE


def verify(office: Office, _: Options) -> int:
    """Check every record against its hash, and the file itself."""
    problems = backups.verify(office)
    for problem in problems:
        print(problem)
    print("资料完好" if not problems else f"发现{len(problems)}处问题")
    return REFUSED if problems else DONE


def backup(office: Office, options: Options) -> int:
    """Make a verified backup."""
    print(backups.make(office, options.to))
    return DONE


def restore(options: Options) -> int:
    """Put a backup in the place of the present data, which are kept aside."""
    print(backups.restore(options.data, options.backup))
    return DONE


def _say(done: int, total: int, text: str) -> None:
    if text:
        print(f"[{done + 1}/{total}] {text}")


# --- how they are spelt ----------------------------------------------------------------------------------------


_ARGPARSE_WORDS = {
    "usage: ": "用法：",
    "positional arguments": "要写的",
    "options": "可以加的",
    "show this help message and exit": "显示这份说明",
}


class _Parser(argparse.ArgumentParser):
    """argparse in Chinese: what it says of its own accord, and what is wrong with a command."""

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in _ARGPARSE_WORDS.items():
            text = text.replace(english, chinese)
        return text

    def error(self, message: str) -> NoReturn:
        _log.info("wrong usage: %s", message)
        self.exit(WRONG_USAGE, f"命令没有写对。\n{self.format_help()}")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="yishi", description="议事：村（社区）议事协商，从收集议题到归档。不带命令就打开窗口。"
    )
    parser.add_argument("--data", type=Path, default=None, help="资料文件夹；不写就用这台电脑上登记的那个")
    add = parser.add_subparsers(required=True, metavar="命令", title="命令").add_parser

    command = add("demo", help="做出示例村一年的全部文书和台账")
    command.add_argument("folder", type=Path, metavar="文件夹")
    command.set_defaults(run=demo)

    command = _of_office(add("import", help="导入案卷文件"), import_files)
    command.add_argument("files", type=Path, nargs="+", metavar="文件")

    _of_office(add("list", help="列出全部事项"), list_cases)

    command = _of_office(add("check", help="还缺什么，依据哪一条"), check)
    command.add_argument("case", nargs="?", metavar="事项", help="协商编号或者议题里的几个字；不写就全部检查")

    command = _of_office(add("print", help="做出一件事的文书"), print_papers)
    command.add_argument("case", metavar="事项")
    command.add_argument("--form", metavar="文书", help="只做这一种，例如 jinhua_record")
    command.add_argument("--to", type=Path, required=True, metavar="文件夹")
    command.add_argument("--word", action="store_true", help="只要Word")
    command.add_argument("--pdf", action="store_true", help="只要PDF")

    command = _of_office(add("ledger", help="导出年度台账"), ledger)
    command.add_argument("year", type=int, metavar="年度")
    command.add_argument("--to", type=Path, required=True, metavar="文件")
    command.add_argument("--from", dest="start", type=_day, metavar="起日", help="例如 2026-01-01")
    command.add_argument("--until", type=_day, metavar="止日")

    command = _of_office(add("export", help="导出一件事的案卷文件"), export)
    command.add_argument("case", metavar="事项")
    command.add_argument("--to", type=Path, required=True, metavar="文件")

    command = add("merge", help="合并几个村的台账")
    command.add_argument("files", type=Path, nargs="+", metavar="台账")
    command.add_argument("--to", type=Path, required=True, metavar="文件")
    command.set_defaults(run=merge)

    _of_office(add("verify", help="核对资料有没有损坏"), verify)

    command = _of_office(add("backup", help="备份资料"), backup)
    command.add_argument("--to", type=Path, default=None, metavar="文件夹")

    command = add("restore", help="从备份恢复；现在的资料会另外留一份")
    command.add_argument("backup", type=Path, metavar="备份")
    command.set_defaults(run=restore)
    return parser


def _of_office(command: argparse.ArgumentParser, run: OnOffice) -> argparse.ArgumentParser:
    """A command that works on the opened data folder."""

    def opened(options: Options) -> int:
        with open_office(options.data) as office:
            return run(office, options)

    command.set_defaults(run=opened)
    return command


def _day(text: str) -> date:
    return date.fromisoformat(text)
