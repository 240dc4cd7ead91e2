"""The one window: the rail with its places, a matter being worked on, or the first start."""

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.changed import Changed
from yishi_desktop.ui.cases.page import CasesPage
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import show_error
from yishi_desktop.ui.first_run.page import FirstRun
from yishi_desktop.ui.home.page import HomePage
from yishi_desktop.ui.ledger.page import LedgerPage
from yishi_desktop.ui.matter.workspace import Workspace
from yishi_desktop.ui.notices.page import NoticesPage
from yishi_desktop.ui.people.page import PeoplePage
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.widgets.rail import Rail

TITLE = "议事"


class MainWindow(QMainWindow):
    """Shows one screen at a time and leads from one to another; screens never know each other."""

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._files = files or Files()
        self.setWindowTitle(TITLE)
        self.resize(1366, 697)
        self.desk = desk
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._lay_out_places()
        self.workspace = Workspace(desk, self._files)
        self.first_run = FirstRun(desk, self._files)
        self._stack.addWidget(self.workspace)
        self._stack.addWidget(self.first_run)
        self._connect()

    def _lay_out_places(self) -> None:
        self.rail = Rail()
        self.pages: dict[str, QWidget] = {
            "home": HomePage(self.desk, self._files),
            "cases": CasesPage(self.desk),
            "notices": NoticesPage(self.desk),
            "ledger": LedgerPage(self.desk, self._files),
            "people": PeoplePage(self.desk),
            "settings": SettingsPage(self.desk),
        }
        self._places = QStackedWidget()
        for page in self.pages.values():
            self._places.addWidget(page)
        self._office_view = QWidget()
        row = QHBoxLayout(self._office_view)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._places, 1)
        self._stack.addWidget(self._office_view)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_place)
        self.desk.changed.connect(self._changed)
        self.desk.refused.connect(self._refused)
        for name in ("home", "cases", "notices"):
            self.pages[name].case_wanted.connect(self.open_case)  # type: ignore[attr-defined]
        for name in ("home", "cases"):
            self.pages[name].new_case_wanted.connect(self.new_case)  # type: ignore[attr-defined]
        self.pages["home"].place_wanted.connect(self.show_place)  # type: ignore[attr-defined]
        self.workspace.closed.connect(self._back_home)
        self.first_run.finished.connect(self._back_home)
        self.first_run.case_wanted.connect(self.new_case)

    def show_place(self, key: str) -> None:
        """Open one of the places on the rail."""
        self.rail.set_current(key)
        self._places.setCurrentWidget(self.pages[key])
        self._stack.setCurrentWidget(self._office_view)

    def open_case(self, case_id: str, step: str = "") -> None:
        """Work on a case, at a step or where it stands."""
        self.workspace.open_case(case_id, step)
        self._stack.setCurrentWidget(self.workspace)

    def new_case(self) -> None:
        """Register a topic."""
        self.workspace.new_case()
        self._stack.setCurrentWidget(self.workspace)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is on the screen before the window goes."""
        self.workspace.keep()
        self.desk.close()
        super().closeEvent(event)

    def secure(self) -> str:
        """After a fault: keep what is on the screen, and say so."""
        self.workspace.keeper.save_draft()
        return "您填的内容都存下来了。"

    def _back_home(self) -> None:
        self.show_place("home")

    def _changed(self, changed: Changed) -> None:
        if not self.desk.snapshot.organisation.name:
            self._stack.setCurrentWidget(self.first_run)
        # A first start under way stays: its last page says what to do next, and tells when it is finished.

    def _refused(self, error: UserError) -> None:
        show_error(self, error)
