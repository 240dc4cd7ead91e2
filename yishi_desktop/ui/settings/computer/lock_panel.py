"""密码: whether the program asks for one, when it locks its screen, and what that does and does not keep out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.keeping import app_lock
from yishi_desktop.services.keeping.encryption import is_on
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, hint, label, subheading

KEEPS_OUT = "挡得住：您离开的时候，走过来看、顺手翻的人。锁上以后，屏幕上什么都看不到。"
LETS_IN = (
    "挡不住：把硬盘拆走、把资料文件拷走的人，也挡不住这台电脑上会用命令的人。资料没有加密。"
    "要防丢电脑，请让懂电脑的人打开系统自带的磁盘加密；U盘上的备份请锁进柜子。"
)
LETS_IN_ENCRYPTED = (
    "资料已经加密：打开议事用加密的密码，没有另外的密码，换密码到“加密”里换。锁上屏幕的时候，程序还记着钥匙，"
    "要防懂行的人，离开前请关掉程序。"
)
NEVER_LOST = "忘了密码，资料也不会丢：恢复码能打开；恢复码也丢了，用备份在别的电脑上恢复。"


class LockPanel(Panel):
    """`lock_wanted()` asks to lock now."""

    lock_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("密码", "可以设一个打开议事的密码。不设也能用。")
        self._desk = desk
        self.present = _secret("现在的密码")
        self.first = _secret("新密码")
        self.second = _secret("再写一遍新密码")
        self.save = button("设密码", "primary")
        self.remove = button("不要密码了")
        self.lock = button("现在锁上")
        self.said = label(wrap=True)
        self.after = QComboBox()
        self.after.setAccessibleName("多久没人动就锁上")
        for minutes in app_lock.MINUTES:
            self.after.addItem(f"{minutes}分钟", minutes)
        self._lay_out()
        self.save.clicked.connect(self._set)
        self.remove.clicked.connect(self._remove)
        self.lock.clicked.connect(self.lock_wanted)
        self.after.activated.connect(self._after)

    def _lay_out(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        self._lets_in, self._never_lost = label(LETS_IN, wrap=True), label(NEVER_LOST, wrap=True)
        for words in (label(KEEPS_OUT, wrap=True), self._lets_in, self._never_lost):
            self.body.addWidget(words)
        self.body.addSpacing(8)
        self._caption = subheading()
        self.body.addWidget(self._caption)
        for field in (self.present, self.first, self.second):
            words = label(field.accessibleName(), "label")
            words.setBuddy(field)
            self.body.addWidget(words)
            self.body.addWidget(field, 0, left)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for one in (self.save, self.remove, self.lock):
            buttons.addWidget(one)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.said)
        self._when = label("多久没人动就锁上", "label")
        self.body.addWidget(self._when)
        self.body.addWidget(self.after, 0, left)
        self.body.addWidget(hint("随时按 Ctrl+L 也能锁上。"))
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        is_set, encrypted = app_lock.is_set(), is_on(self._desk.folder)
        self._lets_in.setText(LETS_IN_ENCRYPTED if encrypted else LETS_IN)
        self._never_lost.setVisible(not encrypted)
        self._caption.setText("换密码，或者不要密码" if is_set else "设密码")
        self.save.setText("换密码" if is_set else "设密码")
        shown: dict[QWidget, bool] = dict.fromkeys((self.lock, self._when, self.after), is_set or encrypted)
        shown |= dict.fromkeys((self._caption, self.save, self.first, self.second), not encrypted)
        shown |= dict.fromkeys((self.remove, self.present), is_set and not encrypted)
        for widget, visible in shown.items():
            widget.setVisible(visible)
        for words in self.findChildren(type(self._when)):
            if words.buddy() in (self.present, self.first, self.second):
                words.setVisible(not words.buddy().isHidden())
        self.after.setCurrentIndex(self.after.findData(app_lock.minutes()))

    def _set(self) -> None:
        if not self._may():
            return
        if self.first.text() != self.second.text():
            self.said.setText("两遍新密码不一样，请再写一次。")
            return
        try:
            code = app_lock.set_password(self.first.text())
        except UserError as error:
            self.said.setText(f"{error.happened}{error.do_next}")
            return
        self._cleared(
            f"密码设好了。恢复码：{code}\n请抄在纸上，装进信封，和公章放在一起。忘了密码就靠它，这里只显示这一次。"
        )

    def _remove(self) -> None:
        if self._may():
            app_lock.remove()
            self._cleared("以后打开议事不要密码了。")

    def _may(self) -> bool:
        """Who changes the password knows the present one."""
        if app_lock.is_set() and not app_lock.opens(self.present.text()):
            self.said.setText("现在的密码不对，没有改动。")
            return False
        return True

    def _cleared(self, words: str) -> None:
        for field in (self.present, self.first, self.second):
            field.clear()
        self._show()
        self.said.setText(words)
        self._tell()

    def _after(self, _: int) -> None:
        app_lock.lock_after(self.after.currentData())
        self._tell()

    def _tell(self) -> None:
        self._desk.changed.emit(Changed(frozenset({"settings"})))


def _secret(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    field.setMaximumWidth(theme.px(22))
    field.setMinimumWidth(theme.px(22))
    return field
