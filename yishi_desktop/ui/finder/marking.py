"""Showing where on a page the words stand: the field gets the focus, the words are selected."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

Field = QLineEdit | QPlainTextEdit


def mark_words(within: QWidget, words: str) -> bool:
    """Focus the first field inside that holds the words, and select them; whether there is one."""
    wanted = words.casefold()
    fields: list[Field] = [*within.findChildren(QLineEdit), *within.findChildren(QPlainTextEdit)]
    for field in fields:
        at = _text(field).casefold().find(wanted)
        if at >= 0 and field.isVisibleTo(within) and not isinstance(field.parent(), QComboBox):
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            _select(field, at, len(wanted))
            return True
    return False


def _text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _select(field: Field, at: int, length: int) -> None:
    if isinstance(field, QLineEdit):
        field.setSelection(at, length)
        return
    # Qt counts characters beyond the basic plane twice
    before, found = field.toPlainText()[:at], field.toPlainText()[at : at + length]
    start = len(before.encode("utf-16-le")) // 2
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(found.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
