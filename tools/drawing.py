"""The program's icon as Windows wants it: one .ico with the drawing in every size."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image

SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


def write_icon(drawing: Path, target: Path) -> None:
    """Draw the SVG in each size (not one picture made smaller: 16 pixels would blur) and bind them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    pictures = [_drawn(drawing, size) for size in SIZES]
    target.parent.mkdir(parents=True, exist_ok=True)
    pictures[-1].save(target, format="ICO", sizes=[(size, size) for size in SIZES], append_images=pictures)


def _drawn(drawing: Path, size: int) -> Image.Image:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants str
    return Image.open(BytesIO(buffer.data().data()))
