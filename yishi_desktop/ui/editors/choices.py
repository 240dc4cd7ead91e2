"""Choosing several of a list."""

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.text import button


class ChoicesEditor(Editor):
    """Several of (code, words), as pieces that are pressed in and out.

    The value is a tuple of codes in the order of the list, whatever the order of pressing; () is nothing chosen.
    What is given to `set_value` and is not on the list is kept behind the rest, so that nothing is lost by looking.
    Of a long list only the codes `at_once` and what is chosen show at first; a last piece unfolds the others.
    """

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        at_once: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._others: tuple[str, ...] = ()
        self._at_once = at_once or [code for code, _ in options]
        self._pieces = {code: self._piece(words) for code, words in options}
        self._more = button("", "link")
        self._more.clicked.connect(self._unfold)
        shelf = QWidget()
        flow = FlowLayout(shelf, gap=6)
        for piece in (*self._pieces.values(), self._more):
            flow.addWidget(piece)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(shelf)
        self._last = ()
        if self._pieces:
            self.setFocusProxy(next(iter(self._pieces.values())))
        self._fold()

    def _piece(self, words: str) -> QPushButton:
        piece = button(words, "segment")
        piece.setCheckable(True)
        piece.clicked.connect(self._compare)
        return piece

    def value(self) -> tuple[str, ...]:
        return (*(code for code, piece in self._pieces.items() if piece.isChecked()), *self._others)

    def _write(self, value: Iterable[str]) -> None:
        chosen = tuple(value or ())
        for code, piece in self._pieces.items():
            piece.setChecked(code in chosen)
        self._others = tuple(code for code in chosen if code not in self._pieces)
        self._fold()

    def _fold(self) -> None:
        hidden = 0
        for code, piece in self._pieces.items():
            wanted = code in self._at_once or piece.isChecked()
            piece.setVisible(wanted)
            hidden += not wanted
        self._more.setText(f"还有{hidden}项")
        self._more.setVisible(bool(hidden))

    def _unfold(self) -> None:
        folded = [piece for piece in self._pieces.values() if piece.isHidden()]
        for piece in folded:
            piece.show()
        folded[0].setFocus()
        self._more.hide()

    def parts(self) -> list[QWidget]:
        return list(self._pieces.values())

    def name_for(self, title: str, help_text: str = "") -> None:
        self.setAccessibleName(title)
        self._more.setAccessibleName(f"{title}：更多")
        for piece in self._pieces.values():
            piece.setAccessibleName(f"{title}：{piece.text()}")
            piece.setAccessibleDescription(help_text)
