"""The one window: the office with its places, a matter being worked on, a township's desk, or the first start."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.services.changed import Changed
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import show_error
from yishi_desktop.ui.leaving import Leaving
from yishi_desktop.ui.office_view import OfficeView
from yishi_desktop.ui.places import Places
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.turns import Turns
from yishi_desktop.ui.where_left import remember_where_left, where_left
from yishi_desktop.ui.widgets.scrolling import that_fits
from yishi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from yishi_desktop.domain.everywhere import Hit
    from yishi_desktop.ui.finder.dialog import Finder
    from yishi_desktop.ui.first_run.page import FirstRun
    from yishi_desktop.ui.help.dialog import HelpDialog
    from yishi_desktop.ui.late_entries.screen import LateEntries
    from yishi_desktop.ui.matter.workspace import Workspace
    from yishi_desktop.ui.township.page import TownshipPage

TITLE = "议事"
FIRST_SIZE = (1366, 697)


class Screen(Protocol):
    """What every screen of the window can say."""

    def help_topic(self) -> tuple[str, str]:
        """The page of help about what is shown, and the step worked at or nothing."""


class MainWindow(QMainWindow):
    """Shows one screen at a time and leads from one to another; screens never know each other."""

    lock_wanted = Signal()

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._files = files or Files()
        self.setWindowTitle(TITLE)
        self.resize(that_fits(self, *FIRST_SIZE))
        self._stack = QStackedWidget()
        self._front = QStackedWidget()
        self._front.addWidget(self._stack)
        self.setCentralWidget(self._front)
        self.first_run: FirstRun | None = None
        self.help: HelpDialog | None = None
        self.leaving = Leaving(self, desk.tasks, self.keep)
        self._opened = False
        self._turns = Turns(self)
        self._finder: Finder | None = None
        self._furnish()
        for keys in ("Ctrl+F", "Ctrl+K"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.find_anything)
        QShortcut(QKeySequence.StandardKey.HelpContents, self).activated.connect(self.show_help)
        desk.changed.connect(self._changed)
        desk.refused.connect(self._refused)

    def _furnish(self) -> None:
        """Build the screens, in the type size now in use and in the words of this kind of organisation."""
        self._built_for = self._looks()
        self.township: TownshipPage | None = None
        self._workspace: Workspace | None = None
        self.late_entries: LateEntries | None = None
        if self._finder is not None:
            self._finder.deleteLater()
            self._finder = None
        self.office = self._made_office()
        self._stack.addWidget(self.office)
        self.office.case_wanted.connect(self.open_case)
        self.office.new_case_wanted.connect(self.new_case)
        self.office.late_entry_wanted.connect(self.type_in_papers)
        self.office.copy_wanted.connect(self.new_case)
        self.office.size_wanted.connect(self._change_size, Qt.ConnectionType.QueuedConnection)
        self.office.township_wanted.connect(self.open_township)
        self.office.find_wanted.connect(self.find_anything)
        self.office.help_wanted.connect(self.show_help)
        self.office.lock_wanted.connect(self.lock_wanted)

    @property
    def workspace(self) -> "Workspace":
        """Where one matter is worked on; made when the first one is opened."""
        if self._workspace is None:
            from yishi_desktop.ui.matter.workspace import Workspace

            self._workspace = Workspace(self.desk, self._files)
            self._workspace.closed.connect(self._back_home)
            self._workspace.help_wanted.connect(self.show_help)
            self._stack.addWidget(self._workspace)
        return self._workspace

    @property
    def finder(self) -> "Finder":
        """Where words are looked for; made when first asked for."""
        if self._finder is None:
            from yishi_desktop.ui.finder.dialog import Finder

            self._finder = Finder(self.desk, self)
            self._finder.opened.connect(self._open_found)
        return self._finder

    def _made_office(self) -> Places:
        if self.desk.snapshot.for_township:
            from yishi_desktop.ui.township.view import TownshipView

            return TownshipView(self.desk, self._files)
        return OfficeView(self.desk, self._files)

    def _refurnish(self) -> None:
        """Lengths are multiples of the type size, and words are set once: in others the screens are made anew."""
        if self._looks() == self._built_for:
            return
        standing, in_front = self.office.standing(), self._stack.currentWidget() is self.office
        for screen in self._screens():
            self._take_down(screen)
        self._furnish()
        self._stand(standing, in_front=in_front)

    def _change_size(self, size: theme.TextSize) -> None:
        """Turn by turn, so that the window never stands still. What is there goes first: every page would be dressed in
        the new size only to be thrown away.
        """
        from yishi_desktop.ui.first_run.size_choice import change_size

        standing = self.office.standing()
        meanwhile = label("正在换字号……", "h2")
        meanwhile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(meanwhile)
        self._stack.setCurrentWidget(meanwhile)
        if self._workspace is not None:
            self._workspace.put_down()
        screens = self._screens()
        self._workspace = self.township = self.late_entries = None
        self._turns.put(
            (
                *(partial(self._take_down, screen) for screen in screens),
                partial(change_size, self.desk, size),
                self._furnish,
                partial(self._stand, standing, in_front=True),
                partial(self._take_down, meanwhile),
            )
        )

    def _screens(self) -> "list[Workspace | LateEntries | TownshipPage | Places]":
        there = (self._workspace, self.late_entries, self.township, self.office)
        return [screen for screen in there if screen is not None]

    def _take_down(self, screen: QWidget) -> None:
        self._stack.removeWidget(screen)
        screen.deleteLater()

    def _stand(self, standing: tuple[str, str], *, in_front: bool) -> None:
        self.office.stand(*standing)
        if in_front:
            self._stack.setCurrentWidget(self.office)
        if self.help is not None:
            self.show_help()

    def _looks(self) -> tuple[float, OrganisationKind, bool]:
        moment = self.desk.snapshot
        return theme.base(), moment.organisation.kind, moment.for_township

    # ---------------------------------------------------------------------------------------- the screens
    def show_place(self, key: str) -> None:
        """Open one of the places on the rail."""
        self.office.show_place(key)
        self._stack.setCurrentWidget(self.office)

    def open_case(self, case_id: str, step: str = "") -> None:
        """Work on a case, at a step or where it stands."""
        self.workspace.open_case(case_id, step)
        self._stack.setCurrentWidget(self.workspace)

    def new_case(self, like: str = "") -> None:
        """Register a topic, or one that begins as an earlier matter stood."""
        self.workspace.new_case(like)
        self._stack.setCurrentWidget(self.workspace)

    def type_in_papers(self) -> None:
        """补录: type in matters dealt with on paper."""
        if self.late_entries is None:
            from yishi_desktop.ui.late_entries.screen import LateEntries

            self.late_entries = LateEntries(self.desk, self._files)
            self.late_entries.closed.connect(self._back_to_matters)
            self._stack.addWidget(self.late_entries)
        self.late_entries.begin()
        self._stack.setCurrentWidget(self.late_entries)

    def _back_to_matters(self) -> None:
        self.show_place("cases")

    def find_anything(self) -> None:
        """Look for words in all matters and people, at the township's desk in all ledgers; not before there are any."""
        self._turns.finish()
        desk = _township_desk(self.office, self._stack.currentWidget())
        if desk or self.desk.snapshot.organisation.name:
            self.keep()
            (desk.find_anything if desk else self.finder.ask)()

    def _open_found(self, hit: "Hit") -> None:
        if hit.spot.person_id:
            if isinstance(self.office, OfficeView):
                self.office.open_person(hit.spot.person_id, hit.found)
                self._stack.setCurrentWidget(self.office)
            return
        self.workspace.open_place(hit.spot, hit.found)
        self._stack.setCurrentWidget(self.workspace)

    def open_township(self) -> None:
        """The township's desk, for somebody who keeps a village's records on the same computer."""
        if self.desk.snapshot.for_township:
            self.show_place("home")
            return
        if self.township is None:
            from yishi_desktop.ui.township.page import TownshipPage

            self.township = TownshipPage(self.desk, self._files, way_back="回村里的工作台")
            self.township.left.connect(self._back_home)
            self._stack.addWidget(self.township)
        self._stack.setCurrentWidget(self.township)

    # ------------------------------------------------------------------------------------------------ help
    def show_help(self) -> None:
        """F1: the help about what is on the screen, beside the window. Asked for again, it turns to the new page."""
        from yishi_desktop.ui.help.dialog import HelpDialog
        from yishi_desktop.ui.help.topics import all_topics

        self._turns.finish()
        if self.help is not None:
            self.help.close()
        front: Screen = self._stack.currentWidget()  # type: ignore[assignment]
        key, step = front.help_topic()
        ask = self.desk.snapshot.organisation.help_phone
        self.help = HelpDialog(all_topics(self._procedure(), step), key, self, ask=ask)
        self.help.finished.connect(self._help_closed)
        self.help.show()

    def _help_closed(self) -> None:
        self.help = None

    def _procedure(self) -> Procedure | None:
        """That of the matter in front, else the village's own."""
        workspace = self._workspace
        if workspace is not None and workspace.editing and self._stack.currentWidget() is workspace:
            return workspace.editing.situation.procedure
        return self.desk.definitions.procedures.get(self.desk.snapshot.organisation.procedure)

    def _begin(self) -> None:
        """The first start, or the start after practice."""
        from yishi_desktop.ui.first_run.page import FirstRun

        self.first_run = FirstRun(self.desk, self._files)
        self._stack.addWidget(self.first_run)
        self._stack.setCurrentWidget(self.first_run)
        self.first_run.finished.connect(self._begun)
        self.first_run.case_wanted.connect(self._begun_with_a_topic)
        self.first_run.help_wanted.connect(self.show_help)

    def _begun(self) -> None:
        self._put_first_run_away()
        self.show_place("home")

    def _begun_with_a_topic(self) -> None:
        self._put_first_run_away()
        self.new_case()

    def _put_first_run_away(self) -> None:
        self._refurnish()
        if self.first_run is not None:
            self._stack.removeWidget(self.first_run)
            self.first_run.deleteLater()
            self.first_run = None

    def _back_home(self) -> None:
        self.show_place("home")

    # --------------------------------------------------------------------------------------- what happens
    def _changed(self, changed: Changed) -> None:
        """A first start under way stays: its last page says what to do next, and tells when it is finished."""
        moment = self.desk.snapshot
        just_opened, self._opened = not self._opened, True
        if not (moment.organisation.name or moment.for_township) and self.first_run is None:
            self._begin()
        elif just_opened and (left := where_left(self.desk)):
            self.open_case(*left)
        elif self._stack.currentWidget() is self.office:
            self._refurnish()

    def _refused(self, error: UserError) -> None:
        self.leaving.refused()
        show_error(self, error)

    def cover(self, screen: QWidget) -> None:
        """Put a screen before everything else, whatever goes on behind it; what was typed is kept first."""
        self._save_drafts()
        self._front.addWidget(screen)
        self._front.setCurrentWidget(screen)

    def uncover(self, screen: QWidget) -> None:
        """Show again what was behind."""
        self._front.removeWidget(screen)
        self._front.setCurrentWidget(self._stack)

    def secure(self) -> str:
        """After a fault: keep what is on the screen, and say so."""
        self._save_drafts()
        return "您填的内容都存下来了。"

    def _save_drafts(self) -> None:
        if self._workspace is not None:
            self._workspace.keeper.save_draft()
        if self.late_entries is not None:
            self.late_entries.save_draft()

    def keep(self) -> None:
        """Keep what is half typed on any screen."""
        for screen in self._screens():
            screen.keep()

    # -------------------------------------------------------------------------------------------- closing
    def closeEvent(self, event: QCloseEvent) -> None:
        """The window goes only once what was typed is kept; where that fails, only after asking."""
        self._turns.finish()
        if not self.leaving.may_go():
            event.ignore()
            return
        remember_where_left(self._workspace, self._stack.currentWidget())
        self.desk.close(backing_up=True)
        super().closeEvent(event)


def _township_desk(office: Places, shown: QWidget | None) -> "TownshipPage | None":
    """The township's desk: what this computer is for, or what is on the screen."""
    from yishi_desktop.ui.township.page import TownshipPage

    desks = (getattr(office, "home", None), shown)
    return next((one for one in desks if isinstance(one, TownshipPage)), None)
