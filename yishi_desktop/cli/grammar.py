"""How commands are spelt, and what is said in Chinese when one is spelt wrong."""

import argparse
import contextlib
import logging
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from yishi_desktop.cli import between_offices as between
from yishi_desktop.cli import commands as do
from yishi_desktop.cli.commands import WRONG_USAGE, Options
from yishi_desktop.cli.secrets import keys_of
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.office import Office, open_office
from yishi_desktop.storage.location import data_folder
from yishi_desktop.storage.single_instance import FolderLock
from yishi_desktop.storage.store import has_store

_log = logging.getLogger(__name__)
OnOffice = Callable[[Office, Options], int]
Commands = Callable[..., argparse.ArgumentParser]


_ARGPARSE_WORDS = {
    "usage: ": "用法：",
    "positional arguments:": "要写的：",
    "options:": "可以加的：",
    "show this help message and exit": "显示这份说明",
    "\n命令:\n  命令\n": "\n命令：\n",
}
# What argparse finds wrong, as it says it in Python 3.11 to 3.14; {0} and {1} are its groups.
_WRONG = (
    (r"the following arguments are required: (.+)", "还没有写：{0}"),
    (r"argument 命令: invalid choice: '?(.*?)'? \(choose from.*", "没有“{0}”这个命令"),
    (r"argument (.+?): expected (?:one|at least one) argument", "{0} 后面还要写内容"),
    (r"argument (.+?): (?:invalid \S+ value: )?(.+)", "{0}：{1}"),
    (r"unrecognized arguments: (.+)", "看不懂：{0}"),
)


class _Parser(argparse.ArgumentParser):
    """argparse in Chinese: what it says of its own accord, and what is wrong with a command."""

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in _ARGPARSE_WORDS.items():
            text = text.replace(english, chinese)
        return text

    def error(self, message: str) -> NoReturn:
        _log.info("wrong usage: %s", message)
        self.exit(WRONG_USAGE, f"命令没有写对：{_what_is_wrong(message)}。\n\n{self.format_help()}")


def _what_is_wrong(message: str) -> str:
    for pattern, words in _WRONG:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*found.groups())
    return "请对照下面的说明"


def parser() -> argparse.ArgumentParser:
    """Everything that can be typed behind `yishi`."""
    spoken = _Parser(
        prog="yishi",
        description="议事：村（社区）议事协商，从收集议题到归档。不带命令就打开窗口。",
        allow_abbrev=False,
    )
    spoken.add_argument("--data", type=Path, default=None, metavar="文件夹", help=_DATA_HELP)
    commands = spoken.add_subparsers(required=True, metavar="命令", dest="命令", title="命令").add_parser
    _add_demo_and_merge(commands)
    _add_reading(commands)
    _add_writing_out(commands)
    _add_keeping(commands)
    _add_between_offices(commands)
    return spoken


_DATA_HELP = "资料文件夹；不写就用这台电脑上登记的那个"


def _add_demo_and_merge(commands: Commands) -> None:
    command = _plain(commands("demo", help="做出示例村一年的全部文书和台账"), do.demo)
    command.add_argument("folder", type=Path, metavar="文件夹")
    command.add_argument(
        "--all", dest="everywhere", action="store_true", help="连同新疆、甘肃、吉林、深圳的示例一起做"
    )

    command = _plain(commands("merge", help="把各村的台账合并成一本"), do.merge)
    command.add_argument(
        "files", type=Path, nargs="+", metavar="台账", help="各村的台账，或者放着它们的文件夹"
    )
    command.add_argument("--to", type=Path, required=True, metavar="文件", help="合并成的 Excel 文件")
    command.add_argument(
        "--password", action="append", default=[], metavar="密码", help="加了密码的台账的打开密码，可以写几个"
    )

    command = _plain(commands("publish", help="把台账发布到单位的数据库"), do.publish)
    command.add_argument(
        "files", type=Path, nargs="+", metavar="台账", help="各村的台账、汇总表，或者放着它们的文件夹"
    )
    command.add_argument(
        "--to",
        required=True,
        metavar="数据库",
        help="连接数据库的一行字，管数据库的人知道怎么写；密码不要写在里面",
    )


