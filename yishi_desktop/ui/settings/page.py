"""设置与帮助: one part at a time, chosen at the left."""

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


class SettingsPage(QWidget):
    """`size_changed()` when the program is in another type size; `backed_up()` after a backup;
    `township_wanted()` asks for the township's desk, `lock_wanted()` to lock the screen, `help_wanted()` for the help.
    """

    size_changed = Signal()
    backed_up = Signal()
    township_wanted = Signal()
    help_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        outside = files or Files()
        self.data = DataPanel(desk, outside)
        self.village = VillagePanel(desk)
        self.local = LocalPanel(desk, outside)
        size = SizePanel(desk)
        township = TownshipPanel(desk)
        self.help = HelpPanel(desk, outside)
        lock = LockPanel(desk)
        encrypting = EncryptionPanel(desk, outside)
        self.panels: dict[str, QWidget] = {
            "本村资料": self.village,
            "办事依据": ProcedurePanel(desk, outside),
            "本地规定": self.local,
            "协商目录": CataloguePanel(desk, outside),
            "镇规则包": RulesPanel(desk, outside),
            "常用语": PhrasesPanel(desk),
            "文书措辞": WordingPanel(desk),
            "乡镇的模板": TemplatePanel(desk, outside),
            "核对打印件": CodePanel(desk),
            "字号": size,
            "资料和备份": self.data,
            "加密": encrypting,
            "核对": CheckPanel(desk),
            "导入导出": ExchangePanel(desk, outside),
            "网络上传": UploadPanel(desk, outside),
            "外发记录": DeparturesPanel(desk),
            "密码": lock,
            "乡镇收台账": township,
            "操作手册": self.help,
            "关于": AboutPanel(desk, outside),
        }
        if desk.snapshot.for_township:
            self.panels = {words: panel for words, panel in self.panels.items() if words in OF_A_TOWNSHIP}
        self._ways: dict[QPushButton, QWidget] = {}
        self._lay_out()
        size.changed.connect(self.size_changed)
        self.data.backed_up.connect(self.backed_up)
        encrypting.backed_up.connect(self.backed_up)
        township.wanted.connect(self.township_wanted)
        self.help.help_wanted.connect(self.help_wanted)
        lock.lock_wanted.connect(self.lock_wanted)

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
        for panel in self.panels.values():
            self._stack.addWidget(panel)
        inside.addWidget(self._stack)
        row.addWidget(card, 1)
        box.addLayout(row, 1)
        self.show_part(next(iter(self._ways)).text())

    def _left(self) -> QScrollArea:
        """The ways to the parts; on a small screen they scroll."""
        ways = QWidget()
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        for title, names in GROUPS:
            offered = [name for name in names if name in self.panels]
            if offered:
                column.addWidget(hint(title))
            for name in offered:
                way = button(name, "menu")
                way.setCheckable(True)
                way.setMinimumWidth(theme.px(11))
                way.clicked.connect(self._chosen)
                self._ways[way] = self.panels[name]
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
        for way, panel in self._ways.items():
            way.setChecked(way.text() == words)
            if way.isChecked():
                self._stack.setCurrentWidget(panel)
                self._menu.ensureWidgetVisible(way)

    def keep(self) -> None:
        """Keep what is half typed."""
        self.village.keep_typed()
        self.local.keep_typed()

    def part(self) -> str:
        """The part now open."""
        return next(way.text() for way in self._ways if way.isChecked())

    def _chosen(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.show_part(pressed.text())
