"""Taking in ledgers: choose or drop, watch, read the verdict on every file, and only then take them in, all at once."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Heading, Row, Table
from yishi_desktop.domain.township.verdicts import Verdict
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.township.intake import (
    Cancelled,
    FileVerdict,
    Intake,
    Progress,
    examine,
    refused_words,
    save_statement,
    take_in,
)
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.ledger.sheet import SheetView
from yishi_desktop.ui.printing.files import EXCEL, LEDGERS, Files
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.township.tinted import TintedModel
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.scrolling import scrolling
from yishi_desktop.ui.widgets.text import button, heading, hint, label

HEADINGS = (
    Heading("verdict", "结果", "text", 7),
    Heading("name", "文件", "text", 9),
    Heading("village", "村（社区）", "text", 5),
    Heading("words", "说明", "text", 16),
)
_TINTS = {Verdict.REFUSED: theme.RED, Verdict.DOUBTFUL: theme.AMBER}


class IntakeView(QWidget):
    """`left()` when the clerk goes back to the villages, `taken(int)` once that many files are kept."""

    left = Signal()
    taken = Signal(int)

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__()
        self._desk, self._files = desk, files
        self._job: Job | None = None
        self.intake: Intake | None = None
        self.setAcceptDrops(True)
        box = QVBoxLayout(scrolling(self))
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(self._head())
        self._stack = QStackedWidget()
        self._known: list[str] = []
        self._paths: tuple[Path, ...] = ()
        self._choice, self._work, self._answer = self._choosing(), self._working(), self._judging()
        for page in (self._choice, self._work, self._answer):
            self._stack.addWidget(page)
        box.addWidget(self._stack, 1)

    # ----------------------------------------------------------------------------------------- laying out
    def _head(self) -> QHBoxLayout:
        self.back = button("回各村台账", icon="back")
        self.back.clicked.connect(self._leave)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(heading("收台账"), 1)
        return row

    def _choosing(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "card")
        self.from_folder = button("选文件夹或U盘……", "primary")
        self.from_files = button("选文件……")
        self.from_folder.clicked.connect(self._choose_folder)
        self.from_files.clicked.connect(self._choose_files)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.from_folder)
        buttons.addWidget(self.from_files)
        buttons.addStretch(1)
        box = QVBoxLayout(frame)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(14)
        box.addStretch(1)
        for words in (
            label("把放台账的文件夹、U盘或者文件拖到这里", "h2", wrap=True),
            hint("各村在“台账”里点“导出Excel报乡镇”做的文件。放多少份都行，文件夹里面的文件夹也会看。"),
        ):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(words)
        box.addLayout(buttons)
        note = hint("先逐份检查，告诉您哪些能收、哪些不能收；您点了“收下”才收。")
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(note)
        box.addStretch(1)
        return frame

    def _working(self) -> QWidget:
        page = QFrame()
        page.setProperty("role", "card")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("检查了多少份")
        self.bar.setFormat("%v / %m 份")
        self._now = hint()
        self.stop = button("停下，一份也不收")
        self.stop.clicked.connect(self._stop)
        box = QVBoxLayout(page)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(14)
        box.addStretch(1)
        box.addWidget(label("正在逐份检查……", "h2", wrap=True))
        box.addWidget(self.bar)
        box.addWidget(self._now)
        box.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return page

    def _judging(self) -> QWidget:
        page = QWidget()
        self.verdict = VerdictBox()
        self.table = SheetView(model=TintedModel(self._tint))
        self.passphrase = QLineEdit()
        self.passphrase.setAccessibleName("村里告诉的打开密码")
        self.passphrase.setPlaceholderText("村里告诉的打开密码，一次写一个")
        self.unlock = button("用密码再看一遍")
        self.unlock.clicked.connect(self._unlock)
        self._locked = QWidget()
        locked = QHBoxLayout(self._locked)
        locked.setContentsMargins(0, 0, 0, 0)
        locked.setSpacing(12)
        locked.addWidget(self.passphrase, 1)
        locked.addWidget(self.unlock)
        self.take = button("", "primary")
        self.copy = button("抄下不能收的")
        self.statement = button("存对账单……")
        self.again = button("先不收，重新选")
        self.take.clicked.connect(self._take)
        self.copy.clicked.connect(self._copy)
        self.statement.clicked.connect(self._save_statement)
        self.again.clicked.connect(self.begin)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.again)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.statement)
        self._copied = hint()
        buttons.addWidget(self._copied, 1)
        buttons.addWidget(self.take)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.verdict)
        box.addWidget(self.table, 1)
        box.addWidget(self._locked)
        box.addLayout(buttons)
        return page

    # -------------------------------------------------------------------------------------------- choosing
    def begin(self) -> None:
        """Ask for files; a verdict not acted on is dropped."""
        self.intake = None
        self._stack.setCurrentWidget(self._choice)
        self.from_folder.setFocus()

    def _choose_folder(self) -> None:
        folder = self._files.folder(self, "选放台账的文件夹，或者U盘")
        if folder is not None:
            self.look_at([folder])

    def _choose_files(self) -> None:
        paths = self._files.open_many(self, "选各村交来的台账", LEDGERS)
        if paths:
            self.look_at(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()) and self._job is None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped(event.mimeData())
        if paths and self._job is None:
            event.acceptProposedAction()
            self.look_at(paths)

    # -------------------------------------------------------------------------------------------- checking
    def look_at(self, paths: Sequence[Path]) -> None:
        """Check files and folders; the answer comes with a verdict on each."""
        self._paths = tuple(paths)
        self.bar.setRange(0, 0)
        self._now.setText("")
        self._stack.setCurrentWidget(self._work)
        self._job = self._desk.ask(_Examine(paths, tuple(self._known)), self._judged, self._failed)
        self._job.progressed.connect(self._progressed)
        self._job.ended.connect(self._ended)
        self.stop.setEnabled(True)
        self.stop.setFocus()

    def _progressed(self, done: int, total: int, name: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._now.setText(name)

    def stop_looking(self) -> None:
        """Leave off looking through files; nothing has been taken in."""
        if self._stack.currentWidget() is self._work:
            self._stop()

    def _stop(self) -> None:
        if self._job is not None:
            self.stop.setEnabled(False)
            self._job.cancel()

    def _ended(self) -> None:
        self._job = None
        if self._stack.currentWidget() is self._work:
            self.begin()

    def _failed(self, error: UserError) -> None:
        self._desk.refused.emit(error)

    # --------------------------------------------------------------------------------------------- judging
    def _judged(self, intake: Intake) -> None:
        self.intake = intake
        good, bad = len(intake.good), intake.count(Verdict.REFUSED)
        self.verdict.set_verdict(*_sentences(intake))
        rows = tuple(Row(_cells(one)) for one in intake.verdicts)
        self.table.show_table(Table("verdicts", "每份文件的结果", HEADINGS, rows))
        self.take.setVisible(good > 0)
        self.take.setText(f"先合并好的{good}份" if bad else f"收下{good}份")
        self.copy.setVisible(bad > 0)
        self._locked.setVisible(any(one.locked for one in intake.verdicts))
        self._copied.clear()
        self._stack.setCurrentWidget(self._answer)
        (self.again if bad or not good else self.take).setFocus()

    def _unlock(self) -> None:
        """Look again with one more password; those told before are kept until the desk is left."""
        if self.passphrase.text().strip():
            self._known.append(self.passphrase.text())
            self.passphrase.clear()
            self.look_at(self._paths)

    def _tint(self, row: int, column: int) -> str:
        if self.intake is None or column:
            return ""
        return _TINTS.get(self.intake.verdicts[row].verdict, "")

    def _copy(self) -> None:
        if self.intake is not None:
            QGuiApplication.clipboard().setText(refused_words(self.intake))
            self._copied.setText("已抄下，可以粘贴到微信群里。")

    def _save_statement(self) -> None:
        if self.intake is None:
            return
        path = self._files.save_as(self, "对账单存到哪里", "收台账对账单.xlsx", EXCEL)
        if path is not None:
            self._desk.ask(partial(_save_statement, self.intake, path), self._statement_saved)

    def _statement_saved(self, path: Path) -> None:
        self._copied.setText(f"对账单存在“{path.name}”。")
        self._files.show(path)

    def _take(self) -> None:
        if self.intake is None or self._job is not None:
            return
        self._job = self._desk.act(partial(_take_in, self.intake), self._taken)
        self._job.ended.connect(self._ended)

    def _taken(self, changed: Changed) -> None:
        count = len(changed.ids)
        self.begin()
        self.taken.emit(count)

    def _leave(self) -> None:
        self.stop_looking()
        self.begin()
        self.left.emit()


class _Examine:
    """The look through the files, for the worker; it may be stopped between two."""

    def __init__(self, paths: Sequence[Path], passphrases: Sequence[str]) -> None:
        self._paths, self._passphrases = paths, passphrases

    def __call__(self, office: Office, progress: Progress, cancelled: Cancelled) -> Intake:
        return examine(office, self._paths, progress, cancelled, self._passphrases)


def _take_in(intake: Intake, office: Office) -> Changed:
    return take_in(office, intake)


def _save_statement(intake: Intake, path: Path, office: Office) -> Path:
    save_statement(office, intake, path)
    return path


def _cells(one: FileVerdict) -> tuple[str, str, str, str]:
    return (f"{_SIGNS[one.verdict]} {one.verdict.value}", one.path.name, one.village, one.words)


_SIGNS = {
    Verdict.NEW: "✓",
    Verdict.OLDER: "✓",
    Verdict.DOUBTFUL: "！",
    Verdict.AGAIN: "＝",
    Verdict.REFUSED: "✕",
}


def _sentences(intake: Intake) -> tuple[str, str, str]:
    """The tone, the sentence and what is behind it."""
    good, bad = len(intake.good), intake.count(Verdict.REFUSED)
    counts = (
        (good, "份可以收"),
        (bad, "份不能收"),
        (intake.count(Verdict.AGAIN), "份以前收过或者重复"),
        (intake.count(Verdict.DOUBTFUL), "份里有要和村里核对的"),
        (intake.count(Verdict.OLDER), "份是较早的"),
    )
    parts = "，".join(f"{count}{words}" for count, words in counts if count)
    looked = f"看了{len(intake.verdicts)}份：{parts}。"
    if bad:
        todo = f"{looked}请让这几个村重新导出；也可以先合并好的{good}份，以后补收。" if good else looked
        return "overdue", f"有{bad}份不能收，现在一份也没有收", todo
    if good:
        return "ok", f"{good}份都可以收", looked
    return "info", "没有新的台账", looked


def dropped(data: QMimeData) -> list[Path]:
    """The files and folders of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
