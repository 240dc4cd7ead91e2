"""What stands beside the page of a matter: its steps at the left, its paper at the right, as far as there is room."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.matter.header import Header
from yishi_desktop.ui.matter.side import Side
from yishi_desktop.ui.widgets.rail import ROOM_BESIDE

ROOM_FOR_PAPER, ROOM_FOR_STEPS = 104, ROOM_BESIDE
"""Multiples of the type size: a narrower window shows the paper, or the steps, on request only, in the page's place."""


class Beside(QObject):
    """Belongs to a workspace of changing width; `has_paper` says whether the page in front is one with a paper."""

    def __init__(
        self,
        workspace: QWidget,
        header: Header,
        side: Side,
        page: QWidget,
        paper: QWidget,
        has_paper: Callable[[], bool],
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._header = workspace, header
        self._side, self._page, self._paper = side, page, paper
        self._has_paper = has_paper
        self._paper_wanted = False
        self._fitted_for = 0.0
        workspace.installEventFilter(self)
        for beside in (paper, side):
            beside.hide()  # until there is known to be room: the window must not grow for it
        header.paper_toggled.connect(self.show_paper)
        header.steps_toggled.connect(self._show)
        side.step_wanted.connect(self._put_steps_away)
        side.page_wanted.connect(self._put_steps_away)

    def fit(self) -> None:
        """The window has another size: the paper is open where it has room, the steps have a button where they have none."""
        self._fitted_for = theme.base()
        self._paper.setFixedWidth(theme.px(37.5))  # the longest name of a paper fits beside 打印
        room = self._has_room(ROOM_FOR_PAPER)
        self._header.paper.setChecked(room)
        self._header.steps.setVisible(not self._has_room(ROOM_FOR_STEPS))
        self._header.steps.setChecked(False)
        self._side.set_alone(not self._has_room(ROOM_FOR_STEPS))
        self.show_paper(room and self._has_paper())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shown again: the type may have become larger meanwhile, and the room with it smaller."""
        if event.type() == QEvent.Type.Show and self._fitted_for != theme.base():
            self.fit()
        return False

    def show_paper(self, wanted: bool) -> None:
        """Beside the page where there is room, else in its place."""
        self._paper_wanted = wanted
        if wanted and self._header.steps.isVisible():
            self._header.steps.setChecked(False)
        self._show()

    def _show(self) -> None:
        steps = self._header.steps.isChecked()
        self._side.setVisible(steps or self._has_room(ROOM_FOR_STEPS))
        self._paper.setVisible(self._paper_wanted and not steps)
        covered = self._paper_wanted and not self._has_room(ROOM_FOR_PAPER)
        self._page.setVisible(not steps and not covered)

    def _put_steps_away(self) -> None:
        self._header.steps.setChecked(False)

    def _has_room(self, room: int) -> bool:
        return self._workspace.width() >= theme.px(room)
