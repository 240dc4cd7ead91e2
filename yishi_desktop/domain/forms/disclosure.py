"""公示脱敏: what on a notice could give a person away, and what of the record the notice leaves out.

Telephone numbers, identity card numbers, long numbers and house numbers are looked for; a name is not, because names
belong on some notices (个人信息保护法 第二十五条 asks for consent, which a program cannot judge).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_DASH = "~\u2010-\u2015\u2212-"
_BETWEEN = rf"[ \t._/·•{_DASH}]{{0,2}}"
"""What people put between the parts of one number: blanks, dots, and dashes of every length."""
_MOBILE = rf"(?<!\d)1[3-9]\d(?:{_BETWEEN}\d{{4}}){{2}}(?!\d)"
_LANDLINE = rf"(?<!\d)\(?0\d{{2,3}}\)?{_BETWEEN}\d{{3,4}}[ {_DASH}]?\d{{4}}(?!\d)"
_IDENTITY = r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?![\dXx])"
_LONG = r"(?<!\d)\d(?:[ -]?\d){10,}(?!\d)"
_HOUSE = (
    r"(?:[组村路街巷弄里区苑园庄屯坊]|大道)第?\d{1,4}[号弄](?!公告|文|灯|线|令)"
    r"|\d{1,3}(?:幢|栋|号楼)(?:\d{1,2}单元)?(?:\d{1,4}[室号])?|\d{1,2}单元(?:\d{1,4}[室号])?|\d{2,4}室|门牌\d+号?"
)
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("身份证号码", _IDENTITY),
        ("手机号码", _MOBILE),
        ("电话号码", _LANDLINE),
        ("长号码", _LONG),
        ("门牌号", _HOUSE),
    )
)
_FRAGMENT = re.compile(r"[^，。；：、！？\n]+[，。；：、！？\n]*")
_MARKS = re.compile(r"[\s，。；：、！？“”‘’（）]")


@dataclass(frozen=True, slots=True)
class Risk:
    """Something on a notice that is to be looked at before it hangs: of which paper, what it looks like, and the words."""

    paper: str
    kind: str
    text: str
    line: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the record, and whether the notice says it too."""

    text: str
    kept: bool


def risks_in(paper: str, lines: Iterable[str], allowed: Sequence[str] = ()) -> list[Risk]:
    """What on these lines could give somebody away; `allowed` are numbers meant to be public (监督电话)."""
    public = {_digits(number) for number in allowed if number}
    return [
        Risk(paper, kind, text, line)
        for line in lines
        for kind, text in _found(line)
        if not _digits(text) or _digits(text) not in public
    ]


def _found(line: str) -> Iterator[tuple[str, str]]:
    """Every match once, by the first kind that takes it: an identity card number is no long number besides."""
    folded = "".join(_half(char) for char in line)
    taken: list[range] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            if not any(match.start() in span or span.start in range(*match.span()) for span in taken):
                taken.append(range(*match.span()))
                yield kind, line[match.start() : match.end()]


def _half(char: str) -> str:
    """Full-width digits as plain ones, one character for one."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _digits(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isdigit())


def compared(record: Iterable[str], notice: Iterable[str]) -> tuple[Part, ...]:
    """The record cut into phrases, those the notice does not say marked as left out."""
    said = _bare("".join(notice))
    parts = []
    for line in record:
        for phrase in _FRAGMENT.findall(line + "\n"):
            bare = _bare(phrase)
            parts.append(Part(phrase, not bare or bare in said))
    return tuple(parts)


def _bare(text: str) -> str:
    return _MARKS.sub("", text)
