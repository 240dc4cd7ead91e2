"""常用语: the ready sentences of each field, to be written anew by the village, and back again."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from yishi_desktop.definitions.phrases import load_phrases
from yishi_desktop.domain.prose import EXCLUSION_REASON, prose_at
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.phrases import PHRASES, reset_phrases, save_phrases
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors import TextEditor
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, hint, label

EXPLANATION = (
    "填材料的时候，长的栏下面有“常用语”，选一句就填进去，还能改。这里一行写一句，存了以后这一栏就用您的。"
)
AMBIGUOUS = {
    "result_notice": "结果公示",
    "implementation_notice": "落实公示",
    "session": "协商会",
    "outcome": "协商结果",
    "review": "审查",
}


class PhrasesPanel(Panel):
    """One field at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("常用语", EXPLANATION)
        self._desk = desk
        self.which = QComboBox()
        self.which.setAccessibleName("哪一栏的常用语")
        for fact in load_phrases():
            self.which.addItem(_name(fact), fact)
        self.lines = TextEditor(lines=6)
        self.lines.name_for("常用语，一行一句")
        self.save = button("用这些常用语", "primary")
        self.reset = button("恢复原来的常用语")
        self.said = hint()
        self.body.addWidget(label("哪一栏", "label"))
        self.body.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.lines)
        row = QHBoxLayout()
        row.addWidget(self.reset)
        row.addStretch(1)
        row.addWidget(self.save)
        self.body.addLayout(row)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.which.currentIndexChanged.connect(self._show)
        self.save.clicked.connect(self._save)
        self.reset.clicked.connect(self._reset)
        desk.changed.connect(self._changed)
        self._show()

    def _fact(self) -> str:
        return str(self.which.currentData())

    def _show(self) -> None:
        offered = self._desk.snapshot.phrases.get(self._fact(), ())
        self.lines.set_value("\n".join(offered))
        self.reset.setEnabled(offered != load_phrases()[self._fact()])
        self.said.setText("")

    def _changed(self, changed: Changed) -> None:
        if changed.touches(PHRASES, "settings"):
            self._show()

    def _save(self) -> None:
        self._desk.act(
            partial(save_phrases, fact=self._fact(), lines=self.lines.value().split("\n")), self._saved
        )

    def _saved(self, changed: Changed) -> None:
        self.said.setText("✓ 存好了，下次打开一件事就用这些。")

    def _reset(self) -> None:
        self._desk.act(partial(reset_phrases, fact=self._fact()))


def _name(fact: str) -> str:
    """收到的异议 stands on several pages, and 内容 in several tables: what it belongs to is named with it."""
    about = prose_at(fact)
    assert about is not None  # only such a fact has sentences
    rows = FACTS.get(fact.rpartition(".")[0])
    within = rows.label if rows and fact != EXCLUSION_REASON else AMBIGUOUS.get(fact.partition(".")[0], "")
    return f"{within}：{about.label}" if within else about.label
