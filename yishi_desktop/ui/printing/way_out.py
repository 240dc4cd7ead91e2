"""The way out for papers: where something on a notice has not been looked at yet, it is asked here, and then done after all."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.disclosure import Risk
from yishi_desktop.services.printing.issuing import Departing, UnseenError
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.disclosure_check import DisclosureCheck
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.text import button, subheading

Work = Callable[..., Any]
"""What lets papers out: it takes a `Departing`, and the office behind it."""
_Told = tuple[
    Callable[[Any], None],
    Callable[[UserError], None],
    Callable[[Job], None] | None,
    Callable[[], None] | None,
]
"""Who hears that it is done, that it failed, that it has begun, and that the user kept it back."""


class LookDialog(QDialog):
    """What was found on notices about to leave; `accepted` when it has been looked at and may."""

    def __init__(self, desk: Desk, departing: Departing, error: UnseenError, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("张贴之前看一看")
        self.setAccessibleName("张贴之前看一看")
        self.setMinimumWidth(theme.px(42))
        titles = {risk.paper for risk in error.risks}
        notices = [paper for paper in departing.papers if paper.title in titles]
        self.check = DisclosureCheck(desk, departing.situation, notices)
        self.check.show_risks(error.risks)
        self.go_on = button("照样打印、保存", "primary")
        self.stay = button("先不")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.stay)
        foot.addWidget(self.go_on)
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 22, 26, 18)
        box.setSpacing(10)
        box.addWidget(subheading("要张贴的材料，张贴之前看一看"))
        box.addWidget(self.check)
        box.addStretch(1)
        box.addLayout(foot)
        self.go_on.setEnabled(False)
        self.check.settled.connect(self._settled)
        self.go_on.clicked.connect(self.accept)
        self.stay.clicked.connect(self.reject)

    def _settled(self) -> None:
        self.go_on.setEnabled(self.check.is_settled())


class WayOut(QObject):
    """Lets papers out from one widget. What has been looked at stays looked at while the widget lives."""

    def __init__(self, desk: Desk, widget: QWidget) -> None:
        super().__init__(widget)
        self.desk = desk
        self.widget = widget
        self.seen: frozenset[Risk] = frozenset()
        self.dialog: LookDialog | None = None

    def send(
        self,
        work: Work,
        departing: Departing,
        then: Callable[[Any], None],
        failed: Callable[[UserError], None],
        *,
        started: Callable[[Job], None] | None = None,
        kept_back: Callable[[], None] | None = None,
    ) -> None:
        """Do `work`; `started` is told of the job each time there is one, `kept_back` when the user would rather not."""
        _Errand(self, work, departing, (then, failed, started, kept_back)).run()


class _Errand(QObject):
    """One thing to be let out: tried, asked about where it has to be, and tried again."""

    def __init__(self, way: WayOut, work: Work, departing: Departing, told: _Told) -> None:
        super().__init__(way)
        self._way = way
        self._work = work
        self._departing = departing
        self._then, self._failed, self._started, self._kept_back = told
        self._found: frozenset[Risk] = frozenset()

    def run(self) -> None:
        """Do it, as far as what was looked at allows."""
        seen = frozenset(self._departing.seen) | self._way.seen
        work = partial(self._work, replace(self._departing, seen=seen))
        job = self._way.desk.ask(work, self._done, self._refused)
        if self._started:
            self._started(job)

    def _done(self, answer: Any) -> None:
        self._then(answer)
        self.deleteLater()

    def _refused(self, error: UserError) -> None:
        if not isinstance(error, UnseenError):
            self._failed(error)
            self.deleteLater()
            return
        self._found = frozenset(error.risks)
        dialog = LookDialog(self._way.desk, self._departing, error, self._way.widget)
        dialog.accepted.connect(self._looked)
        dialog.rejected.connect(self._kept)
        self._way.dialog = dialog
        dialog.open()

    def _looked(self) -> None:
        self._way.seen |= self._found
        self.run()

    def _kept(self) -> None:
        if self._kept_back:
            self._kept_back()
        self.deleteLater()
