"""流程图: the whole way of this matter on one page, with the place it has come to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.flow_chart import chart_of
from yishi_desktop.domain.flow_graph import gated
from yishi_desktop.domain.situation import Situation
from yishi_desktop.ui.widgets.flow_chart import FlowChart
from yishi_desktop.ui.widgets.text import button, heading, hint

_ABOUT = "蓝底的是现在要办的一步，虚线框的只有有的事才办，菱形是要判断的。点一个框，就到那一步。"


class ChartPage(QScrollArea):
    """`step_wanted(id)` when a box is pressed, `print_wanted()` for the poster."""

    step_wanted = Signal(str)
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("流程图")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chart = FlowChart(())
        self.poster = button("")

    def show_situation(self, situation: Situation) -> None:
        """Draw the chart of a matter's procedure, marked as the matter stands."""
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(heading("流程图"), 1)
        self.poster = button("打印上墙的流程图", icon="print")
        self.poster.clicked.connect(self.print_wanted)
        head.addWidget(self.poster, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(hint(f"{_ABOUT}\n依据：{situation.procedure.source}"))
        chapters = gated(chart_of(situation), situation.procedure, situation.organisation.kind)
        self.chart = FlowChart(chapters)
        self.chart.chosen.connect(self.step_wanted)
        column.addWidget(self.chart)
        column.addStretch(1)
        self.setWidget(inside)
