"""代表性核对: before the notice goes out, does every kind of person the matter needs have somebody on the list?

After the meeting the same list says who was asked and did not come: the effort is seen, not only the gap.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from yishi_desktop.domain.case import Attendance
from yishi_desktop.domain.choices import TopicScope
from yishi_desktop.domain.people import SUPERVISION_COMMITTEE, Role
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise


class Presence(Enum):
    """How a kind of person is represented. The value is what is said of it."""

    NOBODY = "名单里还没有"
    LISTED = "名单里有"
    ABSENT = "已邀请未到"
    CAME = "到会"


@dataclass(frozen=True, slots=True)
class Represented:
    """One kind of person, how many of them are on the list or came, and how that counts."""

    name: str
    presence: Presence
    count: int

    @property
    def sentence(self) -> str:
        """In words: 利益相关方到会3人, 党员已邀请未到."""
        counted = self.presence in (Presence.LISTED, Presence.CAME)
        return f"{self.name}{self.presence.value}" + (f"{self.count}人" if counted else "")


_ALWAYS: tuple[tuple[str, Callable[[Attendance], bool]], ...] = (
    ("利益相关方", lambda line: line.stakeholder),
    ("村务监督委员会", lambda line: bool(SUPERVISION_COMMITTEE & set(line.person.roles))),
)
"""保证利益相关方参与 (新疆指引 三, 金市民〔2023〕43号 三); 监督机构参与各项协商活动 (村民委员会组织法 第三十七条)."""

_BETWEEN_SIDES = re.compile("[；;\\n]")


def representation(situation: Situation) -> tuple[Represented, ...]:
    """Each kind of person wanted: those every matter needs, each party concerned, and those the county asks for."""
    parties, supervision = _ALWAYS
    wanted = [
        parties,
        *((f"利益相关方“{side}”", _speaking_for(side)) for side in _sides(situation)),
        supervision,
        *((role.label, _having(role)) for role in _wanted_roles(situation)),
    ]
    return tuple(_represented(name, test, situation) for name, test in wanted)


def _sides(situation: Situation) -> tuple[str, ...]:
    """The parties concerned where the matter has several: those of the topic, and those somebody on the list speaks for.

    利益相关方均有代表参与 (甘肃 三（二）).
    """
    named = [side.strip() for side in _BETWEEN_SIDES.split(situation.case.topic.stakeholders)]
    spoken_for = [line.side.strip() for line in situation.session.attendance]
    several = named if len(named) > 1 else []
    return tuple(dict.fromkeys(side for side in (*several, *spoken_for) if side))


def _wanted_roles(situation: Situation) -> tuple[Role, ...]:
    """What the county asks for, and women where the matter is one of women, children or old people (新疆 二（二）)."""
    special = situation.case.topic.scope is TopicScope.SPECIAL_GROUP
    return tuple(dict.fromkeys((*situation.organisation.wanted_roles, *((Role.WOMAN,) if special else ()))))


def representation_words(situation: Situation) -> str:
    """The whole check in one sentence; empty while there is no list to check."""
    if not situation.session.attendance:
        return ""
    return "；".join(one.sentence for one in representation(situation)) + "。"


def _speaking_for(side: str) -> Callable[[Attendance], bool]:
    def speaks(line: Attendance) -> bool:
        return line.side.strip() == side

    return speaks


def _having(role: Role) -> Callable[[Attendance], bool]:
    def has(line: Attendance) -> bool:
        return role in line.person.roles

    return has


def _represented(name: str, test: Callable[[Attendance], bool], situation: Situation) -> Represented:
    sheet = situation.session.attendance
    called = any(line.present is not None for line in sheet)
    asked = [line for line in sheet if test(line)]
    came = [line for line in asked if line.present]
    name = localise(name, situation.organisation.kind)
    if not asked:
        return Represented(name, Presence.NOBODY, 0)
    if not called:
        return Represented(name, Presence.LISTED, len(asked))
    return Represented(name, Presence.CAME if came else Presence.ABSENT, len(came))