def _add_reading(commands: Commands) -> None:
    _of_office(commands("list", help="列出全部事项"), do.list_cases)

    command = _of_office(commands("check", help="还缺什么，依据哪一条"), do.check)
    command.add_argument("case", nargs="?", metavar="事项", help="协商编号或者议题里的几个字；不写就全部检查")

    _of_office(commands("verify", help="核对资料有没有损坏"), do.verify)


def _add_writing_out(commands: Commands) -> None:
    command = _of_office(commands("print", help="做出一件事的文书"), do.print_papers)
    command.add_argument("case", metavar="事项", help="协商编号或者议题里的几个字")
    command.add_argument("--form", metavar="文书", help="只做这一种，例如：协商记录表")
    command.add_argument("--to", type=Path, required=True, metavar="文件夹")
    command.add_argument("--word", action="store_true", help="只要 Word")
    command.add_argument("--pdf", action="store_true", help="只要 PDF")
    command.add_argument("--seen", action="store_true", help="要张贴的材料里的电话、证件号和门牌号，都看过了")

    command = _of_office(commands("ledger", help="导出年度台账"), do.ledger)
    command.add_argument("year", type=_year, metavar="年度", help="例如：2026")
    command.add_argument("--to", type=Path, required=True, metavar="文件", help="Excel 文件，或者文件夹")
    command.add_argument("--lock", action="store_true", help="加打开密码，密码由程序编，显示一次")
    command.add_argument("--layout", metavar="版式", help="窗口里存下的版式的名字；不写就用现在用的那个")
    command.add_argument("--from", dest="start", type=_day, metavar="起日", help="例如：2026-01-01")
    command.add_argument("--until", type=_day, metavar="止日", help="例如：2026-11-30")

    command = _of_office(commands("fill", help="把台账填进乡镇发的空表"), do.fill, writes=True)
    command.add_argument("table", type=Path, metavar="空表", help="乡镇发的 Excel 空表")
    command.add_argument("year", type=_year, metavar="年度", help="例如：2026")
    command.add_argument("--to", type=Path, required=True, metavar="文件", help="填好的表存到哪里")
    command.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="对应",
        help="表里的栏目=台账的栏目，可以写几个；记住给下次用",
    )

    command = _of_office(commands("export", help="导出一件事的案卷文件"), do.export)
    command.add_argument("case", metavar="事项", help="协商编号或者议题里的几个字")
    command.add_argument("--to", type=Path, required=True, metavar="文件")


def _add_keeping(commands: Commands) -> None:
    command = _of_office(commands("import", help="导入案卷文件"), do.import_files, writes=True)
    command.add_argument("files", type=Path, nargs="+", metavar="文件", help="案卷文件，或者放着它们的文件夹")

    command = _of_office(
        commands("procedure", help="一件事按哪份文件办，换另一份"), do.procedure, writes=True
    )
    command.add_argument("case", metavar="事项", help="协商编号或者议题里的几个字")
    command.add_argument("--to", metavar="程序", help="换成哪一份，写括号里的名字；不写就只看可以换成哪些")

    command = _of_office(
        commands("upload", help="把等着的文件传到乡镇；没传到的下次再传"), do.upload, writes=True
    )
    command.add_argument(
        "files", type=Path, nargs="*", metavar="文件", help="先把这些放进去；不写就只传等着的"
    )
    command.add_argument("--state", action="store_true", help="不传，只看每一份传到没有")

    command = _of_office(commands("catalogue", help="导入县里一年的协商目录"), do.catalogue, writes=True)
    command.add_argument("year", type=_year, metavar="年度", help="例如：2026")
    command.add_argument("file", type=Path, metavar="文件", help="Excel 文件")
    command.add_argument("--template", action="store_true", help="不导入，把空白模板写到这个文件")

    command = _of_office(
        commands("county", help="导入县里的规定：数、叫法、台账栏目"), do.county, writes=True
    )
    command.add_argument("file", type=Path, metavar="文件", help="县里发的 .toml 文件")

    command = _of_office(commands("backup", help="备份资料"), do.backup)
    command.add_argument(
        "--to", type=Path, default=None, metavar="文件夹", help="例如 U 盘；不写就放在资料旁边"
    )

    command = _plain(commands("restore", help="从备份恢复；现在的资料会另外留一份"), do.restore)
    command.add_argument("backup", type=Path, metavar="备份", help="“议事备份”开头的文件夹")
    command.add_argument("--look", action="store_true", help="只看恢复会改变什么，不恢复")

    command = _plain(commands("open-copy", help="把加密备份里的文字副本变成谁都读得懂的文字"), do.open_copy)
    command.add_argument("copy", type=Path, metavar="副本", help="备份里的“议事资料.jsonl”")
    command.add_argument(
        "--to", type=Path, required=True, metavar="文件", help="写到这个文件，写的是不加密的"
    )


