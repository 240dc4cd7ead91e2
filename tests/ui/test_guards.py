"""Each guard is tried without and with the filter, so that the test also shows the fault it guards against."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.ui.guards import install_guards


class Form(QWidget):
    def __init__(self):
        super().__init__()
        self.clicks = []
        self.combo, self.day, self.number = QComboBox(), QDateEdit(), QSpinBox()
        self.combo.addItems(["举手", "投票"])
        self.number.setValue(5)
        self.button, self.first, self.second = QPushButton("添加"), QLineEdit(), QLineEdit()
        box = QVBoxLayout(self)
        for part in (self.combo, self.day, self.number, self.button, self.first, self.second):
            box.addWidget(part)
        self.button.clicked.connect(self.count)

    def count(self):
        self.clicks.append(1)

    def values(self):
        return self.combo.currentIndex(), self.day.date(), self.number.value()


@pytest.fixture(params=[False, True], ids=["bare", "guarded"])
def guarded(request, qapp):
    if not request.param:
        yield False
        return
    guards = install_guards(qapp)
    yield True
    qapp.removeEventFilter(guards)
    guards.deleteLater()


@pytest.fixture
def form(qtbot, guarded):
    form = Form()
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


def turn_wheel(widget):
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_no_value(form, guarded):
    before = form.values()
    for part in (form.combo, form.day, form.number):
        turn_wheel(part)
    assert (form.values() == before) is guarded


def test_the_wheel_over_a_combo_scrolls_the_page(qtbot, dressed):
    combo, tall, area = QComboBox(), QWidget(), QScrollArea()
    combo.addItems(["举手", "投票"])
    tall.setMinimumHeight(3000)
    box = QVBoxLayout(tall)
    box.addWidget(combo)
    box.addStretch(1)
    area.setWidget(tall)
    qtbot.addWidget(area)
    area.resize(300, 200)
    with qtbot.waitExposed(area):
        area.show()
    at = combo.mapTo(area, combo.rect().center())
    assert area.childAt(at) is combo
    QTest.wheelEvent(area.windowHandle(), QPointF(at), QPoint(0, -120))
    assert (combo.currentIndex(), area.verticalScrollBar().value() > 0) == (0, True)


def double_click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


def test_a_double_click_adds_once(form, guarded):
    double_click(form.button)
    assert len(form.clicks) == (1 if guarded else 2)


def test_a_counting_button_keeps_both_halves(form, guarded):
    form.button.setProperty("repeats", True)
    double_click(form.button)
    assert len(form.clicks) == 2


def test_enter_goes_to_the_next_field(form, guarded):
    form.first.setFocus()
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert form.second.hasFocus() is guarded


def test_enter_belongs_to_the_input_method_while_composing(form, guarded, ime):
    form.first.setFocus()
    ime.compose(form.first, "wang")
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert form.first.hasFocus()
    ime.commit(form.first, "王")
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert form.first.text() == "王"
    assert form.second.hasFocus() is guarded


def test_the_ring_of_focus_is_for_the_keyboard_only(form, guarded):
    form.button.setFocus(Qt.FocusReason.TabFocusReason)
    assert bool(form.button.property("kb")) is guarded
    form.second.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not form.button.property("kb")
    assert not form.second.property("kb")
