"""The left side of a matter: its steps, what does not lie on the way, its papers, its history."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from yishi_desktop.domain.procedure import Step
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.beyond import CHART, HISTORY, PAPERS, PROCEDURE
from yishi_desktop.ui.matter.steps import step_rows
from yishi_desktop.ui.widgets.stepper import Stepper
from yishi_desktop.ui.widgets.text import button, hint, rule

MORE = "更多：谁改了什么、流程图、换办事依据，没有开成、要上会、提前结束"

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own largest width, which PySide6 does not name."""
ROOM_FOR_SOURCE = 30
"""Multiples of the type size."""


class Side(QFrame):
    """`step_wanted(id)` names a step or a stage, `page_wanted(key)` a page that belongs to no step."""

    step_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.set_alone(False)
        self.stepper = Stepper()
        self.papers = button("全部材料", "link")
        self.more = button("更多 ▾", "link", name=MORE)
        self.menu = QMenu(self)
        self._source = hint()
        self._aside_steps: list[QAction] = []
        self._lay_out()
        self.stepper.chosen.connect(self.step_wanted)
        self.papers.clicked.connect(self._open_papers)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(2)
        column.addWidget(self.stepper, 1)
        column.addWidget(rule())
        links = QHBoxLayout()
        links.setContentsMargins(8, 2, 8, 0)
        links.addWidget(self.papers)
        links.addStretch(1)
        links.addWidget(self.more)
        column.addLayout(links)
        self._source.setContentsMargins(14, 4, 10, 0)
        column.addWidget(self._source)
        for words, key in (("谁改了什么", HISTORY), ("流程图", CHART), ("换办事依据", PROCEDURE)):
            action = self.menu.addAction(words)
            action.setData(key)
            action.triggered.connect(self._open_page)
        self.menu.addSeparator()
        self.more.setMenu(self.menu)

    def set_alone(self, alone: bool) -> None:
        """Whether it takes the whole window, or stands beside a page."""
        self.setMinimumWidth(theme.px(18))
        self.setMaximumWidth(QWIDGETSIZE_MAX if alone else theme.px(18))

    def offer_aside(self, steps: Sequence[Step], around: Surroundings) -> None:
        """What is only sometimes needed, two clicks away: the meeting did not take place, the matter ends early."""
        for action in self._aside_steps:
            self.menu.removeAction(action)
            action.deleteLater()
        self._aside_steps.clear()
        for step in steps:
            if step.aside:
                action = self.menu.addAction(around.say(step.title))
                action.setData(step.id)
                action.triggered.connect(self._open_aside)
                self._aside_steps.append(action)

    def show_step(self, editing: CaseEditing, around: Surroundings, step: Step) -> None:
        """Mark where the matter stands and which step is shown, with the document it comes from."""
        self.stepper.set_steps(step_rows(editing, around, step), step.id)
        self._source.setText(f"依据：{step.source}\n{step.clause}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the steps get the room; the document is named in the help of the step as well."""
        super().resizeEvent(event)
        self._source.setVisible(self.height() >= theme.px(ROOM_FOR_SOURCE))

    def _open_papers(self) -> None:
        self.page_wanted.emit(PAPERS)

    def _open_page(self) -> None:
        self.page_wanted.emit(self._asked())

    def _open_aside(self) -> None:
        self.step_wanted.emit(self._asked())

    def _asked(self) -> str:
        sender = self.sender()
        assert isinstance(sender, QAction)
        return str(sender.data())
