"""Choosing one of several, and yes or no."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStyledItemDelegate, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.reading import cleaned_line
from yishi_desktop.ui.widgets.text import button


class _Combo(QComboBox):
    """As wide as its longest entry. The list that folds down is made when it does: most never do."""

    def sizeHint(self) -> QSize:
        asked = super().sizeHint()
        return QSize(max(theme.px(14), asked.width() + theme.px(0.9)), asked.height())  # Qt measures short

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showPopup(self) -> None:
        if type(self.itemDelegate()) is not QStyledItemDelegate:
            self.setItemDelegate(QStyledItemDelegate(self))  # the default one ignores the height of rows
        super().showPopup()


class ChoiceEditor(Editor):
    """One of several (value, words); "" is not chosen, where `empty` allows it. With `free_text` other words may be typed."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        free_text: bool = False,
        empty: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._free = free_text
        self.combo: QComboBox = _Combo()
        self.combo.setEditable(free_text)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if empty:
            self.combo.addItem("" if free_text else "（没有选）", "")
        for value, words in options:
            self.combo.addItem(words, value)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.combo)
        box.addStretch(1)
        self.setFocusProxy(self.combo)
        self._last = ""
        self.combo.currentTextChanged.connect(self._compare)

    def value(self) -> str:
        words = cleaned_line(self.combo.currentText()).strip()
        at = (
            self.combo.findText(words, Qt.MatchFlag.MatchExactly) if self._free else self.combo.currentIndex()
        )
        return self.combo.itemData(at) if at >= 0 else words

    def _write(self, value: str) -> None:
        at = self.combo.findData(value)
        if at >= 0:
            self.combo.setCurrentIndex(at)
        elif self._free:
            self.combo.setEditText(value)

    def parts(self) -> list[QWidget]:
        line = self.combo.lineEdit()
        return [self.combo, line] if line else [self.combo]


class FlagEditor(Editor):
    """Yes, no, or not answered. Pressing the chosen answer again takes it back."""

    answered = Signal(object)

    def __init__(self, yes: str = "是", no: str = "否", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[bool, QPushButton] = {True: self._segment(yes), False: self._segment(no)}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for segment in self._buttons.values():
            row.addWidget(segment)
            segment.clicked.connect(self._pressed)
        row.addStretch(1)
        self.setFocusProxy(self._buttons[True])

    def _segment(self, words: str) -> QPushButton:
        segment = button(words, "segment")
        segment.setCheckable(True)
        segment.setMinimumWidth(theme.px(4.6))
        return segment

    def value(self) -> bool | None:
        return next((answer for answer, segment in self._buttons.items() if segment.isChecked()), None)

    def _write(self, value: bool | None) -> None:
        for answer, segment in self._buttons.items():
            segment.setChecked(answer is value)

    def parts(self) -> list[QWidget]:
        return list(self._buttons.values())

    def name_for(self, title: str, help_text: str = "") -> None:
        self.setAccessibleName(title)
        for segment in self._buttons.values():
            segment.setAccessibleName(f"{title}：{segment.text()}")
            segment.setAccessibleDescription(help_text)

    def _pressed(self) -> None:
        pressed = self.sender()
        for segment in self._buttons.values():
            if segment is not pressed:
                segment.setChecked(False)
        self._compare()
        self.answered.emit(self.value())
