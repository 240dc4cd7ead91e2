"""The questions about encrypted data: the password or the code of a backup, and a new password after the code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.keeping.encryption import Keyring, Keys
from yishi_desktop.ui import theme
from yishi_desktop.ui.dialogs import QuietDialog
from yishi_desktop.ui.widgets.text import button, label


def secret_field(name: str) -> QLineEdit:
    """A field that shows dots."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    field.setProperty("enterActs", True)
    field.setFixedWidth(theme.px(22))
    return field


class _SecretDialog(QuietDialog):
    """Fields, a line for what is wrong, and two buttons."""

    def __init__(
        self, title: str, sentences: list[str], names: tuple[str, ...], act: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, sentences, parent)
        self.fields = [secret_field(name) for name in names]
        self.said = label(role="error", wrap=True)
        self.refuse = button("先不")
        self.agree = button(act, "primary")
        place = self.body.count() - 2  # before the stretch and the buttons
        for field in self.fields:
            words = label(field.accessibleName(), "label")
            words.setBuddy(field)
            for one in (words, field):
                self.body.insertWidget(place, one, 0, Qt.AlignmentFlag.AlignLeft)
                place += 1
            field.returnPressed.connect(self._try)
        self.body.insertWidget(place, self.said)
        self.buttons.addWidget(self.refuse)
        self.buttons.addWidget(self.agree)
        self.refuse.clicked.connect(self.reject)
        self.agree.clicked.connect(self._try)
        self.fields[0].setFocus()

    def _try(self) -> None:
        raise NotImplementedError


class BackupSecretDialog(_SecretDialog):
    """Asks until what was typed opens the ring; `accepted` when `keys` have it."""

    def __init__(self, keyring: Keyring, keys: Keys, parent: QWidget | None = None) -> None:
        self._keyring, self._keys = keyring, keys
        super().__init__(
            "这份备份加密了",
            ["请输入做备份时打开议事的密码，或者恢复码单上的恢复码。"],
            ("密码或恢复码",),
            "打开",
            parent,
        )

    def _try(self) -> None:
        try:
            self._keys.unlock(self._keyring, self.fields[0].text())
        except UserError as error:
            self.fields[0].clear()
            self.said.setText(f"{error.happened}{error.do_next}")
        else:
            self.accept()


class NewPasswordDialog(_SecretDialog):
    """`chosen(password)` when both fields say the same; whether it is good enough is said by whoever keeps it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "用恢复码打开了，请设一个新密码",
            ["原来的密码从此不用了，恢复码照旧有效。请把恢复码单装回信封，封好。"],
            ("新密码", "再写一遍新密码"),
            "换成新密码",
            parent,
        )

    def _try(self) -> None:
        first, second = (field.text() for field in self.fields)
        if first != second:
            self.said.setText("两遍新密码不一样，请再写一次。")
        else:
            self.chosen.emit(first)
