"""Province, city, county and township: chosen from lists, typed in part, or typed whole where a list has a gap."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.reading import cleaned_line

LEVELS = (("province", "省"), ("city", "市"), ("county", "县（市、区）"), ("township", "乡镇（街道）"))

MOST_SHOWN = 12


class RoomyRows(QStyledItemDelegate):
    """Rows of a list as high as a button."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index).expandedTo(QSize(0, theme.px(2.9)))


class Matches(QCompleter):
    """The names on a list that contain what is typed; nothing once a name stands there whole, so that Enter goes on."""

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo.model(), combo)
        self._combo = combo
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(MOST_SHOWN)
        popup = self.popup()
        assert popup is not None  # a completer makes its own
        popup.setItemDelegate(RoomyRows(self))

    def splitPath(self, path: str) -> list[str]:
        return ["\0"] if self._combo.findText(path, Qt.MatchFlag.MatchExactly) >= 0 else [path]


class PlaceEditor(Editor):
    """One level. What is typed narrows the list; the beginning of one name only (浙江) becomes that name on leaving,
    and a name that is not on the list stays as typed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setItemDelegate(QStyledItemDelegate(self.combo))  # rows as high as the style sheet says
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMaxVisibleItems(MOST_SHOWN)
        self.combo.setMinimumWidth(theme.px(12))
        self.combo.setCompleter(Matches(self.combo))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self._names: Sequence[str] = ()
        self._last = ""
        self.combo.currentTextChanged.connect(self._compare)
        line = self.combo.lineEdit()
        assert line is not None  # an editable combo has one
        line.editingFinished.connect(self._take_only_match)

    def _take_only_match(self) -> None:
        typed = self.value()
        begun = [name for name in self._names if typed and name.startswith(typed)]
        if len(begun) == 1 and typed != begun[0]:
            self.combo.setEditText(begun[0])

    def offer(self, names: Sequence[str]) -> None:
        """Show another list. What was chosen from the list before goes, what was typed stays; an only name is taken."""
        kept = self.value() if self.value() in names or self.value() not in self._names else ""
        self._names = names
        before = self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItems(list(names))
        self.combo.setCurrentIndex(-1)
        self.combo.blockSignals(before)
        self.combo.setEditText(kept or (names[0] if len(names) == 1 else ""))
        self._compare()

    def value(self) -> str:
        return cleaned_line(self.combo.currentText()).strip()

    def _write(self, value: str) -> None:
        self.combo.setEditText(value or "")

    def parts(self) -> list[QWidget]:
        line = self.combo.lineEdit()
        return [self.combo, line] if line else [self.combo]


class PlaceFields(QWidget):
    """The four levels; each offers what lies in the one above it. `edited()` after every change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regions: Mapping[str, Any] = {}
        self.editors = {key: PlaceEditor() for key, _ in LEVELS}
        self.fields = {key: FormField(words, self.editors[key]) for key, words in LEVELS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, (key, _) in enumerate(LEVELS):
            grid.addWidget(self.fields[key], at // 2, at % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.fields["province"].edited.connect(self._offer_cities)
        self.fields["city"].edited.connect(self._offer_counties)
        self.fields["county"].edited.connect(self._offer_townships)
        for field in self.fields.values():
            field.edited.connect(self.edited)
        self.setFocusProxy(self.editors["province"])

    def set_regions(self, regions: Mapping[str, Any]) -> None:
        """Province → city → county → townships, once they have been read."""
        self._regions = regions
        self.editors["province"].offer(list(regions))
        self._offer_cities()

    def values(self) -> dict[str, Any]:
        """The four names as they stand."""
        return {key: editor.value() for key, editor in self.editors.items()}

    def _offer_cities(self) -> None:
        self.editors["city"].offer(list(self._within("province")))
        self._offer_counties()

    def _offer_counties(self) -> None:
        self.editors["county"].offer(list(self._within("province", "city")))
        self._offer_townships()

    def _offer_townships(self) -> None:
        self.editors["township"].offer(list(self._within("province", "city", "county")))

    def _within(self, *levels: str) -> Any:
        """What the place chosen down to these levels consists of; nothing for a place that is not on the list."""
        found: Any = self._regions
        for level in levels:
            found = found.get(self.editors[level].value(), {})
        return found
