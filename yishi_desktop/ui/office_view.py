"""The village's six places."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.notice_board import Hanging
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.keeping.backups import days_on_this_computer_only, last_backup_on
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.home.page import HomePage
from yishi_desktop.ui.places import Places
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from yishi_desktop.ui.cases.page import CasesPage
    from yishi_desktop.ui.notices.page import NoticesPage
    from yishi_desktop.ui.people.page import PeoplePage
    from yishi_desktop.ui.settings.page import SettingsPage


class OfficeView(Places):
    """What a village's secretary works with."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self._desk = desk
        self._files = files
        self.home = HomePage(desk, files)
        pages: dict[str, Callable[[], QWidget]] = {
            "home": self._home,
            "cases": self._cases,
            "notices": self._notices,
            "ledger": self._ledger,
            "people": self._people,
            "settings": partial(self.made_settings, desk, files),
        }
        super().__init__(Rail(), pages)
        desk.changed.connect(self._changed)
        self._changed(Changed(frozenset()))
        self.home.set_last_backup(last_backup_on())

    # ------------------------------------------------------------------------------------ making the places
    def _home(self) -> QWidget:
        self.home.case_wanted.connect(self.case_wanted)
        self.home.new_case_wanted.connect(self.new_case_wanted)
        self.home.find_wanted.connect(self.find_wanted)
        self.home.place_wanted.connect(self.show_place)
        return self.home

    def _cases(self) -> "CasesPage":
        from yishi_desktop.ui.cases.page import CasesPage

        page = CasesPage(self._desk, self._files)
        page.case_wanted.connect(self.case_wanted)
        page.late_entry_wanted.connect(self.late_entry_wanted)
        page.copy_wanted.connect(self.copy_wanted)
        page.new_case_wanted.connect(self.new_case_wanted)
        return page

    def _notices(self) -> "NoticesPage":
        from yishi_desktop.ui.notices.page import NoticesPage

        page = NoticesPage(self._desk, self._files)
        page.case_wanted.connect(self.case_wanted)
        return page

    def _ledger(self) -> QWidget:
        from yishi_desktop.ui.ledger.page import LedgerPage

        return LedgerPage(self._desk, self._files)

    def _people(self) -> "PeoplePage":
        from yishi_desktop.ui.people.page import PeoplePage

        page = PeoplePage(self._desk, self._files)
        page.case_wanted.connect(self.case_wanted)
        return page

    def made_settings(self, desk: Desk, files: Files) -> "SettingsPage":
        page = super().made_settings(desk, files)
        page.backed_up.connect(self._tell_last_backup)
        return page

    def open_person(self, person_id: str, words: str) -> None:
        """Show somebody of the roster, with the words looked for marked."""
        self.show_place("people")
        people: PeoplePage = self.page("people")  # type: ignore[assignment]
        people.open_person(person_id, words)

    # ---------------------------------------------------------------------------------------------- keeping
    def keep(self) -> None:
        """Keep what is half typed on any place."""
        if self.has_made("people"):
            people: PeoplePage = self.page("people")  # type: ignore[assignment]
            people.keep()
        super().keep()

    def _changed(self, changed: Changed) -> None:
        board = self._desk.snapshot.board
        waiting = sum(posting.hanging in (Hanging.FREE, Hanging.TO_POST) for posting in board)
        self.rail.button("notices").set_count(waiting)
        if changed.touches("settings"):
            self._tell_last_backup()

    def _tell_last_backup(self) -> None:
        self.home.set_last_backup(last_backup_on())
        self._desk.ask(days_on_this_computer_only, self.home.set_days_on_this_computer_only)
