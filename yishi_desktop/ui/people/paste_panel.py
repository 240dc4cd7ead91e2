"""The side panel into which a roster is pasted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yishi_desktop.ui.people.roster_paste import RosterPaste
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.text import button, hint


class PastePanel(Card):
    """`take_wanted(lines)` when the lines read are to go onto the roster; `closed()` when it is enough."""

    take_wanted = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("从表格粘贴名册", parent)
        close = button("", "tool", icon="cross", name="关上粘贴这一栏")
        close.clicked.connect(self.closed)
        self.add_action(close)
        self._said = hint()
        self.body.addWidget(
            hint("姓名、身份、组别、电话几列都认得，标题行会跳过。也可以直接打名字，一行一个。")
        )
        self.paste = RosterPaste()
        self.paste.read_anew.connect(self._show)
        self.body.addWidget(self.paste, 1)
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
