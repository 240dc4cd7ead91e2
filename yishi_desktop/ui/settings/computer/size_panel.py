"""字号: live samples; the one pressed is used at once."""

from PySide6.QtCore import Signal

from yishi_desktop.ui.first_run.size_choice import SizeChoice
from yishi_desktop.ui.settings.panel import Panel


class SizePanel(Panel):
    """`size_wanted(TextSize)` asks for the program in another size."""

    size_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("字号", "点一下，字马上就变。看着不吃力的就好。")
        self.choice = SizeChoice()
        self.body.addWidget(self.choice)
        self.body.addStretch(1)
        self.choice.size_chosen.connect(self.size_wanted)
