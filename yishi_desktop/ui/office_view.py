"""The village's six places."""

from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.notice_board import Hanging, notice_board
from yishi_desktop.services.backups import last_backup_on
from yishi_desktop.services.changed import Changed
from yishi_desktop.ui.cases.page import CasesPage
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.home.page import HomePage
from yishi_desktop.ui.ledger.page import LedgerPage
from yishi_desktop.ui.notices.page import NoticesPage
from yishi_desktop.ui.people.page import PeoplePage
from yishi_desktop.ui.places import Places
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.widgets.rail import Rail


class OfficeView(Places):
    """What a village's secretary works with."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self._desk = desk
        self.home = HomePage(desk, files)
        self.cases = CasesPage(desk, files)
        self.notices = NoticesPage(desk)
        self.people = PeoplePage(desk)
        settings = SettingsPage(desk, files)
        pages: dict[str, QWidget] = {
            "home": self.home,
            "cases": self.cases,
            "notices": self.notices,
            "ledger": LedgerPage(desk, files),
            "people": self.people,
            "settings": settings,
        }
        super().__init__(Rail(), pages, settings)
        self._connect()
        self._changed(Changed(frozenset()))
        self._tell_last_backup()

    def _connect(self) -> None:
        self._desk.changed.connect(self._changed)
        for page in (self.home, self.cases, self.notices):
            page.case_wanted.connect(self.case_wanted)
        for page in (self.home, self.cases):
            page.new_case_wanted.connect(self.new_case_wanted)
        self.home.place_wanted.connect(self.show_place)
        self.settings.backed_up.connect(self._tell_last_backup)

    def keep(self) -> None:
        """Keep what is half typed on any place."""
        self.people.keep()
        super().keep()

    def _changed(self, changed: Changed) -> None:
        board = notice_board(self._desk.snapshot.situations)
        waiting = sum(posting.hanging in (Hanging.FREE, Hanging.TO_POST) for posting in board)
        self.rail.button("notices").set_count(waiting)

    def _tell_last_backup(self) -> None:
        self.home.set_last_backup(last_backup_on())
