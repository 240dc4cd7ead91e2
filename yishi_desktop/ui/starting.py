"""What happens around the opening of the data: the check of every record, the rescue when they do not open, and the
backups made while one works.
"""

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.keeping.backups import Rescue
from yishi_desktop.services.keeping.encryption import LockedDataError
from yishi_desktop.services.keeping.rereading import damage_of
from yishi_desktop.services.office import Office
from yishi_desktop.ui.crash import EarlierEndDialog, Ending
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import ErrorDialog, show_error
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.rereading import Rereading
from yishi_desktop.ui.rescue import RescueDialog, a_backup_helps
from yishi_desktop.ui.secret_dialog import BackupSecretDialog

log = logging.getLogger(__name__)

CHECK_AFTER = 300
"""Milliseconds after the records have come: the check of every record must not hold up the painting of them."""
BACK_UP_EVERY = 30 * 60 * 1000
"""Milliseconds: what can be lost of a day's work when the disk dies."""

REMIND_AFTER = 30
"""Days."""


class Starting(QObject):
    """Watches over one desk from its opening; belongs to the window."""

    def __init__(self, desk: Desk, window: QWidget, files: Files, logs: Path, ending: Ending) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._files = files
        self._logs = logs
        self._ending = ending
        self._checked_once = False
        self._error: UserError | None = None
        self.rescue: RescueDialog | None = None
        self.secret: BackupSecretDialog | None = None
        self._backup: Path | None = None
        self.told: EarlierEndDialog | ErrorDialog | None = None
        self.rereading = Rereading(desk, self)
        self.rereading.damaged.connect(self._tell_of_backups)
        self.timer = QTimer(self)
        self.timer.setInterval(BACK_UP_EVERY)
        self.timer.timeout.connect(self._back_up)
        self.check_soon = QTimer(self, singleShot=True, interval=CHECK_AFTER)
        self.check_soon.timeout.connect(self._check)
        desk.changed.connect(self._opened)
        desk.unopened.connect(self._not_opened)

    # ------------------------------------------------------------------------------------------- opened
    def _opened(self) -> None:
        if not self._checked_once:
            self._checked_once = True
            self.timer.start()
            self.check_soon.start()

    def _check(self) -> None:
        if not self._desk.closed:
            self._desk.ask(backups.verify, self._checked)
            self._desk.ask(_read_procedures, None, self._unread)
            self.rereading.start_if_due()

    def _checked(self, problems: Sequence[str]) -> None:
        if problems:
            self.told = show_error(self._window, _damage(problems))
        elif self._ending is not Ending.CLOSED:
            self.told = EarlierEndDialog(self._ending, self._logs, self._window)
            self.told.open()
        else:
            self._desk.ask(backups.days_on_this_computer_only, self._remind)

    def _unread(self, error: UserError) -> None:
        """Whoever needs the damaged one is told."""
        log.warning("a procedure could not be read ahead: %s", error.happened)

    def _remind(self, days: int) -> None:
        """Once at each start, until a copy has left the computer: a laptop is lost as a whole."""
        if days >= REMIND_AFTER:
            reminder = UserError(
                f"资料已经{days}天没有备份到U盘了。",
                "资料都在这台电脑里；电脑要是坏了、丢了，这些天填的内容就找不回来。",
                "请插上U盘，打开“设置”里的“资料和备份”，点“备份到U盘”。",
            )
            self.told = show_error(self._window, reminder)

    def _tell_of_backups(self, folders: list[Path]) -> None:
        self.told = show_error(self._window, damage_of(folders))

    def _back_up(self) -> None:
        self._desk.ask(backups.make_if_changed, None, self._no_backup)

    def _no_backup(self, error: UserError) -> None:
        """Nobody asked for it, so nobody is disturbed; the home page shows how old the last one is."""
        log.warning("the backup of the half hour could not be made: %s", type(error.__cause__).__name__)

    # --------------------------------------------------------------------------------------- not opened
    def _not_opened(self, error: UserError) -> None:
        if isinstance(error, LockedDataError) and self._backup is not None:
            self._ask_secret(error)
            return
        self._error = error
        if a_backup_helps(error):
            self._desk.tasks.run(partial(backups.rescue_for, self._desk.folder), self._offer, self._refused)
        else:
            self._refused(error)

    def _refused(self, error: UserError) -> None:
        """Nothing can be done here; an empty window would only frighten."""
        self.told = show_error(self._window, error)
        self.told.finished.connect(self._window.close)

    def _offer(self, rescue: Rescue) -> None:
        assert self._error is not None
        self.rescue = RescueDialog(self._error, rescue, self._window)
        self.rescue.restore_wanted.connect(self._restore)
        self.rescue.elsewhere_wanted.connect(self._choose)
        self.rescue.rejected.connect(self._window.close)
        self.rescue.open()

    def _choose(self) -> None:
        folder = self._files.folder(self._window, "选“议事备份”开头的文件夹")
        if folder is None and self._error is not None:
            self._not_opened(self._error)
        elif folder is not None:
            self._restore(folder)

    def _ask_secret(self, error: LockedDataError) -> None:
        """The backup is encrypted, and this computer has not been given its password yet."""
        self.secret = BackupSecretDialog(error.keyring, self._desk.keys, self._window)
        self.secret.accepted.connect(self._again)
        self.secret.rejected.connect(self._window.close)
        self.secret.open()

    def _again(self) -> None:
        assert self._backup is not None
        self._restore(self._backup)

    def _restore(self, folder: Path) -> None:
        self._backup = folder
        self._desk.rescue(folder, self._restored)

    def _restored(self, words: str) -> None:
        self.told = show_error(
            self._window, UserError(words, "", "可以接着用了。请看一看最近填的内容在不在。")
        )


def _read_procedures(office: Office) -> None:
    """Every one, before the settings offer them all: on the window's thread they would hold it up."""
    tuple(office.definitions.procedures.values())


def _damage(problems: Sequence[str]) -> UserError:
    more = f"还有{len(problems) - 1}处。" if len(problems) > 1 else ""
    return UserError(
        problems[0] + more,
        "文件没有改动，以前的备份里有存的时候的样子。",
        "请打开“设置”里的“资料和备份”，点“核对资料”看是哪几条，再从备份恢复。",
    )
