"""The pages of a matter that belong to no step: its papers, its history, its chart, and the change of procedure."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.situation import Situation
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.chart_page import ChartPage
from yishi_desktop.ui.matter.history import HistoryPanel
from yishi_desktop.ui.matter.procedure_page import ProcedurePage
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.papers_panel import PapersPanel

PAPERS, HISTORY, CHART, PROCEDURE = "papers", "history", "chart", "procedure"


class Beyond(QObject):
    """`step_wanted(id)` leads back to a step, `print_wanted(form)` to the printer; `replaced(case_id)` when the records
    of the matter are others than those on the screen; `switched(case_id, from)` when its procedure is another.
    """

    step_wanted = Signal(str)
    print_wanted = Signal(str)
    replaced = Signal(str)
    switched = Signal(str, str)

    def __init__(self, desk: Desk, files: Files, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.papers = PapersPanel(desk, files)
        self.history = HistoryPanel(desk)
        self.chart = ChartPage()
        self.procedure = ProcedurePage(desk)
        self.pages: dict[str, QWidget] = {
            PAPERS: self.papers,
            HISTORY: self.history,
            CHART: self.chart,
            PROCEDURE: self.procedure,
        }
        self.history.restored.connect(self.replaced)
        self.chart.step_wanted.connect(self.step_wanted)
        self.chart.print_wanted.connect(self._print_chart)
        self.procedure.switched.connect(self.switched)

    def speak_as(self, around: Surroundings) -> None:
        """Use the words of this kind of organisation."""
        self.history.speak_as(around)
        self.procedure.speak_as(around)

    def show(self, key: str, situation: Situation) -> QWidget:
        """Fill a page with what it says of this matter; the page."""
        case_id = situation.case.id
        if key == PAPERS:
            self.papers.show_situation(case_id)
        elif key == HISTORY:
            self.history.show_case(case_id)
        elif key == CHART:
            self.chart.show_situation(situation)
        else:
            self.procedure.show_situation(situation)
        return self.pages[key]

    def _print_chart(self) -> None:
        self.print_wanted.emit("flow_chart")
