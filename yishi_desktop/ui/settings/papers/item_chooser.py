"""插入项目: everything a paper can print, by name, narrowed down as one types."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from yishi_desktop.domain.forms.form import Form
from yishi_desktop.domain.forms.slot_words import slot_words
from yishi_desktop.domain.printable import lookup, privacy_of
from yishi_desktop.ui import theme
from yishi_desktop.ui.widgets.text import button, label


def offered(form: Form) -> list[str]:
    """The names of what a form may print, by their words; of a paper that is posted, what may be public."""
    found = []
    for name, words in slot_words().items():
        value = lookup(name)
        if value is None or value.about.kind in ("rows", "checklist"):
            continue
        if not form.posted or privacy_of(value) == "public":
            found.append(words)
    return sorted(found)


class ItemChooser(QDialog):
    """`chosen(words)` when one is picked."""

    chosen = Signal(str)

    def __init__(self, words: Sequence[str], parent: QWidget | None = None, verb: str = "插入") -> None:
        super().__init__(parent)
        self.words = list(words)
        self.setWindowTitle(f"{verb}项目")
        self.setAccessibleName(f"{verb}项目")
        self.setMinimumSize(theme.px(30), theme.px(32))
        self.filter = QLineEdit()
        self.filter.setAccessibleName("找一个项目")
        self.filter.setPlaceholderText("打几个字就能找到，例如“地点”")
        self.list = QListWidget()
        self.list.setProperty("role", "topics")
        self.list.setAccessibleName(f"可以{verb}的项目")
        self.put_button = button(verb, "primary")
        self.close_button = button("关闭")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.put_button)
        box = QVBoxLayout(self)
        box.addWidget(label("程序会填进来的内容：", "label"))
        box.addWidget(self.filter)
        box.addWidget(self.list, 1)
        box.addLayout(foot)
        self.filter.textChanged.connect(self._show)
        self.filter.returnPressed.connect(self._put)
        self.list.itemActivated.connect(self._put)
        self.put_button.clicked.connect(self._put)
        self.close_button.clicked.connect(self.reject)
        self._show("")

    def _show(self, typed: str) -> None:
        self.list.clear()
        self.list.addItems([words for words in self.words if typed.strip() in words])
        if self.list.count():
            self.list.setCurrentRow(0)
        self.put_button.setEnabled(bool(self.list.count()))

    def _put(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.text())
            self.accept()
