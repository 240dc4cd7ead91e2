"""The head of a matter: way back, topic, which session, undo, saved, help."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from yishi_desktop.domain.dissent import dissent, may_deliberate_again
from yishi_desktop.domain.wording import short_date
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets.rail import ROOM_BESIDE
from yishi_desktop.ui.widgets.tag import SavedIndicator
from yishi_desktop.ui.widgets.text import button, label, set_state

LONG_TITLE = 24
"""Characters; a longer title is set smaller and goes on in the next line, whole."""
LINES_BESIDE = 2
"""A title that would take more lines between the buttons has the width below them to itself."""


class Header(QFrame):
    """Signals say what was asked for; the workspace does it."""

    back = Signal()
    undo = Signal()
    redo = Signal()
    session_wanted = Signal(int)
    again_wanted = Signal()
    paper_toggled = Signal(bool)
    steps_toggled = Signal(bool)
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self._back = button("回工作台", icon="back", name="回工作台")
        self.title: QLabel = label("", "h2", wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.title.setSizePolicy(policy)
        self.sessions = QComboBox()
        self.sessions.setAccessibleName("第几次协商")
        self.sessions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.again = button("再次协商")
        self._undo = button("撤销", "tool")
        self._redo = button("重做", "tool")
        self.paper = button("看文书", "segment")
        self.paper.setCheckable(True)
        self.steps = button("步骤", "segment", name="看步骤")
        self.steps.setCheckable(True)
        self.steps.hide()  # they stand beside the page, where there is room
        self.saved = SavedIndicator()
        self.help = button("帮助", "tool", name="帮助：这一步怎么办")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(16, 6, 16, 6)
        self._whole.setSpacing(4)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._row.addWidget(self._back)
        self._row.addWidget(self.steps)
        self._row.addWidget(self.title, 1)
        self._row.addStretch(0)
        behind = (self.sessions, self.again, self._undo, self._redo, self.saved, self.help, self.paper)
        for widget in behind:
            self._row.addWidget(widget)
        self._others: tuple[QWidget, ...] = (self._back, self.steps, *behind)
        self._whole.addLayout(self._row)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back)
        self._undo.setShortcut(QKeySequence.StandardKey.Undo)
        self._redo.setShortcut(QKeySequence.StandardKey.Redo)
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        self.again.clicked.connect(self.again_wanted)
        self.sessions.activated.connect(self.session_wanted)
        self.paper.toggled.connect(self.paper_toggled)
        self.steps.toggled.connect(self.steps_toggled)
        self.help.clicked.connect(self.help_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In large type on a small screen the arrow alone leads back."""
        super().resizeEvent(event)
        self._back.setText("回工作台" if self.width() >= theme.px(ROOM_BESIDE) else "")
        self._place_title()

    def _place_title(self) -> None:
        """Between the buttons, or below them where it would stand there in a narrow column."""
        shown = (one for one in self._others if not one.isHidden())
        taken = sum(one.sizeHint().width() + self._row.spacing() for one in shown)
        room = self.contentsRect().width() - 2 * 16 - taken
        wide = self.title.fontMetrics().horizontalAdvance(self.title.text())
        below = self._whole.indexOf(self.title) >= 0
        if (wide > LINES_BESIDE * room) != below:
            (self._whole if below else self._row).removeWidget(self.title)
            if below:
                self._row.insertWidget(2, self.title, 1)
            else:
                self._whole.addWidget(self.title)

    def show_editing(self, editing: CaseEditing) -> None:
        """Topic, sessions and what can be undone."""
        title = editing.case.topic.title or "登记新议题"
        self.title.setText(title)
        set_state(self.title, "role", "label" if len(title) > LONG_TITLE else "h2")
        self.title.setToolTip(title)
        room = self.width() >= theme.px(ROOM_BESIDE)
        names = [
            f"第{number}次协商" + (f"（{short_date(session.held_on)}）" if session.held_on and room else "")
            for number, session in enumerate(editing.case.sessions, 1)
        ]
        if [self.sessions.itemText(i) for i in range(self.sessions.count())] != names:
            self.sessions.clear()
            self.sessions.addItems(names)
            self.sessions.setMinimumWidth(self.sessions.sizeHint().width() + theme.px(1))  # Qt measures short
        self.sessions.setCurrentIndex(editing.session_index)
        self.sessions.setVisible(len(names) > 1)
        found = dissent(editing.situation)
        self.again.setVisible(may_deliberate_again(editing.situation))
        self.again.setToolTip(found.sentence if found is not None and found.great else "")
        self._undo.setEnabled(editing.can_undo)
        self._redo.setEnabled(editing.can_redo)
        self._place_title()
