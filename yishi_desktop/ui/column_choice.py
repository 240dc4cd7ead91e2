"""The columns of somebody's table, each with a list of what it is."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QFormLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.dialogs import QuietDialog
from yishi_desktop.ui.widgets.text import button, label


class Question(NamedTuple):
    """What is asked, in words: the title, a sentence, the two answers, and what a screen reader adds to a heading."""

    title: str
    sentence: str
    agree: str
    refuse: str
    about: str


class _Scroll(QScrollArea):
    """As high as the window leaves it: the window is not to grow with the number of columns."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class ColumnChoice(QuietDialog):
    """`accepted` when the choice stands; `chosen()` gives it. `offered` are the answers by key, the first "" for none."""

    def __init__(
        self,
        question: Question,
        columns: Mapping[int, str],
        offered: Mapping[str, str],
        chosen: Mapping[int, str],
        parent: QWidget,
    ) -> None:
        super().__init__(question.title, [question.sentence], parent)
        self.boxes: dict[int, QComboBox] = {}
        inside = QWidget()
        form = QFormLayout(inside)
        for column, heading in columns.items():
            box = QComboBox()
            box.setAccessibleName(f"“{heading}”{question.about}")
            for key, words in offered.items():
                box.addItem(words, key)
            box.setCurrentIndex(max(0, box.findData(chosen.get(column, ""))))
            self.boxes[column] = box
            form.addRow(label(heading), box)
        area = _Scroll()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMinimumHeight(theme.px(10))
        area.setAccessibleName("这张表的栏目")
        above = self.layout()
        assert isinstance(above, QVBoxLayout)
        above.insertWidget(2, area, 20)  # the room of the dialog's own stretch too
        self.leave = button(question.refuse)
        self.agree = button(question.agree, "primary")
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.agree)
        self.leave.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        room = parent.window().size() * 0.9
        self.resize(QSize(theme.px(42), theme.px(44)).boundedTo(room))

    def chosen(self) -> dict[int, str]:
        """What is chosen now, by column."""
        return {column: str(box.currentData()) for column, box in self.boxes.items()}
