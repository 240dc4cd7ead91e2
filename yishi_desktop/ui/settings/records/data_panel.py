"""资料和备份: where the data are, a copy of them, back from a copy, and whether every record is as it was saved."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.keeping import backups, handover
from yishi_desktop.services.keeping.backups import BackupLine
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import ConfirmDialog, confirm
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.printing.saved_bar import SavedBar, breakable
from yishi_desktop.ui.secret_dialog import BackupSecretDialog
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.text import button, hint, label, rule, subheading

MOST_LINES = 12
"""The newest backups listed; older ones are in the folder."""


class BackupRow(QWidget):
    """One backup: what it holds, whether it is sound, and the way back to it."""

    restore_wanted = Signal(object)

    def __init__(self, line: BackupLine) -> None:
        super().__init__()
        self._line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(line.words + ("" if line.sound else "（做备份时资料已有损坏）"), wrap=True), 1)
        self.restore = button("恢复到这一份", "link", name=f"恢复到{line.words}")
        self.restore.clicked.connect(self._restore)
        row.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignVCenter)

    def _restore(self) -> None:
        self.restore_wanted.emit(self._line)


class DataPanel(Panel):
    """`backed_up()` after every backup."""

    backed_up = Signal()

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__("资料和备份", "资料只在这台电脑里。电脑会坏、会重装，请常备份。")
        self._desk = desk
        self._files = files
        self._wanted: BackupLine | None = None
        self.rows: list[BackupRow] = []
        self.question: ConfirmDialog | None = None
        self.secret: BackupSecretDialog | None = None
        self.dialog: PrintDialog | None = None
        self.saved_bar = SavedBar(files)
        self._lay_out()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.addWidget(label(f"资料在：{breakable(str(self._desk.folder))}", wrap=True), 1)
        self.open_folder = button("打开资料文件夹", "link")
        self.open_folder.clicked.connect(self._open_folder)
        where.addWidget(self.open_folder, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(where)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        self.make_there = button("备份到U盘……", "primary")  # a copy on the same disk is lost with it
        self.make_here = button("现在备份到这台电脑")
        self.check = button("核对资料")
        for one, slot in (
            (self.make_there, self._make_there),
            (self.make_here, self._make_here),
            (self.check, self._verify),
        ):
            one.clicked.connect(slot)
            buttons.addWidget(one)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.saved_bar)
        self.body.addLayout(self._handing_over())
        self.body.addSpacing(6)
        self.body.addWidget(subheading("已有的备份"))
        self.other = button("从别处的备份恢复……", "link")
        self.other.clicked.connect(self._choose_backup)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.body.addLayout(self._list)
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def _handing_over(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.hand_over = button("换届移交……")
        self.print_list = button("打印移交清单", "link")
        self.hand_over.clicked.connect(self._hand_over)
        self.print_list.clicked.connect(self._prepare_list)
        row.addWidget(self.hand_over)
        row.addWidget(self.print_list)
        row.addWidget(hint("备份、台账和移交清单放进一个文件夹，交给新一届。"), 1)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list_anew()

    # ----------------------------------------------------------------------------------------- backing up
    def _make_here(self) -> None:
        self._make(None)

    def _make_there(self) -> None:
        place = self._files.folder(self, "备份到哪里（U盘或另一块硬盘）")
        if place is not None:
            self._make(place / backups.PLACE)

    def _make(self, place: Path | None) -> None:
        self.saved_bar.busy("正在备份，做完会读回来核对一遍……")
        self._working(self._desk.ask(partial(_make, place=place), self._made))

    def _made(self, folder: Path) -> None:
        self.saved_bar.saved(folder, "已核对，完好")
        self.backed_up.emit()
        self._list_anew()

    def _working(self, job: Job) -> None:
        for one in (self.make_here, self.make_there, self.check, self.hand_over):
            one.setEnabled(False)
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        for one in (self.make_here, self.make_there, self.check, self.hand_over):
            one.setEnabled(True)
        if self.saved_bar.text().startswith("正在"):
            self.saved_bar.hide()  # refused: the window says why

    # ------------------------------------------------------------------------------------ handing over
    def _hand_over(self) -> None:
        place = self._files.folder(self, "移交的材料放到哪里（U盘）")
        if place is not None:
            self.saved_bar.busy("正在做移交的材料……")
            self._working(self._desk.ask(partial(_hand_over, place=place), self._handed_over))

    def _handed_over(self, folder: Path) -> None:
        self.saved_bar.saved(folder, "请把移交清单打印三份，当面签字")
        self.backed_up.emit()
        self._list_anew()

    def _prepare_list(self) -> None:
        self._desk.ask(_handover_list, self._print_list)

    def _print_list(self, found: tuple[Situation, Paper]) -> None:
        self.dialog = PrintDialog(self._desk, *found, self, files=self._files)
        self.dialog.open()

    def _list_anew(self) -> None:
        self._desk.ask(partial(_listed, folder=self._desk.folder), self._show)

    def _show(self, lines: Sequence[BackupLine]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [BackupRow(line) for line in lines[:MOST_LINES]]
        for number, row in enumerate(self.rows):
            if number:
                self._list.addWidget(rule())
            row.restore_wanted.connect(self._ask)
            self._list.addWidget(row)
        if not lines:
            self._list.addWidget(hint("还没有备份。点上面的按钮，几秒钟就好。"))

    # ------------------------------------------------------------------------------------------ restoring
    def _choose_backup(self) -> None:
        folder = self._files.folder(self, "选“议事备份”开头的文件夹")
        if folder is not None:
            try:
                keyring = backups.keyring_of(folder)
            except UserError as error:
                self._desk.refused.emit(error)
            else:
                self._ask(BackupLine(folder, f"“{folder.name}”", True, keyring))

    def _ask(self, line: BackupLine) -> None:
        self._wanted = line
        if self._desk.keys.have(line.keyring):
            self._look_into(line)
        else:
            assert line.keyring is not None
            self.secret = BackupSecretDialog(line.keyring, self._desk.keys, self)
            self.secret.accepted.connect(self._opened)
            self.secret.open()

    def _opened(self) -> None:
        if self._wanted is not None:
            self._look_into(self._wanted)

    def _look_into(self, line: BackupLine) -> None:
        self.saved_bar.busy("正在看这份备份里有什么……")
        look = partial(backups.what_restoring_changes, folder=line.folder, keys=self._desk.keys)
        self._working(self._desk.ask(look, self._confirm))

    def _confirm(self, changes: Sequence[str]) -> None:
        assert self._wanted is not None
        self.saved_bar.hide()
        lines = (
            f"资料会变回{self._wanted.words}。",
            *changes,
            "现在的资料先自动备份、另存一份，不会丢。",
        )
        self.question = confirm(
            self,
            "用备份换掉现在的资料？",
            "\n".join(lines),
            "恢复",
            "先不恢复",
        )
        self.question.accepted.connect(self._restore)

    def _restore(self) -> None:
        if self._wanted is not None:
            self.saved_bar.busy("正在恢复……")
            self._working(self._desk.restore(self._wanted.folder, self._restored))

    def _restored(self, words: str) -> None:
        self.saved_bar.told(words)
        self._list_anew()

    # ------------------------------------------------------------------------------------------- checking
    def _verify(self) -> None:
        self.saved_bar.busy("正在一条一条核对……")
        self._working(self._desk.ask(backups.verify, self._verified))

    def _verified(self, problems: Sequence[str]) -> None:
        if problems:
            self.saved_bar.told(f"发现{len(problems)}处问题：{'；'.join(problems)}")
        else:
            self.saved_bar.told("每一条资料都和存的时候一样")

    def _open_folder(self) -> None:
        self._files.show(self._desk.folder)


def _make(office: Office, place: Path | None) -> Path:
    return backups.make(office, place)


def _hand_over(office: Office, place: Path) -> Path:
    return handover.make_package(office, place)


def _handover_list(office: Office) -> tuple[Situation, Paper]:
    return handover.situation_for(office), handover.paper(office)


def _listed(office: Office, folder: Path) -> list[BackupLine]:
    return backups.listed(backups.place_beside(folder))
