"""A rail and the places it leads to. Places never know each other; what they ask for goes up as signals.

A place is made when it is first opened: nobody waits at the start for screens he may not look at today.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from yishi_desktop.ui.widgets.rail import HELP, Rail, RailButton

if TYPE_CHECKING:
    from yishi_desktop.ui.desk import Desk
    from yishi_desktop.ui.printing.files import Files
    from yishi_desktop.ui.settings.page import SettingsPage


class Places(QWidget):
    """One place at a time. `size_wanted(TextSize)` asks for everything to be built anew in that size.

    `pages` says how each place is made; "home" is made at once, and "settings" is always among them.
    """

    case_wanted = Signal(str, str)
    new_case_wanted = Signal()
    late_entry_wanted = Signal()
    copy_wanted = Signal(str)
    township_wanted = Signal()
    find_wanted = Signal()
    lock_wanted = Signal()
    size_wanted = Signal(object)
    help_wanted = Signal()

    def __init__(self, rail: Rail, pages: Mapping[str, Callable[[], QWidget]]) -> None:
        super().__init__()
        self.rail = rail
        self.pages = pages
        self._made: dict[str, QWidget] = {}
        self.help_button = RailButton(HELP)
        self.rail.add_foot(self.help_button)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        self.rail.chosen.connect(self.show_place)
        self.help_button.clicked.connect(self.help_wanted)
        self.page("home")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In large type on a small screen the rail makes room for the page."""
        super().resizeEvent(event)
        self.rail.fit(self.width())

    def page(self, key: str) -> QWidget:
        """The page of a place, made now if nobody has been there."""
        if key not in self._made:
            self._made[key] = self.pages[key]()
            self._stack.addWidget(self._made[key])
        return self._made[key]

    def has_made(self, key: str) -> bool:
        """Whether anybody has been at a place."""
        return key in self._made

    def made_settings(self, desk: "Desk", files: "Files") -> "SettingsPage":
        """The page of settings, with what it asks for passed on."""
        from yishi_desktop.ui.settings.page import SettingsPage

        page = SettingsPage(desk, files)
        page.size_wanted.connect(self.size_wanted)
        page.township_wanted.connect(self.township_wanted)
        page.help_wanted.connect(self.help_wanted)
        page.lock_wanted.connect(self.lock_wanted)
        return page

    @property
    def settings(self) -> "SettingsPage":
        """The page of settings."""
        return self.page("settings")  # type: ignore[return-value]

    def show_place(self, key: str) -> None:
        """Open one of the places."""
        self.rail.set_current(key)
        self._stack.setCurrentWidget(self.page(key))

    def place(self) -> str:
        """The place now open."""
        return next(key for key, page in self._made.items() if page is self._stack.currentWidget())

    def help_topic(self) -> tuple[str, str]:
        """The help about the place now open, in the settings about the part."""
        from yishi_desktop.ui.help.topics import OF_A_PART

        place = self.place()
        return (OF_A_PART.get(self.settings.part(), place) if place == "settings" else place), ""

    def standing(self) -> tuple[str, str]:
        """The place now open, and the part of the settings."""
        return self.place(), self.settings.part() if self.has_made("settings") else ""

    def stand(self, place: str, part: str) -> None:
        """Open what was open in another, as far as there is such a place here."""
        if place == "settings" and part in self.settings.parts:
            self.settings.show_part(part)
        self.show_place(place if place in self.pages else "home")

    def keep(self) -> None:
        """Keep what is half typed on any place."""
        if self.has_made("settings"):
            self.settings.keep()
