"""Photos and scans taken apart: upright pictures of one size, drawn anew, of whatever a telephone or scanner made.

Only the process for strangers' files may call this (services/strangers/child.py): decoders of pictures and of PDF are
large, and what makes one of them crash ends that process and nothing else.
"""

import io
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from yishi_desktop.services.jpeg import DATE_TIME, encoded, fitted

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 150_000_000
"""More than any telephone or office scanner makes; a file that claims more is made to fill the memory."""
MOST_PAGES = 20
"""Pages of one PDF or TIFF that are taken in; a sign-in sheet has three."""
SHARPEST = 300 / 72
"""A page of a PDF is drawn at most at 300 dpi: a small slip of paper does not become a poster."""
_FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "TIFF", "GIF")
_ORIGINAL, _EXIF = 0x9003, 0x8769
_HEIC = (
    b"ftypheic",
    b"ftypheix",
    b"ftypmif1",
    b"ftypmsf1",
    b"ftyphevc",
    b"ftyphevx",
    b"ftypheim",
    b"ftypheis",
)
LARGEST_KEPT_SIDE = 2400
"""Pixels; what is asked of `pictures` by services/photos.py."""
_KEPT_INFO = frozenset({"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "exif"})
_END_OF_JPEG = b"\xff\xd9"
_PDF = b"%PDF-"
_WHERE_A_PDF_BEGINS = 1024


class NoPictureError(Exception):
    """What a file is instead of a picture, and what to do about it; the caller knows the file's name."""

    def __init__(self, what: str, do_next: str) -> None:
        super().__init__(what)
        self.what, self.do_next = what, do_next


@dataclass(frozen=True, slots=True)
class Page:
    """One picture or page, as it is kept."""

    jpeg: bytes
    width: int
    height: int
    taken_at: datetime | None = None


def pictures(data: bytes, side: int) -> dict[str, Any]:
    """The pages of a file as plain JSON: `pages` with their JPEG, and `left_out`, how many there were beyond `MOST_PAGES`.

    The longer side is at most `side` pixels. A file that is no picture gives `no` with the reason and the advice.
    """
    try:
        total, found = _pages(data, side)
        return {"pages": [_plain(page) for page in found], "left_out": max(0, total - MOST_PAGES)}
    except NoPictureError as error:
        return {"no": [error.what, error.do_next]}


def _plain(page: Page) -> dict[str, Any]:
    day = page.taken_at.isoformat() if page.taken_at else ""
    return {
        "jpeg": b64encode(page.jpeg).decode(),
        "width": page.width,
        "height": page.height,
        "taken_at": day,
    }


def _pages(data: bytes, side: int) -> tuple[int, Iterator[Page]]:
    if _PDF in data[:_WHERE_A_PDF_BEGINS]:
        return _pages_of_pdf(data, side)
    if data[4:12] in _HEIC:
        raise NoPictureError(
            "是苹果手机的HEIC照片，这里打不开",
            "请在手机微信里把它发给“文件传输助手”（不要勾“原图”），在电脑微信里点开、右键“另存为”，就成了JPG，再放进来。"
            "以后拍的，在手机的“设置—相机—格式”里选“兼容性最佳”。",
        )
    return _frames(data, side)


# ------------------------------------------------------------------------------------------------------- PDF
def _pages_of_pdf(data: bytes, side: int) -> tuple[int, Iterator[Page]]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        return len(document), _drawn(document, side)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise NoPictureError("加了打开密码，打不开", "请把没有密码的放进来。") from error
        raise _broken() from error


def _drawn(document: Any, side: int) -> Iterator[Page]:
    from pypdfium2 import PdfiumError

    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            scale = min(SHARPEST, side / max(*page.get_size(), 1))
            yield _kept(page.render(scale=scale).to_pil().convert("RGB"), side, None)
        except PdfiumError as error:
            raise _broken() from error


# -------------------------------------------------------------------------------------------- pictures, TIFF
def _frames(data: bytes, side: int) -> tuple[int, Iterator[Page]]:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit only warns up to twice its number; ours stands below
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
        several = (
            image.format == "TIFF"
        )  # the frames of a GIF are a film, those of a telephone's file are copies
        return (getattr(image, "n_frames", 1) if several else 1), _upright_frames(image, side)
    except UnidentifiedImageError as error:
        raise NoPictureError(
            "不是照片，也不是扫描件",
            "可以放JPG、PNG、BMP、TIFF、WEBP图片，也可以放PDF扫描件。Word、表格请先打印成PDF。",
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError) as error:
        raise _broken() from error


def _upright_frames(image: Any, side: int) -> Iterator[Page]:
    frames = min(getattr(image, "n_frames", 1), MOST_PAGES) if image.format == "TIFF" else 1
    try:
        for number in range(frames):
            if number:
                image.seek(number)
            yield _upright(image, side)
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError) as error:
        raise _broken() from error


def _upright(image: "Image", side: int) -> Page:
    """The picture as one sees it, no larger than is kept, and when it was taken."""
    from PIL import ImageOps

    if image.width * image.height > MOST_PIXELS:
        raise NoPictureError("尺寸太大，不像是照片", "请看看是不是选错了文件。")
    taken_at = _taken_at(image)
    image.draft("RGB", (side, side))  # a JPEG is then decoded at about the size wanted
    ImageOps.exif_transpose(image, in_place=True)
    return _kept(_flat(image), side, taken_at)


def _flat(image: "Image") -> "Image":
    """In colour, on white paper where it was see-through."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        paper.alpha_composite(seen)
        return paper.convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _taken_at(image: "Image") -> datetime | None:
    """When the camera says it was taken; cameras without a clock write zeros."""
    exif = image.getexif()
    for told in (exif.get_ifd(_EXIF).get(_ORIGINAL), exif.get(DATE_TIME)):
        with suppress(ValueError):
            return datetime.strptime(str(told).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - cameras know no zone
    return None


def _kept(image: "Image", side: int, taken_at: datetime | None) -> Page:
    small = fitted(image, side)
    return Page(encoded(small, taken_at), small.width, small.height, taken_at)


def is_as_kept(jpeg: bytes) -> bool:
    """Whether these bytes are a picture as this program keeps them: whole, of one size at most, and saying nothing about
    where and with what it was taken. It is kept as it is then, for seals name it by its SHA-256.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            plain = set(image.info) <= _KEPT_INFO and set(image.getexif()) <= {DATE_TIME}
            fits = max(image.size) <= LARGEST_KEPT_SIDE and jpeg.endswith(_END_OF_JPEG)
            if not (plain and fits):
                return False
            image.load()
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError):
        return False
    return True


def _broken() -> NoPictureError:
    return NoPictureError("坏了，或者没有拷完，打不开", "请从手机或扫描仪再拷一次。")
