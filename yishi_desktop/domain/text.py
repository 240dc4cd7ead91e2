"""Cleaning on the way in: what arrives from keyboards, clipboards and files, made fit to store and print.

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
# Control, format (zero-width, bidi) and half characters. Private-use and unassigned ones stay: old registers write rare
# names with the former, and this Python does not know the newest Han characters.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_NONCHARACTERS = frozenset({"\ufffe", "\uffff"})
_SPACES = re.compile(r"[^\S\n]+")
_HAN = r"[\u2E80-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]"
_SPACED_HAN = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean_text(text: str) -> str:
    """Several lines: line ends are one sort, invisible characters are gone, no line ends in blanks."""
    text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    lines = [_SPACES.sub(_narrow, _visible(line)).rstrip() for line in text.split("\n")]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n").rstrip()


def clean_line(text: str) -> str:
    """One line: breaks and tabs become a single space, invisible characters are gone."""
    return " ".join(_visible(re.sub(r"[\s\x1c-\x1f\x85]+", " ", text)).split())


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


def _visible(text: str) -> str:
    return "".join(c for c in text if c == "\t" or not _is_invisible(c))


def _is_invisible(character: str) -> bool:
    return character in _NONCHARACTERS or unicodedata.category(character) in _INVISIBLE


def _narrow(blank: re.Match[str]) -> str:
    """Indenting with full-width spaces is how Chinese paragraphs begin; tabs and odd spaces are not."""
    found = blank.group()
    return found if set(found) <= {" ", "\u3000"} else " "
