"""The real program on a screen nobody sees, with somebody in front of it: `drive_app.py WHAT FOLDER`.

`type`: opens the sample village, types a new topic and says “saved” when the window says so; then waits to be killed.
`session`: a whole session, with papers, ledger, backup and a fault of the program, closed in the end.
Encrypted data are opened with the password of tests/reliability/seeds.py.
`wait`: opens, minimises the window, says “open”, and “front” once somebody has brought it to the front.
"""

import sys
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.reliability.seeds import PASSWORD, PHONE, TOPIC
from tests.ui.audit import spoken
from yishi_desktop import app
from yishi_desktop.services import cases
from yishi_desktop.services.case_files import load_sample_village
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import issuing, papers
from yishi_desktop.ui.lock import Guard

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def say(word: str) -> None:
    print(word, flush=True)


def fill(office: Office) -> Changed:
    load_sample_village(office)
    return Changed(frozenset({"case", "person", "organisation"}))


def work(office: Office, out: Path) -> None:
    """Everything that writes files."""
    for case in cases.all_cases(office):
        situation = office.situation(case)
        issuing.save_papers(
            office, issuing.Departing(situation, papers.papers_of(office, situation)[:4]), out
        )
    ledgers.export(office, *YEAR, out / "台账.xlsx")
    office.store.attachments.add(f"扫描件：{TOPIC}".encode())
    backups.make(office)


class Somebody(QObject):
    """Works the window as soon as its data are there."""

    def __init__(self, what: str, window) -> None:
        super().__init__(window)
        self._what = what
        self._window = window
        self._desk = window.desk
        self._step = 0
        self.timer = QTimer(self)
        self.timer.setInterval(20)
        self.timer.timeout.connect(getattr(self, f"_{what}"))
        self.timer.start()
        self.titles: set[str] = set()

    def _look(self) -> bool:
        """Note the titles of all windows; is there anything to wait for?"""
        self.titles |= {widget.windowTitle() for widget in QApplication.topLevelWidgets()}
        return self._desk.tasks.is_busy()

    def _next(self) -> None:
        self._step += 1

    # ------------------------------------------------------------------------------------------- waiting
    def _wait(self) -> None:
        if self._step == 0 and not self._look():
            self._window.showMinimized()
            self._next()
            say("open")
        elif self._step == 1 and not self._window.isMinimized():
            self._next()
            say("front")

    # -------------------------------------------------------------------------------------------- typing
    def _type(self) -> None:
        if self._look():
            return
        guard = self._window.findChild(Guard)
        if guard.screen is not None:
            guard.screen.password.setText(PASSWORD)
            guard.screen.open.click()
        elif self._step == 0:
            self._desk.act(fill)
            self._next()
        elif self._step == 1:
            self._window.new_case()
            self._next()
        elif self._step == 2 and self._window.workspace.editing is not None:
            self._window.workspace.keeper.saved.connect(self._saved)
            fields = {spoken(one): one for one in self._window.findChildren(QLineEdit) if one.isVisible()}
            fields["协商议题"].setFocus()
            fields["协商议题"].setText(TOPIC)
            fields["协商议题"].textEdited.emit(TOPIC)
            fields["协商议题"].editingFinished.emit()
            self._next()
        elif self._step == 3 and self._what == "session":
            self._next()

    def _saved(self, _: object) -> None:
        say("saved")

    # ------------------------------------------------------------------------------------- a whole session
    def _session(self) -> None:
        if self._step < 4:
            self._type()
            return
        if self._look():
            return
        if self._step == 4:
            self._desk.ask(partial(work, out=self._desk.folder.parent / "交出去的"))
            self._next()
        elif self._step == 5:
            self._next()
            self._window.show_place("people")
            self._fail_on(TOPIC)
        elif self._step == 6:
            for dialog in QApplication.topLevelWidgets():
                if dialog is not self._window and dialog.isVisible():
                    dialog.close()
            self._next()
            self._window.close()
            for title in sorted(self.titles):
                say(f"title {title}")

    def _fail_on(self, topic: str) -> None:
        raise ValueError(f"cannot use {topic} {PHONE} of 徐国平")


def main() -> int:
    QTest  # noqa: B018 - loaded as in the other tests of the window
    make = app.make_window

    def make_with_somebody(*words, **more):
        window = make(*words, **more)
        Somebody(sys.argv[1], window)
        return window

    app.make_window = make_with_somebody
    return app.run(["--data", sys.argv[2]])


if __name__ == "__main__":
    sys.exit(main())
