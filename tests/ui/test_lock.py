"""A locked screen shows nothing of the village, and only the password or the recovery code takes it away."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.at_the_door import answer, seen
from tests.ui.audit import audit
from tests.ui.villages import find, load_samples, settle
from yishi_desktop.services.keeping import app_lock
from yishi_desktop.services.office import open_office
from yishi_desktop.ui.dialogs import confirm
from yishi_desktop.ui.lock import GUESSES
from yishi_desktop.ui.settings.page import SettingsPage

PASSWORD = "后塘1234"


@pytest.fixture
def start(start, tmp_path):
    """The program on the sample village."""
    with open_office(tmp_path / "data") as office:
        load_samples(office)
    return start


def test_at_the_start_nothing_is_opened_before_the_password(start, qtbot):
    app_lock.set_password(PASSWORD)
    window, guard = start()
    assert window.desk._office is None
    assert "后塘" not in seen(window)
    answer(guard, "1234")
    assert "密码不对" in seen(window)
    answer(guard, PASSWORD)
    settle(qtbot, window.desk)
    assert guard.screen is None
    assert len(window.desk.snapshot.situations) == 3


def test_idle_minutes_lock_and_dialogs_vanish_with_the_rest(start, qtbot):
    app_lock.set_password(PASSWORD)
    app_lock.lock_after(3)
    window, guard = start()
    answer(guard, PASSWORD)
    settle(qtbot, window.desk)
    assert guard.idle.isActive() and guard.idle.interval() == 3 * 60_000
    dialog = confirm(window, "徐国平要回避吗？", "", "回避", "先不")
    guard.idle.timeout.emit()
    assert not dialog.isVisible()
    assert "三组" not in seen(window)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window] == []
    answer(guard, PASSWORD)
    assert dialog.isVisible()
    dialog.reject()


def test_whoever_works_is_not_locked_out(start):
    app_lock.set_password(PASSWORD)
    window, guard = start()
    answer(guard, PASSWORD)
    guard.idle = Counting(guard)
    guard.idle.start(10_000_000)
    QTest.keyClick(window, Qt.Key.Key_Shift)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    assert guard.idle.started >= 3


class Counting(QTimer):
    started = 0

    def start(self, *interval):
        self.started += 1
        super().start(*interval)


def test_guessing_has_to_wait(start):
    app_lock.set_password(PASSWORD)
    _, guard = start()
    for _ in range(GUESSES):
        answer(guard, "0000")
    answer(guard, PASSWORD)
    assert guard.screen is not None
    guard.screen._pause.timeout.emit()
    guard.screen._pause.stop()
    answer(guard, PASSWORD)
    assert guard.screen is None


def test_the_recovery_code_opens_a_forgotten_door(start, qtbot):
    code = app_lock.set_password(PASSWORD)
    window, guard = start()
    guard.screen.forgotten.click()
    assert "资料没有丢" in seen(window)
    assert audit(window) == []
    answer(guard, code)
    settle(qtbot, window.desk)
    assert len(window.desk.snapshot.situations) == 3
    assert not app_lock.is_set()


def test_without_a_password_nothing_is_ever_locked(start):
    _, guard = start()
    assert not guard.idle.isActive()
    guard.lock()
    assert guard.screen is None


# --------------------------------------------------------------------------------------------- in the settings
@pytest.fixture
def panel(village, show):
    page = show(SettingsPage(village(load_samples)), 1206, 697)
    find(page, "密码", QPushButton).click()
    yield page.panel("密码")


def test_a_password_is_set_changed_and_taken_away(panel):
    assert audit(panel.window()) == []
    panel.first.setText(PASSWORD)
    panel.second.setText("别的")
    panel.save.click()
    assert not app_lock.is_set()
    panel.second.setText(PASSWORD)
    panel.save.click()
    assert "恢复码：" in panel.said.text()
    assert app_lock.opens(PASSWORD)
    panel.present.setText("不是它")
    panel.remove.click()
    assert app_lock.is_set()
    assert audit(panel.window()) == []
    panel.present.setText(PASSWORD)
    panel.remove.click()
    assert not app_lock.is_set()


def test_it_is_said_what_it_does_not_keep_out(panel):
    said = seen(panel)
    assert "资料没有加密" in said and "走过来看" in said
