"""The way back after a matter got another procedure: offered for a moment, and taken with one button."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.switching import change_procedure
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import UndoBar


class SwitchBack(QObject):
    """`wanted` when the button is pressed; `done(case_id)` when the matter has its former procedure again."""

    wanted = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._case_id = self._procedure = ""
        self.bar = UndoBar(window)
        self.bar.take_back.setShortcut(QKeySequence())  # Ctrl+Z takes back what was typed
        self.bar.undone.connect(self.wanted)

    def offer(self, case_id: str, procedure: str) -> None:
        """Offer to give the matter this procedure back."""
        self._case_id, self._procedure = case_id, procedure
        self.bar.offer("已换办事依据，填过的都还在")

    def take(self) -> None:
        """Give it back."""
        switch = partial(_switch, case_id=self._case_id, procedure=self._procedure)
        self._desk.act(switch, self._taken)

    def _taken(self, _: Changed) -> None:
        self.done.emit(self._case_id)


def _switch(office: Office, case_id: str, procedure: str) -> Changed:
    return change_procedure(office, case_id, procedure)
