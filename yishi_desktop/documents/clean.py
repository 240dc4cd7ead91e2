"""User text → text that Word, PDF and Excel all accept, with nothing visible changed."""

import re
import unicodedata

from yishi_desktop.domain.text import with_plain_breaks, without_invisible

_SPACE = re.compile("[\u2000-\u200a\u202f\u205f\xa0]")
_RADICAL = re.compile("[\u2e80-\u2fd5]")

# Text copied out of scanned or badly made PDFs carries radicals in place of whole characters. Kangxi radicals have
# a compatibility mapping in Unicode; those of the supplement that look like whole characters are listed here.
_SUPPLEMENT = dict(
    zip(
        map(chr, (
            0x2E81, 0x2E84, 0x2E88, 0x2E8A, 0x2E8C, 0x2E8D, 0x2E8E, 0x2E92, 0x2E93, 0x2E9C, 0x2E9D, 0x2E9F, 0x2EA0,
            0x2EA7, 0x2EA9, 0x2EAC, 0x2EB6, 0x2EBB, 0x2EBC, 0x2EC1, 0x2EC4, 0x2EC5, 0x2EC6,
            0x2EC9, 0x2ECB, 0x2ECF, 0x2ED1, 0x2ED3, 0x2ED4, 0x2ED7, 0x2ED8, 0x2ED9, 0x2EDA, 0x2EDB, 0x2EDC,
            0x2EDD, 0x2EE2, 0x2EE3, 0x2EE4, 0x2EE5, 0x2EE6, 0x2EE7, 0x2EE8, 0x2EE9, 0x2EEA, 0x2EEB, 0x2EEC, 0x2EED,
            0x2EEE, 0x2EEF, 0x2EF0, 0x2EF1, 0x2EF2, 0x2EF3,
        )),
        "厂乙刀卜小小兀巳幺日月母民牛王示羊聿肉虎西见角贝车邑長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)  # fmt: skip


def clean(text: str | None) -> str:
    r"""Return the text as paper can carry it; None becomes the empty string.

    Line ends of every kind become ``\n``, tabs a full-width space, odd spaces a plain one, radicals the character
    they stand for. Rare characters (outside the basic plane, unassigned, private use) stay: names are written
    with them, and the whole text is never normalised, because compatibility ideographs in names would change.
    """
    if not text:
        return ""
    if text.isascii() and text.isprintable():
        return text
    # what is invisible is illegal in XML, or able to reorder or split a name
    text = without_invisible(with_plain_breaks(text))
    text = _RADICAL.sub(_whole_character, text)
    return _SPACE.sub(" ", text.replace("\t", "\u3000"))


def _whole_character(radical: re.Match[str]) -> str:
    return _SUPPLEMENT.get(radical[0]) or unicodedata.normalize("NFKC", radical[0])
