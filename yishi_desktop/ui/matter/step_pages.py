"""The middle of a matter's window: a page for each step, made when it is first opened, and the pages of no step."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from yishi_desktop.domain.procedure import Step
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.page import StepPage
from yishi_desktop.ui.matter.photos.desk import PhotoDesk


class StepPages(QStackedWidget):
    """`edited()` and `entered(fact)` as of the page in front; `wall_wanted()` asks to show the vote to the room."""

    edited = Signal()
    entered = Signal(str)
    wall_wanted = Signal()

    def __init__(self, photos: PhotoDesk, beyond: Iterable[QWidget]) -> None:
        super().__init__()
        self._photos = photos
        self._editing: CaseEditing | None = None
        self._around: Surroundings | None = None
        self._pages: dict[str, StepPage] = {}
        self._on_wall = False
        for page in beyond:
            self.addWidget(page)

    def take_up(self, editing: CaseEditing, around: Surroundings) -> None:
        """Show the steps of another matter from now on."""
        self._editing, self._around = editing, around
        self.clear()

    def clear(self) -> None:
        """Take the pages of all steps down."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    def of(self, step_id: str) -> StepPage:
        """The page of a step that has been opened."""
        return self._pages[step_id]

    def front(self) -> StepPage | None:
        """The step's page in front; None while a page of no step is."""
        page = self.currentWidget()
        return page if isinstance(page, StepPage) else None

    def show_step(self, step: Step) -> StepPage:
        """Bring a step's page to the front, as the matter stands now."""
        if step.id in self._pages:
            self._pages[step.id].refresh()
        else:
            self._pages[step.id] = self._made(step)
            self.addWidget(self._pages[step.id])
        self.setCurrentWidget(self._pages[step.id])
        return self._pages[step.id]

    def _made(self, step: Step) -> StepPage:
        assert self._editing is not None and self._around is not None
        page = StepPage(step, self._editing, self._around, self._photos, self)
        page.edited.connect(self.edited)
        page.entered.connect(self.entered)
        page.wall_wanted.connect(self.wall_wanted)
        page.show_wall(self._on_wall)
        return page

    def wall_shown(self, shown: bool) -> None:
        """Say on every page whether the room sees the vote."""
        self._on_wall = shown
        for page in self._pages.values():
            page.show_wall(shown)
