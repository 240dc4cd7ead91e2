"""各村台账: the township's desk. One view at a time: the villages, taking in, one village, the list, the replies."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from yishi_desktop.domain.everywhere import Hit
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.township.office import EXPECTED, RECEIVED
from yishi_desktop.services.township.return_packages import REMARK
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.township.expected import ExpectedView
from yishi_desktop.ui.township.finder import TownshipFinder
from yishi_desktop.ui.township.intake import IntakeView
from yishi_desktop.ui.township.overview import OverviewView
from yishi_desktop.ui.township.picture import Picture, picture_of, read_picture
from yishi_desktop.ui.township.replies import RepliesView
from yishi_desktop.ui.township.village import VillageView


class TownshipPage(QWidget):
    """`left()` asks for the place `way_back` names; without a name there is no such way.

    What is shown is read when the page is first seen, and anew after every change to what was received.
    """

    left = Signal()

    def __init__(self, desk: Desk, files: Files, way_back: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._year: int | None = None
        self._stale = True
        self.overview = OverviewView(desk, files, way_back)
        self.intake = IntakeView(desk, files)
        self.village = VillageView(desk, files)
        self.expected = ExpectedView(desk, files)
        self.replies = RepliesView(desk, files)
        self.finder: TownshipFinder | None = None
        self._stack = QStackedWidget()
        for view in (self.overview, self.intake, self.village, self.expected, self.replies):
            self._stack.addWidget(view)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 12)
        box.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.overview.left.connect(self.left)
        self.overview.intake_wanted.connect(self.show_intake)
        self.overview.list_wanted.connect(self.show_list)
        self.overview.replies_wanted.connect(self.show_replies)
        self.overview.village_wanted.connect(self.show_village)
        self.overview.year_chosen.connect(self._show_year)
        self.overview.find_wanted.connect(self.find_anything)
        self.intake.taken.connect(self._taken)
        for view in (self.intake, self.village, self.expected, self.replies):
            view.left.connect(self.show_villages)
        self._desk.changed.connect(self._changed)

    # -------------------------------------------------------------------------------------------- the views
    def show_villages(self) -> None:
        """All villages at a glance."""
        self._stack.setCurrentWidget(self.overview)
        self.overview.begin()

    def show_intake(self) -> None:
        """Take in ledgers."""
        self._stack.setCurrentWidget(self.intake)
        self.intake.begin()

    def show_list(self) -> None:
        """The list of villages a ledger is expected from."""
        if self.overview.picture is not None:
            self.expected.show_villages(self.overview.picture.holdings.expected)
            self._stack.setCurrentWidget(self.expected)
            self.expected.begin()

    def show_replies(self) -> None:
        """What every village is told."""
        self._stack.setCurrentWidget(self.replies)
        self.replies.begin()

    def show_village(self, key: str) -> None:
        """The rows of one village."""
        picture = self.overview.picture
        standing = picture.standing(key) if picture else None
        if picture is not None and standing is not None:
            self.village.show_village(picture, standing)
            self._stack.setCurrentWidget(self.village)
            self.village.begin()

    def help_topic(self) -> tuple[str, str]:
        """The help about all of the desk."""
        return "township", ""

    def find_anything(self) -> None:
        """Look for words in everything the villages sent."""
        if self.overview.picture is None:
            return
        if self.finder is None:
            self.finder = TownshipFinder(self._desk, self)
            self.finder.opened.connect(self._open_found)
        self.finder.look_in(self.overview.picture.holdings)

    def _open_found(self, hit: Hit) -> None:
        self.show_village(hit.spot.village)
        self.village.show_matter(hit.spot.case_id, hit.spot.sheet)

    def keep(self) -> None:
        """Before the window closes: leave off looking through files, which may take long and keeps nothing."""
        self.intake.stop_looking()

    # ------------------------------------------------------------------------------------------- reading
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _changed(self, changed: Changed) -> None:
        if changed.touches(RECEIVED, EXPECTED, REMARK, "case"):  # a backup put back touches everything
            self._stale = True
            if self.isVisible():
                self._read()

    def _read(self) -> None:
        self._stale = False
        self._desk.ask(partial(read_picture, year=self._year), self._show)

    def _show_year(self, year: int) -> None:
        picture = self.overview.picture
        self._year = year
        if picture is not None and year != picture.year:
            self._desk.ask(partial(picture_of, picture.holdings, year), self._show)

    def _show(self, picture: Picture) -> None:
        self.overview.show_picture(picture)
        self.replies.show_picture(picture)
        self.village.show_again(picture)

    def _taken(self, count: int) -> None:
        self.show_villages()
        self.overview.saved_bar.told(f"收下了{count}份，已经算在数字里")
