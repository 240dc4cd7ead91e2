"""Two ways to work the window, as people do: with the mouse, and with the keyboard alone.

Both look for a control by what a screen reader calls it, in the window that is in front. Nothing here calls the
program's own functions.
"""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QScrollArea, QWidget

from tests.ui.audit import controls, spoken

MOST_TABS = 600
ALBUM = Path(__file__).resolve().parents[2] / "out" / "screens"
"""Where a test run leaves its pictures of every page."""


class Hand:
    """What both ways share: finding a control, and typing into the one that has the focus."""

    def __init__(self, qtbot, window: QWidget) -> None:
        self.qtbot = qtbot
        self._main = window
        self._pages = 0
        self.clicks = 0
        self.keys = 0
        """Keys pressed and characters typed; a Chinese character counts as one, whatever the input method needs."""
        self.album = ALBUM / type(self).__name__.lower()
        self.album.mkdir(parents=True, exist_ok=True)

    @property
    def window(self) -> QWidget:
        """The window in front. Without a window manager nobody gives the focus back when a list folds up."""
        front = QApplication.activeModalWidget() or self._main
        if QApplication.activeWindow() is None:
            front.activateWindow()
            self.qtbot.waitUntil(front.isActiveWindow)
        return front

    def look(self, name: str) -> None:
        """Keep a picture of the window in front."""
        QApplication.sendPostedEvents()
        self.window.grab().save(str(self.album / f"{name}.png"))

    def look_on(self) -> None:
        """Keep a numbered picture of the page about to be left."""
        self._pages += 1
        self.look(f"{self._pages:02d}")

    # -------------------------------------------------------------------------------------------- finding
    def find(self, name: str) -> QWidget:
        """The one control of that name, once it is there; a name ending in … may go on."""
        try:
            self.qtbot.waitUntil(lambda: len(self._called(name)) == 1, timeout=20_000)
        except self.qtbot.TimeoutError:
            self.look("找不到")
            there = "；".join(spoken(widget) for widget in self._there())
            raise AssertionError(f"找不到“{name}”（{len(self._called(name))}个）。有：{there}") from None
        return self._called(name)[0]

    def wait_until_chosen(self, name: str) -> None:
        """Wait until the program has pressed in the answer it proposes."""
        self.qtbot.waitUntil(lambda: any(widget.isChecked() for widget in self._called(name)), timeout=20_000)

    def sees(self, name: str) -> bool:
        """Whether there is a control of that name now."""
        return bool(self._called(name))

    def _called(self, name: str) -> list[QWidget]:
        said = [(spoken(widget), widget) for widget in self._there()]
        if name.endswith("…"):
            return [widget for words, widget in said if words.startswith(name[:-1])]
        return [widget for words, widget in said if words == name]

    def _there(self) -> list[QWidget]:
        """What can be worked: what the Tab key stops at, and the buttons the arrow keys go on to from there."""
        stops = [one for one in controls(self.window) if not isinstance(one, QScrollArea)]
        buttons = [one for one in self.window.findChildren(QAbstractButton) if one.isVisible()]
        return [*stops, *(one for one in buttons if one.isEnabled() and _mates(one) and one not in stops)]

    # -------------------------------------------------------------------------------------------- working
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
        self.reach(self.find(name))
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def enter(self, name: str, letters: str) -> None:
        """Type a name, or the first letters of one, and take what Enter makes of it."""
        self.write(name, letters)
        self.key(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type where the focus is; Chinese comes out of an input method."""
        widget = self.window.focusWidget()
        self.keys += len(text)
        if text.isascii():
            QTest.keyClicks(widget, text)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.keys += 1
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)


class Mouse(Hand):
    """Points and clicks; scrolls to what is further down, as a wheel would."""

    def press(self, name: str) -> None:
        self._click(self.find(name))

    def reach(self, widget: QWidget) -> None:
        self._click(widget)
        self.qtbot.waitUntil(widget.hasFocus, timeout=20_000)

    def choose(self, name: str, words: str) -> None:
        combo = self.find(name)
        assert isinstance(combo, QComboBox)
        popup = combo.view()
        self.qtbot.waitUntil(lambda: combo.findText(words) >= 0, timeout=20_000)
        at = popup.model().index(combo.findText(words), 0)

        def chosen() -> bool:
            """Qt takes no click in a list that has only just unfolded, and folds it up when a window comes forward."""
            if not popup.isVisible():
                self._click(combo, on_arrow=True)
            popup.scrollTo(at)
            QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=popup.visualRect(at).center())
            return combo.currentText() == words and not popup.isVisible()

        self.qtbot.waitUntil(chosen, timeout=20_000)
        self.clicks += 2  # the list and the entry; Qt may need more tries, a hand does not

    def _click(self, widget: QWidget, *, on_arrow: bool = False) -> None:
        self.qtbot.waitUntil(lambda: self._lies_open(widget, on_arrow=on_arrow), timeout=20_000)
        at = _spot(widget, on_arrow=on_arrow)
        hit = widget.childAt(at) or widget
        self.clicks += not on_arrow
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(widget, at))

    def _lies_open(self, widget: QWidget, *, on_arrow: bool) -> bool:
        """Whether the pointer can get at it: scrolled into view, and nothing before it."""
        self._scroll_to(widget)
        window = widget.window()
        hit = window.childAt(widget.mapTo(window, _spot(widget, on_arrow=on_arrow)))
        return hit is widget or widget.isAncestorOf(hit)

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
        widget = self.find(name)
        mates = [one for one in _mates(widget) if one.isChecked()]
        if mates and widget not in mates:
            self.reach(mates[0])
            while not widget.hasFocus():
                self.key(Qt.Key.Key_Right)
        else:
            self.reach(widget)
            self.key(Qt.Key.Key_Space)

    def reach(self, widget: QWidget) -> None:
        passed: list[str] = []
        for _ in range(MOST_TABS):
            focus = self.window.focusWidget()
            if focus is widget:
                return
            passed.append(spoken(focus) if focus else "（没有焦点）")
            self.key(Qt.Key.Key_Tab)
        ways = "；".join(dict.fromkeys(passed))
        raise AssertionError(f"“{spoken(widget)}”用 Tab 键到不了，只到过：{ways}")

    def choose(self, name: str, words: str) -> None:
        combo = self.find(name)
        assert isinstance(combo, QComboBox)
        if combo.isEditable():
            self.write(name, words)
            self.key(Qt.Key.Key_Return)
            return
        self.reach(combo)
        self.key(Qt.Key.Key_Home)
        while combo.currentText() != words:
            before = combo.currentIndex()
            self.key(Qt.Key.Key_Down)
            assert combo.currentIndex() != before, f"{name}没有“{words}”"


def _spot(widget: QWidget, *, on_arrow: bool) -> QPoint:
    """Where to point: the middle, or the arrow of a list that folds down."""
    middle = widget.rect().center()
    return QPoint(widget.width() - 12, middle.y()) if on_arrow else middle


def _mates(widget: QWidget) -> list[QAbstractButton]:
    """The buttons of which only one is pressed in: Tab stops at that one, arrow keys go on to the others."""
    if not isinstance(widget, QAbstractButton):
        return []
    group = widget.group()
    if group is not None and group.exclusive():
        return group.buttons()
    beside = widget.parentWidget().findChildren(QAbstractButton) if widget.autoExclusive() else []
    return [one for one in beside if one.autoExclusive() and one.parentWidget() is widget.parentWidget()]
