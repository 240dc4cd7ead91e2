"""Photos in papers: side by side, each with what it shows below, or a place to glue a print on."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from yishi_desktop.documents.metrics import MM
from yishi_desktop.documents.model import Cell, Paragraph, Picture, Row, Run, Table, pictured
from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.forms.form import PhotosBlock
from yishi_desktop.domain.wording import photo_text

Album = Callable[[Photo], Picture | None]
"""The picture of a photo, upright, as large as it likes; `None` where it is not on this computer."""

_CAPTION_LINES = 2
_EDGES = (4.0, 3.0)  # mm a cell keeps free beside and above its picture
_ABSENT = "（这台电脑上没有这张照片）"
_GLUE = "（此处粘贴照片）"


def without_pictures(_: Photo) -> Picture | None:
    """An album without pictures, for papers that show none and for counting pages."""
    return None


def photo_table(
    photos: tuple[Photo, ...], block: PhotosBlock, width: float, caption: Paragraph, album: Album
) -> Iterator[Table]:
    """The photos `block.columns` side by side over `width` mm; nothing where there are none and none are waited for."""
    places: list[Photo | None] = [*photos, *[None] * (block.at_least - len(photos))]
    column = width / block.columns
    cells = [_place(photo, caption, album, (column, block.height)) for photo in places]
    cells += [Cell((caption,))] * (-len(cells) % block.columns)
    rows = tuple(
        Row(tuple(cells[at : at + block.columns]), block.height, splittable=False)
        for at in range(0, len(cells), block.columns)
    )
    if rows:
        yield Table((column,) * block.columns, rows)


def _place(photo: Photo | None, caption: Paragraph, album: Album, room: tuple[float, float]) -> Cell:
    if photo is None:
        return Cell((replace(caption, runs=(Run(_GLUE),)),))
    return photo_cell(photo, caption, album, room=room)


def photo_cell(
    photo: Photo, caption: Paragraph, album: Album, *, room: tuple[float, float], span: int = 1
) -> Cell:
    """A photo as large as fits its cell of `room` mm, and its caption below."""
    width, height = room[0] - _EDGES[0], room[1] - _EDGES[1] - _CAPTION_LINES * caption.pitch / MM
    words = replace(caption, runs=(Run(photo_text(photo), fact="case.photos"),))
    picture = album(photo)
    if picture is None:
        return Cell((replace(caption, runs=(Run(_ABSENT),)), words), span, fact="case.photos")
    shown = pictured(replace(picture.within(width, height), alt=photo_text(photo)), after=2, keep_next=True)
    return Cell((shown, words), span, fact="case.photos")
