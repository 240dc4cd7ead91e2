"""Finding people by name or by the first letters of their pinyin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.guards import ENTER
from yishi_desktop.ui.reading import cleaned_line
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.text import button

Initials = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class PersonChoice:
    """Somebody named in a field; `key` is empty for a name typed freely."""

    name: str
    key: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be named: what may be typed for them (initials, full pinyin), and a hint such as 三组."""

    choice: PersonChoice
    typed_as: tuple[str, ...] = ()
    hint: str = ""

    def answers(self, typed: str) -> bool:
        """Whether what was typed may mean this person."""
        letters = typed.lower()
        return typed in _bare(self.choice.name) or any(key.startswith(letters) for key in self.typed_as)


def _bare(text: str) -> str:
    return "".join(text.split())


def _no_initials(text: str) -> frozenset[str]:
    return frozenset()


class NameBox(QLineEdit):
    """A name being typed, with the people it may mean in a list below.

    The list follows the composing text too, because people leave the input method in Chinese and type wyf.
    Some methods show a candidate (物业费) instead of the letters; then its initials are compared. The list takes no
    focus, so composing goes on under it.
    """

    picked = Signal(object)
    """A PersonChoice was chosen, from the list or by Enter."""

    SHOWN = 8

    def __init__(self, candidates: Sequence[Candidate] = (), initials: Initials = _no_initials) -> None:
        super().__init__()
        self.setProperty("enterActs", True)
        self._candidates = candidates
        self._initials = initials
        self._preedit = ""
        self._quiet = False
        self.hits: list[Candidate] = []
        self._list: QListWidget | None = None
        self.textChanged.connect(self._search)

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates

    def show_name(self, name: str) -> None:
        """Put a name into the box without searching for it."""
        self._quiet = True
        self.setText(name)
        self._quiet = False
        self._fold()

    def meant(self) -> PersonChoice | None:
        """Who the text means: the only person of that name, or of those letters, else the name as typed."""
        typed = cleaned_line(self.text()).strip()
        if not typed:
            return None
        same = [c.choice for c in self._candidates if _bare(c.choice.name) == _bare(typed)]
        found = same or ([c.choice for c in self._matching(typed)] if typed.isascii() else [])
        return found[0] if len(found) == 1 else PersonChoice(typed)

    # ------------------------------------------------------------------------------------------ searching
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()  # before super(), which emits textChanged
        super().inputMethodEvent(event)
        self._search()

    def _search(self) -> None:
        if self._quiet:
            return
        typed = _bare(self.text() + self._preedit.replace("'", ""))
        self.hits = self._matching(typed) if typed else []
        self._show_hits(typed)

    def _matching(self, typed: str) -> list[Candidate]:
        hits = [c for c in self._candidates if c.answers(typed)]
        if hits or typed.isascii():
            return hits
        return [c for key in sorted(self._initials(typed)) for c in self._candidates if c.answers(key)]

    def _show_hits(self, typed: str) -> None:
        if not self.hits or not self.hasFocus():
            self._fold()
            return
        shown = self._unfolded()
        shown.clear()
        for hit in self.hits[: self.SHOWN]:
            shown.addItem(QListWidgetItem("　".join(filter(None, [hit.choice.name, hit.hint]))))
        sure = typed.isascii() or _bare(self.hits[0].choice.name) == typed
        shown.setCurrentRow(0 if sure else -1)
        row = theme.px(2.9)
        shown.setFixedHeight(row * shown.count() + 4)
        shown.move(self.mapTo(self.window(), QPoint(0, self.height() + 2)))
        shown.setFixedWidth(max(self.width(), theme.px(16)))
        shown.show()
        shown.raise_()

    def _unfolded(self) -> QListWidget:
        if self._list is None:
            self._list = QListWidget(self.window())
            self.destroyed.connect(self._list.deleteLater)  # the window may outlive this box
            self._list.setProperty("role", "matches")
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAccessibleName("可能的人")
            self._list.setStyleSheet(
                f"QListWidget::item {{ min-height: {theme.px(2.9)}px; padding-left: 10px; }}"
            )
            self._list.itemClicked.connect(self._clicked)
        if self._list.parentWidget() is not self.window():
            self._list.setParent(self.window())
        return self._list

    def _fold(self) -> None:
        if self._list is not None:
            self._list.hide()

    def offered(self) -> QListWidget | None:
        """The list while it is shown."""
        return self._list if self._list is not None and not self._list.isHidden() else None

    # ------------------------------------------------------------------------------------------- choosing
    def _clicked(self, item: QListWidgetItem) -> None:
        self._take(self.hits[item.listWidget().row(item)].choice)

    def _take(self, choice: PersonChoice) -> None:
        self.show_name(choice.name)
        self.picked.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._preedit or not self._key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _key(self, key: Qt.Key) -> bool:
        if key in ENTER:
            self._enter()
            return True
        if key == Qt.Key.Key_Escape and self.offered():
            self._fold()
            return True
        return key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._walk(1 if key == Qt.Key.Key_Down else -1)

    def _enter(self) -> None:
        shown = self.offered()
        if shown and shown.currentRow() >= 0:
            self._take(self.hits[shown.currentRow()].choice)
        elif (meant := self.meant()) is not None and shown:
            self._take(meant)
        else:
            self._leave()

    def _leave(self) -> None:
        """Enter on a settled name goes on to the next field, as everywhere."""
        self.focusNextChild()

    def _walk(self, step: int) -> bool:
        shown = self.offered()
        if not shown:
            self._search()
            return False
        shown.setCurrentRow((shown.currentRow() + step) % shown.count())
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._list is None or not self._list.underMouse():
            self._fold()

    def hideEvent(self, event: object) -> None:
        self._fold()


