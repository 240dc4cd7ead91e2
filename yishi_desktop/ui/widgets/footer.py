"""The foot of a page: back and next by name, and what is missing between them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from yishi_desktop.ui.widgets.text import button, hint


class Footer(QFrame):
    """“‹ 上一步：签到 … 缺1项，也可以先往下走 … 下一步：表决 ›”. Alt+← and Alt+→."""

    back = Signal()
    forward = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self._back = button("", icon="back")
        self._note = hint()
        self._next = button("", "primary", icon="next")
        self._next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow points on, after the words
        policy = self._next.sizePolicy()
        policy.setRetainSizeWhenHidden(
            True
        )  # or everything above would jump when there is nothing to go on to
        self._next.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(self._back)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._note, 1)
        row.addWidget(self._next)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._back.clicked.connect(self.back)
        self._next.clicked.connect(self.forward)
        self.set_steps("", "")

    def set_steps(self, back: str, forward: str) -> None:
        """The words on the two buttons; an empty one hides its button."""
        for widget, text, key in ((self._back, back, "Alt+Left"), (self._next, forward, "Alt+Right")):
            widget.setText(text)
            widget.setVisible(bool(text))
            widget.setShortcut(key)  # setText drops the shortcut

    def set_note(self, note: str) -> None:
        """What is missing, or who has not come; never a reason to block."""
        self._note.setText(note)

    def set_missing(self, count: int, *, last: bool = False) -> None:
        """How much a step lacks; behind the `last` one nothing comes to go on to."""
        go_on = "可以以后再补" if last else "也可以先往下走"
        self.set_note(f"缺{count}项，{go_on}" if count else "")
