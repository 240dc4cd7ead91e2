"""After the recovery code has opened the data: a new password, before the paper goes back into its envelope."""

from functools import partial

from PySide6.QtCore import QObject

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.keeping import encryption
from yishi_desktop.services.office import Office
from yishi_desktop.ui.lock import Guard
from yishi_desktop.ui.main_window import MainWindow
from yishi_desktop.ui.secret_dialog import NewPasswordDialog


class NewPassword(QObject):
    """Asks when the guard says so; refusing leaves the old password, and the code."""

    def __init__(self, guard: Guard, window: MainWindow) -> None:
        super().__init__(guard)
        self._window = window
        self._code = ""
        self.dialog: NewPasswordDialog | None = None
        guard.password_wanted.connect(self._ask)

    def _ask(self, code: str) -> None:
        self._code = code
        self.dialog = NewPasswordDialog(self._window)
        self.dialog.chosen.connect(self._keep)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _keep(self, password: str) -> None:
        self._window.desk.ask(partial(_change, code=self._code, password=password), self._kept, self._refused)

    def _kept(self, _: None) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _refused(self, error: UserError) -> None:
        if self.dialog is not None:
            self.dialog.said.setText(f"{error.happened}{error.do_next}")

    def _forget(self, _: int) -> None:
        self._code = ""
        self.dialog = None


def _change(office: Office, code: str, password: str) -> None:
    encryption.change_password(office, code, password)
