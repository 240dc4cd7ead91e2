"""核对: is every record as it was saved, and does the code on a paper belong to what is in the file?"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from yishi_desktop.services import sealing
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import Office
from yishi_desktop.services.sealing import SealLine
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, hint, label, rule, subheading

MOST_LINES = 30
"""The newest seals listed; every one can be looked up by its code."""


class CheckPanel(Panel):
    """Everything can be checked at any time; every start checks by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "核对",
            "每次打开程序，会把每一条资料和每一个封存码都核对一遍。能查出有没有人改动过资料，查不出当时写的是不是实话。",
        )
        self._desk = desk
        self.check = button("现在核对全部资料", "primary")
        self.said = label(wrap=True)
        self.code = QLineEdit()
        self.code.setAccessibleName("封存码")
        self.code.setProperty("enterActs", True)
        self.code.setMaximumWidth(theme.px(18))
        self.look = button("查一查")
        self.answer = label(wrap=True)
        self._list = QVBoxLayout()
        self._lay_out()
        self.check.clicked.connect(self._check)
        self.look.clicked.connect(self._look_up)
        self.code.returnPressed.connect(self._look_up)

    def _lay_out(self) -> None:
        self.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.said)
        self.body.addSpacing(8)
        self.body.addWidget(subheading("封存码"))
        self.body.addWidget(
            hint(
                "归档时程序把这件事连同以前的全部记录封存，编一个码，印在案卷封面和备考表上。"
                "把纸上的码抄进来，就知道电脑里的资料和那时是不是一个字不差。"
            )
        )
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.code, 1)
        row.addWidget(self.look)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.answer)
        self.body.addSpacing(8)
        self.body.addWidget(subheading("已经封存的"))
        self._list.setSpacing(4)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.ask(_listed, self._show)

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.said.setText("正在一条一条核对……")
        self._desk.ask(_check, self._checked).ended.connect(self._ended)

    def _checked(self, found: tuple[int, Sequence[str]]) -> None:
        seals, problems = found
        if problems:
            self.said.setText(f"发现{len(problems)}处问题：\n" + "\n".join(problems))
        else:
            self.said.setText(f"✓ 每一条资料都和存的时候一样，{seals}次封存都对得上。")

    def _ended(self) -> None:
        self.check.setEnabled(True)

    def _look_up(self) -> None:
        if self.code.text().strip():
            self._desk.ask(partial(_look_up, typed=self.code.text()), self._answered)

    def _answered(self, words: str) -> None:
        self.answer.setText(words)

    def _show(self, lines: Sequence[SealLine]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, line in enumerate(lines[:MOST_LINES]):
            if number:
                self._list.addWidget(rule())
            self._list.addWidget(label(f"{line.code}　{line.words}　{line.name}", wrap=True))
        if not lines:
            self._list.addWidget(hint("还没有归档的事。填好归档日期、离开那一页，就封存了。"))


def _listed(office: Office) -> list[SealLine]:
    return sealing.listed(office.store)


def _check(office: Office) -> tuple[int, list[str]]:
    return len(sealing.seals(office.store)), backups.verify(office)


def _look_up(office: Office, typed: str) -> str:
    return sealing.look_up(office.store, typed)
