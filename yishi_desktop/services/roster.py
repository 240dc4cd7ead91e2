"""A roster typed or pasted as a table: which column is which, and which line is wrong.

Used for what is pasted from WPS or Excel (columns divided by tabs) and for plain lists of names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yishi_desktop.domain.people import OrganisationKind, Person, Role
from yishi_desktop.domain.text import clean_name
from yishi_desktop.domain.wording import localise

HEADINGS = {
    "name": ("姓名", "名字", "户主", "户主姓名", "代表姓名"),
    "role": ("职务", "身份", "类别", "担任职务", "人员类别", "代表身份"),
    "group": ("组别", "小组", "村民小组", "所在小组", "组"),
    "phone": ("电话", "手机", "联系方式", "联系电话", "手机号", "手机号码"),
    "note": ("备注", "说明"),
    "sex": ("性别",),
}
"""What a column holds, and what it may be headed; the first word of each is the one we write ourselves."""
LOOK_FOR_HEADING = 10
"""Lines at the top in which the headings are looked for; titles may stand above them."""
_SPACES = str.maketrans("", "", " \u3000")

_ROLE_WORDS = {
    "书记": Role.PARTY_SECRETARY, "支书": Role.PARTY_SECRETARY, "党支部书记": Role.PARTY_SECRETARY,
    "主任": Role.COMMITTEE_DIRECTOR, "村主任": Role.COMMITTEE_DIRECTOR, "村委会主任": Role.COMMITTEE_DIRECTOR,
    "副主任": Role.COMMITTEE_DEPUTY, "村委会副主任": Role.COMMITTEE_DEPUTY, "村委会委员": Role.COMMITTEE_MEMBER,
    "监委会主任": Role.SUPERVISION_HEAD, "村监委主任": Role.SUPERVISION_HEAD, "村监委成员": Role.SUPERVISION_MEMBER,
    "监委会成员": Role.SUPERVISION_MEMBER, "组长": Role.GROUP_HEAD, "村民小组长": Role.GROUP_HEAD,
    "小组长": Role.GROUP_HEAD, "代表": Role.REPRESENTATIVE, "党员代表": Role.PARTY_MEMBER,
    "支部委员": Role.PARTY_MEMBER_OF_BOARD, "专家学者": Role.EXPERT, "专业技术人员": Role.EXPERT,
}  # fmt: skip

# The duties by their names, in the words of a village and in those of a community.
_ROLE_LABELS = {localise(role.label, kind): role for kind in OrganisationKind for role in Role}


_WOMEN = ("女", "女性")

_DIVIDERS = re.compile("[、，,/]")
_LONGEST = 3
"""Parts a duty may have that is itself written with 、: 专家学者、专业技术人员."""


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One usable line: its number in what was pasted, and the person on it, still without an id."""

    line: int
    name: str
    roles: tuple[Role, ...]
    group: str
    phone: str
    note: str


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """One line that cannot be taken, and why, in words for the secretary."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Roster:
    """What was read: usable lines, and problems to mend. Nothing is dropped silently."""

    lines: tuple[RosterLine, ...]
    problems: tuple[RosterProblem, ...]


def read_roster(text: str) -> Roster:
    """Read a pasted table or list of names. Title rows above the headings are passed over."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in text.replace("\r\n", "\n").split("\n")]
    start, columns = _heading(rows)
    lines: list[RosterLine] = []
    problems: list[RosterProblem] = []
    for number, row in enumerate(rows[start:], start + 1):
        if not any(row):
            continue
        read = _line(number, row, columns)
        if isinstance(read, RosterLine):
            lines.append(read)
        else:
            problems.append(read)
    return Roster(tuple(lines), tuple(problems))


def has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a line near the top names the columns, at least that of the names."""
    return _heading(rows)[0] > 0


def person_from(line: RosterLine, person_id: str, keys: tuple[str, ...]) -> Person:
    """A line of a roster as a person with an id and search keys."""
    return Person(
        id=person_id,
        name=line.name,
        roles=line.roles,
        group=line.group,
        phone=line.phone,
        note=line.note,
        keys=keys,
    )


def roles_in(words: str) -> tuple[tuple[Role, ...], str]:
    """The duties named in a cell such as `书记、村民代表`, and the words that are none."""
    known = _ROLE_LABELS | _ROLE_WORDS
    parts = [part.strip() for part in _DIVIDERS.split(words) if part.strip()]
    roles: dict[Role, None] = {}
    other = []
    while parts:
        size = next((n for n in range(_LONGEST, 0, -1) if "、".join(parts[:n]) in known), 0)
        if size:
            roles[known["、".join(parts[:size])]] = None
        else:
            other.append(parts[0])
        del parts[: max(size, 1)]
    return tuple(roles), "、".join(other)


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Where the table begins and which column is which; without headings the first column is the name."""
    for number, row in enumerate(rows[:LOOK_FOR_HEADING]):
        cells = [cell.translate(_SPACES) for cell in row]
        columns = {
            what: next((i for i, cell in enumerate(cells) if cell in words), -1)
            for what, words in HEADINGS.items()
        }
        if columns["name"] >= 0:
            return number + 1, columns
    return 0, {"name": 0, "role": 1, "group": 2, "phone": 3, "note": 4, "sex": -1}


def _line(number: int, row: Sequence[str], columns: dict[str, int]) -> RosterLine | RosterProblem:
    cell = {what: row[at] if 0 <= at < len(row) else "" for what, at in columns.items()}
    name = clean_name(cell["name"])
    if not name:
        return RosterProblem(number, f"第{number}行：姓名是空的。")
    phone = cell["phone"].translate(_SPACES).replace("-", "")
    if phone and not (phone.isdigit() and 7 <= len(phone) <= 12):
        return RosterProblem(number, f"第{number}行：{name}的电话“{cell['phone']}”看起来不对。")
    roles, other = roles_in(cell["role"])
    if cell["sex"] in _WOMEN and Role.WOMAN not in roles:
        roles = (*roles, Role.WOMAN)
    return RosterLine(
        number, name, roles, cell["group"], phone, "；".join(filter(None, (other, cell["note"])))
    )
