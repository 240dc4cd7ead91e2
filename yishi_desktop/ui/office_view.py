"""The rail and the places it leads to. Places never know each other; what they ask for goes up as signals."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from yishi_desktop.domain.notice_board import Hanging, notice_board
from yishi_desktop.services.backups import last_backup_on
from yishi_desktop.services.changed import Changed
from yishi_desktop.ui.cases.page import CasesPage
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.home.page import HomePage
from yishi_desktop.ui.ledger.page import LedgerPage
from yishi_desktop.ui.notices.page import NoticesPage
from yishi_desktop.ui.people.page import PeoplePage
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.widgets.rail import Rail


class OfficeView(QWidget):
    """Six places, one at a time. `size_changed()` asks for everything to be built anew in another type size."""

    case_wanted = Signal(str, str)
    new_case_wanted = Signal()
    size_changed = Signal()

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__()
        self._desk = desk
        self.rail = Rail()
        self.home = HomePage(desk, files)
        self.cases = CasesPage(desk)
        self.notices = NoticesPage(desk)
        self.people = PeoplePage(desk)
        self.settings = SettingsPage(desk, files)
        self.pages: dict[str, QWidget] = {
            "home": self.home,
            "cases": self.cases,
            "notices": self.notices,
            "ledger": LedgerPage(desk, files),
            "people": self.people,
            "settings": self.settings,
        }
        self._places = QStackedWidget()
        for page in self.pages.values():
            self._places.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._places, 1)
        self._connect()
        self._changed(Changed(frozenset()))
        self._tell_last_backup()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_place)
        self._desk.changed.connect(self._changed)
        for page in (self.home, self.cases, self.notices):
            page.case_wanted.connect(self.case_wanted)
        for page in (self.home, self.cases):
            page.new_case_wanted.connect(self.new_case_wanted)
        self.home.place_wanted.connect(self.show_place)
        self.settings.size_changed.connect(self.size_changed)
        self.settings.backed_up.connect(self._tell_last_backup)

    def show_place(self, key: str) -> None:
        """Open one of the places."""
        self.rail.set_current(key)
        self._places.setCurrentWidget(self.pages[key])

    def stand_as(self, other: "OfficeView") -> None:
        """Open what is open in another."""
        self.show_place(other.place())
        self.settings.show_part(other.settings.part())

    def keep(self) -> None:
        """Keep what is half typed on any place."""
        self.people.keep()
        self.settings.keep()

    def place(self) -> str:
        """The place now open."""
        return next(key for key, page in self.pages.items() if page is self._places.currentWidget())

    def _changed(self, changed: Changed) -> None:
        board = notice_board(self._desk.snapshot.situations)
        waiting = sum(posting.hanging in (Hanging.FREE, Hanging.TO_POST) for posting in board)
        self.rail.button("notices").set_count(waiting)

    def _tell_last_backup(self) -> None:
        self.home.set_last_backup(last_backup_on())
