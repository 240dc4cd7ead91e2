"""谁改了什么: every version of a matter, the newest first, and the way back to any of them."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.changes import Change
from yishi_desktop.domain.wording import date_text, time_text
from yishi_desktop.services import cases
from yishi_desktop.services.cases import Version
from yishi_desktop.services.office import Office
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import ConfirmDialog, confirm
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.widgets.text import button, heading, hint, label, rule

SHOWN = 6
"""Changes of a version listed at once; the rest when somebody asks for them."""
LONGEST = 90
"""Characters of one change; the whole of it is in the version itself."""


class VersionRow(QWidget):
    """When, who, at which page, and what it changed."""

    restore_wanted = Signal(object)

    def __init__(self, version: Version, around: Surroundings, *, newest: bool) -> None:
        super().__init__()
        self.version = version
        when = moment_words(version.made_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.addWidget(label(f"{when}　{around.say(version.reason)}", "label", wrap=True), 1)
        self.restore_button = button("恢复到这一版", "link", name=f"恢复到{when}这一版")
        self.restore_button.clicked.connect(self._restore)
        self.restore_button.setVisible(not newest)
        head.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if version.author:
            column.addWidget(hint(f"填报人：{version.author}"))
        self._around = around
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        column.addLayout(self._lines)
        self._put(version.changes[:SHOWN])
        self.more = button(f"还有{len(version.changes) - SHOWN}处，都列出来", "link")
        self.more.setAccessibleName(f"{when}这一版：{self.more.text()}")
        self.more.clicked.connect(self._show_all)
        self.more.setVisible(len(version.changes) > SHOWN)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _put(self, changes: Sequence[Change]) -> None:
        for change in changes:
            self._lines.addWidget(label(self._around.say(shortened(change.sentence)), wrap=True))

    def _show_all(self) -> None:
        self.more.hide()
        self._put(self.version.changes[SHOWN:])

    def _restore(self) -> None:
        self.restore_wanted.emit(self.version)


class HistoryPanel(QScrollArea):
    """The history of the matter given to `show_case`. `restored` comes when an older version has become the newest."""

    restored = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = Surroundings(desk.snapshot.today)
        self._case_id = ""
        self.rows: list[VersionRow] = []
        self.question: ConfirmDialog | None = None
        self._wanted: Version | None = None
        self.setAccessibleName("谁改了什么")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def speak_as(self, around: Surroundings) -> None:
        """Use the words of this kind of organisation."""
        self._around = around

    def show_case(self, case_id: str) -> None:
        """Read the history of a matter anew."""
        self._case_id = case_id
        self._desk.ask(partial(_history, case_id=case_id), self._show)

    def _show(self, versions: list[Version]) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(4)
        column.addWidget(heading("谁改了什么"))
        column.addWidget(hint("每离开一页就存下一版，一版都不会丢。恢复到以前的一版，现在这一版也还在。"))
        self.rows = [VersionRow(version, self._around, newest=at == 0) for at, version in enumerate(versions)]
        for row in self.rows:
            row.restore_wanted.connect(self._ask)
            column.addWidget(rule())
            column.addWidget(row)
        if not versions:
            column.addWidget(label("还没有存过。写下第一个字，就开始记了。", wrap=True))
        column.addStretch(1)
        self.setWidget(inside)

    def _ask(self, version: Version) -> None:
        self._wanted = version
        self.question = confirm(
            self,
            "恢复到以前的一版？",
            f"这件事会变回{moment_words(version.made_at)}的样子。现在这一版也留着，随时可以再恢复回来。",
            "恢复到这一版",
            "先不恢复",
        )
        self.question.accepted.connect(self._restore)

    def _restore(self) -> None:
        if self._wanted is not None:
            work = partial(cases.restore_version, case_id=self._case_id, revision_id=self._wanted.revision_id)
            self._desk.act(work, self._restored)

    def _restored(self, _: object) -> None:
        self.restored.emit(self._case_id)


def moment_words(stamp: str) -> str:
    """The moment of a revision as it is read: 2026年4月18日14:30."""
    moment = datetime.fromisoformat(stamp)
    return f"{date_text(moment.date())}{time_text(moment.time())}"


def shortened(sentence: str) -> str:
    """A change in one line."""
    line = " ".join(sentence.split("\n"))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}……"


def _history(office: Office, case_id: str) -> list[Version]:
    return cases.history(office, case_id)
