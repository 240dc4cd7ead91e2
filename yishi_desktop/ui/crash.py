"""When the program itself is at fault: the record of the fault, and a calm word to the user.

Everything goes to a rotating log; a Python error also opens a dialog, and a crash of the process leaves
`crash.log`, which is offered at the next start. No log carries what people typed: Chinese words and long numbers in
error messages are masked, since names and telephone numbers stand there.
"""

import faulthandler
import logging
import re
import sys
import threading
from collections.abc import Callable
from enum import Enum
from io import BytesIO
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO
from zipfile import ZIP_DEFLATED, ZipFile

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage.safe_file import safe_write
from yishi_desktop.ui.dialogs import QuietDialog, show_error
from yishi_desktop.ui.widgets.text import button

log = logging.getLogger("yishi.crash")
qt_log = logging.getLogger("yishi.qt")

LOG_FOLDER = "运行记录"
"""Beside the data."""
LOG_NAME = "yishi.log"
CRASH_NAME = "crash.log"
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_NUMBER = re.compile(r"\d{6,}")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def masked(text: str) -> str:
    """Text without personal data: Chinese words become 〔3字〕, long numbers 〔11位〕."""
    text = _CHINESE.sub(_word_mask, text)
    return _NUMBER.sub(_number_mask, text)


def _word_mask(found: re.Match[str]) -> str:
    return f"〔{len(found[0])}字〕"


def _number_mask(found: re.Match[str]) -> str:
    return f"〔{len(found[0])}位〕"


class MaskingFormatter(logging.Formatter):
    """Masks everything a record carries."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        stamp, _, rest = super().format(record).partition(" ")
        return f"{stamp} {masked(rest)}"


def start_log(folder: Path) -> logging.Handler:
    """Write the log to a folder: at most three files of one megabyte. Returns the handler, for closing."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / LOG_NAME, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(MaskingFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def earlier_crash(folder: Path) -> Path | None:
    """The record of a crash the last time, if there was one; renamed so that it is offered once."""
    crash = folder / CRASH_NAME
    if not crash.is_file() or not crash.stat().st_size:
        return None
    return crash.replace(folder / f"last-{CRASH_NAME}")


class Ending(Enum):
    """How the program ended the last time."""

    CLOSED = 0
    CUT_SHORT = 1
    """Without a word: the power went, or somebody ended it from outside."""
    CRASHED = 2
    """It left a record, which `bundle_records` keeps."""


def how_it_ended(folder: Path) -> Ending:
    """Ask once, before `CrashHook.install`: a program that is closed takes its crash file away with it."""
    if earlier_crash(folder) is not None:
        return Ending.CRASHED
    return Ending.CUT_SHORT if (folder / CRASH_NAME).is_file() else Ending.CLOSED


def bundle_records(folder: Path, target: Path) -> Path:
    """Put all records of a folder into one file at `target`, for the township. Raises UserError if it cannot."""
    content = BytesIO()
    try:
        with ZipFile(content, "w", ZIP_DEFLATED) as bundle:
            for record in sorted(folder.glob("*.log*")):
                bundle.writestr(record.name, record.read_bytes())
    except OSError as error:
        raise UserError(
            "问题记录没有存出来。", "电脑里的资料没有动。", "请再试一次；还不行，请告诉乡镇。"
        ) from error
    safe_write(target, content.getvalue())
    return target


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own messages go to the log, not to a console nobody sees."""
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category)


class RecordDialog(QuietDialog):
    """Says something calmly, and offers the record of the fault to somebody who can help."""

    def __init__(
        self, title: str, sentences: list[str], folder: Path, go_on: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, sentences, parent)
        self._folder = folder
        self.keep = button("把问题记录存到U盘")
        self.go_on = button(go_on, "primary")
        self.go_on.setDefault(True)
        self.buttons.addWidget(self.keep)
        self.buttons.addWidget(self.go_on)
        self.keep.clicked.connect(self._ask_where)
        self.go_on.clicked.connect(self.accept)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "把问题记录存到哪里", "", "压缩包 (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("议事问题记录.zip")
        dialog.fileSelected.connect(self.keep_at)
        dialog.open()

    def keep_at(self, path: str) -> None:
        """Write the record to the chosen file."""
        try:
            bundle_records(self._folder, Path(path))
        except UserError as error:
            show_error(self, error)
            return
        self.keep.setText("已存好")
        self.keep.setEnabled(False)


class CrashDialog(RecordDialog):
    """What is safe, and the two things one can do: go on, or keep the record."""

    def __init__(self, saved: str, folder: Path, parent: QWidget | None = None) -> None:
        sentences = [saved, "可以接着填。要是老出这个问题，请把问题记录存到U盘，交给乡镇。"]
        super().__init__("程序刚才出了点问题", sentences, folder, "接着填", parent)


class EarlierEndDialog(RecordDialog):
    """The next start after the program did not end by itself, once the data have been checked and found whole."""

    def __init__(self, ending: Ending, folder: Path, parent: QWidget | None = None) -> None:
        sentences = [
            "已经自动检查过：每一条资料都和存的时候一样。没写完的内容也在，打开那件事就能接着填。",
            "要是老这样，请把问题记录存到U盘，交给乡镇。" if ending is Ending.CRASHED else "",
        ]
        super().__init__("上次程序没有正常关闭", sentences, folder, "知道了", parent)
        self.keep.setVisible(ending is Ending.CRASHED)


class CrashHook(QObject):
    """Catches what nobody caught.

    `secure` saves what can still be saved and returns a sentence about it (“资料已保存到14:32。”); it is called once for
    each fault, and a fault inside it is only logged.
    """

    caught = Signal(str)
    """The name of the error, after it was logged. Emitted from any thread; shown on the window's."""
    refused = Signal(object)
    """A UserError nobody answered: no fault of the program, so it is told like any other."""

    def __init__(self, folder: Path, secure: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._secure = secure
        self._showing = False
        self.dialog: CrashDialog | None = None
        self._crash_file: TextIO | None = None
        self.caught.connect(self._show)
        self.refused.connect(self._tell)

    def install(self) -> None:
        """Take over from Python and Qt."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._crash_file = (self._folder / CRASH_NAME).open("w", encoding="utf-8")
        faulthandler.enable(self._crash_file)
        sys.excepthook = self.handle
        threading.excepthook = self._handle_in_thread
        qInstallMessageHandler(log_qt_message)

    def uninstall(self) -> None:
        """Give everything back."""
        faulthandler.disable()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._crash_file is not None:
            self._crash_file.close()
            (self._folder / CRASH_NAME).unlink(missing_ok=True)

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Like sys.excepthook: log, then tell the user."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, UserError):
            self.refused.emit(error)
            return
        log.error("unexpected error", exc_info=(kind, error, trace))
        self.caught.emit(kind.__name__)

    def _handle_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.handle(args.exc_type, args.exc_value, args.exc_traceback)

    def _tell(self, error: UserError) -> None:
        show_error(QApplication.activeWindow(), error)

    def _show(self) -> None:
        """One dialog at a time: a fault while painting would open hundreds."""
        if self._showing or QApplication.instance() is None:
            return
        self._showing = True
        self.dialog = CrashDialog(self._secure(), self._folder, QApplication.activeWindow())
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        self._showing = False
        self.dialog = None
