"""Pictures inside a PDF: a JPEG as it is, anything else unpacked and on white paper, each content once.

Pillow is needed for pictures alone: papers without any are printed without waiting for it.
"""

import io
from typing import TYPE_CHECKING

from yishi_desktop.documents.model import Picture
from yishi_desktop.documents.pdf_file import PdfFile

if TYPE_CHECKING:
    from PIL.Image import Image

_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


class PaperPictures:
    """The pictures of one PDF."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._known: dict[bytes, int] = {}

    def key(self, picture: Picture) -> str:
        """The name of a picture on the pages."""
        known = self._known
        if picture.data not in known:
            known[picture.data] = _put(self._file, picture.data)
        return f"Im{known[picture.data]}"

    def named(self) -> list[tuple[str, int]]:
        """Every picture with its object."""
        return [(f"Im{number}", number) for number in self._known.values()]


def _put(file: PdfFile, data: bytes) -> int:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        if image.format == "JPEG" and image.mode in _SPACES:
            return file.put_packed(data, f"/Filter /DCTDecode {_about(image)}")
        plain = _on_white(image)
        return file.put_stream(plain.tobytes(), _about(plain))


def _on_white(image: "Image") -> "Image":
    from PIL import Image

    if image.mode in _SPACES:
        return image
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert("RGB")


def _about(image: "Image") -> str:
    return (
        f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height}"
        f" /ColorSpace {_SPACES[image.mode]} /BitsPerComponent 8"
    )
