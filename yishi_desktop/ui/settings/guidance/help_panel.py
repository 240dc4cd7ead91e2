"""帮助: open the help, and the booklets to open, print or keep."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import booklets
from yishi_desktop.services.printing.booklets import BOOKLETS, Booklet
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import PDF, WORD, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, hint, label, subheading


class BookletRow(QWidget):
    """One booklet and its two ways out."""

    wanted = Signal(str, str)

    def __init__(self, booklet: Booklet) -> None:
        super().__init__()
        self._key = booklet.key
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(booklet.name, "label", wrap=True))
        words.addWidget(hint(booklet.purpose))
        row.addLayout(words, 1)
        self.pdf = button("打开、打印", name=f"打开、打印{booklet.name}")
        self.word = button("存成Word", name=f"存成Word：{booklet.name}")
        for one, slot in ((self.pdf, self._as_pdf), (self.word, self._as_word)):
            one.clicked.connect(slot)
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)

    def _as_pdf(self) -> None:
        self.wanted.emit(self._key, PDF)

    def _as_word(self) -> None:
        self.wanted.emit(self._key, WORD)


class HelpPanel(Panel):
    """`help_wanted()` asks for the help window."""

    help_wanted = Signal()

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__("操作手册", "不会用的时候，在哪一页都可以按F1，说的就是那一页。")
        self._desk = desk
        self._files = files
        self.saved_bar = SavedBar(files)
        self.open: QPushButton = button("打开帮助", "primary", icon="help")
        self.open.clicked.connect(self.help_wanted)
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(subheading("可以打印的"))
        self.body.addWidget(hint("“打开、打印”做成PDF，用电脑上看PDF的程序打开，从那里打印。"))
        self.rows = {one.key: self._add(one) for one in BOOKLETS if self._has(one)}
        self.body.addWidget(self.saved_bar)
        self.body.addStretch(1)

    def _add(self, booklet: Booklet) -> BookletRow:
        row = BookletRow(booklet)
        row.wanted.connect(self._make)
        self.body.addWidget(row)
        return row

    def _has(self, booklet: Booklet) -> bool:
        return booklet.key != "steps" or not self._desk.snapshot.for_township

    def _make(self, key: str, kind: str) -> None:
        name = next(one.name for one in BOOKLETS if one.key == key)
        path = self._files.save_as(self, "存到哪里", name, kind)
        if path is None:
            return
        self.saved_bar.busy("正在做……")
        then = self._opened if kind == PDF else self.saved_bar.saved
        self._desk.ask(partial(_write, key=key, path=path), then)

    def _opened(self, path: Path) -> None:
        self.saved_bar.saved(path)
        self._files.show(path)


def _write(office: Office, key: str, path: Path) -> Path:
    return booklets.save_document(booklets.booklet(key, _procedure(office)), path)


def _procedure(office: Office) -> Procedure | None:
    return office.definitions.procedures.get(office.organisation.procedure)
