"""Pictures as they are kept and shown: no larger than asked for, as JPEG that says nothing but when it was taken.

Pillow takes 60 ms to load and is imported when the first picture comes.
"""

import io
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

DATE_TIME = 0x0132
"""The one EXIF tag that is kept."""
_QUALITY = 85


def fitted(image: "Image", side: int) -> "Image":
    """The picture with its longer side at most `side` pixels; the same one where it is small enough."""
    from PIL import Image

    scale = side / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


def encoded(image: "Image", taken_at: datetime | None = None) -> bytes:
    """The picture as a JPEG."""
    from PIL import Image

    exif = Image.Exif()
    if taken_at:
        exif[DATE_TIME] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, optimize=True, exif=exif)
    return buffer.getvalue()
