"""What every editor of a fact has in common."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yishi_desktop.ui.widgets.text import set_state


class Editor(QWidget):
    """One editor for one fact.

    `value()` and `set_value(v)` speak plain Python values, None or an empty value for “not filled in”.
    `edited()` is emitted only when the value really changed by the user's hand, never by a composing key and
    never by `set_value`. `problem()` says in Chinese why what stands there cannot be used, or "";
    `problem_changed()` tells when that may be another sentence.
    """

    edited = Signal()
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: Any = None
        self._said = ""

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without emitting `edited`. Setting what is already there leaves the cursor alone."""
        self._last = value
        if self.value() != value or value in (None, "", ()):
            self._write(value)
        self._last = self.value()
        self._tell_problem()

    def _write(self, value: Any) -> None:
        raise NotImplementedError

    def problem(self) -> str:
        return ""

    def finish(self) -> None:
        """Take over what is half typed; call before leaving a page by a shortcut."""
        self._compare()

    def parts(self) -> list[QWidget]:
        """The widgets that take the keyboard; they get the accessible name and the red border."""
        proxy = self.focusProxy()
        return [proxy] if proxy else []

    def name_for(self, title: str, help_text: str = "") -> None:
        """Give the screen reader the label of the question and its hint."""
        self.setAccessibleName(title)
        for part in self.parts():
            part.setAccessibleName(title)
            part.setAccessibleDescription(help_text)

    def set_bad(self, bad: bool) -> None:
        """Red border."""
        for part in self.parts():
            set_state(part, "bad", bad)

    def _compare(self) -> None:
        """Emit if the value is another one than last time."""
        value = self.value()
        if value != self._last:
            self._last = value
            self.edited.emit()
        self._tell_problem()

    def _tell_problem(self) -> None:
        problem = self.problem()
        if problem != self._said:
            self._said = problem
            self.problem_changed.emit()
