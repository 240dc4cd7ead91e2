"""设置与帮助: one part at a time, chosen at the left."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.settings.about_panel import AboutPanel
from yishi_desktop.ui.settings.catalogue_panel import CataloguePanel
from yishi_desktop.ui.settings.check_panel import CheckPanel
from yishi_desktop.ui.settings.code_panel import CodePanel
from yishi_desktop.ui.settings.data_panel import DataPanel
from yishi_desktop.ui.settings.departures_panel import DeparturesPanel
from yishi_desktop.ui.settings.encryption_panel import EncryptionPanel
from yishi_desktop.ui.settings.exchange_panel import ExchangePanel
from yishi_desktop.ui.settings.help_panel import HelpPanel
from yishi_desktop.ui.settings.local_panel import LocalPanel
from yishi_desktop.ui.settings.lock_panel import LockPanel
from yishi_desktop.ui.settings.phrases_panel import PhrasesPanel
from yishi_desktop.ui.settings.procedure_panel import ProcedurePanel
from yishi_desktop.ui.settings.rules_panel import RulesPanel
from yishi_desktop.ui.settings.size_panel import SizePanel
from yishi_desktop.ui.settings.template_panel import TemplatePanel
from yishi_desktop.ui.settings.township_panel import TownshipPanel
from yishi_desktop.ui.settings.upload_panel import UploadPanel
from yishi_desktop.ui.settings.village_panel import VillagePanel
from yishi_desktop.ui.settings.wording_panel import WordingPanel
from yishi_desktop.ui.widgets.text import button, heading, hint

GROUPS = (
    ("村里", ("本村资料", "办事依据", "本地规定", "协商目录", "镇规则包")),
    ("文书", ("常用语", "文书措辞", "乡镇的模板", "核对打印件")),
    ("资料", ("资料和备份", "加密", "核对", "导入导出", "网络上传", "外发记录")),
    ("这台电脑", ("字号", "密码", "乡镇收台账")),
    ("说明", ("操作手册", "关于")),
)
"""The way to each part, by what people come for."""
OF_A_TOWNSHIP = (
    *("镇规则包", "本地规定", "协商目录", "文书措辞", "字号", "资料和备份", "加密", "核对", "外发记录"),
    *("密码", "网络上传", "乡镇收台账", "操作手册", "关于"),
)
"""The parts that make sense without a village."""

PASSED_ON = ("size_wanted", "backed_up", "township_wanted", "help_wanted", "lock_wanted")
"""What a part may ask for and the page cannot give."""


def _size_panel(_: Desk) -> SizePanel:
    return SizePanel()


_PLAIN: dict[str, Callable[[Desk], QWidget]] = {
    "本村资料": VillagePanel,
    "常用语": PhrasesPanel,
    "文书措辞": WordingPanel,
    "核对打印件": CodePanel,
    "字号": _size_panel,
    "核对": CheckPanel,
    "外发记录": DeparturesPanel,
    "密码": LockPanel,
    "乡镇收台账": TownshipPanel,
}
_WITH_FILES: dict[str, Callable[[Desk, Files], QWidget]] = {
    "办事依据": ProcedurePanel,
    "本地规定": LocalPanel,
    "协商目录": CataloguePanel,
    "镇规则包": RulesPanel,
    "乡镇的模板": TemplatePanel,
    "资料和备份": DataPanel,
    "加密": EncryptionPanel,
    "导入导出": ExchangePanel,
    "网络上传": UploadPanel,
    "操作手册": HelpPanel,
    "关于": AboutPanel,
}
"""How each part is made: of the records alone, or with the files of this computer."""


class SettingsPage(QWidget):
    """`size_wanted(TextSize)` asks for the program in another type size; `backed_up()` after a backup;
    `township_wanted()` asks for the township's desk, `lock_wanted()` to lock the screen, `help_wanted()` for the help.
    """

    size_wanted = Signal(object)
    backed_up = Signal()
    township_wanted = Signal()
    help_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk, self._files = desk, files or Files()
        known = [words for _, names in GROUPS for words in names]
        self.parts = [words for words in known if not desk.snapshot.for_township or words in OF_A_TOWNSHIP]
        """What is offered at the left, in this order."""
        self._made: dict[str, QWidget] = {}
        self._ways: dict[str, QPushButton] = {}
        self._lay_out()

    # ------------------------------------------------------------------------------------ making the parts
    def panel(self, words: str) -> QWidget:
        """A part, made now if nobody has opened it: all of them together take seconds."""
        if words not in self._made:
            self._made[words] = self._new(words)
            self._stack.addWidget(self._made[words])
        return self._made[words]

    def _new(self, words: str) -> QWidget:
        plain = _PLAIN.get(words)
        made = plain(self._desk) if plain else _WITH_FILES[words](self._desk, self._files)
        for name in PASSED_ON:
            if hasattr(made, name):
                getattr(made, name).connect(getattr(self, name))
        return made

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 12)
        box.setSpacing(10)
        box.addWidget(heading("设置与帮助"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._left())
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        self._stack = QStackedWidget()
        inside.addWidget(self._stack)
        row.addWidget(card, 1)
        box.addLayout(row, 1)
        self.show_part(self.parts[0])

    def _left(self) -> QScrollArea:
        """The ways to the parts; on a small screen they scroll."""
        ways = QWidget()
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        for title, names in GROUPS:
            offered = [name for name in names if name in self.parts]
            if offered:
                column.addWidget(hint(title))
            for name in offered:
                way = button(name, "menu")
                way.setCheckable(True)
                way.setMinimumWidth(theme.px(11))
                way.clicked.connect(self._chosen)
                self._ways[name] = way
                column.addWidget(way)
        column.addStretch(1)
        self._menu = left = QScrollArea()
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setWidgetResizable(True)
        left.setWidget(ways)
        left.setFixedWidth(ways.sizeHint().width() + left.verticalScrollBar().sizeHint().width())
        return left

    def show_part(self, words: str) -> None:
        """Open a part by its name on the left."""
        for name, way in self._ways.items():
            way.setChecked(name == words)
        self._stack.setCurrentWidget(self.panel(words))
        self._menu.ensureWidgetVisible(self._ways[words])

    def keep(self) -> None:
        """Keep what is half typed."""
        for panel in self._made.values():
            if isinstance(panel, VillagePanel | LocalPanel):
                panel.keep_typed()

    def part(self) -> str:
        """The part now open."""
        return next(name for name, way in self._ways.items() if way.isChecked())

    def _chosen(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.show_part(pressed.text())
