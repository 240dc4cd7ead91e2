"""The left side of a matter: its steps, what does not lie on the way, its papers, its history."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from yishi_desktop.domain.procedure import Step
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.matter.beyond import CHART, HISTORY, PAPERS, PROCEDURE
from yishi_desktop.ui.matter.fact_fields import Surroundings
from yishi_desktop.ui.matter.steps import step_rows
from yishi_desktop.ui.widgets.stepper import Stepper
from yishi_desktop.ui.widgets.text import button, hint, rule

UNUSUAL = "特殊情况：没有开成、要上会、提前结束"

ROOM_FOR_SOURCE = 30
"""Multiples of the type size."""


class Side(QFrame):
    """`step_wanted(id)` names a step or a stage, `page_wanted(key)` a page that belongs to no step."""

    step_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(theme.px(18))
        self.stepper = Stepper()
        self.papers = button("全部材料", "link")
        self.history = button("谁改了什么", "link")
        self.chart = button("流程图", "link")
        self.procedure = button("换办事依据", "link")
        self._pages = {
            self.papers: PAPERS,
            self.history: HISTORY,
            self.chart: CHART,
            self.procedure: PROCEDURE,
        }
        self._source = hint()
        self.unusual = button("特殊情况 ▾", "link", name=UNUSUAL)
        self.unusual.setCheckable(True)
        self._aside_shelf = QWidget()
        self._aside = QVBoxLayout(self._aside_shelf)
        self._aside_steps: dict[QPushButton, str] = {}
        self._lay_out()
        self.stepper.chosen.connect(self.step_wanted)
        self.unusual.toggled.connect(self._unfold)
        for link in self._pages:
            link.clicked.connect(self._open_page)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(2)
        column.addWidget(self.stepper, 1)
        self._aside.setContentsMargins(20, 0, 8, 0)
        self._aside.setSpacing(0)
        self._aside_shelf.hide()
        folded = QHBoxLayout()
        folded.setContentsMargins(8, 0, 8, 0)
        folded.addWidget(self.unusual, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(folded)
        column.addWidget(self._aside_shelf)
        column.addWidget(rule())
        links = QGridLayout()
        links.setContentsMargins(8, 0, 8, 0)
        links.setSpacing(0)
        for at, link in enumerate(self._pages):
            links.addWidget(link, at // 2, at % 2, Qt.AlignmentFlag.AlignLeft)
        links.setColumnStretch(1, 1)
        column.addLayout(links)
        self._source.setContentsMargins(14, 4, 10, 0)
        column.addWidget(self._source)

    def offer_aside(self, steps: Sequence[Step], around: Surroundings) -> None:
        """What is only sometimes needed, two clicks away: the meeting did not take place, the matter ends early."""
        for link in self._aside_steps:
            link.hide()
            link.deleteLater()
        self._aside_steps.clear()
        for step in steps:
            if step.aside:
                link = button(around.say(step.title), "link")
                link.clicked.connect(self._open_aside)
                self._aside_steps[link] = step.id
                self._aside.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.unusual.setVisible(bool(self._aside_steps))
        self.unusual.setChecked(False)

    def show_step(self, editing: CaseEditing, around: Surroundings, step: Step) -> None:
        """Mark where the matter stands and which step is shown, with the document it comes from."""
        self.stepper.set_steps(step_rows(editing, around, step), step.id)
        self._source.setText(f"依据：{step.source}\n{step.clause}")

    def _unfold(self, unfolded: bool) -> None:
        self._aside_shelf.setVisible(unfolded)
        self.unusual.setText("特殊情况 ▴" if unfolded else "特殊情况 ▾")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the steps get the room; the document is named in the help of the step as well."""
        super().resizeEvent(event)
        self._source.setVisible(self.height() >= theme.px(ROOM_FOR_SOURCE))

    def _open_page(self) -> None:
        sender = self.sender()
        self.page_wanted.emit(next(key for link, key in self._pages.items() if link is sender))

    def _open_aside(self) -> None:
        sender = self.sender()
        self.step_wanted.emit(next(step for link, step in self._aside_steps.items() if link is sender))
