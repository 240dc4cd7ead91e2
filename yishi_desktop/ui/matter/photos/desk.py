"""The window's way to photos: taken in and drawn by the worker, remembered while the matter is open."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import photos
from yishi_desktop.services.office import Office
from yishi_desktop.services.photos import TakenIn
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.tasks import Job

PHOTOS = "照片和扫描件 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif *.heic *.pdf)"
JPEG = "照片 (*.jpg)"
_MOST_REMEMBERED = 200

_Key = tuple[str, int, int]


class PhotoDesk(QObject):
    """Pictures come back by `drawn(key)`: ask `picture` again then. One that cannot be shown comes by `absent(key)`."""

    drawn = Signal(object)
    absent = Signal(object)

    def __init__(self, desk: Desk, files: Files, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.files = files
        self._pictures: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._asked: set[_Key] = set()

    def take_in(
        self,
        paths: Sequence[Path],
        like: Photo,
        then: Callable[[TakenIn], None],
        failed: Callable[[UserError], None],
    ) -> Job:
        """Keep photos from files."""
        return self._desk.ask(partial(_take_in, paths=tuple(map(str, paths)), like=like), then, failed)

    def save_as(self, photo: Photo, path: Path, then: Callable[[str], None]) -> None:
        """Write a photo, as it is looked at, into a file."""
        self._desk.ask(partial(_save, photo=photo, path=str(path)), then)

    def picture(self, photo: Photo, side: int) -> QPixmap | None:
        """The photo at most `side` pixels large; `None` while it is being drawn."""
        key = (photo.content, photo.turns % 4, side)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        if key not in self._asked:
            self._asked.add(key)
            self._desk.ask(partial(_draw, photo=photo, side=side), self._drawn, self._cannot)
        return None

    def _drawn(self, answer: tuple[_Key, bytes | None]) -> None:
        key, data = answer
        self._asked.discard(key)
        if data is None:
            self.absent.emit(key)
            return
        pixmap = QPixmap()
        pixmap.loadFromData(data)
        self._pictures[key] = pixmap
        while len(self._pictures) > _MOST_REMEMBERED:
            self._pictures.popitem(last=False)
        self.drawn.emit(key)

    def _cannot(self, error: UserError) -> None:
        self._desk.refused.emit(error)


def _take_in(
    office: Office,
    paths: tuple[str, ...],
    like: Photo,
    progress: photos.Progress,
    cancelled: Callable[[], bool],
) -> TakenIn:
    return photos.take_in(
        office, [Path(path) for path in paths], like, progress=progress, cancelled=cancelled
    )


def _draw(office: Office, photo: Photo, side: int) -> tuple[_Key, bytes | None]:
    key = (photo.content, photo.turns % 4, side)
    try:
        return key, photos.shown(office, photo, side)
    except UserError:
        return key, None  # its place says so; a window for each thumbnail would be in the way


def _save(office: Office, photo: Photo, path: str) -> str:
    photos.save_as(office, photo, Path(path))
    return path
