"""加密: the data made unreadable for whoever takes the disk, with the rehearsal of the way back before it begins."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.keeping import encryption
from yishi_desktop.services.keeping.encryption import Prepared
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import ConfirmDialog, confirm
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.secret_dialog import secret_field
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.settings.records import encryption_work as work
from yishi_desktop.ui.settings.records.leftovers_part import LeftoversPart
from yishi_desktop.ui.widgets.text import button, hint, label, subheading

KEEPS_OUT = "挡得住：电脑丢了、被偷了，硬盘拆走了，资料文件或者备份U盘被人拷走了。没有密码，里面的人名、电话、发言都读不出来。"
LETS_IN = (
    "挡不住：打开以后坐到电脑前的人，这台电脑中了木马，您自己存出去的Word、PDF、台账（那些文件不加密），"
    "还有猜得出来的密码。别人仍看得出有多少条资料、什么时候存的。"
)
NEVER_LOST = (
    "忘了密码：用恢复码打开，再设新的。密码和恢复码都丢了：谁也打不开。"
    "所以恢复码要先打印出来，照着输入一遍，程序才动手加密。"
)


class EncryptionPanel(Panel):
    """Off: password, paper, code typed back, and then it is done. On: another password, another code, off again."""

    backed_up = Signal()

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__("加密", "不加密也能用。电脑常带出门、里面有不便外人看的事，就加密。")
        self._desk, self._files = desk, files
        self._prepared: Prepared | None = None
        self._code = ""
        self.dialog: PrintDialog | None = None
        self.question: ConfirmDialog | None = None
        self.present = secret_field("现在的密码或恢复码")
        self.first, self.second = secret_field("新密码"), secret_field("再写一遍新密码")
        self.again = QLineEdit()
        self.again.setAccessibleName("照纸上的恢复码再输一遍")
        self.again.setFixedWidth(self.first.width())
        self.leftovers = LeftoversPart(desk)
        self._make_buttons()
        self._lay_out()
        desk.changed.connect(self._changed)

    def _make_buttons(self) -> None:
        self.begin = button("第一步：做恢复码", "primary")
        self.print_sheet = button("打印恢复码单……")
        self.finish = button("第二步：加密", "primary")
        self.cancel = button("先不")
        self.change = button("换密码", "primary")
        self.renew = button("换恢复码")
        self.off = button("不加密了")
        for one, slot in (
            (self.begin, self._prepare),
            (self.print_sheet, self._fetch_sheet),
            (self.finish, self._finish),
            (self.cancel, self._cancel),
            (self.change, self._change),
            (self.renew, self._renew),
            (self.off, self._ask_off),
        ):
            one.clicked.connect(slot)

    def _lay_out(self) -> None:
        for sentence in (KEEPS_OUT, LETS_IN, NEVER_LOST):
            self.body.addWidget(label(sentence, wrap=True))
        self.body.addSpacing(8)
        self.state = subheading()
        self.said = label(wrap=True)
        for one in (self.state, self.said):
            self.body.addWidget(one)
        self._present = _stack(self.present)
        self._secrets = _stack(self.first, self.second)
        self._acts = _row(self.begin, self.change, self.renew, self.off)
        self.shown_code = label(role="h1")
        self.shown_code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._rehearsal = QWidget()
        steps = QVBoxLayout(self._rehearsal)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.addWidget(
            hint("恢复码。请打印（只打印，不要存在电脑里）；没有打印机就抄在纸上。它只在这里显示。")
        )
        steps.addWidget(self.shown_code)
        steps.addWidget(_row(self.print_sheet))
        steps.addWidget(_stack(self.again))
        steps.addWidget(_row(self.finish, self.cancel))
        for part in (self._present, self._secrets, self._acts, self._rehearsal, self.leftovers):
            self.body.addWidget(part)
        self.body.addStretch(1)

    # --------------------------------------------------------------------------------------------- showing
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """A code nobody has used must not stand on the screen for the next one."""
        super().hideEvent(event)
        if self.dialog is None:
            self._cancel()

    def _changed(self, changed: Changed) -> None:
        if changed.touches("settings") and self.isVisible():
            self._show()

    def _show(self) -> None:
        on, rehearsing = encryption.is_on(self._desk.folder), bool(self._code)
        self.state.setText("资料已经加密" if on else "资料没有加密")
        self._secrets.setVisible(not rehearsing)
        self._acts.setVisible(not rehearsing)
        self._rehearsal.setVisible(rehearsing)
        self._present.setVisible(on and not rehearsing)
        for one in (self.change, self.renew, self.off):
            one.setVisible(on)
        self.begin.setVisible(not on)
        self.finish.setText("换成这个恢复码" if on else "第二步：加密")
        self.leftovers.setVisible(on)
        if on:
            self.leftovers.look()

    # ------------------------------------------------------------------------------------------ turning on
    def _prepare(self) -> None:
        if self._same():
            self._tell("正在做恢复码……")
            self._desk.tasks.run(partial(work.prepare, self.first.text()), self._rehearse, self._refused)

    def _rehearse(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._show_code(prepared.code)

    def _show_code(self, code: str) -> None:
        self._code = code
        self.shown_code.setText(code)
        self.again.clear()
        self._tell("")
        self._show()

    def _fetch_sheet(self) -> None:
        self._desk.ask(partial(work.sheet, code=self._code), self._print)

    def _print(self, found: tuple[Situation, Paper]) -> None:
        self.dialog = PrintDialog(self._desk, *found, self, files=self._files)
        self.dialog.finished.connect(self._printed)
        self.dialog.open()

    def _printed(self, _: int) -> None:
        self.dialog = None

    def _finish(self) -> None:
        if not encryption.is_the_code(self.again.text(), self._code):
            self._tell("和纸上的恢复码不一样，请照着纸再输一遍。资料没有改动。")
        elif self._prepared is None:
            typed = self.present.text()
            act = partial(work.change_code, typed=typed, code=self._code, again=self.again.text())
            self._desk.ask(act, self._done, self._refused)
        else:
            self._tell("正在加密，做完会一条一条核对……")
            act = partial(
                encryption.turn_on, self._desk.folder, self._desk.keys, self._prepared, self.again.text()
            )
            self._desk.convert(act, self._encrypted).ended.connect(self._show)

    def _encrypted(self, words: str) -> None:
        self._tell(f"{words}正在做一份加密的备份……")
        self._forget()
        self._desk.ask(work.back_up, self._backed_up, self._refused)

    def _backed_up(self, words: str) -> None:
        self._tell(words)
        self.backed_up.emit()
        self._show()

    def _cancel(self) -> None:
        self._forget()
        self._tell("")
        self._show()

    # ------------------------------------------------------------------------------------------------ on
    def _change(self) -> None:
        if self._same():
            act = partial(work.change_password, typed=self.present.text(), password=self.first.text())
            self._desk.ask(act, self._done, self._refused)

    def _renew(self) -> None:
        if not encryption.opens(self._desk.folder, self.present.text()):
            self._tell("现在的密码或恢复码不对，没有改动。")
            return
        self._prepared = None
        self._show_code(encryption.fresh_code())

    def _ask_off(self) -> None:
        if not encryption.opens(self._desk.folder, self.present.text()):
            self._tell("现在的密码或恢复码不对，没有改动。")
            return
        self.question = confirm(
            self,
            "不再加密？",
            "资料会变回谁都读得出来的样子，打开议事也不要密码。以前加密的备份还要密码或恢复码。",
            "不加密了",
            "还是加密",
        )
        self.question.accepted.connect(self._turn_off)

    def _turn_off(self) -> None:
        self._tell("正在解开，做完会一条一条核对……")
        act = partial(encryption.turn_off, self._desk.folder, self._desk.keys, self.present.text())
        self._desk.convert(act, self._done)

    # -------------------------------------------------------------------------------------------- telling
    def _same(self) -> bool:
        if self.first.text() != self.second.text():
            self._tell("两遍新密码不一样，请再写一次。")
            return False
        return True

    def _done(self, words: str) -> None:
        self._forget()
        self._tell(words)
        self._desk.changed.emit(Changed(frozenset({"settings"})))
        self._show()

    def _forget(self) -> None:
        self._prepared, self._code = None, ""
        self.shown_code.clear()
        for field in (self.present, self.first, self.second, self.again):
            field.clear()

    def _refused(self, error: UserError) -> None:
        self._tell(f"{error.happened}{error.safe}{error.do_next}")

    def _tell(self, words: str) -> None:
        self.said.setText(words)


def _stack(*fields: QLineEdit) -> QWidget:
    """Fields one under the other, each under its name."""
    result = QWidget()
    column = QVBoxLayout(result)
    column.setContentsMargins(0, 0, 0, 0)
    for field in fields:
        words = label(field.accessibleName(), "label")
        words.setBuddy(field)
        column.addWidget(words)
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
    return result


def _row(*buttons: QWidget) -> QWidget:
    result = QWidget()
    row = QHBoxLayout(result)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    return result
