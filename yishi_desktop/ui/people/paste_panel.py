"""The side panel through which a table of people comes onto the roster."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.people.roster_source import RosterSource
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.text import button, hint


class PastePanel(Card):
    """`take_wanted(lines)` when the lines read are to go onto the roster; `closed()` when it is enough."""

    take_wanted = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__("从表格放进名册")
        close = button("", "tool", icon="cross", name="关上表格这一栏")
        close.clicked.connect(self.closed)
        self.add_action(close)
        self._said = hint()
        self.body.addWidget(
            hint(
                "姓名、身份、组别、电话几列都认得，标题行会跳过。文件可以直接拖进来，也可以打名字，一行一个。"
            )
        )
        self.source = RosterSource(desk, files)
        self.paste = self.source.paste
        self.paste.read_anew.connect(self._show)
        self.body.addWidget(self.source, 1)
        self.body.addWidget(self._said)
        self.take = button("", "primary")
        self.take.clicked.connect(self._take)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.take)
        self.body.addLayout(row)
        self._show()

    def taken(self, added: int, wanted: int) -> None:
        """Say how many people are new on the roster."""
        known = wanted - added
        self.paste.clear()
        self._said.setText(f"放进了{added}人。" + (f"{known}人名册上已经有了，没有重复放。" if known else ""))
        self._said.show()

    def _take(self) -> None:
        self.take_wanted.emit(self.paste.roster.lines)

    def _show(self) -> None:
        count = len(self.paste.roster.lines)
        self.take.setText(f"放进名册（{count}人）" if count else "放进名册")
        self.take.setEnabled(bool(count))
        self._said.setVisible(bool(self._said.text()) and not count)
