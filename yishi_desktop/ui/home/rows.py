"""One line for each open matter: what it is, how pressing, what is next, and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.agenda import DayEntry, ToDo, Urgency
from yishi_desktop.domain.lunar import day_note
from yishi_desktop.domain.remark import Remark
from yishi_desktop.domain.wording import short_date, weekday
from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets.tag import Tag
from yishi_desktop.ui.widgets.text import button, hint, label

TONES = {Urgency.OVERDUE: "overdue", Urgency.TODAY: "overdue", Urgency.SOON: "due", Urgency.LATER: "info"}


class ToDoRow(QWidget):
    """A matter in 要办的事. `wanted(case_id, step)` when its button is pressed."""

    wanted = Signal(str, str)

    def __init__(self, what: ToDo, *, first: bool) -> None:
        super().__init__()
        self._what = what
        self.go = button(what.action, "primary" if first else "", name=f"{what.action}：{what.title}")
        self.go.setMinimumWidth(theme.px(11))
        self.go.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addLayout(self._words(), 1)
        row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignVCenter)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(self._what.title, "label", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        if self._what.tag:
            line.addWidget(Tag(self._what.tag, TONES[self._what.urgency]), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(hint(self._what.note), 1)
        words.addLayout(line)
        return words

    def _go(self) -> None:
        self.wanted.emit(self._what.case_id, self._what.step)


class SentBackRow(QWidget):
    """A remark of the township on a matter, not answered yet. `wanted(case_id, "")` when its button is pressed."""

    wanted = Signal(str, str)

    def __init__(self, remark: Remark) -> None:
        super().__init__()
        self._remark = remark
        title = f"{remark.number} {remark.title}".strip()
        self.go = button("去看、去答复", name=f"去看、去答复：{title}")
        self.go.setMinimumWidth(theme.px(11))
        self.go.clicked.connect(self._go)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(title, "label", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Tag("乡镇退回", "overdue"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(hint(f"{short_date(remark.made_on)}：{remark.text}"), 1)
        words.addLayout(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignVCenter)

    def _go(self) -> None:
        self.wanted.emit(self._remark.case_id, "")


class DayRow(QWidget):
    """A day in 这几天的日子, with what falls on it, its lunar date, and whether the market keeps people away."""

    def __init__(self, entries: list[DayEntry], today_words: str = "", market: str = "") -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 4)
        box.setSpacing(2)
        day = entries[0].on
        words = today_words or f"{short_date(day)} {weekday(day)}"
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Tag(words, TONES[entries[0].urgency]), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(hint(day_note(day, market)), 1)
        box.addLayout(line)
        for entry in entries:
            box.addWidget(label(entry.text, wrap=True))
