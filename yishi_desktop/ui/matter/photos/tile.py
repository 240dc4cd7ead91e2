"""A photo as a small picture with a word below; one click shows it large."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.wording import photo_text, short_date
from yishi_desktop.ui import theme
from yishi_desktop.ui.matter.photos.desk import PhotoDesk
from yishi_desktop.ui.widgets import painting
from yishi_desktop.ui.widgets.painting import TextRect

SIDE = 320
"""Pixels of a small picture: twice what is shown at the standard size, for crisp screens."""
_ABSENT = "这台电脑上没有这张照片"


class PhotoTile(QPushButton):
    """`opened(number)` when it is clicked. `number` is the photo's place in the matter's album."""

    opened = Signal(int)

    def __init__(self, number: int, photo: Photo, desk: PhotoDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.photo = photo
        self._desk = desk
        self._absent = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"第{number + 1}张照片：{photo_text(photo) or '还没有说明'}")
        desk.drawn.connect(self._drawn)
        desk.absent.connect(self._is_absent)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.opened.emit(self._number)

    def _drawn(self, key: tuple[str, int, int]) -> None:
        if key[0] == self.photo.content:
            self.update()

    def _is_absent(self, key: tuple[str, int, int]) -> None:
        if key[0] == self.photo.content:
            self._absent = True
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(13.5), theme.px(14.5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _picture_room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(6, 6, -6, -theme.px(3.9))

    def text_rects(self) -> list[TextRect]:
        font = theme.scaled_font(0.88)
        kind = self.photo.kind.label if self.photo.kind else "照片"
        day = short_date(self.photo.taken_on) or "没有日期"
        line = theme.px(1.8)
        top = self.height() - theme.px(3.8)
        pieces = [
            (kind, QRectF(4, top, self.width() - 8, line), font),
            (day, QRectF(4, top + line, self.width() - 8, line), font),
        ]
        return [*pieces, (_ABSENT, self._picture_room(), font)] if self._absent else pieces

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.setPen(QPen(QColor(theme.BLUE if self.underMouse() else theme.LINE), 1))
        painter.setBrush(QColor(theme.PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        room = self._picture_room()
        picture = None if self._absent else self._desk.picture(self.photo, SIDE)
        if picture is not None:
            size = picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(room.center())
            painter.drawPixmap(place.toRect(), picture)
        elif not self._absent:
            painter.fillRect(room, QColor(theme.IDLE))
        for piece in self.text_rects():
            painting.draw_text(painter, piece, theme.INK, Qt.AlignmentFlag.AlignCenter)
        painting.focus_ring(self, painter, radius=6)
        painter.end()
