"""Long titles in lines of like length, broken where the words allow it (GB/T 9704-2012 7.3.1: 词意完整, 排列对称)."""

from itertools import accumulate, pairwise

from yishi_desktop.documents.model import text_width

_SEAMS = "，、；和及与于”》）"
_AWAY_FROM_SEAM = 3  # characters of unevenness that are better than a break inside a word
_AT_JOINT = -5  # and those accepted to break between the form's words and what was filled in


def balanced(parts: tuple[str, ...], width: float) -> tuple[str, ...]:
    """A title cut into lines of like length, none longer than `width` characters.

    `parts` are the title's words and what was filled in; where two meet is the best place for a break, behind a comma
    or before a 的 the next best.
    """
    title, joints, lines = "".join(parts), _joints(parts), []
    start = 0
    while text_width(title[start:]) > width:
        start = _break(title, start, width, joints)
        lines.append(start)
    return tuple(title[a:b] for a, b in pairwise([0, *lines, len(title)]))


def _joints(parts: tuple[str, ...]) -> frozenset[int]:
    return frozenset(accumulate(len(part) for part in parts))


def _break(title: str, start: int, width: float, joints: frozenset[int]) -> int:
    rest = text_width(title[start:])
    target = rest / -int(-rest // width)
    places = [at for at in range(start + 1, len(title)) if text_width(title[start:at]) <= width]

    def awkward(at: int) -> float:
        seam = title[at - 1] in _SEAMS or title[at] in "的及和与"
        cost = _AT_JOINT if at in joints else 0 if seam else _AWAY_FROM_SEAM
        return abs(text_width(title[start:at]) - target) + cost

    return min(places, key=awkward)
