"""网络上传: where ledgers are uploaded to, whether it works, and how each upload stands."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Heading, Row, Table
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering import outbox
from yishi_desktop.services.delivering.outbox import State, Upload
from yishi_desktop.services.delivering.upload_place import UploadPlace, save_upload_place, upload_place
from yishi_desktop.services.office import Office
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.ledger.sheet import SheetView
from yishi_desktop.ui.printing.files import EXCEL, Files
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.text import button, hint, label, subheading

CERTIFICATE = "证书 (*.pem)"
_HEADINGS = (Heading("name", "文件", "text", 20), Heading("state", "情况", "text", 14))
_HOW_KEPT = (
    "密码存在这台电脑上您自己的设置文件里，没有加密：用您的账号打开这台电脑的人看得到。"
    "请向乡镇要一个只用来上传的密码，不要用别处也在用的。资料备份里没有它。"
)


class UploadPanel(Panel):
    """The township's address with its password, and the outbox."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__(
            "网络上传",
            "台账可以从网上交，也可以放到共享盘。没有网就先等着，有网了自动传；关掉程序、断电都不会丢，也不会传两次。",
        )
        self._desk, self._files = desk, files
        self._trying: UploadPlace | None = None
        self.address, self.user, self.password = (QLineEdit() for _ in range(3))
        self.certificate = ""
        self.said = VerdictBox()
        self.view = SheetView()
        self._uploads: tuple[Upload, ...] = ()
        self._lay_out()
        self._connect()
        self._fill(upload_place())

    def _lay_out(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        for words, line in (("上传到哪里", self.address), ("用户名", self.user), ("密码", self.password)):
            self.body.addWidget(label(words, "label"))
            line.setAccessibleName(words)
            self.body.addWidget(line)
        self.address.setPlaceholderText("https://……，乡镇会告诉您；或者选一个文件夹")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addWidget(hint(_HOW_KEPT))
        self.folder = button("选文件夹……")
        self.own = button("选单位的证书……")
        self._certificate = hint()
        self.body.addLayout(_row(self.folder, self.own))
        self.body.addWidget(self._certificate)
        self.try_it = button("存好并试一试", "primary")
        self.body.addWidget(self.try_it, 0, left)
        self.body.addWidget(self.said)
        self.said.hide()
        self.body.addSpacing(8)
        self.body.addWidget(subheading("传的文件"))
        self._standing = label(wrap=True)
        self.body.addWidget(self._standing)
        self.view.setMinimumHeight(theme.px(12))
        self.body.addWidget(self.view, 1)
        self.again = button("再试一次")
        self.drop = button("这一份不传了")
        self.add = button("选一个文件上传……")
        self.body.addLayout(_row(self.again, self.drop, self.add))

    def _connect(self) -> None:
        self.folder.clicked.connect(self._choose_folder)
        self.own.clicked.connect(self._choose_certificate)
        self.try_it.clicked.connect(self._try)
        self.again.clicked.connect(self._desk.courier.try_again)
        self.drop.clicked.connect(self._drop)
        self.add.clicked.connect(self._add)
        self.view.selectionModel().currentRowChanged.connect(self._row_changed)
        self._desk.courier.told.connect(self._show_standing)
        self._desk.changed.connect(self._changed)

    # ------------------------------------------------------------------------------------------ the place
    def _fill(self, place: UploadPlace) -> None:
        self.address.setText(place.address)
        self.user.setText(place.user)
        self.password.setText(place.password)
        self._show_certificate(place.certificate)

    def _show_certificate(self, path: str) -> None:
        self.certificate = path
        self._certificate.setText(f"另外相信这个证书：{path}" if path else "")
        self._certificate.setVisible(bool(path))

    def typed(self) -> UploadPlace:
        """What stands in the fields."""
        texts = (self.address.text().strip(), self.user.text().strip(), self.password.text())
        return UploadPlace(*texts, self.certificate)

    def _choose_folder(self) -> None:
        folder = self._files.folder(self, "上传到哪个文件夹")
        if folder is not None:
            self.address.setText(str(folder))

    def _choose_certificate(self) -> None:
        path = self._files.open(self, "单位的证书", CERTIFICATE)
        self._show_certificate(str(path) if path else "")

    def _try(self) -> None:
        self.try_it.setEnabled(False)
        self.said.set_verdict("info", "正在试……", "")
        self.said.show()
        self._trying = self.typed()
        self._desk.ask(partial(_save, self._trying), self._saved, self._not_good)

    def _saved(self, answer: object) -> None:
        assert self._trying is not None
        self._desk.courier.try_place(self._trying, self._tried, self._not_good)

    def _tried(self, words: str) -> None:
        self.try_it.setEnabled(True)
        self.said.set_verdict("ok", words, "地址存好了。")
        self._desk.courier.try_again()

    def _not_good(self, error: UserError) -> None:
        self.try_it.setEnabled(True)
        self.said.set_verdict("overdue", error.happened, f"{error.safe}{error.do_next}")

    # ---------------------------------------------------------------------------------------- the uploads
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _changed(self, changed: Changed) -> None:
        if self.isVisible() and changed.touches(outbox.UPLOAD):
            self._read()

    def _read(self) -> None:
        self._desk.ask(outbox.uploads, self._show)

    def _show(self, uploads: tuple[Upload, ...]) -> None:
        self._uploads = uploads
        self._show_standing()

    def _show_standing(self) -> None:
        courier = self._desk.courier
        rows = tuple(Row((one.name, self._state(one)), one.record_id) for one in self._uploads)
        self.view.show_table(Table("uploads", "传的文件", _HEADINGS, rows))
        left = sum(one.state is State.WAITING for one in self._uploads)
        words = f"{left}份等着传。" if left else "没有等着传的。" if rows else "还没有传过文件。"
        trouble = courier.trouble if left else None
        self._standing.setText(
            f"{words}上一次没有传到：{trouble.happened}{trouble.do_next}" if trouble else words
        )
        self.view.setVisible(bool(rows))
        self.again.setVisible(left > 0)
        self.drop.setVisible(bool(rows))
        self._row_changed(QModelIndex(), QModelIndex())

    def _state(self, one: Upload) -> str:
        if one.state is State.ARRIVED:
            return f"✓ 已传到（{one.arrived_at[:16].replace('T', ' ')}）"
        return "正在传……" if one.record_id == self._desk.courier.carrying else "等着传"

    def _row_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        at = current.row()
        waits = 0 <= at < len(self._uploads) and self._uploads[at].state is State.WAITING
        self.drop.setEnabled(waits)

    def _drop(self) -> None:
        at = self.view.currentIndex().row()
        if 0 <= at < len(self._uploads):
            self._desk.act(partial(outbox.give_up, record_id=self._uploads[at].record_id))

    def _add(self) -> None:
        path = self._files.open(self, "上传哪个文件", EXCEL)
        if path is not None:
            self._desk.act(partial(_queue, path))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for one in widgets:
        row.addWidget(one)
    row.addStretch(1)
    return row


def _save(place: UploadPlace, office: Office) -> None:
    save_upload_place(place)


def _queue(path: Path, office: Office) -> Changed:
    return outbox.queue_file(office, path)
