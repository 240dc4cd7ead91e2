"""Which pages somebody means by “1-2，4”."""

import re

from yishi_desktop.ui.reading import folded

_PART = re.compile(r"(\d+)(?:\s*[-—–~至到]\s*(\d+))?")


def pages_in(text: str, total: int) -> tuple[int, ...] | None:
    """Page numbers from 0, in the order written; all of them for an empty text, None when it means no page."""
    if not folded(text):
        return tuple(range(total))
    found: list[int] = []
    for part in re.split(r"[,，、;；\s]+", folded(text)):
        spelt = _PART.fullmatch(part)
        if spelt is None:
            return None
        first, last = int(spelt[1]), int(spelt[2] or spelt[1])
        if not 1 <= first <= last <= total:
            return None
        found += range(first - 1, last)
    return tuple(found) or None
