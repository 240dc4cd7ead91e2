"""A photo large, with what is said about it; turned by hand, saved elsewhere, taken off."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.facts import facts_of
from yishi_desktop.domain.wording import photo_text
from yishi_desktop.services.photos import SCREEN_SIDE
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.fact_fields import Surroundings, field_for, recorded, shown
from yishi_desktop.ui.matter.photos.desk import JPEG, PhotoDesk
from yishi_desktop.ui.widgets import painting
from yishi_desktop.ui.widgets.text import button, subheading


class Easel(QWidget):
    """The picture, as large as there is room."""

    def __init__(self, desk: PhotoDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._photo = Photo()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(theme.px(24), theme.px(18)))
        desk.drawn.connect(self._drawn)

    def show_photo(self, photo: Photo) -> None:
        """Show another photo, or the same turned."""
        self._photo = photo
        self.setAccessibleName(f"照片：{photo_text(photo) or '还没有说明'}")
        self.update()

    def _drawn(self, key: tuple[str, int, int]) -> None:
        if key[0] == self._photo.content:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), QColor(theme.IDLE))
        picture = self._desk.picture(self._photo, SCREEN_SIDE) if self._photo.content else None
        if picture is not None:
            size = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawPixmap(place.toRect(), picture)
        painter.end()


class PhotoDialog(QDialog):
    """`changed(before, after)` and `removed(photo)`; what is changed is recorded at once, undo takes it back."""

    changed = Signal(object, object)
    removed = Signal(object)

    def __init__(
        self,
        photos: Sequence[Photo],
        number: int,
        around: Surroundings,
        desk: PhotoDesk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("照片")
        self._photos = list(photos)
        self._at = number
        self._around = around
        self._desk = desk
        self.title = subheading()
        self.easel = Easel(desk)
        self.fields = {name: field_for(fact, around) for name, fact in facts_of(Photo).items()}
        self.left = button("向左转")
        self.right = button("向右转")
        self.earlier = button("上一张", icon="back")
        self.later = button("下一张", icon="next")
        self.save = button("存到别处")
        self.take_off = button("取下这张")
        self.seen = button("看好了", "primary")
        self._lay_out()
        self._connect()
        self._show()
        room = (parent.window() if parent else self).size() * 0.92
        self.resize(QSize(theme.px(86), theme.px(50)).boundedTo(room))

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(self.title)
        for field in self.fields.values():
            side.addWidget(field)
        side.addWidget(_row(self.left, self.right))
        side.addWidget(_row(self.earlier, self.later))
        side.addStretch(1)
        side.addWidget(_row(self.save, self.take_off))
        side.addWidget(self.seen)
        inside = QWidget()
        inside.setProperty("role", "page")
        inside.setLayout(side)
        holder = QScrollArea()
        holder.setFrameShape(QScrollArea.Shape.NoFrame)
        holder.setWidgetResizable(True)
        holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder.setAccessibleName("照片说明")
        holder.setWidget(inside)
        holder.setFixedWidth(theme.px(27.5))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(16)
        whole.addWidget(self.easel, 1)
        whole.addWidget(holder)

    def _connect(self) -> None:
        for field in self.fields.values():
            field.edited.connect(self._said)
        self.left.clicked.connect(self._turn_left)
        self.right.clicked.connect(self._turn_right)
        self.earlier.clicked.connect(self._earlier)
        self.later.clicked.connect(self._later)
        self.save.clicked.connect(self._save)
        self.take_off.clicked.connect(self._take_off)
        self.seen.clicked.connect(self.accept)

    @property
    def photo(self) -> Photo:
        """The one shown."""
        return self._photos[self._at]

    def _show(self) -> None:
        facts = facts_of(Photo)
        self.title.setText(f"第{self._at + 1}张，共{len(self._photos)}张")
        for name, field in self.fields.items():
            field.editor.set_value(shown(getattr(self.photo, name), facts[name]))
        self.easel.show_photo(self.photo)
        self.earlier.setEnabled(self._at > 0)
        self.later.setEnabled(self._at + 1 < len(self._photos))

    def _said(self) -> None:
        facts = facts_of(Photo)
        said: dict[str, Any] = {
            name: recorded(field.editor.value(), facts[name], self._around, getattr(self.photo, name))
            for name, field in self.fields.items()
        }
        self._put(replace(self.photo, **said))

    def _put(self, after: Photo) -> None:
        before, self._photos[self._at] = self.photo, after
        if before != after:
            self.changed.emit(before, after)
        self.easel.show_photo(after)

    def _turn_left(self) -> None:
        self._put(replace(self.photo, turns=(self.photo.turns + 3) % 4))

    def _turn_right(self) -> None:
        self._put(replace(self.photo, turns=(self.photo.turns + 1) % 4))

    def _earlier(self) -> None:
        self._go(self._at - 1)

    def _later(self) -> None:
        self._go(self._at + 1)

    def _go(self, at: int) -> None:
        self._finish()
        self._at = at
        self._show()

    def _finish(self) -> None:
        for field in self.fields.values():
            field.editor.finish()

    def _take_off(self) -> None:
        gone = self._photos.pop(self._at)
        self.removed.emit(gone)
        if not self._photos:
            self.accept()
            return
        self._at = min(self._at, len(self._photos) - 1)
        self._show()

    def _save(self) -> None:
        name = safe_name(photo_text(self.photo) or "照片") + ".jpg"
        path = self._desk.files.save_as(self, "把照片存到", name, JPEG)
        if path is not None:
            self._desk.save_as(self.photo, path, self._saved)

    def _saved(self, path: str) -> None:
        self.title.setText("存好了")

    def accept(self) -> None:
        self._finish()
        super().accept()

    def reject(self) -> None:
        """Esc keeps what was typed too: it is recorded as it is typed."""
        self._finish()
        super().reject()


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1)
    return holder
