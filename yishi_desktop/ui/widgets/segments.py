"""One of a few: buttons side by side, one of them pressed. Each is reached by Tab, which a Qt button group prevents."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from yishi_desktop.ui.widgets.text import button


class Segments(QWidget):
    """`chosen(key)` when another one is pressed by hand. `options` are (key, words); the first is chosen."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.buttons: dict[str, QPushButton] = {}
        for key, words in options:
            segment = button(words, "segment", name=f"{name}：{words}")
            segment.setCheckable(True)
            segment.clicked.connect(self._pressed)
            row.addWidget(segment)
            self.buttons[key] = segment
        self.set_current(options[0][0])

    def current(self) -> str:
        return next(key for key, segment in self.buttons.items() if segment.isChecked())

    def set_current(self, wanted: str) -> None:
        for key, segment in self.buttons.items():
            segment.setChecked(key == wanted)

    def _pressed(self) -> None:
        pressed = next(key for key, segment in self.buttons.items() if segment is self.sender())
        self.set_current(pressed)
        self.chosen.emit(pressed)
