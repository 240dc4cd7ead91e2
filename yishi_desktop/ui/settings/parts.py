"""The parts of 设置与帮助 and how each is made. The modules of a group are loaded when one of its parts is opened."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import Files

Ways = Mapping[str, Callable[[], QWidget]]


class Group(NamedTuple):
    """Parts people come for with the same thing in mind; `ways` makes them: of the records, and the files of this computer."""

    title: str
    parts: tuple[str, ...]
    ways: Callable[[Desk, Files], Ways]


def _village(desk: Desk, files: Files) -> Ways:
    from yishi_desktop.ui.settings.catalogue_panel import CataloguePanel
    from yishi_desktop.ui.settings.local_panel import LocalPanel
    from yishi_desktop.ui.settings.procedure_panel import ProcedurePanel
    from yishi_desktop.ui.settings.rules_panel import RulesPanel
    from yishi_desktop.ui.settings.village_panel import VillagePanel

    return {
        "本村资料": partial(VillagePanel, desk),
        "办事依据": partial(ProcedurePanel, desk, files),
        "本地规定": partial(LocalPanel, desk, files),
        "协商目录": partial(CataloguePanel, desk, files),
        "镇规则包": partial(RulesPanel, desk, files),
    }


def _papers(desk: Desk, files: Files) -> Ways:
    from yishi_desktop.ui.settings.code_panel import CodePanel
    from yishi_desktop.ui.settings.phrases_panel import PhrasesPanel
    from yishi_desktop.ui.settings.template_panel import TemplatePanel
    from yishi_desktop.ui.settings.wording_panel import WordingPanel

    return {
        "常用语": partial(PhrasesPanel, desk),
        "文书措辞": partial(WordingPanel, desk),
        "乡镇的模板": partial(TemplatePanel, desk, files),
        "核对打印件": partial(CodePanel, desk),
    }


def _records(desk: Desk, files: Files) -> Ways:
    from yishi_desktop.ui.settings.check_panel import CheckPanel
    from yishi_desktop.ui.settings.data_panel import DataPanel
    from yishi_desktop.ui.settings.departures_panel import DeparturesPanel
    from yishi_desktop.ui.settings.encryption_panel import EncryptionPanel
    from yishi_desktop.ui.settings.exchange_panel import ExchangePanel
    from yishi_desktop.ui.settings.upload_panel import UploadPanel

    return {
        "资料和备份": partial(DataPanel, desk, files),
        "加密": partial(EncryptionPanel, desk, files),
        "核对": partial(CheckPanel, desk),
        "导入导出": partial(ExchangePanel, desk, files),
        "网络上传": partial(UploadPanel, desk, files),
        "外发记录": partial(DeparturesPanel, desk),
    }


def _computer(desk: Desk, files: Files) -> Ways:
    from yishi_desktop.ui.settings.lock_panel import LockPanel
    from yishi_desktop.ui.settings.size_panel import SizePanel
    from yishi_desktop.ui.settings.township_panel import TownshipPanel

    return {
        "字号": SizePanel,
        "密码": partial(LockPanel, desk),
        "乡镇收台账": partial(TownshipPanel, desk),
    }


def _guidance(desk: Desk, files: Files) -> Ways:
    from yishi_desktop.ui.settings.about_panel import AboutPanel
    from yishi_desktop.ui.settings.help_panel import HelpPanel

    return {
        "操作手册": partial(HelpPanel, desk, files),
        "关于": partial(AboutPanel, desk, files),
    }


GROUPS = (
    Group("村里", ("本村资料", "办事依据", "本地规定", "协商目录", "镇规则包"), _village),
    Group("文书", ("常用语", "文书措辞", "乡镇的模板", "核对打印件"), _papers),
    Group("资料", ("资料和备份", "加密", "核对", "导入导出", "网络上传", "外发记录"), _records),
    Group("这台电脑", ("字号", "密码", "乡镇收台账"), _computer),
    Group("说明", ("操作手册", "关于"), _guidance),
)
"""In the order of the list at the left."""
OF_A_TOWNSHIP = (
    *("镇规则包", "本地规定", "协商目录", "文书措辞", "字号", "资料和备份", "加密", "核对", "外发记录"),
    *("密码", "网络上传", "乡镇收台账", "操作手册", "关于"),
)
"""The parts that make sense without a village."""
