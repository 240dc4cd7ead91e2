"""When the data cannot be opened: what can be done about it, instead of an empty window."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.keeping.backups import Rescue
from yishi_desktop.ui.dialogs import QuietDialog
from yishi_desktop.ui.widgets.text import button


class RescueDialog(QuietDialog):
    """Says what is wrong, offers the newest backup that is whole, and names those that are not."""

    restore_wanted = Signal(object)
    """The folder of the backup to go back to."""
    elsewhere_wanted = Signal()
    """The user has a backup on a stick."""

    def __init__(self, error: UserError, rescue: Rescue, parent: QWidget | None = None) -> None:
        super().__init__(error.happened, _sentences(error, rescue), parent)
        self._backup: Path | None = rescue.backup.folder if rescue.backup else None
        self.leave = button("先关掉程序")
        self.elsewhere = button("用U盘里的备份……")
        self.restore = button("从这份备份恢复", "primary")
        for one in (self.leave, self.elsewhere, self.restore):
            self.buttons.addWidget(one)
        self.restore.setVisible(self._backup is not None)
        self.leave.setDefault(self._backup is None)
        self.restore.setDefault(self._backup is not None)
        self.leave.clicked.connect(self.reject)
        self.elsewhere.clicked.connect(self._go_elsewhere)
        self.restore.clicked.connect(self._restore)

    def _restore(self) -> None:
        self.accept()
        self.restore_wanted.emit(self._backup)

    def _go_elsewhere(self) -> None:
        self.accept()
        self.elsewhere_wanted.emit()


def _sentences(error: UserError, rescue: Rescue) -> list[str]:
    damaged = f"这些备份也坏了，没有用它们：{'；'.join(rescue.damaged)}。" if rescue.damaged else ""
    if rescue.backup is None:
        return [
            "现在的文件没有改动，一直留着。",
            damaged,
            "这台电脑里没有找到完好的备份。请插上存备份的U盘；没有的话，请向乡镇要最近一次上报的文件。",
        ]
    newest = f"最近一份完好的是{rescue.backup.words}。恢复以后，现在打不开的文件另存一份，不会丢。"
    return [error.safe, damaged, newest]


def a_backup_helps(error: UserError) -> bool:
    """Not with data of a newer program, nor with a folder that cannot be written."""
    return "恢复" in error.do_next
