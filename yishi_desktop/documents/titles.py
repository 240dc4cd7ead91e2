"""Long titles in lines of like length, broken where the words allow it (GB/T 9704-2012 7.3.1: 词意完整, 排列对称)."""

from yishi_desktop.documents.model import text_width

_SEAMS = "，、；和及与于”》）"
_AWAY_FROM_SEAM = 3  # characters of unevenness that are better than a break inside a word


def balanced(title: str, width: float) -> tuple[str, ...]:
    """A title cut into lines of like length, none longer than `width` characters, rather behind a 的 or a comma."""
    count = -int(-text_width(title) // width)
    if count <= 1:
        return (title,)
    target = text_width(title) / count
    cuts = [at for at in range(1, len(title)) if text_width(title[:at]) <= width]
    best = min(cuts, key=lambda at: _awkward(title, at, target))
    return (title[:best], *balanced(title[best:], width))


def _awkward(title: str, at: int, target: float) -> float:
    """How badly a title breaks at a place: too long or short, or away from the seams between words."""
    seam = title[at - 1] in _SEAMS or title[at] in "的及和与"
    return abs(text_width(title[:at]) - target) + (0 if seam else _AWAY_FROM_SEAM)
