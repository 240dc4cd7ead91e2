"""Dates, numbers and names as they are officially written (GB/T 9704—2012, GB/T 15835—2011)."""

from datetime import date, time

from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.case import Vote
from yishi_desktop.domain.choices import PhotoKind
from yishi_desktop.domain.people import OrganisationKind, PersonRef

_DIGITS = "零一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"

_COMMUNITY_WORDS = (
    ("村民代表", "居民代表"),
    ("村民小组", "居民小组"),
    ("村民委员会", "居民委员会"),
    ("村务", "居务"),
    ("村民", "居民"),
    ("村委会", "居委会"),
    ("村党组织", "社区党组织"),
    ("村干部", "社区干部"),
    ("村两委", "社区两委"),
    ("村里", "社区"),
    ("村监委", "居监委"),
    ("乡镇民政办", "街道民政办"),
    ("乡镇（街道）", "街道"),
    ("村（社区）", "社区"),
)


def numeral(number: int) -> str:
    """0–99 in Chinese characters: 三, 十五, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def date_text(day: date | None) -> str:
    """2026年3月5日: full year, no padding zeros (GB/T 9704 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def short_date(day: date | None) -> str:
    """3月5日."""
    return f"{day.month}月{day.day}日" if day else ""


def weekday(day: date) -> str:
    """周四."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def time_text(moment: time | None) -> str:
    """14:30, on the 24-hour clock."""
    return f"{moment.hour}:{moment.minute:02d}" if moment else ""


def time_range(start: time | None, end: time | None) -> str:
    """14:30—17:10, or only the start."""
    return f"{time_text(start)}—{time_text(end)}" if start and end else time_text(start)


def votes_text(vote: Vote) -> str:
    """赞成8人，反对4人，弃权0人: the counts that have been recorded."""
    counts = (("赞成", vote.votes_for), ("反对", vote.votes_against), ("弃权", vote.abstentions))
    return "，".join(f"{word}{count}人" for word, count in counts if count is not None)


def photo_text(photo: Photo) -> str:
    """张贴时　公开栏前（2026年3月16日）: what stands below a photo."""
    kind = photo.kind.label if photo.kind and photo.kind is not PhotoKind.OTHER else ""
    day = f"（{date_text(photo.taken_on)}）" if photo.taken_on else ""
    return "　".join(filter(None, [kind, photo.caption])) + day


def person_text(person: PersonRef | None) -> str:
    """The name alone."""
    return person.name if person else ""


def person_with_duty(person: PersonRef | None) -> str:
    """王建国（村务监督委员会主任）."""
    if person is None:
        return ""
    return f"{person.name}（{person.duty}）" if person.duty else person.name


def listed(words: tuple[str, ...] | list[str]) -> str:
    """甲、乙、丙."""
    return "、".join(word for word in words if word)


def localise(text: str, kind: OrganisationKind) -> str:
    """The same sentence in the words of a community: 村民 becomes 居民, 村务 becomes 居务."""
    if kind is OrganisationKind.COMMUNITY:
        for village, community in _COMMUNITY_WORDS:
            text = text.replace(village, community)
    return text
