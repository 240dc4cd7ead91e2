"""The line above the roster: how many there are, what is wrong with it, in which order it stands, and a new term."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from yishi_desktop.domain.kinship import kinship_conflicts
from yishi_desktop.domain.people import Person
from yishi_desktop.domain.terms import expired
from yishi_desktop.services.roster_order import RosterOrder
from yishi_desktop.ui.widgets.text import button, hint


class AboveList(QWidget):
    """`ordered()` when another order is wished for, `election_wanted()` when a new term begins."""

    ordered = Signal()
    election_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = hint()
        self.elect = button("换届……", "link")
        self.elect.clicked.connect(self.election_wanted)
        self.choice = QComboBox()
        self.choice.setAccessibleName("名册的排列")
        for order in RosterOrder:
            self.choice.addItem(order.label, order.value)
        self.choice.currentIndexChanged.connect(self.ordered)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.count, 1)
        row.addWidget(self.elect)
        row.addWidget(self.choice)

    def order(self) -> RosterOrder:
        """The order chosen."""
        return next(one for one in RosterOrder if one.value == self.choice.currentData())

    def offer_tools(self, offered: bool) -> None:
        """Beside a form there is room for the list alone."""
        self.elect.setVisible(offered)
        self.choice.setVisible(offered)

    def say(self, found: int, people: Sequence[Person], today: date) -> None:
        """How many of these people were found, and what somebody should look at."""
        words = f"共{len(people)}人" if found == len(people) else f"找到{found}人，共{len(people)}人"
        if conflicts := kinship_conflicts(people):
            words += f"。有{len(conflicts)}人的任职和近亲属回避有冲突，点开可以看到"
        if over := expired(people, today):
            words += f"。有{over}人任期已满，选出新一届以后点“换届”"
        self.count.setText(words)
        self.count.setVisible(bool(people))
