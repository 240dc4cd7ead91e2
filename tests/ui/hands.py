"""Two ways to work the window, as people do: with the mouse, and with the keyboard alone.

Both look for a control by what a screen reader calls it, in the window that is in front. Nothing here calls the
program's own functions.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QScrollArea, QWidget

from tests.ui.audit import controls, spoken

MOST_TABS = 600


class Hand:
    """What both ways share: finding a control, and typing into the one that has the focus."""

    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot

    @property
    def window(self) -> QWidget:
        """The window in front."""
        return QApplication.activeModalWidget() or QApplication.activeWindow()

    def find(self, name: str) -> QWidget:
        """The one control of that name, once it is there; a name ending in … may go on."""
        self.qtbot.waitUntil(lambda: len(self._called(name)) > 0, timeout=10_000)
        found = self._called(name)
        assert len(found) == 1, f"{name}: {len(found)}"
        return found[0]

    def sees(self, name: str) -> bool:
        """Whether there is a control of that name now."""
        return bool(self._called(name))

    def _called(self, name: str) -> list[QWidget]:
        if self.window is None:
            return []
        said = [(spoken(widget), widget) for widget in controls(self.window)]
        if name.endswith("…"):
            return [widget for words, widget in said if words.startswith(name[:-1])]
        return [widget for words, widget in said if words == name]

    def press(self, name: str) -> None:
        """Press a button."""
        raise NotImplementedError

    def reach(self, widget: QWidget) -> None:
        """Bring the focus to a control."""
        raise NotImplementedError

    def choose(self, name: str, words: str) -> None:
        """Choose an entry of a list that folds down."""
        raise NotImplementedError

    def write(self, name: str, text: str) -> None:
        """Replace what stands in a field."""
        widget = self.find(name)
        self.reach(widget)
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def type(self, text: str) -> None:
        """Type where the focus is; Chinese comes out of an input method."""
        widget = QApplication.focusWidget()
        if text.isascii():
            QTest.keyClicks(widget, text)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def enter(self, name: str, letters: str) -> None:
        """Type into a field that takes one name after another, and press Enter."""
        self.write(name, letters)
        self.key(Qt.Key.Key_Return)


class Mouse(Hand):
    """Points and clicks; scrolls to what is further down, as a wheel would."""

    def press(self, name: str) -> None:
        widget = self.find(name)
        assert isinstance(widget, QAbstractButton)
        self._click(widget)

    def reach(self, widget: QWidget) -> None:
        self._click(widget)
        assert widget.hasFocus(), spoken(widget)

    def choose(self, name: str, words: str) -> None:
        combo = self.find(name)
        assert isinstance(combo, QComboBox)
        self._click(combo)
        popup = combo.view()
        self.qtbot.waitUntil(popup.isVisible)
        at = popup.model().index(combo.findText(words), 0)
        assert at.isValid(), f"{name}没有“{words}”"
        popup.scrollTo(at)
        QTest.mouseClick(
            popup.viewport(), Qt.MouseButton.LeftButton, pos=popup.visualRect(at).center()
        )
        self.qtbot.waitUntil(lambda: combo.currentText() == words)

    def _click(self, widget: QWidget) -> None:
        self._scroll_to(widget)
        middle = QPoint(min(widget.width() // 2, widget.width() - 2), widget.height() // 2)
        window = widget.window()
        at = widget.mapTo(window, middle)
        hit = window.childAt(at)
        assert hit is widget or widget.isAncestorOf(hit), f"“{spoken(widget)}”被挡住了"
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(window, at))

    def _scroll_to(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                QApplication.sendPostedEvents()
                parent.ensureWidgetVisible(widget, 20, 40)
            parent = parent.parentWidget()


class Keyboard(Hand):
    """Tab, Space, arrows and letters; no pointer."""

    def press(self, name: str) -> None:
        self.reach(self.find(name))
        self.key(Qt.Key.Key_Space)

    def reach(self, widget: QWidget) -> None:
        for _ in range(MOST_TABS):
            if QApplication.focusWidget() is widget:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"“{spoken(widget)}”用 Tab 键到不了")

    def choose(self, name: str, words: str) -> None:
        combo = self.find(name)
        assert isinstance(combo, QComboBox)
        self.reach(combo)
        self.key(Qt.Key.Key_Home)
        while combo.currentText() != words:
            before = combo.currentIndex()
            self.key(Qt.Key.Key_Down)
            assert combo.currentIndex() != before, f"{name}没有“{words}”"
