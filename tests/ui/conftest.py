"""A dressed program for every test of the window."""

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.services.offices import DEFINITIONS
from tests.ui.villages import SPRING, Answers, Moment, leave, open_desk, settle
from yishi_desktop.app import make_window
from yishi_desktop.ui import theme
from yishi_desktop.ui.chinese import install_chinese, remove_chinese
from yishi_desktop.ui.guards import install_guards
from yishi_desktop.ui.lock import Guard


@pytest.fixture
def dressed(qapp):
    """Theme, Chinese and guards as in the real program; all taken off again.

    What a test leaves behind goes too: every widget still there is dressed anew for every later test.
    """
    translators = install_chinese(qapp)
    guards = install_guards(qapp)
    theme.apply_theme(qapp)
    yield qapp
    qapp.removeEventFilter(guards)
    guards.deleteLater()
    _clear_away(qapp)
    remove_chinese(qapp, translators)


def _clear_away(qapp):
    for widget in qapp.topLevelWidgets():
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def show(qtbot, dressed):
    """show(widget, width, height) shows it, settled."""

    def shown(widget, width=900, height=600):
        qtbot.addWidget(widget)
        widget.resize(QSize(width, height))
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        QApplication.processEvents()
        QApplication.processEvents()
        return widget

    return shown


@pytest.fixture
def ime():
    """A synthetic input method."""
    return InputMethod()


class InputMethod:
    def compose(self, widget, letters):
        QApplication.sendEvent(widget, QInputMethodEvent(letters, []))

    def commit(self, widget, text):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)


@pytest.fixture
def village(qtbot, dressed, tmp_path):
    """village(act, at) opens a desk on a new store, does `act` to it and waits; closed again after the test."""
    desks = []

    def opened(act, at=SPRING):
        desk = open_desk(tmp_path / "data", at)
        desks.append(desk)
        desk.open()
        desk.act(act)
        settle(qtbot, desk)
        return desk

    yield opened
    for desk in desks:
        desk.close()
        desk.deleteLater()


@pytest.fixture
def start(qtbot, dressed, tmp_path):
    """start(folder, answer) starts the program on a folder: its window, and who guards it. Left again after the test."""
    windows = []

    def opened(folder="data", answer=None):
        window = make_window(tmp_path / folder, DEFINITIONS, Moment(), Answers(answer))
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        settle(qtbot, window.desk)
        return window, window.findChild(Guard)

    yield opened
    for window in windows:
        leave(qtbot, window)
