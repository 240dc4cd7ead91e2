"""What is measured on: villages, matters and ledgers made from the sample village, the same on every machine.

Made once a folder and scale and then used by every turn.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.revisions import uuid7
from yishi_desktop.services import cases, village
from yishi_desktop.services.case_files import sample_cases, sample_village
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.office import CASE, Definitions, Office, load_definitions, start_office

NOW = datetime.fromisoformat("2026-12-20T17:00:00+08:00")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@cache
def definitions() -> Definitions:
    return load_definitions()


@cache
def samples() -> list[Case]:
    """Read once: reading takes longer than most of what is measured."""
    return sample_cases()


def clock() -> datetime:
    """The day on which everything is measured."""
    return NOW


def case_id(number: int) -> str:
    """Ids as the program gives them, but the same on every machine."""
    return uuid7(1_700_000_000_000 + number, number.to_bytes(10, "big"))


def matter(number: int, characters: int = 0) -> Case:
    """A matter of the sample under a number of its own, its minutes filled up to so many characters."""
    case = samples()[number % len(samples())]
    case = replace(case, id=case_id(number), number=f"{2026 - number // 3 % 10}-{number:05d}", sample=False)
    return with_minutes(case, characters, number) if characters and case.sessions else case


def with_minutes(case: Case, characters: int, salt: int = 0) -> Case:
    """The same matter with minutes of so many characters in its last session."""
    *before, last = case.sessions
    return replace(case, sessions=(*before, replace(last, minutes=prose(characters, salt))))


def prose(characters: int, salt: int = 0) -> str:
    """Sentences as they stand in minutes, a different text for every `salt`."""
    parts: list[str] = []
    at, length = salt, 0
    while length < characters:
        at = (at * 1103515245 + 12345) % 2**31
        parts.append(_SENTENCES[at % len(_SENTENCES)].format(chr(0x4E00 + at // 7 % 6000), at % 97 + 3))
        length += len(parts[-1])
    return "".join(parts)[:characters]


_SENTENCES = (
    "村民代表{0}提出，通组路路灯有{1}盏不亮，晚上走路不安全，希望年内修好。",
    "{0}组有{1}户同意出工出料，另有几户担心占用自留地，要求先丈量再动工。",
    "村监委会说明去年的账目，{0}项支出{1}元，都有经手人和证明人签字。\n",
    "会上对{0}家门前的排水沟走向意见不一，表决前又到现场看了{1}分钟。",
    "老党员{0}讲了{1}年前修桥的办法，大家觉得可以参照，但要有人记工。",
    "驻村干部提醒，涉及{0}地块的{1}平方米先要报批，批下来再公示。\n",
)


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    """The office in a folder at our day, started empty where there is none."""
    office = start_office(folder, definitions(), clock)
    try:
        yield office
    finally:
        office.store.close()


def store(folder: Path, matters: int, characters: int = 0) -> Path:
    """A village with so many matters of so many characters; the folder it is in."""
    place = folder / f"village-{matters}-{characters}"
    return once(place, lambda: _fill_store(place, matters, characters))


def once(place: Path, make: Callable[[], None]) -> Path:
    """Make something that is not there yet. A mark beside it says that it is complete."""
    mark = place.with_name(place.name + ".made")
    if not mark.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        make()
        mark.touch()
    return place


def _fill_store(place: Path, matters: int, characters: int) -> None:
    with opened(place) as office:
        village.save_organisation(office, sample_village().organisation)
        with office.store.database.atomic():  # one wait for the disk, not one a matter
            for number in range(matters):
                case = matter(number, characters)
                office.store.records.append(
                    case.id, CASE, to_json(case), author="", reason="登记", made_at=office.stamp()
                )


def village_files(folder: Path, villages: int) -> list[Path]:
    """The ledgers of so many villages, three matters with three sessions each."""
    place = folder / "ledgers"
    place.mkdir(parents=True, exist_ok=True)
    paths = [place / f"{number:05d}.xlsx" for number in range(villages)]
    for number, path in enumerate(paths):
        if not path.exists():
            _write_ledger(number, path)
    return paths


def _write_ledger(number: int, path: Path) -> None:
    """An office of its own for each: what another village withdrew has no place in a ledger."""
    with TemporaryDirectory(prefix="yishi-") as scratch, opened(Path(scratch)) as office:
        village.save_organisation(office, _village(number))
        with office.store.database.atomic():
            for at in range(3):
                case = replace(matter(number * 3 + at), number=f"2026-{at + 1:02d}")
                cases.keep_case(office, case, "登记")
        ledgers.export(office, *YEAR, path)


def _village(number: int) -> Organisation:
    return replace(sample_village().organisation, name=f"示例{number:05d}村", code=f"3307{number:08d}")
