"""One notice: of what, where, since when, and the first day it may come down, with the clause."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.notice_board import Hanging, Posting
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.wording import date_text, localise, short_date
from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets.tag import Tag
from yishi_desktop.ui.widgets.text import button, hint, label

_ACTIONS = {
    Hanging.FREE: "去登记撤下",
    Hanging.TO_POST: "去张贴",
    Hanging.POSTED: "打开",
    Hanging.TAKEN_DOWN: "打开",
}
_TONES = {Hanging.FREE: "ok", Hanging.TO_POST: "due", Hanging.POSTED: "info", Hanging.TAKEN_DOWN: "quiet"}


class PostingRow(QWidget):
    """`wanted(case_id, step)` when its button is pressed."""

    wanted = Signal(str, str)

    def __init__(self, posting: Posting, today: date, kind: OrganisationKind) -> None:
        super().__init__()
        self.posting = posting
        title = localise(posting.title, kind)
        action = _ACTIONS[posting.hanging]
        self.go = button(action, name=f"{action}：{title}，{posting.topic}，第{posting.session + 1}次")
        self.go.setMinimumWidth(theme.px(9))
        self.go.clicked.connect(self._go)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(title, "label", wrap=True))
        words.addWidget(label(posting.topic, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Tag(tag_words(posting, today), _TONES[posting.hanging]), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(hint(where_and_when(posting)), 1)
        words.addLayout(line)
        words.addWidget(hint(f"依据：{posting.source} {posting.clause}"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignVCenter)

    def _go(self) -> None:
        self.wanted.emit(self.posting.case_id, self.posting.step)


def tag_words(posting: Posting, today: date) -> str:
    """How a notice stands, in a few characters."""
    match posting.hanging:
        case Hanging.POSTED:
            return f"还要贴{posting.days_left(today)}天"
        case Hanging.FREE:
            return "期满"
        case Hanging.TO_POST:
            return "还没贴"
    return f"{short_date(posting.taken_down_on)}撤下"


def where_and_when(posting: Posting) -> str:
    """Since when, where, and until when."""
    if posting.posted_on is None:
        return "还没有登记张贴日期"
    words = [f"{date_text(posting.posted_on)}贴出" + (f"（{posting.place}）" if posting.place else "")]
    if posting.free_on and posting.hanging is not Hanging.TAKEN_DOWN:
        words.append(f"最早{short_date(posting.free_on)}可以撤下（{posting.last}）")
    return "，".join(words)
