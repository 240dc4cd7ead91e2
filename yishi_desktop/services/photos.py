"""Photos and scans: taken in from a telephone's folder, made upright and small, kept by their content.

What goes in is not what was taken out of the telephone: the picture is drawn anew, so that no place, no serial number
and no hidden thumbnail travels with it. Of all a camera notes, the day and hour are kept, because they are evidence.
Pillow takes 60 ms to load and is imported when the first photo comes.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.wording import photo_text
from yishi_desktop.services.office import Office
from yishi_desktop.services.strangers.door import Door
from yishi_desktop.storage.safe_file import safe_write

if TYPE_CHECKING:
    from PIL.Image import Image

    from yishi_desktop.documents.model import Picture
    from yishi_desktop.documents.photos import Album

Progress = Callable[[int, int, str], None]

LARGEST_FILE = 60 * 1024 * 1024
"""Bytes; telephones make three to twelve million, a scan of A3 in colour forty."""
MOST_PIXELS = 150_000_000
"""More than any telephone or office scanner makes; a file that claims more is made to fill the memory."""
KEPT_SIDE = 2400
"""Pixels of the longer side: a signed A4 page at 200 dpi, and every stroke of it to be read."""
PRINTED_SIDE = 1600
"""Pixels of the longer side on paper, where a photo is at most half a page wide."""
SCREEN_SIDE = 1800

_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "TIFF", "GIF")
_DATE_TIME, _ORIGINAL, _EXIF = 0x0132, 0x9003, 0x8769
_DOOR = Door("照片", "别的照片和资料都没有动。", LARGEST_FILE)
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypheim")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the files that were put in: the photos kept, and for the others why not."""

    photos: tuple[Photo, ...]
    refused: tuple[UserError, ...]


def take_in(
    office: Office,
    paths: Sequence[Path],
    like: Photo,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> TakenIn:
    """Keep photos from files; each is like `like` (step, kind), with its own content and day.

    A file that cannot be used is told and keeps nobody else out. Raises `UserError` only when nothing can be kept at
    all: the disk is full.
    """
    photos, refused = [], []
    for number, path in enumerate(paths):
        if cancelled and cancelled():
            break
        if progress:
            progress(number, len(paths), path.name)
        try:
            photos.append(_taken_in(office, path, like))
        except _RefusedError as error:
            refused.append(error.told)
    if progress:
        progress(len(paths), len(paths), "")
    return TakenIn(tuple(photos), tuple(refused))


class _RefusedError(Exception):
    """One file that is not kept."""

    def __init__(self, told: UserError) -> None:
        super().__init__(told.happened)
        self.told = told


def _taken_in(office: Office, path: Path, like: Photo) -> Photo:
    try:
        data = _DOOR.content(path)
        upright, taken_on = _upright(data, path)
    except UserError as error:
        raise _RefusedError(error) from error
    content = office.store.attachments.add(_encoded(upright, taken_on))
    day = taken_on.date() if taken_on else like.taken_on
    return replace(like, content=content, taken_on=day, width=upright.width, height=upright.height)


def _upright(data: bytes, path: Path) -> "tuple[Image, datetime | None]":
    """The picture as one sees it, no larger than is kept, and when it was taken."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if data[4:12] in _HEIC:
        raise _DOOR.refused(
            path,
            "是苹果手机的HEIC照片，这里打不开",
            "请在手机的“设置—相机—格式”里选“兼容性最佳”再拍，或者用微信发到电脑上存下来再放进来。",
        )
    Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit only warns up to twice its number; ours stands below
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _DOOR.refused(path, "尺寸太大，不像是照片", "请看看是不是选错了文件。")
            taken_on = _taken_on(image)
            image.draft("RGB", (KEPT_SIDE, KEPT_SIDE))  # a JPEG is then decoded at about the size wanted
            turned = ImageOps.exif_transpose(image)
            return _fitted(_flat(turned), KEPT_SIDE), taken_on
    except UnidentifiedImageError as error:
        raise _DOOR.refused(
            path, "不是照片", "可以放JPG、PNG、BMP、TIFF、WEBP图片；PDF扫描件请另存成图片再放。"
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise _DOOR.refused(path, "坏了，或者没有拷完，打不开", "请从手机再拷一次。") from error


def _flat(image: "Image") -> "Image":
    """In colour, on white paper where it was see-through."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        paper.alpha_composite(seen)
        return paper.convert("RGB")
    return image.convert("RGB")


def _fitted(image: "Image", side: int) -> "Image":
    from PIL import Image

    scale = side / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _taken_on(image: "Image") -> datetime | None:
    """When the camera says it was taken; cameras without a clock write zeros."""
    exif = image.getexif()
    for told in (exif.get_ifd(_EXIF).get(_ORIGINAL), exif.get(_DATE_TIME)):
        try:
            return datetime.strptime(str(told).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - cameras know no zone
        except ValueError:
            continue
    return None


def _encoded(image: "Image", taken_on: datetime | None) -> bytes:
    """The picture as a JPEG that says nothing but when it was taken."""
    from PIL import Image

    exif = Image.Exif()
    if taken_on:
        exif[_DATE_TIME] = taken_on.strftime("%Y:%m:%d %H:%M:%S")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, optimize=True, exif=exif)
    return buffer.getvalue()


# --------------------------------------------------------------------------------------------------- showing
def shown(office: Office, photo: Photo, side: int = SCREEN_SIDE) -> bytes:
    """The photo turned as it is looked at, its longer side at most `side` pixels, as a JPEG.

    Raises `UserError` when its content is missing or was changed.
    """
    return _encoded(_turned(office, photo, side), None)


def save_as(office: Office, photo: Photo, path: Path) -> None:
    """Write a photo into a file, as large as it is kept and turned as it is looked at."""
    safe_write(path, shown(office, photo, KEPT_SIDE))


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
        return Picture(_encoded(image, None), image.width, image.height, photo_text(photo))

    return picture


def _turned(office: Office, photo: Photo, side: int) -> "Image":
    from PIL import Image, UnidentifiedImageError

    data = office.store.attachments.read(photo.content)
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            image.draft("RGB", (side, side))
            fitted = _fitted(image.convert("RGB"), side)
    except UnidentifiedImageError as error:
        raise UserError(
            "这张照片打不开。", "其他资料没有动。", "请从备份恢复，或重新添加这张照片。"
        ) from error
    turns = photo.turns % 4
    return fitted.rotate(-90 * turns, expand=True) if turns else fitted
