"""A county's worth of ledgers as they really come: most of them good, some twice, older, forked, damaged or hostile.

Made with the program's own writer, without stores, so that hundreds take a minute; what is expected of them is known
from how they were made, not from what reads them.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from openpyxl import load_workbook

from tests.reliability.hostile import _laughs as laughs
from tests.reliability.hostile import _merged as merged_area
from tests.reliability.hostile import sheet_of
from tests.services.offices import DEFINITIONS, matter
from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.masking import masked
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.situation import Situation
from yishi_desktop.ledger_files.workbook import Header, write_workbook

SESSIONS = 12
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TOWNS = ("柳城镇", "白洋街道", "王宅镇", "桃溪镇", "大溪口乡")


@dataclass
class Corpus:
    """The files by name, what the desk is to say of each, and what the sum is to be."""

    folder: Path
    expected: dict[str, str] = field(default_factory=dict)
    villages: int = 0
    forks: int = 0

    @property
    def good(self) -> list[Path]:
        """The files that can be used."""
        return sorted(self.folder / name for name, verdict in self.expected.items() if verdict != "不能收")

    @property
    def bad(self) -> list[str]:
        """The names of the others."""
        return sorted(name for name, verdict in self.expected.items() if verdict == "不能收")

    def add(self, name: str, data: bytes, verdict: str) -> None:
        """Put a file there."""
        (self.folder / f"{name}.xlsx").write_bytes(data)
        self.expected[f"{name}.xlsx"] = verdict


def organisation(number: int) -> Organisation:
    """The village of a number, in one of the townships."""
    town = TOWNS[number % len(TOWNS)]
    return Organisation(
        id="organisation",
        province="浙江省",
        city="金华市",
        county="武义县",
        township=town,
        name=f"第{number}村",
        code=f"330723{number:06d}",
        procedure="jinhua",
    )


def ledger(number: int, *, edits: tuple[str, ...] = (), day: date = date(2026, 12, 20)) -> bytes:
    """The ledger of a village with twelve sessions; `edits` were made one after the other to its first matter."""
    place = organisation(number)
    cases, situations = [], []
    for n in range(SESSIONS):
        case = replace(matter(1, f"{number}-{n}"), number=f"2026-{n + 1:02d}")
        held = date(2026, 1, 10) + timedelta(days=30 * n)
        sessions = tuple(replace(one, held_on=held) for one in case.sessions)
        title = edits[-1] if edits and n == 0 else f"{place.name}的第{n + 1}件事"
        case = replace(case, topic=replace(case.topic, title=title), sessions=sessions)
        history = ["made", *(edits if n == 0 else ())]
        revisions = [
            hashlib.sha256(f"{case.id}{history[: k + 1]}".encode()).hexdigest() for k in range(len(history))
        ]
        cases.append({"id": case.id, "revisions": revisions, "draft": False, "case": to_json(masked(case))})
        situations.append(
            Situation(
                case=case,
                procedure=DEFINITIONS.procedures["jinhua"],
                organisation=place,
                today=day,
                calendar=DEFINITIONS.calendar,
            )
        )
    rows = ledger_rows(situations, *YEAR, masked=True, procedure=DEFINITIONS.procedures["jinhua"])
    return write_workbook(rows, Header(organisation=place, filled_on=day, program="0"), {"cases": cases})


def shares(villages: int) -> dict[str, int]:
    """How many of each kind: 5 % twice, 3 % older, 2 % forked, 2 % damaged, 1 % hostile; at least one of each."""
    parts = {"twice": 0.05, "older": 0.03, "forked": 0.02, "damaged": 0.02, "hostile": 0.01}
    return {kind: max(1, round(villages * part)) for kind, part in parts.items()}


def make(folder: Path, villages: int, seed: int = 6) -> Corpus:
    """Write a county of so many villages into a folder."""
    chance = random.Random(seed)
    corpus = Corpus(folder, villages=villages)
    wanted = shares(villages)
    numbers = iter(chance.sample(range(villages), sum(wanted.values()) - wanted["hostile"]))
    special = {kind: list(islice(numbers, wanted[kind])) for kind in ("twice", "older", "forked", "damaged")}
    for number in range(villages):
        name = f"{number:03d}"
        if number in special["forked"]:
            for side in ("甲机", "乙机"):
                corpus.add(f"{name}{side}", ledger(number, edits=(f"{side}改的题目",)), "可以收，要核对")
            corpus.forks += 1
            continue
        data = ledger(number, edits=("改过的题目",) if number in special["older"] else ())
        corpus.add(name, data, "可以收")
        if number in special["twice"]:
            corpus.add(f"{name} (2)", data, "收过了")
        if number in special["older"]:
            corpus.add(f"{name}旧", ledger(number, day=date(2026, 12, 1)), "可以收，较早的")
        if number in special["damaged"]:
            corpus.add(f"{name}坏", damaged(data, chance), "不能收")
    for n, (name, bomb) in enumerate(islice(cheap_bombs(), wanted["hostile"])):
        corpus.add(f"炸弹{n}{name}", bomb, "不能收")
    return corpus


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut off when the stick was pulled, or corrected by hand in Excel."""
    if chance.random() < 0.5:
        return data[: chance.randrange(len(data) // 4, len(data) * 3 // 4)]
    from io import BytesIO

    book = load_workbook(BytesIO(data))
    book["明细"].cell(6 + chance.randrange(SESSIONS), 26).value = 99
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def cheap_bombs() -> Iterator[tuple[str, bytes]]:
    """Some of the named bombs, over and over; those that take a minute to make stand in test_strangers.py."""
    far = sheet_of(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    return cycle((("笑", laughs()), ("合并", merged_area(b"A1:XFD1048576")), ("最远", far)))
