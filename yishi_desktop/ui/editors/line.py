"""One line of text, and a count."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.reading import cleaned_line, count_in
from yishi_desktop.ui.widgets.text import label, set_state


def length_words(written: int, limit: int) -> tuple[str, bool]:
    """(the line under a text of limited length, whether it is over)."""
    if written > limit:
        return f"已写{written}字，最多{limit}字，请删{written - limit}字", True
    near = written >= limit * 0.8
    return (f"已写{written}字，最多{limit}字" if near else ""), False


class LineEditor(Editor):
    """One line. Pasted breaks, tabs and invisible characters vanish. A limit is counted and said, never cut:
    Qt's maxLength would swallow words just committed by the input method.
    """

    def __init__(self, limit: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self.line = QLineEdit()
        self._count = label("", "hint")
        self._count.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.line)
        box.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._typed)

    def value(self) -> str:
        return cleaned_line(self.line.text())

    def _write(self, value: str) -> None:
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def problem(self) -> str:
        written = len(self.value())
        return length_words(written, self._limit)[0] if self._limit and written > self._limit else ""

    def _typed(self, text: str) -> None:
        if cleaned_line(text) != text:
            self._put_back(cleaned_line(text))
            return
        self._show_count(len(text))
        self._compare()

    def _put_back(self, text: str) -> None:
        """Replace what was pasted by its clean form; comes back through `_typed`."""
        from_end = len(self.line.text()) - self.line.cursorPosition()
        self.line.setText(text)
        self.line.setCursorPosition(max(len(text) - from_end, 0))

    def _show_count(self, written: int) -> None:
        if self._limit:
            words, over = length_words(written, self._limit)
            self._count.setText(words)
            self._count.setVisible(bool(words) and not over)  # over the limit the finding says it


class CountEditor(Editor):
    """A whole number; blank means not known, which is not 0. Full-width digits are understood."""

    def __init__(self, unit: str = "", largest: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._largest = largest
        self.line = QLineEdit()
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.line.setMaximumWidth(theme.px(11))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line)
        row.addWidget(label(unit))
        row.addStretch(1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._compare)

    def value(self) -> int | None:
        return count_in(self.line.text())

    def _write(self, value: int | None) -> None:
        self.line.setText("" if value is None else str(value))

    def problem(self) -> str:
        typed = self.line.text().strip()
        value = self.value()
        if typed and value is None:
            return f"“{typed}”不是数字。请用数字填写，例如12。"
        if value is not None and self._largest is not None and value > self._largest:
            return f"{value}太大，最多{self._largest}。请核对一下。"
        return ""

    def set_bad(self, bad: bool) -> None:
        set_state(self.line, "bad", bad)