def _add_between_offices(commands: Commands) -> None:
    command = _of_office(commands("rules", help="村里：收镇规则包，先看改了什么"), between.rules, writes=True)
    command.add_argument("file", type=Path, metavar="文件", help="乡镇给的规则包")
    command.add_argument("--accept", action="store_true", help="看过了，收下")
    command.add_argument(
        "--digits", default="", metavar="数字", help="第一次收时，乡镇在电话里念的二十位数字"
    )

    command = _of_office(
        commands("make-rules", help="乡镇：把定下的规则做成规则包"), between.make_rules, writes=True
    )
    command.add_argument("since", type=_day, metavar="起日", help="从哪天起，例如：2026-05-01")
    command.add_argument("--by", default="", metavar="文件", help="哪个文件定的")
    command.add_argument("--to", type=Path, required=True, metavar="文件夹", help="例如U盘")

    command = _of_office(
        commands("receipts", help="乡镇：给各村做回执，说收到了什么、还差什么"), between.receipts
    )
    command.add_argument("year", type=_year, metavar="年度", help="例如：2026")
    command.add_argument("--to", type=Path, required=True, metavar="文件夹", help="每村一份，例如存到U盘")

    command = _of_office(commands("receipt", help="村里：导入乡镇的回执"), between.receipt, writes=True)
    command.add_argument("file", type=Path, metavar="回执", help="“回执”开头的文件")

    command = _of_office(
        commands("remarks", help="村里：看乡镇退回的事，答复它"), between.remarks, writes=True
    )
    command.add_argument(
        "--answer", nargs=2, metavar=("第几条", "答复"), help="答复这一条；随下一次的台账交回乡镇"
    )
    command.add_argument("--to", type=Path, metavar="文件夹", help="把退回和答复做成 Word 和 PDF")


def _plain(command: argparse.ArgumentParser, run: Callable[[Options], int]) -> argparse.ArgumentParser:
    """`--data` is understood behind every command as well as before it."""
    command.add_argument("--data", type=Path, default=argparse.SUPPRESS, metavar="文件夹", help=_DATA_HELP)
    command.set_defaults(run=run)
    return command


def _of_office(
    command: argparse.ArgumentParser, run: OnOffice, *, writes: bool = False
) -> argparse.ArgumentParser:
    """A command that works on the data folder. One that changes the data has it to itself, or is refused."""

    def opened(options: Options) -> int:
        folder = data_folder(options.data)
        if not writes and not has_store(folder):
            raise UserError(
                f"“{folder}”里没有议事的资料。", "没有新建，也没有改动任何文件。", "请看看文件夹写对没有。"
            )
        with FolderLock(folder) if writes else contextlib.nullcontext():
            keys = keys_of(folder)
            with open_office(folder, keys=keys) as office:
                return run(office, options)

    return _plain(command, opened)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，要写成2026-01-01") from error


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1900 <= int(text) <= 9998):
        raise argparse.ArgumentTypeError(f"“{text}”不是年度，要写成2026")
    return int(text)
