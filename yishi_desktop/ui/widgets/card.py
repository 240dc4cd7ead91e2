"""White cards on the grey ground, and the coloured boxes that say how something turned out."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.ui.widgets.text import hint, label, set_state, subheading

_SIGNS = {"ok": "✓", "due": "！", "overdue": "✕", "info": ""}


class Card(QFrame):
    """A titled card; put things into `body`, and buttons beside the title with `add_action`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self.title = subheading(title)
        self._head.addWidget(self.title, 1)
        outer.addLayout(self._head)
        self.title.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        outer.addLayout(self.body, 1)

    def add_action(self, widget: QWidget) -> None:
        """A button or link at the right of the title."""
        self._head.addWidget(widget)


class VerdictBox(QFrame):
    """How it turned out: a sign and a sentence, the arithmetic in words, and the clause.

    `tone` is `ok`, `due`, `overdue` or `info`; the sign repeats it, since colour alone says nothing to many.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        self._sentence = subheading()
        self._working = label(wrap=True)
        self._clause = hint()
        for line in (self._sentence, self._working, self._clause):
            box.addWidget(line)
        self.set_verdict("info", "")

    def set_verdict(self, tone: str, sentence: str, working: str = "", clause: str = "") -> None:
        """Show a verdict; empty lines take no room."""
        set_state(self, "verdict", tone)
        self._sentence.setText(f"{_SIGNS[tone]} {sentence}".strip())
        self._working.setText(working)
        self._clause.setText(f"依据：{clause}" if clause else "")
        self._working.setVisible(bool(working))
        self._clause.setVisible(bool(clause))
        self.setAccessibleName(sentence)
        for line in (self._sentence, self._working):
            set_state(line, "tone", tone)  # repolished together with the box
