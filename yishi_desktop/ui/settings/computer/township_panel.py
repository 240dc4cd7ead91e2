"""乡镇收台账: the way to the township's desk, and whose desk this computer is."""

from PySide6.QtCore import Qt, Signal

from yishi_desktop.services.township.office import serve_township, serve_village
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, label, subheading


class TownshipPanel(Panel):
    """`township_wanted()` asks for the township's desk."""

    township_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("乡镇收台账", "把各村交来的台账合成一本，看谁没交、谁次数不够、哪些没落实。")
        self._desk = desk
        self.open = button("打开各村台账", "primary")
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(8)
        self.body.addWidget(subheading("这台电脑给谁用"))
        township = desk.snapshot.for_township
        self._words = label(_IS_TOWNSHIP if township else _IS_VILLAGE, wrap=True)
        self.change = button("改给村里用" if township else "改给乡镇用")
        self.body.addWidget(self._words)
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.open.clicked.connect(self.township_wanted)
        self.change.clicked.connect(self._change)

    def _change(self) -> None:
        self.change.setEnabled(False)
        self._desk.act(serve_village if self._desk.snapshot.for_township else serve_township)


_IS_VILLAGE = (
    "现在给村里用，打开程序先看村里的工作台。"
    "如果这台电脑只用来收各村的台账，可以改成打开就看各村台账；村里的资料都留着，随时可以改回来。"
)
_IS_TOWNSHIP = "现在给乡镇用，打开程序就看各村台账。改给村里用以后，收下的台账都留着，在这里还能打开。"
