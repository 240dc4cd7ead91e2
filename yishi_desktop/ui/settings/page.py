"""设置与帮助: one part at a time, chosen at the left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
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
from yishi_desktop.ui.settings.parts import GROUPS, OF_A_TOWNSHIP
from yishi_desktop.ui.turns import Turns
from yishi_desktop.ui.widgets.text import button, heading, hint

PASSED_ON = ("size_wanted", "backed_up", "township_wanted", "help_wanted", "lock_wanted")
"""What a part may ask for and the page cannot give."""


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
        known = [words for group in GROUPS for words in group.parts]
        self.parts = [words for words in known if not desk.snapshot.for_township or words in OF_A_TOWNSHIP]
        """What is offered at the left, in this order."""
        self._made: dict[str, QWidget] = {}
        self._ways: dict[str, QPushButton] = {}
        self._turns = Turns(self)
        self._lay_out()

    # ------------------------------------------------------------------------------------ making the parts
    def panel(self, words: str) -> QWidget:
        """A part, made now if nobody has opened it: all of them together take seconds."""
        if words not in self._made:
            self._made[words] = self._new(words)
            self._stack.addWidget(self._made[words])
        return self._made[words]

    def _new(self, words: str) -> QWidget:
        group = next(one for one in GROUPS if words in one.parts)
        made = group.parts[words](self._desk, self._files)
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

    def _left(self) -> QScrollArea:
        """The ways to the parts; on a small screen they scroll."""
        ways = QWidget()
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        for group in GROUPS:
            offered = [name for name in group.parts if name in self.parts]
            if offered:
                column.addSpacing(6 if self._ways else 0)
                column.addWidget(hint(group.title))
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

    def showEvent(self, event: QShowEvent) -> None:
        """The page stands there before its first part, which is made only where no other has been asked for."""
        super().showEvent(event)
        if not self._made:
            self._turns.put([self._show_first])

    def _show_first(self) -> None:
        if not self._made:
            self.show_part(self.parts[0])

    def keep(self) -> None:
        """Keep what is half typed."""
        for panel in self._made.values():
            if hasattr(panel, "keep_typed"):
                panel.keep_typed()

    def part(self) -> str:
        """The part now open, or to be opened."""
        return next((name for name, way in self._ways.items() if way.isChecked()), self.parts[0])

    def _chosen(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.show_part(pressed.text())
