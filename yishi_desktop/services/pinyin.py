"""Names in pinyin: initials to find a person by, kept with them, and the spelling to sort names by.

pypinyin costs 13 MB and 65 ms even without its phrase dictionary, so it is loaded only here, on first use.
"""

import os
from itertools import islice, product

_MOST_KEYS = 8

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

# Characters read otherwise as a surname than anywhere else; pypinyin gives the other reading.
_SURNAMES = {
    "单": "shan", "解": "xie", "查": "zha", "曾": "zeng", "仇": "qiu", "区": "ou", "盖": "ge", "朴": "piao",
    "翟": "zhai", "缪": "miao", "覃": "qin", "乐": "yue", "华": "hua", "任": "ren", "宁": "ning", "折": "she",
    "尹": "yin", "员": "yun", "繁": "po", "黑": "he", "种": "chong", "逄": "pang", "冼": "xian",
    "长孙": "zhang sun", "尉迟": "yu chi", "万俟": "mo qi", "澹台": "tan tai",
}  # fmt: skip


def initials(name: str) -> tuple[str, ...]:
    """The pinyin initials a name may be typed by, the likeliest first: 单雄信 → `sxx`, 曾乐 → `zy`, `zl`.

    A dot in a name is passed over; characters without a known reading keep their place as themselves.
    """
    letters = name.replace("·", "")
    surname = _surname(letters)
    head = "".join(word[0] for word in _SURNAMES.get(surname, "").split())
    readings = _readings(letters[len(surname) :])
    return tuple(
        dict.fromkeys(head + "".join(combination) for combination in islice(product(*readings), _MOST_KEYS))
    )


def spelling(name: str) -> tuple[str, ...]:
    """A name in pinyin without tones, a word a character, to sort by: 单雄信 → shan, xiong, xin."""
    letters = name.replace("·", "")
    surname = _surname(letters)
    from pypinyin import Style, pinyin

    rest = pinyin(letters[len(surname) :], style=Style.NORMAL, errors="default")
    return (*_SURNAMES.get(surname, "").split(), *(found[0] for found in rest))


def _surname(letters: str) -> str:
    return next((s for s in (letters[:2], letters[:1]) if s in _SURNAMES), "")


def _readings(letters: str) -> list[tuple[str, ...]]:
    from pypinyin import Style, pinyin

    return [
        tuple(dict.fromkeys((reading[0] if reading else letter).lower() for reading in found)) or (letter,)
        for letter in letters
        for found in pinyin(letter, style=Style.FIRST_LETTER, heteronym=True, errors="default")
    ]
