"""Keeping what is typed: a draft a moment after the last key, a revision when a page is left."""

from collections import deque
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import cases
from yishi_desktop.services.cases import Opened
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.services.office import Office
from yishi_desktop.ui.desk import Desk

PAUSE = 600
"""Milliseconds without a key before the draft is saved."""


@dataclass(slots=True)
class _Standing:
    """The revisions the next draft stands on. Only the worker reads and moves it, so that no draft can be saved on
    a revision that has been superseded while it waited its turn.
    """

    base: tuple[str, ...]


class Keeper(QObject):
    """Saves one case being edited, away from the keyboard. `saved` comes only after the store has committed."""

    saving = Signal()
    saved = Signal(object)
    """The time of day."""
    failed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editing: CaseEditing | None = None
        self._standing = _Standing(())
        self._unrevised = False
        self._on_the_way: deque[Case] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.save_draft)

    def take_up(self, editing: CaseEditing, opened: Opened) -> None:
        """Begin with another case; what was typed in the last one while this one was on its way is kept as its draft."""
        self.save_draft()
        self._editing = editing
        self._standing = _Standing(opened.base)
        self._unrevised = opened.from_draft

    def touched(self) -> None:
        """Something was typed."""
        self._timer.start()
        self.saving.emit()

    def save_draft(self) -> None:
        """Save the draft now, if there is anything new."""
        self._timer.stop()
        if self._editing is not None and self._editing.draft_due:
            self._unrevised = True
            self._on_the_way.append(self._editing.case)
            work = partial(_save_draft, case=self._editing.case, standing=self._standing)
            self._desk.ask(work, self._kept, self._refused)

    def leave_page(self, title: str) -> None:
        """Make a revision of what was typed on a page."""
        self._timer.stop()
        if self._editing is not None and (self._editing.draft_due or self._unrevised):
            self._unrevised = False
            self._on_the_way.append(self._editing.case)
            work = partial(_leave, case=self._editing.case, standing=self._standing, title=title)
            self._desk.act(work, self._kept, self._refused)

    def _kept(self, _: object) -> None:
        """The worker answers in the order it was asked."""
        case = self._on_the_way.popleft()
        if self._editing is not None and self._editing.case.id == case.id:
            self._editing.kept(case)
            if not self._editing.draft_due:
                self.saved.emit(self._desk.clock().time())

    def _refused(self, error: UserError) -> None:
        self._on_the_way.popleft()
        self._unrevised = True
        self.failed.emit()
        self._desk.refused.emit(error)


def _save_draft(office: Office, case: Case, standing: _Standing) -> str:
    return cases.save_draft(office, case, standing.base)


def _leave(office: Office, case: Case, standing: _Standing, title: str) -> Changed:
    opened, changed = cases.leave(office, case, standing.base, title)
    standing.base = opened.base
    return changed
