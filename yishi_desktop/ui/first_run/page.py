"""The first minute: type size, the village and its document, the roster, and off to work."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.definitions.regions import Regions, load_regions
from yishi_desktop.domain.people import Organisation
from yishi_desktop.services import village
from yishi_desktop.services.case_files import load_sample_village
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.roster import RosterLine
from yishi_desktop.services.township.office import serve_township
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.first_run.done_page import DonePage
from yishi_desktop.ui.first_run.roster_page import RosterPage
from yishi_desktop.ui.first_run.sheet import Sheet
from yishi_desktop.ui.first_run.size_choice import change_size
from yishi_desktop.ui.first_run.size_page import SizePage
from yishi_desktop.ui.first_run.village_page import VillagePage
from yishi_desktop.ui.guards import ENTER
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.footer import Footer
from yishi_desktop.ui.widgets.rail import ROOM_BESIDE
from yishi_desktop.ui.widgets.stepper import Step, Stepper, StepState
from yishi_desktop.ui.widgets.text import button, hint
from yishi_desktop.ui.widgets.tile import Tile

TITLES = {"size": "字号和用法", "village": "本村和办事依据", "roster": "名册", "done": "开始"}


class FirstRun(QWidget):
    """Pages one after another, nothing typed is lost by going back. `finished()` leads to the home screen,
    `case_wanted()` to the first topic.
    """

    finished = Signal()
    case_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._at = "size"
        self._reached = 0
        self._has_regions = False
        self._job: Job | None = None
        self.size_page = SizePage()
        self.village_page = VillagePage()
        self.roster_page = RosterPage(desk, files)
        self.done_page = DonePage()
        self.sheets: dict[str, Sheet] = {
            "size": self.size_page,
            "village": self.village_page,
            "roster": self.roster_page,
            "done": self.done_page,
        }
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        self.stepper = Stepper()
        self.footer = Footer()
        self._stack = QStackedWidget()
        for sheet in self.sheets.values():
            self._stack.addWidget(sheet)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self._steps = self._left()
        self._steps.hide()  # until there is known to be room
        middle.addWidget(self._steps)
        middle.addWidget(self._stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(middle, 1)
        box.addWidget(self.footer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In large type on a small screen the questions get all the room; F1 is the help."""
        super().resizeEvent(event)
        self._fit()

    def help_topic(self) -> tuple[str, str]:
        """The help about beginning."""
        return "start", ""

    def _fit(self) -> None:
        self._steps.setVisible(self.width() >= theme.px(ROOM_BESIDE))

    def _left(self) -> QWidget:
        """Where one is, on a sheet of its own."""
        card = Card("第一次使用")
        card.body.addWidget(self.stepper, 1)
        card.body.addWidget(hint("您填的都存在这台电脑里，您不点，就不会传到网上。"))
        self.help_button = button("看帮助", "link", icon="help")
        self.help_button.clicked.connect(self.help_wanted)
        card.body.addWidget(self.help_button, 0, Qt.AlignmentFlag.AlignLeft)
        shelf = QWidget()
        box = QVBoxLayout(shelf)
        box.setContentsMargins(20, 16, 0, 16)
        box.addWidget(card)
        return shelf

    def _connect(self) -> None:
        self.stepper.chosen.connect(self._go_back_or_on)
        self.footer.back.connect(self._back)
        self.footer.forward.connect(self._forward)
        self.size_page.size_chosen.connect(self._resize_type)
        self.size_page.way_changed.connect(self._show_footer)
        self.village_page.place_changed.connect(self._ask_for_procedures)
        self.roster_page.read_anew.connect(self._show_footer)
        self.done_page.case_wanted.connect(self.case_wanted)
        self.done_page.home_wanted.connect(self.finished)

    # -------------------------------------------------------------------------------------------- showing
    def _show(self) -> None:
        self._stack.setCurrentWidget(self.sheets[self._at])
        self._show_steps()
        self._show_footer()

    def _show_steps(self) -> None:
        keys = list(TITLES)
        steps = [Step(key, TITLES[key], self._state(number)) for number, key in enumerate(keys)]
        self.stepper.set_steps(steps, self._at)
        for number, key in enumerate(keys):
            self.stepper.row(key).setEnabled(number <= self._reached)

    def _state(self, number: int) -> StepState:
        if number == list(TITLES).index(self._at):
            return StepState.CURRENT
        return StepState.DONE if number < self._reached else StepState.LATER

    def _show_footer(self) -> None:
        backward = {"village": "上一步：字号", "roster": "上一步：本村", "done": "上一步：名册"}
        self.footer.set_steps(backward.get(self._at, ""), self._next_words())
        self.footer.set_note("")

    def _next_words(self) -> str:
        people = len(self.roster_page.paste.roster.lines)
        return {
            "size": self._way_words(),
            "village": "下一步：名册",
            "roster": f"放进名册（{people}人）" if people else "以后再填，下一步",
        }.get(self._at, "")

    def _way_words(self) -> str:
        if self.size_page.is_township():
            return "去收台账"
        return "打开练习村" if self.size_page.wants_practice() else "下一步：填写本村"

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.sheets[self._at].begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from an answer as from a field, and presses any other button."""
        focus = self.focusWidget()
        if event.key() in ENTER and isinstance(focus, Tile | QComboBox):
            self.focusNextChild()
        elif event.key() in ENTER and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------------- going
    def open_page(self, key: str) -> None:
        """Show a page and put the keyboard on it."""
        self._at = key
        self._reached = max(self._reached, list(TITLES).index(key))
        if key == "village" and not self._has_regions:
            self._desk.ask(_regions, self._take_regions)
            self._ask_for_procedures()
        if key == "done":
            self._show_what_is_ready()
        self._show()
        self.sheets[key].begin()

    def _show_what_is_ready(self) -> None:
        moment = self._desk.snapshot
        procedure = self._desk.definitions.procedures.get(moment.organisation.procedure)
        left_out = len(self.roster_page.paste.roster.problems)
        self.done_page.show_village(moment.organisation, procedure, len(moment.people), left_out)

    def _back(self) -> None:
        keys = list(TITLES)
        self.open_page(keys[keys.index(self._at) - 1])

    def _go_back_or_on(self, key: str) -> None:
        """A step on the left: back at once; on only through what the page itself keeps."""
        keys = list(TITLES)
        if keys.index(key) < keys.index(self._at):
            self.open_page(key)
        elif keys.index(key) > keys.index(self._at):
            self._forward()

    def _forward(self) -> None:
        if self._job is not None:
            return  # what was asked for is still on its way
        if self._at == "size" and self.size_page.wants_practice():
            self._practise()
        elif self._at == "size" and self.size_page.is_township():
            self._start(self._desk.act(serve_township, self._serving), "正在打开……")
        elif self._at == "size":
            self.open_page("village")
        elif self._at == "village":
            self._keep_village()
        elif self._at == "roster":
            self._keep_roster()

    # --------------------------------------------------------------------------------------------- acting
    def _resize_type(self, size: theme.TextSize) -> None:
        change_size(self._desk, size)
        self._fit()

    def _practise(self) -> None:
        self._start(self._desk.act(_load_practice, self._practising), "正在准备练习村……")

    def _practising(self, changed: Changed) -> None:
        self.finished.emit()

    def _serving(self, changed: Changed) -> None:
        self.finished.emit()

    def _keep_village(self) -> None:
        if not self.village_page.problems():
            kept = partial(_save, self.village_page.organisation())
            self._start(self._desk.act(kept, self._village_kept))

    def _village_kept(self, changed: Changed) -> None:
        self.open_page("roster")

    def _keep_roster(self) -> None:
        lines = self.roster_page.lines()
        if lines:
            self._start(self._desk.act(partial(_add, lines), self._roster_kept))
        else:
            self.open_page("done")

    def _roster_kept(self, changed: Changed) -> None:
        self.open_page("done")

    def _start(self, job: Job, words: str = "") -> None:
        self._job = job
        job.ended.connect(self._ended)
        self.footer.set_note(words)

    def _ended(self) -> None:
        self._job = None
        self._show_footer()

    # -------------------------------------------------------------------------------------------- asking
    def _take_regions(self, regions: Regions) -> None:
        self._has_regions = True
        self.village_page.set_regions(regions)

    def _ask_for_procedures(self) -> None:
        place = self.village_page.place.values()
        self._desk.ask(partial(_procedures, place["province"], place["city"]), self._take_procedures)

    def _take_procedures(self, names: Sequence[str]) -> None:
        self.village_page.propose([self._desk.definitions.procedures[name] for name in names])


def _regions(office: Office) -> Regions:
    return load_regions()


def _procedures(province: str, city: str, office: Office) -> list[str]:
    return village.procedures_for(office, province, city)


def _load_practice(office: Office) -> Changed:
    load_sample_village(office)
    return Changed(frozenset({"case", "person", "organisation"}))


def _save(organisation: Organisation, office: Office) -> Changed:
    return village.save_organisation(office, organisation)


def _add(lines: tuple[RosterLine, ...], office: Office) -> Changed:
    return village.add_people(office, lines)
