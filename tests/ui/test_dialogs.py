"""Windows that speak up: their words, their keys, and that none of them stays alive once closed."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tests.ui.audit import audit
from yishi_desktop.domain.errors import UserError
from yishi_desktop.ui.crash import CrashDialog
from yishi_desktop.ui.dialogs import UndoBar, confirm, show_error

LOCKED = UserError(
    "“2026年台账.xlsx”正在WPS里打开，存不进去。",
    "您填的内容都在，没有丢。",
    "请先在WPS里关掉它，再点“再存一次”。",
)


@pytest.fixture
def window(show):
    window = QWidget()
    box = QVBoxLayout(window)
    box.addWidget(QLabel("议题"))
    return show(window)


def ask(window):
    return confirm(window, "把这份记录定稿吗？", "定稿以后再改，要写明原因。", "定稿", "先不定稿")


def refuse(window):
    return show_error(window, LOCKED)


def crash(window):
    from pathlib import Path

    dialog = CrashDialog("资料已保存到14:32。", Path(), window)
    dialog.open()
    return dialog


EVERY = pytest.mark.parametrize("open_it", [ask, refuse, crash])


@EVERY
def test_a_closed_dialog_is_gone(window, open_it):
    alive = []
    for _ in range(5):
        dialog = open_it(window)
        alive.append(weakref.ref(dialog))
        dialog.reject()
        del dialog
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref for ref in alive if ref() is not None] == []


@EVERY
def test_every_dialog_passes_the_audit(qtbot, window, open_it):
    dialog = open_it(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert audit(dialog) == []


def test_an_error_is_told_in_three_sentences(window):
    texts = [label.text() for label in refuse(window).findChildren(QLabel)]
    assert texts == [LOCKED.happened, LOCKED.safe, LOCKED.do_next]


class Answers(list):
    def yes(self):
        self.append("yes")

    def no(self):
        self.append("no")


@pytest.mark.parametrize(("press", "answer"), [("agree", "yes"), ("refuse", "no")])
def test_the_verbs_answer(window, press, answer):
    answers, dialog = Answers(), ask(window)
    dialog.accepted.connect(answers.yes)
    dialog.rejected.connect(answers.no)
    QTest.mouseClick(getattr(dialog, press), Qt.MouseButton.LeftButton)
    assert answers == [answer]


def test_enter_and_escape_do_no_harm(window):
    answers = Answers()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = ask(window)
        dialog.accepted.connect(answers.yes)
        dialog.rejected.connect(answers.no)
        QTest.keyClick(dialog, key)
    assert answers == ["no", "no"]


def test_undo_takes_back_and_ends_the_time(qtbot, window):
    bar = UndoBar(window)
    bar.offer("已删除“陈阿土”的发言")
    assert bar.isVisible()
    assert window.rect().contains(bar.geometry())
    with qtbot.waitSignal(bar.undone), qtbot.assertNotEmitted(bar.expired):
        QTest.mouseClick(bar.take_back, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert not bar.timer.isActive()


def test_undo_ends_by_itself_after_ten_seconds(qtbot, window):
    bar = UndoBar(window)
    bar.offer("已删除一条发言")
    assert (bar.timer.interval(), bar.timer.isSingleShot()) == (10_000, True)
    with qtbot.waitSignal(bar.expired):
        bar.timer.timeout.emit()
    assert not bar.isVisible()


def test_a_second_offer_ends_the_first(qtbot, window):
    bar = UndoBar(window)
    bar.offer("已删除第一条")
    with qtbot.waitSignal(bar.expired):
        bar.offer("已删除第二条")
    assert bar.isVisible()
