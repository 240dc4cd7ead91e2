"""Days as a calendar file a telephone takes in (RFC 5545).

Written here and not with a library: whole days with an alarm are forty lines, and the library for it brings a second
database of time zones. Whole days have none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from yishi_desktop.domain.text import without_invisible

_FOLD = 75
"""Octets in a line, its end not counted."""


@dataclass(frozen=True, slots=True)
class DayEvent:
    """One thing on one day. `uid` is the same when the file is taken in again, so that nothing stands twice."""

    uid: str
    on: date
    title: str
    note: str = ""


def calendar_file(events: Iterable[DayEvent], name: str, made_at: datetime) -> bytes:
    """The file: every event a whole day, with a reminder at eight in the morning of the day before and of the day."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//yishi//day list//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        lines += _event(event, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode("utf-8")


def _event(event: DayEvent, stamp: str) -> list[str]:
    title = _escaped(event.title)
    alarms = [
        line
        for trigger in ("-PT16H", "PT8H")  # from the midnight the day begins with
        for line in (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{title}",
            f"TRIGGER:{trigger}",
            "END:VALARM",
        )
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{title}",
        *([f"DESCRIPTION:{_escaped(event.note)}"] if event.note else []),
        *alarms,
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    r"""Backslash, semicolon and comma with a backslash, line breaks as `\n` (RFC 5545 3.3.11)."""
    plain = without_invisible(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n").replace("\t", " ")


def _folded(line: str) -> str:
    """No line longer than 75 octets, and no character torn in two (RFC 5545 3.1)."""
    parts, room = [""], _FOLD
    for char in line:
        size = len(char.encode("utf-8"))
        if size > room:
            parts.append(" ")
            room = _FOLD - 1
        parts[-1] += char
        room -= size
    return "\r\n".join(parts)
