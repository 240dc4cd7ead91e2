"""Cleaning on the way in: what arrives from keyboards, clipboards and files, made fit to store and print.

What counts as a line end and what as invisible is said here once, for editors and papers too.

Nothing a person can see is changed, except line breaks inside a line and the many dots used in names. Characters
beyond the basic plane (𣲗, 𬭚) are kept: they are people's names.
"""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from yishi_desktop.domain.facts import Fact
from yishi_desktop.domain.people import Person, PersonRef

T = TypeVar("T")

# 民委发〔2016〕33号: the separator in names is “·” (U+00B7) and nothing that looks like it.
_NAME_DOTS = re.compile(r"\s*[·•・‧∙⋅．●᛫･]\s*")
# Control, format (zero-width, bidi) and half characters, and the two that are none. As one expression, because papers are
# made while somebody types. Private-use and unassigned ones stay: old registers write rare names with the former, and
# this Python does not know the newest Han characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_HAN = r"[\u2E80-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]"
_SPACED_HAN = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_BLANK_LINES = re.compile(r"\n{3,}")


def with_plain_breaks(text: str) -> str:
    r"""Line ends of every kind as `\n`."""
    return _LINE_ENDS.sub("\n", text)


def without_invisible(text: str) -> str:
    """The text without characters nobody sees; tabs and line breaks stay."""
    return _INVISIBLE.sub("", text)


def clean_text(text: str) -> str:
    """Several lines: line ends are one sort, invisible characters are gone, no line ends in blanks."""
    shown = without_invisible(with_plain_breaks(text))
    lines = [_SPACES.sub(_narrow, line).rstrip() for line in shown.split("\n")]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n").rstrip()


def clean_line(text: str) -> str:
    """One line: breaks and tabs become a single space, invisible characters are gone."""
    return " ".join(without_invisible(re.sub(r"[\s\x1c-\x1f\x85]+", " ", text)).split())


def clean_name(text: str) -> str:
    """A person's name: one line, one kind of “·”, and no spaces put between Chinese characters for looks."""
    return _SPACED_HAN.sub("", _NAME_DOTS.sub("·", clean_line(text))).strip("·")


def unlikely_in_name(name: str) -> str:
    """The characters of a name that names are not written with: digits, emoji, punctuation other than “·”."""
    return "".join(c for c in name if c not in "· " and unicodedata.category(c)[0] not in "LMC")


def cleaned(record: T) -> T:
    """The record with every text in it cleaned as its fact asks; numbers, dates and choices are left alone."""
    changes = {}
    for field in fields(record):  # type: ignore[arg-type]
        old = getattr(record, field.name)
        new = _clean(old, field.metadata.get("fact"), name=_is_name(record, field.name))
        if new != old:
            changes[field.name] = new
    return replace(record, **changes) if changes else record  # type: ignore[type-var]


def _is_name(record: object, field: str) -> bool:
    return field == "name" and isinstance(record, (Person, PersonRef))


def _clean(value: Any, fact: Fact | None, *, name: bool = False) -> Any:
    if isinstance(value, tuple):
        return tuple(_clean(item, fact) for item in value)
    if is_dataclass(value):
        return cleaned(value)
    if type(value) is not str:
        return value
    if name:
        return clean_name(value)
    return clean_text(value) if fact is not None and fact.kind == "text" else clean_line(value)


def _narrow(blank: re.Match[str]) -> str:
    """Indenting with full-width spaces is how Chinese paragraphs begin; tabs and odd spaces are not."""
    found = blank.group()
    return found if set(found) <= {" ", "\u3000"} else " "
