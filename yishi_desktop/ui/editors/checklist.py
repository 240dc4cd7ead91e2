"""A list of questions, each answered yes or no, some with a reason."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.editors.choice import FlagEditor
from yishi_desktop.ui.editors.line import LineEditor
from yishi_desktop.ui.editors.phrases import PhraseButton
from yishi_desktop.ui.widgets.text import hint, label, rule


class Question(NamedTuple):
    """One question of a checklist: our key, the words, a line of explanation."""

    key: str
    words: str
    help_text: str = ""
    sentences: Sequence[str] = ()
    """常用语 for the reason."""


class Answer(NamedTuple):
    """An answer: None is not answered; the reason is kept even while it is not asked for."""

    key: str
    answer: bool | None = None
    reason: str = ""


class _Row(QWidget):
    changed = Signal()

    def __init__(self, question: Question, words: tuple[str, str], reason_when: bool | None) -> None:
        super().__init__()
        self.question = question
        self._reason_when = reason_when
        self.flag = FlagEditor(*words)
        self.flag.name_for(question.words)
        self.reason = LineEditor()
        self.reason.name_for(f"{question.words}：理由")
        self._asked = label("理由", "label")
        self._phrases = (
            PhraseButton(self.reason, f"{question.words}：理由", question.sentences)
            if question.sentences
            else None
        )
        self._lay_out()
        self.flag.edited.connect(self._answered)
        self.reason.edited.connect(self.changed)
        self._show_reason()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(self.question.words, wrap=True), 0, 0, 1, 2)
        grid.addWidget(self.flag, 0, 2, 2 if self.question.help_text else 1, 1, Qt.AlignmentFlag.AlignVCenter)
        if self.question.help_text:
            grid.addWidget(hint(self.question.help_text), 1, 0, 1, 2)
        grid.addWidget(self._asked, 2, 0)
        grid.addWidget(self.reason, 2, 1, 1, 1 if self._phrases else 2)
        if self._phrases is not None:
            grid.addWidget(self._phrases, 2, 2, Qt.AlignmentFlag.AlignRight)

    def answer(self) -> Answer:
        return Answer(self.question.key, self.flag.value(), self.reason.value())

    def set_answer(self, answer: Answer) -> None:
        self.flag.set_value(answer.answer)
        self.reason.set_value(answer.reason)
        self._show_reason()

    def _answered(self) -> None:
        self._show_reason()
        self.changed.emit()

    def _show_reason(self) -> None:
        asked = self._reason_when is not None and self.flag.value() is self._reason_when
        self._asked.setVisible(asked)
        self.reason.setVisible(asked)
        if self._phrases is not None:
            self._phrases.setVisible(asked)


class ChecklistEditor(Editor):
    """Questions with yes, no or nothing; a reason is asked for where the answer is `reason_when`.

    The value is a tuple of `Answer`, one for each question, in their order.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        yes: str = "是",
        no: str = "否",
        *,
        reason_when: bool | None = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = {question.key: _Row(question, (yes, no), reason_when) for question in questions}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for at, row in enumerate(self._rows.values()):
            if at:
                box.addWidget(rule())
            box.addWidget(row)
            row.changed.connect(self._compare)
        self._last = self.value()

    def value(self) -> tuple[Answer, ...]:
        return tuple(row.answer() for row in self._rows.values())

    def _write(self, value: Iterable[Answer]) -> None:
        given = {answer.key: answer for answer in value}
        for key, row in self._rows.items():
            row.set_answer(given.get(key, Answer(key)))

    def row(self, key: str) -> "_Row":
        return self._rows[key]

    def name_for(self, title: str, help_text: str = "") -> None:
        self.setAccessibleName(title)
