"""补录 as one screen: sheets of paper typed in, and old ledgers taken in, one behind the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.late_entries.old_ledger import OldLedgerPage
from yishi_desktop.ui.late_entries.page import LateEntryPage
from yishi_desktop.ui.printing.files import Files


class LateEntries(QStackedWidget):
    """`closed()` leads back to the list of matters."""

    closed = Signal()

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__()
        self._desk, self._files = desk, files
        self.typing = LateEntryPage(desk)
        self.typing.closed.connect(self.closed)
        self.typing.old_ledger_wanted.connect(self.take_old_ledger)
        self.old_ledger: OldLedgerPage | None = None
        self.addWidget(self.typing)

    def begin(self) -> None:
        """Type in sheets of paper."""
        self.typing.begin()
        self.setCurrentWidget(self.typing)

    def take_old_ledger(self) -> None:
        """Take in a ledger kept in a table by hand."""
        if self.old_ledger is None:
            self.old_ledger = OldLedgerPage(self._desk, self._files)
            self.old_ledger.closed.connect(self.begin)
            self.addWidget(self.old_ledger)
        self.old_ledger.begin()
        self.setCurrentWidget(self.old_ledger)

    def help_topic(self) -> tuple[str, str]:
        """The help about typing in old papers and ledgers."""
        return "late", ""

    def keep(self) -> None:
        """Keep what is half typed."""
        self.typing.keep()

    def save_draft(self) -> None:
        """Keep what is on the screen as it is."""
        self.typing.keeper.save_draft()
