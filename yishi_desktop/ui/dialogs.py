"""The few windows that speak up: an error, a question with verbs, and the bar that takes something back.

None of them blocks: they are shown with `open()` and answer by signals.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets.text import button, label, subheading


class QuietDialog(QDialog):
    """A dialog with a title line, sentences and a row of buttons; it vanishes for good when closed."""

    def __init__(self, title: str, sentences: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("议事")
        self.setMinimumWidth(theme.px(38))
        self.body = box = QVBoxLayout(self)
        box.setContentsMargins(26, 22, 26, 18)
        box.setSpacing(10)
        box.addWidget(subheading(title))
        for sentence in filter(None, sentences):
            box.addWidget(label(sentence, wrap=True))
        box.addSpacing(10)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.buttons.addStretch(1)
        box.addStretch(1)
        box.addLayout(self.buttons)
        self.setAccessibleName(title)
        self.setAccessibleDescription("".join(sentences))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its sentences need at this width: Qt measures them at another."""
        super().showEvent(event)
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        self.resize(self.width(), max(self.height(), needed))


class ErrorDialog(QuietDialog):
    """What happened, what is safe, what to do."""

    def __init__(self, error: UserError, parent: QWidget | None = None) -> None:
        super().__init__(error.happened, [error.safe, error.do_next], parent)
        self.seen = button("知道了", "primary")
        self.seen.setDefault(True)
        self.buttons.addWidget(self.seen)
        self.seen.clicked.connect(self.accept)


class ConfirmDialog(QuietDialog):
    """A question whose buttons repeat the verb (定稿 / 先不定稿). Only for what leaves the room; all else has undo.

    `accepted` or `rejected` tells the answer; Esc is the harmless one. Each line of `detail` stands by itself.
    """

    def __init__(
        self, question: str, detail: str, accept: str, refuse: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(question, detail.split("\n"), parent)
        self.refuse = button(refuse)
        self.agree = button(accept, "primary")
        self.buttons.addWidget(self.refuse)
        self.buttons.addWidget(self.agree)
        self.refuse.setDefault(True)  # Enter pressed by habit does no harm
        self.refuse.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)


def show_error(parent: QWidget | None, error: UserError) -> ErrorDialog:
    """Tell the user about a refusal, without blocking."""
    dialog = ErrorDialog(error, parent)
    dialog.open()
    return dialog


def confirm(parent: QWidget | None, question: str, detail: str, accept: str, refuse: str) -> ConfirmDialog:
    """Ask; connect `accepted` of what is returned."""
    dialog = ConfirmDialog(question, detail, accept, refuse, parent)
    dialog.open()
    return dialog


class UndoBar(QFrame):
    """“已删除…　撤销” at the foot of a page for ten seconds, instead of asking “are you sure”.

    `undone()` when it is taken back, `expired()` when the time is over or another offer replaces this one.
    """

    undone = Signal()
    expired = Signal()
    LASTS = 10_000
    """Milliseconds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self._page = parent
        self._words = label()
        self.take_back = button("撤销", name="撤销")
        self.take_back.setShortcut("Ctrl+Z")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 10, 6)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self.take_back)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(self.LASTS)
        self.timer.timeout.connect(self._expire)
        self.take_back.clicked.connect(self._undo)
        parent.installEventFilter(self)
        self.hide()

    def offer(self, what_was_done: str) -> None:
        """Offer to take something back; an earlier offer ends."""
        if self.timer.isActive():
            self._expire()
        self._words.setText(what_was_done)
        self.setAccessibleName(f"{what_was_done}，可以撤销")
        self.show()
        self._place()
        self.raise_()
        self.timer.start()

    def _undo(self) -> None:
        self.timer.stop()
        self.hide()
        self.undone.emit()

    def _expire(self) -> None:
        self.timer.stop()
        self.hide()
        self.expired.emit()

    def _place(self) -> None:
        self.adjustSize()
        room = self._page.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - theme.px(1.5))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
