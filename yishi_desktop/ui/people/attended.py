"""参加过的协商: the deliberations of one person, each a way to its matter."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.taking_part import Part, times_asked
from yishi_desktop.domain.wording import date_text
from yishi_desktop.ui.widgets.text import button, hint, label, rule, subheading

AT_ONCE = 8
"""Lines shown before somebody asks for the rest."""


class Attended(QWidget):
    """`case_wanted(case_id)` when a matter is to be opened. Nothing is shown of somebody who took part in nothing."""

    case_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[Part] = ()
        self._cases: dict[QObject, str] = {}
        self._sum = hint()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.more = button("", "link")
        self.more.clicked.connect(self._show_all)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(6)
        box.addWidget(rule())
        box.addWidget(subheading("参加过的协商"))
        box.addWidget(self._sum)
        box.addLayout(self._lines)
        box.addWidget(self.more)

    def show_parts(self, parts: Sequence[Part], year: int) -> None:
        """Show what somebody took part in, the latest first, and how often this year."""
        self._parts = parts
        asked, came = times_asked(parts, year)
        self._sum.setText(f"今年请了{asked}次，到会{came}次。" if asked else "今年还没有请他参加表决的会。")
        self.setVisible(bool(parts))
        self._show(AT_ONCE)

    def _show_all(self) -> None:
        self._show(len(self._parts))

    def _show(self, most: int) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        self._cases.clear()
        for number, part in enumerate(self._parts[:most], start=1):
            self._lines.addWidget(self._line(number, part))
        hidden = len(self._parts) - most
        self.more.setText(f"还有{hidden}次")
        self.more.setVisible(hidden > 0)

    def _line(self, number: int, part: Part) -> QWidget:
        line = QWidget()
        box = QVBoxLayout(line)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(0)
        box.addWidget(label(part.title or "（还没写议题）", wrap=True))
        way = button("打开", "link", name=f"打开第{number}条：{part.title}")
        way.clicked.connect(self._open)
        self._cases[way] = part.case_id
        row = QHBoxLayout()
        row.addWidget(hint("　".join(filter(None, (date_text(part.held_on) or "日期还没定", part.words)))), 1)
        row.addWidget(way)
        box.addLayout(row)
        return line

    def _open(self) -> None:
        self.case_wanted.emit(self._cases[self.sender()])
