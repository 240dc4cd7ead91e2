"""Photos and scans: taken in from a telephone's folder or a scanner, made upright and small, kept by their content.

What goes in is not what was taken out of the telephone: another process draws the picture anew
(services/strangers/pictures.py), so that no place, no serial number and no hidden thumbnail travels with it. Of all a
camera notes, the day and hour are kept, because they are evidence. Each page of a PDF is a picture of its own.
"""

import io
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.wording import photo_text
from yishi_desktop.services import departures
from yishi_desktop.services.jpeg import encoded, fitted
from yishi_desktop.services.office import Office
from yishi_desktop.services.strangers import room
from yishi_desktop.services.strangers.door import Door
from yishi_desktop.services.strangers.pictures import LARGEST_KEPT_SIDE
from yishi_desktop.storage.safe_file import safe_write

if TYPE_CHECKING:
    from PIL.Image import Image

    from yishi_desktop.documents.model import Picture
    from yishi_desktop.documents.photos import Album

Progress = Callable[[int, int, str], None]

LARGEST_FILE = 60 * 1024 * 1024
"""Bytes; telephones make three to twelve million, a scan of A3 in colour forty."""
KEPT_SIDE = LARGEST_KEPT_SIDE
"""Pixels of the longer side: a signed A4 page at 200 dpi, and every stroke of it to be read."""
PRINTED_SIDE = 1600
"""Pixels of the longer side on paper, where a photo is at most half a page wide."""
SCREEN_SIDE = 1800

_DOOR = Door(
    "照片",
    "别的照片和资料都没有动。",
    LARGEST_FILE,
    mend="请在电脑上打开看一看，能打开的另存成JPG，再放一次。",
    cannot="",
)
_CUT = "“{0}”有{1}页，一次最多放{2}页，放进来的是前{2}页；后面的请另存成一份再放。"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the files that were put in: the photos kept, for the others why not, and what is to be known."""

    photos: tuple[Photo, ...]
    refused: tuple[UserError, ...]
    notes: tuple[str, ...] = ()


def take_in(
    office: Office,
    paths: Sequence[Path],
    like: Photo,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> TakenIn:
    """Keep photos from files, and the pages of scans; each is like `like` (step, kind), with its own content and day.

    A file that cannot be used is told and keeps nobody else out. Raises `UserError` only when nothing can be kept at
    all: the disk is full.
    """
    photos: list[Photo] = []
    refused, notes = [], []
    with room.one_child():
        for number, path in enumerate(paths):
            if cancelled and cancelled():
                break
            if progress:
                progress(number, len(paths), path.name)
            try:
                pages, left_out = _pages_of(path)
            except UserError as error:
                refused.append(error)
                continue
            photos += _kept(office, pages, like)
            if left_out:
                notes.append(_CUT.format(path.name, left_out + len(pages), len(pages)))
    if progress:
        progress(len(paths), len(paths), "")
    return TakenIn(tuple(photos), tuple(refused), tuple(notes))


def _pages_of(path: Path) -> tuple[list[Mapping[str, Any]], int]:
    """The pages of a file as the other process drew them, and how many more it has."""
    answer = _DOOR.ask("pictures", path, KEPT_SIDE)
    if "no" in answer:
        what, do_next = answer["no"]
        raise _DOOR.refused(path, what, do_next)
    return answer["pages"], answer["left_out"]


def _kept(office: Office, pages: Sequence[Mapping[str, Any]], like: Photo) -> Iterator[Photo]:
    """Each page kept; of several, each says which one it is."""
    for number, page in enumerate(pages, start=1):
        day = datetime.fromisoformat(page["taken_at"]).date() if page["taken_at"] else like.taken_on
        yield replace(
            like,
            content=office.store.attachments.add(b64decode(page["jpeg"])),
            taken_on=day,
            caption=f"第{number}页，共{len(pages)}页" if len(pages) > 1 else like.caption,
            width=page["width"],
            height=page["height"],
        )


# --------------------------------------------------------------------------------------------------- showing
def shown(office: Office, photo: Photo, side: int = SCREEN_SIDE) -> bytes:
    """The photo turned as it is looked at, its longer side at most `side` pixels, as a JPEG.

    Raises `UserError` when its content is missing or was changed.
    """
    return encoded(_turned(office, photo, side))


def save_as(office: Office, photo: Photo, path: Path) -> None:
    """Write a photo into a file, as large as it is kept and turned as it is looked at."""
    safe_write(path, shown(office, photo, KEPT_SIDE))
    departures.note(office, f"照片“{photo_text(photo)}”", path, departures.Contents.AS_IS)


def album(office: Office) -> "Album":
    """The pictures of photos as papers show them; `None` for one that is not on this computer or is damaged."""
    from yishi_desktop.documents.model import Picture

    def picture(photo: Photo) -> "Picture | None":
        if not photo.kept:
            return None
        try:
            image = _turned(office, photo, PRINTED_SIDE)
        except UserError:
            return None
        return Picture(encoded(image), image.width, image.height, photo_text(photo))

    return picture


def _turned(office: Office, photo: Photo, side: int) -> "Image":
    from PIL import Image, UnidentifiedImageError

    data = office.store.attachments.read(photo.content)
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            image.draft("RGB", (side, side))
            upright = fitted(image.convert("RGB"), side)
    except UnidentifiedImageError as error:
        raise UserError(
            "这张照片打不开。", "其他资料没有动。", "请从备份恢复，或重新添加这张照片。"
        ) from error
    turns = photo.turns % 4
    return upright.rotate(-90 * turns, expand=True) if turns else upright
