"""The parts of 设置与帮助 and how each is made. A part's module is loaded when it is first opened."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import Files

Way = Callable[[Desk, Files], QWidget]


class Group(NamedTuple):
    """Parts people come for with the same thing in mind, and how each is made: of the records, and the files of this
    computer.
    """

    title: str
    parts: Mapping[str, Way]


def _village(desk: Desk, _: Files) -> QWidget:
    from yishi_desktop.ui.settings.village.village_panel import VillagePanel

    return VillagePanel(desk)


def _procedure(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.village.procedure_panel import ProcedurePanel

    return ProcedurePanel(desk, files)


def _local(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.village.local_panel import LocalPanel

    return LocalPanel(desk, files)


def _catalogue(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.village.catalogue_panel import CataloguePanel

    return CataloguePanel(desk, files)


def _rules(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.village.rules_panel import RulesPanel

    return RulesPanel(desk, files)


def _phrases(desk: Desk, _: Files) -> QWidget:
    from yishi_desktop.ui.settings.papers.phrases_panel import PhrasesPanel

    return PhrasesPanel(desk)


def _wording(desk: Desk, _: Files) -> QWidget:
    from yishi_desktop.ui.settings.papers.wording_panel import WordingPanel

    return WordingPanel(desk)


def _template(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.papers.template_panel import TemplatePanel

    return TemplatePanel(desk, files)


def _code(desk: Desk, _: Files) -> QWidget:
    from yishi_desktop.ui.settings.papers.code_panel import CodePanel

    return CodePanel(desk)


def _data(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.records.data_panel import DataPanel

    return DataPanel(desk, files)


def _encryption(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.records.encryption_panel import EncryptionPanel

    return EncryptionPanel(desk, files)


def _check(desk: Desk, _: Files) -> QWidget:
    from yishi_desktop.ui.settings.records.check_panel import CheckPanel

    return CheckPanel(desk)


def _exchange(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.records.exchange_panel import ExchangePanel

    return ExchangePanel(desk, files)


def _upload(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.records.upload_panel import UploadPanel

    return UploadPanel(desk, files)


def _departures(desk: Desk, _: Files) -> QWidget:
    from yishi_desktop.ui.settings.records.departures_panel import DeparturesPanel

    return DeparturesPanel(desk)


def _size(_: Desk, __: Files) -> QWidget:
    from yishi_desktop.ui.settings.computer.size_panel import SizePanel

    return SizePanel()


def _lock(desk: Desk, _: Files) -> QWidget:
    from yishi_desktop.ui.settings.computer.lock_panel import LockPanel

    return LockPanel(desk)


def _township(desk: Desk, _: Files) -> QWidget:
    from yishi_desktop.ui.settings.computer.township_panel import TownshipPanel

    return TownshipPanel(desk)


def _help(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.guidance.help_panel import HelpPanel

    return HelpPanel(desk, files)


def _about(desk: Desk, files: Files) -> QWidget:
    from yishi_desktop.ui.settings.guidance.about_panel import AboutPanel

    return AboutPanel(desk, files)


GROUPS = (
    Group(
        "村里",
        {
            "本村资料": _village,
            "办事依据": _procedure,
            "本地规定": _local,
            "协商目录": _catalogue,
            "镇规则包": _rules,
        },
    ),
    Group(
        "文书",
        {
            "常用语": _phrases,
            "文书措辞": _wording,
            "乡镇的模板": _template,
            "核对打印件": _code,
        },
    ),
    Group(
        "资料",
        {
            "资料和备份": _data,
            "加密": _encryption,
            "核对": _check,
            "导入导出": _exchange,
            "网络上传": _upload,
            "外发记录": _departures,
        },
    ),
    Group(
        "这台电脑",
        {
            "字号": _size,
            "密码": _lock,
            "乡镇收台账": _township,
        },
    ),
    Group(
        "说明",
        {
            "操作手册": _help,
            "关于": _about,
        },
    ),
)
"""In the order of the list at the left."""
OF_A_TOWNSHIP = (
    *("镇规则包", "本地规定", "协商目录", "文书措辞", "字号", "资料和备份", "加密", "核对", "外发记录"),
    *("密码", "网络上传", "乡镇收台账", "操作手册", "关于"),
)
"""The parts that make sense without a village."""
