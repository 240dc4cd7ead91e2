"""What every window is protected from: the wheel, the second half of a double click, a stray Enter.

One filter for the whole program, because an application-wide filter sees every event and each one costs time.
"""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from yishi_desktop.ui import theme

BY_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Guards(QObject):
    """The filter. A button with the property `repeats` keeps both halves of a double click (− and ＋ of a count);
    a line edit with the property `enterActs` handles Enter itself.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._composing: QObject | None = None
        self._on: dict[QEvent.Type, Callable[[QObject, QEvent], bool]] = {
            QEvent.Type.Wheel: self._wheel,
            QEvent.Type.MouseButtonDblClick: self._double_click,
            QEvent.Type.InputMethod: self._composition,
            QEvent.Type.KeyPress: self._enter,
            QEvent.Type.FocusIn: self._focus_in,
            QEvent.Type.FocusOut: self._focus_out,
            QEvent.Type.DragEnter: self._drag,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handle = self._on.get(event.type())
        return handle(watched, event) if handle else False

    def _wheel(self, watched: QObject, event: QEvent) -> bool:
        """Scrolling a page never changes a value under the pointer; the page scrolls instead."""
        if not isinstance(watched, QComboBox | QAbstractSpinBox):
            return False
        event.ignore()
        return True

    def _double_click(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(watched, QAbstractButton) and not watched.property("repeats")

    def _composition(self, watched: QObject, event: QEvent) -> bool:
        composing = cast("QInputMethodEvent", event).preeditString()
        self._composing = watched if composing else None
        return False

    def _enter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field, as tax clients taught everyone; while composing it belongs to the IME."""
        if (
            cast("QKeyEvent", event).key() not in ENTER
            or not isinstance(watched, QLineEdit)
            or watched is self._composing
        ):
            return False
        if watched.property("enterActs"):
            return False
        watched.focusNextChild()
        return True

    def _focus_in(self, watched: QObject, event: QEvent) -> bool:
        self._mark(watched, by_keyboard=cast("QFocusEvent", event).reason() in BY_KEYBOARD)
        return False

    def _focus_out(self, watched: QObject, event: QEvent) -> bool:
        self._composing = None
        self._mark(watched, by_keyboard=False)
        return False

    def _drag(self, watched: QObject, event: QEvent) -> bool:
        """A photo dragged over a field goes to the page; no field wants to hold the name of a file."""
        if not cast("QDragEnterEvent", event).mimeData().hasUrls() or not _is_field(watched):
            return False
        event.ignore()
        return True

    def _mark(self, watched: QObject, *, by_keyboard: bool) -> None:
        """Style sheets have no :focus-visible; the property `kb` stands for it."""
        if isinstance(watched, QWidget) and bool(watched.property("kb")) != by_keyboard:
            watched.setProperty("kb", by_keyboard)
            theme.repolish(watched)


def _is_field(watched: QObject) -> bool:
    return isinstance(watched, QLineEdit | QPlainTextEdit) or isinstance(watched.parent(), QPlainTextEdit)


def install_guards(app: QApplication) -> Guards:
    """Put the filter over the whole program."""
    guards = Guards(app)
    app.installEventFilter(guards)
    return guards
