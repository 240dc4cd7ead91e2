"""Reading what people type: numbers, dates and times in every usual spelling, and text as pasted.

Plain functions on strings; an unreadable text gives None, never a guess.
"""

import re
import unicodedata
from datetime import date, time

from yishi_desktop.domain.text import with_plain_breaks, without_invisible

_BREAKS = re.compile(r"[\n\t]+")


def folded(text: str) -> str:
    """Full-width letters and digits as ordinary ones, without surrounding space. Not for names or prose."""
    return unicodedata.normalize("NFKC", text).strip()


def cleaned_line(text: str) -> str:
    """One line as it should be kept: breaks and tabs joined, invisible characters gone, spaces as typed."""
    marked = _BREAKS.sub("\n", _shown(text)).strip("\n")
    return re.sub(r"(.?)\n(.?)", _joined, marked)


def _joined(around: re.Match[str]) -> str:
    left, right = around.groups()
    return f"{left} {right}" if left.isascii() and right.isascii() else left + right


def cleaned_text(text: str) -> str:
    """Several lines as they should be kept: invisible characters gone, line breaks as \\n, tabs as a space."""
    return _shown(text).replace("\t", " ")


def _shown(text: str) -> str:
    return without_invisible(with_plain_breaks(text)).replace("\u00a0", " ")


def count_in(text: str) -> int | None:
    """A whole number not below 0: “12”, “１２”, “12人”, or None."""
    found = re.fullmatch(r"(\d{1,9})\s*[人户票份件次天]?", folded(text))
    return int(found[1]) if found else None


_FULL_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?号?")
_SHORT_DATE = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?号?")
_RUN_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


def date_in(text: str, year: int) -> date | None:
    """A date: 2026-3-15, 2026年3月15日, 20260315, or 3.15 and 3月15日 in the given year; full-width too."""
    plain = folded(text).replace("。", ".")
    for pattern in (_FULL_DATE, _RUN_DATE):
        if found := pattern.fullmatch(plain):
            return _day(*map(int, found.groups()))
    found = _SHORT_DATE.fullmatch(plain)
    return _day(year, int(found[1]), int(found[2])) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_text(day: date | None) -> str:
    """2026年3月15日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


_CLOCK = re.compile(r"(上午|早上|中午|下午|晚上|晚)?\s*(\d{1,2})\s*(?:[:.点时]\s*(半|\d{1,2})?\s*分?)?")
_RUN_CLOCK = re.compile(r"(\d{1,2})(\d{2})")


def time_in(text: str) -> time | None:
    """A time of day: 14:30, 14.30, 1430, 14点半, 下午2点30分; full-width too."""
    plain = folded(text).replace("。", ".")
    if found := _RUN_CLOCK.fullmatch(plain):
        return _clock(int(found[1]), int(found[2]))
    if not (found := _CLOCK.fullmatch(plain)):
        return None
    half, hour, rest = found.groups()
    minute = 30 if rest == "半" else int(rest or 0)
    return _clock(_afternoon(half, int(hour)), minute)


def _afternoon(half: str | None, hour: int) -> int:
    return hour + 12 if half in ("下午", "晚上", "晚") and hour < 12 else hour


def _clock(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def time_text(at: time | None) -> str:
    """14:30."""
    return f"{at:%H:%M}" if at else ""