class PersonEditor(Editor):
    """One person, from the list or typed freely. The value is a PersonChoice or None."""

    def __init__(
        self,
        candidates: Sequence[Candidate] = (),
        initials: Initials = _no_initials,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.box = NameBox(candidates, initials)
        self._chosen: PersonChoice | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.picked.connect(self._picked)
        self.box.textEdited.connect(self._forget)
        self.box.editingFinished.connect(self.finish)

    def value(self) -> PersonChoice | None:
        return self._chosen or self.box.meant()

    def _write(self, value: PersonChoice | None) -> None:
        self._chosen = value
        self.box.show_name(value.name if value else "")

    def finish(self) -> None:
        self._write(self.value())
        self._compare()

    def _picked(self, choice: PersonChoice) -> None:
        self._chosen = choice
        self._compare()

    def _forget(self) -> None:
        self._chosen = None


class AddingBox(NameBox):
    """Enter adds the name; on an empty box it goes on."""

    def _leave(self) -> None:
        meant = self.meant()
        if meant:
            self._take(meant)
        else:
            super()._leave()


class PeopleEditor(Editor):
    """Several people as chips, one more typed below. The value is a tuple of PersonChoice, in order of adding."""

    def __init__(
        self,
        candidates: Sequence[Candidate] = (),
        initials: Initials = _no_initials,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chips: dict[QPushButton, PersonChoice] = {}
        self.box: NameBox = AddingBox(candidates, initials)
        self.box.setPlaceholderText("再加一人，按回车")
        self._shelf = QWidget()
        self._flow = FlowLayout(self._shelf, gap=6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addWidget(self._shelf)
        outer.addWidget(self.box)
        self._shelf.hide()
        self.setFocusProxy(self.box)
        self._last = ()
        self.box.picked.connect(self._add)
        self.box.editingFinished.connect(self.finish)

    def value(self) -> tuple[PersonChoice, ...]:
        return tuple(self._chips.values())

    def _write(self, value: Sequence[PersonChoice]) -> None:
        for chip in list(self._chips):
            self._drop(chip)
        for choice in value:
            self._put(choice)

    def finish(self) -> None:
        """A name left in the box is meant too."""
        if (meant := self.box.meant()) is not None:
            self._add(meant)

    def _add(self, choice: PersonChoice) -> None:
        self.box.show_name("")
        if choice not in self._chips.values():
            self._put(choice)
        self._compare()

    def _put(self, choice: PersonChoice) -> None:
        chip = button(choice.name, "chip", icon="cross", name=f"移除{choice.name}")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands after the name
        chip.clicked.connect(self._chip_pressed)
        self._chips[chip] = choice
        self._flow.addWidget(chip)
        self._shelf.show()

    def _chip_pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, QPushButton) and chip in self._chips:
            self._drop(chip)
            self._compare()
            self.box.setFocus()

    def _drop(self, chip: QPushButton) -> None:
        del self._chips[chip]
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._shelf.setVisible(bool(self._chips))
