"""A page that is closed leaves nothing behind."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui import gallery
from yishi_desktop.ui.editors import PersonEditor


def settle():
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.mark.parametrize("page", gallery.PAGES)
def test_a_closed_page_leaves_no_widget(dressed, page):
    settle()
    before = set(map(id, QApplication.allWidgets()))
    widget = gallery.PAGES[page]()
    widget.show()
    QApplication.processEvents()
    widget.close()
    widget.deleteLater()
    del widget
    settle()
    assert [left for left in QApplication.allWidgets() if id(left) not in before] == []


def test_the_list_of_people_goes_with_its_field(show):
    window = QWidget()
    box = QVBoxLayout(window)
    editor = PersonEditor(gallery.CANDIDATES)
    box.addWidget(editor)
    show(window)
    editor.setFocus()
    QTest.keyClicks(editor.box, "w")
    assert editor.box.offered() is not None
    editor.deleteLater()
    del editor
    settle()
    settle()  # the list asks to be deleted when its field is
    assert window.findChildren(QWidget) == []
