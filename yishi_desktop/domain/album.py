"""Photos and scans of a matter: what is to be seen on them, and to which step they belong.

The pictures themselves lie beside the records, named by the SHA-256 of their content; a record only says which. So a
photo taken off a matter is still there for its earlier revisions, and undo brings it back.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain import choices as c
from yishi_desktop.domain.facts import fact

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One photo or scan. `width` and `height` are its pixels before it is turned `turns` quarters clockwise.

    `session` counts from 0 and is `None` at steps that belong to the matter as a whole.
    """

    content: str = ""
    step: str = ""
    session: int | None = None
    kind: c.PhotoKind | None = fact("照片内容", "choice", choices=c.PhotoKind)
    taken_on: date | None = fact("拍摄日期", "date")
    caption: str = fact("照片说明", help="在哪里、拍的是什么", limit=40)
    turns: int = 0
    width: int = 0
    height: int = 0

    @property
    def kept(self) -> bool:
        """Whether it names a content that can have been kept."""
        return bool(_DIGEST.fullmatch(self.content))


def of_step(photos: Iterable[Photo], step: str, session: int | None) -> tuple[Photo, ...]:
    """The photos that belong to one step, of one session where the step has several."""
    return tuple(
        photo
        for photo in photos
        if photo.step == step and (session is None or photo.session in (None, session))
    )


def in_order(photos: Iterable[Photo]) -> tuple[Photo, ...]:
    """By what they show, then by day: 张贴时 and 撤下前, 办之前 and 办之后 stand beside each other."""
    kinds = [None, *c.PhotoKind]
    return tuple(sorted(photos, key=lambda photo: (kinds.index(photo.kind), photo.taken_on or date.max)))
