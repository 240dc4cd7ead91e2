"""Ctrl+F: one box, every place the words stand, Enter opens the place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QVBoxLayout, QWidget

from yishi_desktop.domain.everywhere import Found, Hit, find
from yishi_desktop.domain.people import Person
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.office import Office
from yishi_desktop.ui import theme
from yishi_desktop.ui.cases.search import SearchBox
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.finder.model import HIT, HitDelegate, Hits
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.text import button, hint

MOST = 200


class Finder(QDialog):
    """`opened(hit)` when a place is chosen. The box keeps its words, so that the next place is one key away."""

    ASK = "输一个字就能找：议题、发言、意见、人名、公示、照片说明，写过的都找得到。"
    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self.setWindowTitle("找")
        self.box = SearchBox("在全部资料里找", "写过的任何字")
        self.said = hint(self.ASK)
        self.model = Hits()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setAccessibleName("找到的地方")
        self.list.setProperty("role", "matches")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.open_button = button("打开这一处", "primary")
        self.close_button = button("不找了")
        self._lay_out()
        self._connect()
        room = (parent.window().size() if parent else QSize(1100, 640)) * 0.86
        self.resize(QSize(theme.px(70), theme.px(46)).boundedTo(room))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.box)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.open_button)
        column.addLayout(row)
        self.open_button.setEnabled(False)

    def _connect(self) -> None:
        self.box.asked.connect(self._look_for)
        self.box.returnPressed.connect(self._open_chosen)
        self.box.installEventFilter(self)
        self.list.activated.connect(self._open_chosen)
        self.open_button.clicked.connect(self._open_chosen)
        self.close_button.clicked.connect(self.reject)

    def ask(self) -> None:
        """Come forward with the words of last time marked, to be typed over."""
        self.open()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        if self.box.words():
            self._look_for(self.box.words())

    def words(self) -> str:
        """What is looked for."""
        return self.box.words()

    def _look_for(self, words: str) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not words:
            self._show(Found(0, ()))
            return
        self._job = self._desk.ask(self.work_for(words), self._show)

    def work_for(self, words: str) -> Callable[[Office], Found]:
        """What the worker does to find the words."""
        moment = self._desk.snapshot
        return partial(_find, words=words, situations=moment.situations, people=moment.people)

    def _show(self, found: Found) -> None:
        self._job = None
        self.model.set_hits(found.hits)
        if found.hits:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.open_button.setEnabled(bool(found.hits))
        self.said.setText(self._words_about(found))

    def _words_about(self, found: Found) -> str:
        if not self.words():
            return self.ASK
        if not found.count:
            return f"没有找到“{self.words()}”。少打几个字再找找看。"
        more = f"，先列出{len(found.hits)}处，多打几个字会少一些" if found.count > len(found.hits) else ""
        return f"找到{found.count}处{more}。"

    def _open_chosen(self) -> None:
        index = self.list.currentIndex()
        hit: Hit | None = index.data(HIT) if index.isValid() else None
        if hit is not None and self._job is None:
            self.accept()
            self.opened.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go through the list while one goes on typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key()), 0
            )
            if step and self.model.rowCount():
                row = min(max(self.list.currentIndex().row() + step, 0), self.model.rowCount() - 1)
                self.list.setCurrentIndex(self.model.index(row, 0))
                return True
        return False


def _find(office: Office, words: str, situations: tuple[Situation, ...], people: tuple[Person, ...]) -> Found:
    return find(words, situations, people, MOST)
