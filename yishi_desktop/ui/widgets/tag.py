"""Small coloured words: how urgent something is, and that everything is saved."""

from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from yishi_desktop.ui.widgets.text import set_state


class Tag(QLabel):
    """A word on colour: tone `ok`, `info`, `due` (soon), `overdue` or `quiet`. The word carries the meaning."""

    def __init__(self, text: str = "", tone: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("tag", tone)

    def show_tag(self, text: str, tone: str) -> None:
        self.setText(text)
        set_state(self, "tag", tone)


class SavedIndicator(Tag):
    """“✓ 已保存 14:32”. The window calls `saved` only after the store has committed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("还没有改动", "quiet", parent)

    def saving(self) -> None:
        self._say("正在保存", "info")

    def saved(self, at: time) -> None:
        self._say(f"✓ 已保存 {at:%H:%M}", "ok")

    def failed(self) -> None:
        self._say("！还没存上", "overdue")

    def _say(self, text: str, tone: str) -> None:
        self.show_tag(text, tone)
        self.setAccessibleName(text.lstrip("✓！ "))
