"""字号: live samples; the one pressed is used at once."""

from PySide6.QtCore import Signal

from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.first_run.size_choice import SizeChoice, change_size
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.theme import TextSize


class SizePanel(Panel):
    """`changed()` once the program is in another size."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("字号", "点一下，字马上就变。看着不吃力的就好。")
        self._desk = desk
        self.choice = SizeChoice()
        self.body.addWidget(self.choice)
        self.body.addStretch(1)
        self.choice.size_chosen.connect(self._change)

    def _change(self, size: TextSize) -> None:
        change_size(self._desk, size)
        self.changed.emit()
