"""Pinyin initials of names, computed once when a person is saved and kept with them.

pypinyin costs 13 MB and 65 ms even without its phrase dictionary, so it is loaded only here, on first use.
"""

import os
from itertools import islice, product

_MOST_KEYS = 8

# Characters read otherwise as a surname than anywhere else; pypinyin gives the other reading.
_SURNAMES = {
    "单": "s", "解": "x", "查": "z", "曾": "z", "仇": "q", "区": "o", "盖": "g", "朴": "p", "翟": "z",
    "缪": "m", "覃": "q", "乐": "y", "华": "h", "任": "r", "宁": "n", "折": "s", "尹": "y", "员": "y",
    "繁": "p", "黑": "h", "种": "c", "逄": "p", "冼": "x", "长孙": "zs", "尉迟": "yc", "万俟": "mq", "澹台": "tt",
}  # fmt: skip


def initials(name: str) -> tuple[str, ...]:
    """The pinyin initials a name may be typed by, the likeliest first: 单雄信 → `sxx`, 曾乐 → `zy`, `zl`.

    A dot in a name is passed over; characters without a known reading keep their place as themselves.
    """
    letters = name.replace("·", "")
    surname = next((s for s in (letters[:2], letters[:1]) if s in _SURNAMES), "")
    head = _SURNAMES.get(surname, "")
    readings = _readings(letters[len(surname) :])
    return tuple(
        dict.fromkeys(head + "".join(combination) for combination in islice(product(*readings), _MOST_KEYS))
    )


def _readings(letters: str) -> list[tuple[str, ...]]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    return [
        tuple(dict.fromkeys((reading[0] if reading else letter).lower() for reading in found)) or (letter,)
        for letter in letters
        for found in pinyin(letter, style=Style.FIRST_LETTER, heteronym=True, errors="default")
    ]
