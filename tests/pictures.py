"""Photos for tests, as telephones make them: with a place, a serial number, and turned on their side."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

PLACE = (29.0, 7.0, 12.5)  # degrees, minutes, seconds


def drawn(size: tuple[int, int] = (800, 600), colour: str = "#4070A0") -> Image.Image:
    """A picture with a red mark in its upper left corner, so that one sees how it is turned."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 3, size[1] // 3), fill="#D02020")
    return image


def telephone_photo(
    *,
    turned: int = 1,
    day: str = "2026:03:16 09:30:00",
    size: tuple[int, int] = (800, 600),
    colour: str = "#4070A0",
) -> bytes:
    """A JPEG with all that a telephone writes into it. `turned` is its EXIF orientation, 1 to 8."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F], exif[0x0110] = "HUAWEI", "ANA-AN00"
    exif[0xA431] = "SERIAL-4711"
    if day:
        exif.get_ifd(0x8769)[0x9003] = day
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", PLACE, "E", PLACE
    buffer = io.BytesIO()
    drawn(size, colour).save(buffer, "JPEG", exif=exif, quality=92)
    return buffer.getvalue()


def scan(pages: int, kind: str = "PDF", size: tuple[int, int] = (850, 1100)) -> bytes:
    """A file of several pages as a scanner writes it; each page is of another colour."""
    shades = [drawn(size, f"#{40 + n * 8:02x}70a0") for n in range(pages)]
    buffer = io.BytesIO()
    shades[0].save(buffer, kind, save_all=True, append_images=shades[1:])
    return buffer.getvalue()


def photo_file(folder: Path, name: str = "IMG_0316.jpg", **how: object) -> Path:
    path = folder / name
    path.write_bytes(telephone_photo(**how))  # type: ignore[arg-type]
    return path
