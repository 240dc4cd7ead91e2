"""A rail and the places it leads to. Places never know each other; what they ask for goes up as signals."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.widgets.rail import HELP, Rail, RailButton


class Places(QWidget):
    """One place at a time. `size_changed()` asks for everything to be built anew in another type size."""

    case_wanted = Signal(str, str)
    new_case_wanted = Signal()
    township_wanted = Signal()
    size_changed = Signal()
    help_wanted = Signal()

    def __init__(self, rail: Rail, pages: Mapping[str, QWidget], settings: SettingsPage) -> None:
        super().__init__()
        self.rail = rail
        self.pages = dict(pages)
        self.settings = settings
        self.help_button = RailButton(HELP)
        self.rail.add_foot(self.help_button)
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        self.rail.chosen.connect(self.show_place)
        self.help_button.clicked.connect(self.help_wanted)
        self.settings.size_changed.connect(self.size_changed)
        self.settings.township_wanted.connect(self.township_wanted)
        self.settings.help_wanted.connect(self.help_wanted)

    def show_place(self, key: str) -> None:
        """Open one of the places."""
        self.rail.set_current(key)
        self._stack.setCurrentWidget(self.pages[key])

    def place(self) -> str:
        """The place now open."""
        return next(key for key, page in self.pages.items() if page is self._stack.currentWidget())

    def stand_as(self, other: "Places") -> None:
        """Open what is open in another, as far as there is such a place here."""
        self.show_place(other.place() if other.place() in self.pages else "home")
        if other.settings.part() in self.settings.panels:
            self.settings.show_part(other.settings.part())

    def keep(self) -> None:
        """Keep what is half typed on any place."""
        self.settings.keep()
