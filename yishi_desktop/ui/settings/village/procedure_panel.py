"""办事依据: the document this village works by, its steps, and where every number comes from."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.flow_chart import flow_chart
from yishi_desktop.domain.flow_graph import gated
from yishi_desktop.domain.overlay import for_organisation, origin
from yishi_desktop.domain.procedure import Procedure, Stage, Step
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.own_procedures import add_procedure
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import PROCEDURE, Files
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.flow_chart import FlowChart
from yishi_desktop.ui.widgets.text import button, hint, label, subheading


class ProcedurePanel(Panel):
    """Read only; it follows when the village chooses another document."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__(
            "办事依据和每一步", "照这份文件办。每一步做什么、依据哪一条、每个数从哪来，都在这里。"
        )
        self._desk = desk
        self._files = files
        self.poster = button("")
        self.add_button = button("添加别的办事依据……")
        self.add_button.clicked.connect(self._add)
        self.added = hint()
        self.added.hide()
        self.body.addWidget(hint("省里、市里、县里另发了文件，有人照它做好了程序文件，可以添加进来。"))
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.added)
        self._shown = QWidget()
        self.body.addWidget(self._shown)
        self.body.addStretch(1)
        desk.changed.connect(self._changed)
        self._show()

    def _add(self) -> None:
        path = self._files.open(self, "添加哪一个办事依据", PROCEDURE)
        if path is not None:
            self._desk.ask(partial(_take_in, path), self._taken_in)

    def _taken_in(self, name: str) -> None:
        self.added.setText(f"已添加“{name}”。关掉程序再打开，就能在“本村资料”里选它。")
        self.added.show()

    def _changed(self, changed: Changed) -> None:
        if changed.touches("organisation"):
            self._show()

    def _show(self) -> None:
        shown = QWidget()
        rows = QVBoxLayout(shown)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        organisation = self._desk.snapshot.organisation
        procedure = self._desk.definitions.procedures.get(organisation.procedure)
        if procedure is not None:
            procedure = for_organisation(procedure, organisation, self._desk.clock().date())
        if procedure is None:
            rows.addWidget(label("还没有选办事依据。请到“本村资料”里选。", wrap=True))
        else:
            self._explain(procedure, rows)
        self.body.replaceWidget(self._shown, shown)
        self._shown.hide()
        self._shown.deleteLater()
        self._shown = shown

    def _say(self, text: str) -> str:
        return localise(text, self._desk.snapshot.organisation.kind)

    def _explain(self, procedure: Procedure, rows: QVBoxLayout) -> None:
        rows.addWidget(label(f"{procedure.source}　{procedure.name}", "label", wrap=True))
        rows.addWidget(label(self._say(procedure.summary), wrap=True))
        self._draw_chart(procedure, rows)
        for stage in procedure.stages:
            self._explain_stage(stage, [step for step in procedure.steps if step.stage == stage.id], rows)
        loose = [step for step in procedure.steps if not step.stage]
        for step in loose:
            self._explain_step(step, rows)
        rows.addWidget(subheading("每个数从哪来"))
        if procedure.vote:
            share = f"{procedure.vote.num}/{procedure.vote.den}"
            rows.addWidget(label(f"表决：{'超过' if procedure.vote.strict else '达到'}{share}", wrap=True))
            rows.addWidget(hint(f"依据：{procedure.vote.source or procedure.source} {procedure.vote.clause}"))
        for number in procedure.numbers:
            rows.addWidget(label(f"{number.label}：{number.value}{number.unit}", wrap=True))
            rows.addWidget(hint(f"依据：{origin(number, procedure)}"))

    def _draw_chart(self, procedure: Procedure, rows: QVBoxLayout) -> None:
        rows.addSpacing(6)
        head = QHBoxLayout()
        head.addWidget(subheading("流程图"), 1)
        self.poster = button("打印上墙的流程图", icon="print")
        self.poster.clicked.connect(self._print_chart)
        head.addWidget(self.poster)
        rows.addLayout(head)
        rows.addWidget(hint("虚线框的只有有的事才办，菱形是要判断的。A4、A3都可以打，也可以存成Word。"))
        kind = self._desk.snapshot.organisation.kind
        rows.addWidget(FlowChart(gated(flow_chart(procedure, kind), procedure, kind), leads=False))

    def _print_chart(self) -> None:
        organisation = self._desk.snapshot.organisation
        situation = Situation(
            case=Case(id="", procedure=organisation.procedure),
            procedure=self._desk.definitions.procedures[organisation.procedure],
            organisation=organisation,
            today=self._desk.clock().date(),
            calendar=self._desk.definitions.calendar,
        )
        chart = Paper("flow_chart", self._desk.definitions.forms["flow_chart"].name, "", 0)
        PrintDialog(self._desk, situation, chart, self, files=self._files).open()

    def _explain_stage(self, stage: Stage, steps: list[Step], rows: QVBoxLayout) -> None:
        rows.addSpacing(6)
        rows.addWidget(subheading(self._say(stage.title)))
        for step in steps:
            self._explain_step(step, rows)

    def _explain_step(self, step: Step, rows: QVBoxLayout) -> None:
        rows.addWidget(label(self._say(step.title), "label", wrap=True))
        if step.help:
            rows.addWidget(label(self._say(step.help), wrap=True))
        named = f"；{step.named_by}" if step.named_by else ""
        rows.addWidget(hint(f"依据：{step.source} {step.clause}{named}"))


def _take_in(path: Path, office: Office) -> str:
    return add_procedure(office, path).name
