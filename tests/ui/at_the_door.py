"""Before a locked screen: what can be read there, and an answer typed into it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from yishi_desktop.ui.lock import Guard


def seen(window: QWidget) -> str:
    """Every word that can be read now."""
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def answer(guard: Guard, text: str) -> None:
    """Type a password, or a recovery code, and press Enter."""
    guard.screen.password.setText(text)
    QTest.keyClick(guard.screen.password, Qt.Key.Key_Return)
