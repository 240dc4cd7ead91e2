"""One of a few: buttons side by side, one of them pressed. Each is reached by Tab, which a Qt button group prevents."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.text import button


class _Line(FlowLayout):
    """Asks for one line, and takes less."""

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() + self.spacing() for size in shown) - self.spacing()
        return QSize(max(wide, 0), max((size.height() for size in shown), default=0))


class Segments(QWidget):
    """`chosen(key)` when another one is pressed by hand. `options` are (key, words); the first is chosen.

    One line where there is room for it, else as many as it takes.
    """

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = _Line(self, gap=6)
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
