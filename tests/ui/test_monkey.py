"""Somebody presses anything, in any order: nothing breaks, and what was called 已保存 is there after a restart.

Each run is made from its seed and can be repeated. A thousand events in every test run; twenty thousand with
`python3 dev.py soak`.
"""

import random

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from tests.soaking import times
from tests.ui.audit import shown
from tests.ui.villages import Answers, Moment, leave, load_samples, settle
from yishi_desktop.app import make_window
from yishi_desktop.domain.case import Case
from yishi_desktop.services import cases
from yishi_desktop.services.office import load_definitions, start_office

EVENTS = 250
RUNS = times(4, 80)
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_F11, Qt.Key.Key_5, Qt.Key.Key_W,
)  # fmt: skip
SHORTCUTS = (
    Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_A, Qt.Key.Key_S, Qt.Key.Key_F, Qt.Key.Key_K, Qt.Key.Key_1, Qt.Key.Key_2,
    Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6,
)  # fmt: skip
WORDS = (
    "王",
    "2026.3.5",
    "14:30",
    "12",
    "𣲗淼",
    "同意",
    "，。",
    "a'b\"<>&",
    "　",
    "99999999",
    "－",
    "路灯\n水渠",
)


class Monkey:
    """Presses what is there. It never leaves the program: no cross, no system's window (those are stood in for)."""

    def __init__(self, window: QWidget, seed: int) -> None:
        self._main = window
        self._chance = random.Random(seed)
        self.did: list[str] = []

    @property
    def window(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._main

    def act(self) -> None:
        act = self._chance.choices(
            (self._click, self._type, self._key, self._shortcut, self._choose), (5, 3, 3, 1, 1)
        )[0]
        act()

    def _note(self, what: str) -> None:
        self.did.append(what)

    def _one_of(self, *kinds: type[QWidget]) -> QWidget | None:
        there = [one for one in shown(self.window) if isinstance(one, kinds) and one.isEnabled()]
        return self._chance.choice(there) if there else None

    def _click(self) -> None:
        one = self._one_of(QAbstractButton)
        if one is not None and not _unfolds(one):
            self._note(f"click {one.accessibleName() or one.text()}")
            if isinstance(self.window, QMenu):
                self.window.close()
                return
            QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=QPoint(one.width() // 2, one.height() // 2))

    def _type(self) -> None:
        one = self._one_of(QLineEdit, QPlainTextEdit)
        if one is not None:
            words = self._chance.choice(WORDS)
            self._note(f"type {words!r}")
            one.setFocus()
            one.insert(words) if isinstance(one, QLineEdit) else one.insertPlainText(words)

    def _key(self) -> None:
        self._press(self._chance.choice(KEYS), Qt.KeyboardModifier.NoModifier)

    def _shortcut(self) -> None:
        self._press(self._chance.choice(SHORTCUTS), Qt.KeyboardModifier.ControlModifier)

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        self._note(f"key {key.name} {modifier.name}")
        target = self.window.focusWidget()
        if target is None or not shiboken6.isValid(
            target
        ):  # of a list in a box Python may know an earlier one
            target = self.window
        if modifier == Qt.KeyboardModifier.NoModifier:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                if shiboken6.isValid(target):  # the press may close it
                    QApplication.sendEvent(target, QKeyEvent(kind, key, modifier, ""))
        else:
            QTest.keyPress(target, key, modifier)
            if shiboken6.isValid(target):
                QTest.keyRelease(target, key, modifier)

    def _choose(self) -> None:
        one = self._one_of(QComboBox)
        if one is not None and one.count():
            self._note(f"choose in {one.accessibleName()}")
            one.setCurrentIndex(self._chance.randrange(one.count()))
            one.activated.emit(one.currentIndex())


def _unfolds(one: QWidget) -> bool:
    """Whether a press opens a menu of Qt's own, which waits in a loop of its own for somebody to choose."""
    menu = getattr(one, "menu", None)
    return bool(callable(menu) and menu())


@pytest.fixture
def window(qtbot, dressed, tmp_path, user_folder):
    made = make_window(tmp_path / "data", load_definitions(), Moment(), Answers())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle(qtbot, made.desk)
    made.desk.act(load_samples)
    settle(qtbot, made.desk)
    made.first_run.finished.emit()
    yield made
    if shiboken6.isValid(made):
        close_all(qtbot, made)
    leave(qtbot, made)


def close_all(qtbot, window) -> None:
    """Close what stands in front, as somebody who gives up does."""
    for _ in range(20):
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if front is None:
            break
        front.reject() if isinstance(front, QDialog) else front.close()
        QApplication.processEvents()
    settle(qtbot, window.desk)


@pytest.mark.parametrize("seed", range(RUNS))
def test_anything_in_any_order_breaks_nothing_and_loses_nothing(window, qtbot, tmp_path, seed):
    monkey = Monkey(window, seed)
    situations = window.desk.snapshot.situations
    window.open_case(situations[seed % len(situations)].case.id)
    settle(qtbot, window.desk)
    with qtbot.captureExceptions() as faults:
        for number in range(EVENTS):
            monkey.act()
            QApplication.processEvents()
            if number % 50 == 49:
                settle(qtbot, window.desk)
            assert not faults, (monkey.did[-8:], faults)
        close_all(qtbot, window)
        window.keep()
        settle(qtbot, window.desk)
        called_saved = {one.case.id: one.case for one in window.desk.snapshot.situations}
        editing = window.workspace.editing
        if editing is not None and not editing.draft_due and editing.case.id in called_saved:
            assert called_saved[editing.case.id] == editing.case, monkey.did[-8:]
        leave(qtbot, window)
    assert not faults, (monkey.did[-8:], faults)
    assert after_a_restart(tmp_path / "data") == called_saved, monkey.did[-8:]


def after_a_restart(folder) -> dict[str, Case]:
    office = start_office(folder, load_definitions(), Moment())
    try:
        return {case.id: case for case in cases.all_cases(office)}
    finally:
        office.store.close()
