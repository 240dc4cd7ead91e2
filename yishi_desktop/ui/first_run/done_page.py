"""The last page: what is ready, and what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.ui import theme
from yishi_desktop.ui.first_run.sheet import Sheet
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.text import button, hint, label


class DonePage(Sheet):
    """`case_wanted()` and `home_wanted()`."""

    case_wanted = Signal()
    home_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("都准备好了", "接着做什么？两样以后都随时找得到。")
        self.summary = VerdictBox()
        self.body.addWidget(self.summary)
        self.case_button = button("登记第一个议题", "primary", icon="plus")
        self.home_button = button("去工作台")
        self.case_button.clicked.connect(self.case_wanted)
        self.home_button.clicked.connect(self.home_wanted)
        self.body.addWidget(
            _row(
                "手上有一件事要议",
                "村民反映的、党组织提出的，先登记成一个议题，程序一步一步带着办。",
                self.case_button,
            )
        )
        self.body.addWidget(
            _row("先看看", "工作台上是要办的事、这几天的日子，还有今年议了几次。", self.home_button)
        )
        self.body.addStretch(1)

    def begin(self) -> None:
        self.case_button.setFocus()

    def show_village(
        self, organisation: Organisation, procedure: Procedure | None, people: int, left_out: int
    ) -> None:
        """Say what is kept by now; `left_out` lines of the roster still have to be mended."""
        village = organisation
        place = f"{village.province}{village.city}{village.county}{village.township}"
        roster = f"名册：{people}人" if people else "名册：还没有填，以后点“名册”补上"
        if left_out:
            roster += f"（还有{left_out}行没有放进来，以后在“名册”里补）"
        source = f"办事依据：{procedure.source}" if procedure else ""
        lines = [f"地区：{place}" if place else "", source, roster]
        self.summary.set_verdict("ok", f"{village.name}可以议事了", "\n".join(filter(None, lines)))


def _row(title: str, words: str, action: QPushButton) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "card")
    action.setMinimumWidth(theme.px(19))
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(label(title, "label", wrap=True))
    texts.addWidget(hint(words))
    row = QHBoxLayout(frame)
    row.setContentsMargins(18, 14, 18, 14)
    row.setSpacing(16)
    row.addLayout(texts, 1)
    row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
    return frame
