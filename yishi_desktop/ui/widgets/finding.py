"""A finding: what is wrong and what to do, in words, with the clause one click away."""

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from yishi_desktop.ui.widgets.text import button, hint, label


class FindingLabel(QWidget):
    """“✕ 还没填监督员。… 依据”. Hidden while there is nothing to say.

    Pressing 依据 unfolds the clause below and emits `clause_asked(clause)`.
    """

    clause_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self.hide()

    @cached_property
    def _sentence(self) -> QLabel:
        """Made with the first thing to say: most fields never have one, and a page has many fields."""
        sentence = label("", "error", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(sentence, 1)
        line.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(line)
        box.addWidget(self._clause)
        return sentence

    @cached_property
    def _link(self) -> QPushButton:
        link = button("依据", "inline", name="看依据")
        link.setCheckable(True)
        link.clicked.connect(self._toggle)
        return link

    @cached_property
    def _clause(self) -> QLabel:
        return hint()

    def set_finding(self, sentence: str, clause: str = "") -> None:
        """Show a finding with the clause it rests on; an empty sentence hides the row."""
        if sentence == self._said == "":
            return
        self._said = sentence
        self._sentence.setText(f"✕ {sentence}" if sentence else "")
        self._sentence.setAccessibleName(sentence)
        self._clause.setText(clause)
        self._link.setVisible(bool(clause))
        self._link.setAccessibleName(f"看依据：{sentence}")
        self._fold(shown=False)
        self.setVisible(bool(sentence))  # last: what was made meanwhile is shown with it

    def sentence(self) -> str:
        return self._said

    def _toggle(self) -> None:
        self._fold(shown=self._clause.isHidden())
        if not self._clause.isHidden():
            self.clause_asked.emit(self._clause.text())

    def _fold(self, *, shown: bool) -> None:
        self._clause.setVisible(shown)
        self._link.setText("收起依据" if shown else "依据")
