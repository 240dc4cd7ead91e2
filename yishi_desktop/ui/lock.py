"""The locked screen: after idle minutes, on demand, and at the start, where a password is set.

Behind it everything goes on; before it nothing of the village is to be seen, neither in the window nor in the dialogs it
had open. At the start the data are not even opened before the password; where they are encrypted they cannot be.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from yishi_desktop.services.changed import Changed
from yishi_desktop.services.keeping import app_lock
from yishi_desktop.services.keeping.unlocking import Door, Opening
from yishi_desktop.ui import theme
from yishi_desktop.ui.main_window import MainWindow
from yishi_desktop.ui.widgets.text import button, heading, hint, label

GUESSES = 5
"""Wrong passwords in a row, then a pause."""
PAUSE = 30_000
"""Milliseconds."""
FORGOTTEN = (
    "把设密码时记下的恢复码填在上面，点“打开”。恢复码也找不到：资料没有丢，也没有加密，"
    "请拿最近的备份，在另一台装了议事的电脑上恢复，接着办。"
)
FORGOTTEN_ENCRYPTED = (
    "拆开和公章放在一起的信封，把恢复码单上的恢复码填在上面，点“打开”，再设一个新密码。"
    "资料是加密的：密码和恢复码都找不到，谁也打不开，请问一问乡镇有没有代存恢复码。"
)
_ACTIVE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class LockScreen(QWidget):
    """A field for the password and nothing else. `unlocked()` when it was right, or the recovery code was."""

    unlocked = Signal()

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self.code = ""
        """The recovery code, where it was what opened: a new password is wanted then."""
        self.setAccessibleName("已锁上")
        self.setProperty("role", "page")
        self._wrong = 0
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("密码")
        self.password.setProperty("enterActs", True)
        self.password.setFixedWidth(theme.px(22))
        self.open = button("打开", "primary")
        self.said = label(role="error", wrap=True)
        self.forgotten = button("忘了密码", "link")
        self.help = hint(FORGOTTEN_ENCRYPTED if door.encrypted else FORGOTTEN)
        self.help.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self.password.returnPressed.connect(self._try)
        self.open.clicked.connect(self._try)
        self.forgotten.clicked.connect(self._explain)
        self._pause.timeout.connect(self._again)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setFixedWidth(theme.px(36))
        inside = QVBoxLayout(column)
        inside.setSpacing(12)
        title = heading("议事已锁上")
        for words in (title, self.said, self.help):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        centred = (self.password, self.open, self.forgotten)
        for widget in (title, self.password, self.open, self.said, self.forgotten, self.help):
            inside.addWidget(
                widget, 0, Qt.AlignmentFlag.AlignHCenter if widget in centred else Qt.AlignmentFlag(0)
            )
        box = QVBoxLayout(self)
        box.addStretch(2)
        row = QHBoxLayout()  # not an alignment: that would take away the height of lines that wrap
        row.addStretch(1)
        row.addWidget(column)
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.password.setFocus()

    def _try(self) -> None:
        typed = self.password.text()
        self.password.clear()
        if not typed or self._pause.isActive():
            return
        opening = self._door.opens(typed)
        if opening is not Opening.REFUSED:
            self.code = typed if opening is Opening.BY_CODE else ""
            self._wrong = 0
            self.said.clear()
            self.help.hide()
            self.unlocked.emit()
            return
        self._wrong += 1
        self.said.setText("密码不对，请再试一次。")
        if self._wrong >= GUESSES:
            self.open.setEnabled(False)
            self.said.setText(f"错了{GUESSES}次，请等{PAUSE // 1000}秒再试。")
            self._pause.start()

    def _again(self) -> None:
        self._wrong = 0
        self.open.setEnabled(True)
        self.said.clear()

    def _explain(self) -> None:
        self.help.setVisible(self.help.isHidden())


class Guard(QObject):
    """Locks one window. `unlocked_first()` comes once, after the password at the start."""

    unlocked_first = Signal()
    password_wanted = Signal(str)
    """The recovery code has opened the data: with it a new password can be set."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.door = Door(window.desk.folder, window.desk.keys)
        self._opened = False
        self._dialogs: list[QDialog] = []
        self.screen: LockScreen | None = None
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        QShortcut(QKeySequence("Ctrl+L"), window).activated.connect(self.lock)
        window.lock_wanted.connect(self.lock)
        window.desk.changed.connect(self._renew)
        self._watch()

    def is_wanted(self) -> bool:
        """Whether a password is set."""
        return self.door.is_wanted()

    def lock(self) -> None:
        """Hide everything until the password comes; nothing where none is set."""
        if self.screen is not None or not self.is_wanted():
            return
        self._dialogs = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
        for dialog in self._dialogs:
            dialog.hide()
        self.screen = LockScreen(self.door)
        self.screen.unlocked.connect(self._unlock)
        self._window.cover(self.screen)

    def _unlock(self) -> None:
        assert self.screen is not None
        code = self.screen.code
        self._window.uncover(self.screen)
        self.screen.deleteLater()
        self.screen = None
        for dialog in self._dialogs:
            dialog.open()
        self._dialogs = []
        if not self._opened:
            self._opened = True
            self.unlocked_first.emit()
        if code:
            self.password_wanted.emit(code)
        self._watch()

    def _renew(self, changed: Changed) -> None:
        if changed.touches("settings"):
            self._watch()

    def _watch(self) -> None:
        """Every event of the program passes a filter, which costs time: only where a password is set."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self.idle.stop()
        if self.is_wanted():
            application.installEventFilter(self)
            self.idle.start(app_lock.minutes() * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Anything a person does begins the idle minutes anew."""
        if event.type() in _ACTIVE and self.screen is None and self.idle.isActive():
            self.idle.start()
        return False
