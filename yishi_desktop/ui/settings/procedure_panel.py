"""办事依据: the document this village works by, its steps, and where every number comes from."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yishi_desktop.domain.procedure import Number, Procedure, Stage, Step
from yishi_desktop.domain.wording import localise
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.own_procedures import add_procedure
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import PROCEDURE, Files
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, hint, label, subheading


class ProcedurePanel(Panel):
    """Read only; it follows when the village chooses another document."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__(
            "办事依据和每一步", "照这份文件办。每一步做什么、依据哪一条、每个数从哪来，都在这里。"
        )
        self._desk = desk
        self._files = files
        self.add_button = button("添加别的办事依据……")
        self.add_button.clicked.connect(self._add)
        self.added = hint()
        self.added.hide()
        self.body.addWidget(
            hint("省里、市里、县里另发了文件，有人照它做好了程序文件（.toml），可以添加进来。")
        )
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
        procedure = self._desk.definitions.procedures.get(self._desk.snapshot.organisation.procedure)
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
            rows.addWidget(hint(f"依据：{_origin(number, procedure)}"))

    def _explain_stage(self, stage: Stage, steps: list[Step], rows: QVBoxLayout) -> None:
        rows.addSpacing(6)
        rows.addWidget(subheading(self._say(stage.title)))
        for step in steps:
            self._explain_step(step, rows)

    def _explain_step(self, step: Step, rows: QVBoxLayout) -> None:
        rows.addWidget(label(self._say(step.title), "label", wrap=True))
        if step.help:
            rows.addWidget(label(self._say(step.help), wrap=True))
        rows.addWidget(hint(f"依据：{step.source} {step.clause}"))


def _take_in(path: Path, office: Office) -> str:
    return add_procedure(office, path).name


def _origin(number: Number, procedure: Procedure) -> str:
    return f"{number.source or procedure.source} {number.clause}"
