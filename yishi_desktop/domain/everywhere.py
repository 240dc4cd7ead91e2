"""Every text of the records at its place, to be searched from one character on.

Nothing recorded is left out: facts as they are printed, rows within rows, explanations, captions of photos, people. So
whatever can be read somewhere can be found, and the place found is the place to change it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, time
from itertools import islice
from typing import Any

from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.facts import Choice, facts_of, is_blank
from yishi_desktop.domain.people import Person, PersonRef
from yishi_desktop.domain.registry import FACTS, LATEST, group_of, read
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text, time_text

_KEYS = frozenset(
    {"id", "person_id", "content", "step", "session", "rule", "check", "turns", "width", "height", "keys"}
)
"""Fields of the program's own; nobody has written in them and nobody sees them."""
_BEFORE, _AFTER = 12, 40
"""Characters shown around what was found."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A text at its place. `session` counts from 0 and is `None` where there is only one place.

    A spot on the roster has `person_id`, the others have `case_id`; `step` is empty where no page asks for the fact. At a
    township `village` and `sheet` say in whose ledger and in which table of it.
    """

    where: str
    text: str
    case_id: str = ""
    step: str = ""
    session: int | None = None
    fact: str = ""
    person_id: str = ""
    village: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A spot with the words found in it: what stands before them, they themselves, what follows."""

    spot: Spot
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many places there are, and the first of them."""

    count: int
    hits: tuple[Hit, ...]


def find(words: str, situations: Iterable[Situation], people: Iterable[Person], most: int = 200) -> Found:
    """Every place where `words` stand, capitals alike, matters from the newest on and then the roster.

    A person is also found by the pinyin initials of the name. Words of nothing find nothing.
    """
    wanted = words.casefold()
    if not wanted.strip():
        return Found(0, ())
    newest = sorted(situations, key=lambda situation: situation.case.id, reverse=True)
    spots = (spot for situation in newest for spot in spots_of(situation))
    hits = (hit for spot in (*spots, *_on_roster(people, wanted)) if (hit := hit_of(spot, wanted)))
    listed = tuple(islice(hits, most))
    return Found(len(listed) + sum(1 for _ in hits), listed)


def hit_of(spot: Spot, wanted: str) -> Hit | None:
    """The first place in a text where the words stand, which are folded already."""
    at = spot.text.casefold().find(wanted)
    if at < 0:
        return None
    text, end = " ".join(spot.text.split("\n")), at + len(wanted)
    before = text[max(0, at - _BEFORE) : at]
    after = text[end : end + _AFTER]
    return Hit(
        spot,
        f"…{before}" if at > _BEFORE else before,
        text[at:end],
        f"{after}…" if len(text) > end + _AFTER else after,
    )


# --------------------------------------------------------------------------------------------------- matters
def spots_of(situation: Situation) -> Iterator[Spot]:
    """Every text of one matter."""
    case = situation.case
    for path, fact in FACTS.items():
        if path.startswith("vote."):
            continue  # every vote stands among the votes of its session, the last one too
        several = group_of(path).of_session
        for session in range(len(case.sessions)) if several else (None,):
            value = read(case, path, LATEST if session is None else session)
            if not is_blank(value):
                yield from _of_fact(situation, path, fact.label, session, value)
    for said in case.explanations:
        yield _spot(situation, "", "说明", said.session, said.text)


def _of_fact(situation: Situation, path: str, label: str, session: int | None, value: Any) -> Iterator[Spot]:
    if path == "review.must_rules":
        chosen = [item.text for item in situation.procedure.must if item.id in value]
        yield from (_spot(situation, path, label, session, text) for text in chosen)
    elif _is_rows(value):
        for number, row in enumerate(value, 1):
            yield from _of_row(situation, path, f"{label}第{number}条", session, row)
    else:
        yield from (_spot(situation, path, label, session, text) for text in _texts(value))


def _of_row(situation: Situation, path: str, where: str, session: int | None, row: Any) -> Iterator[Spot]:
    """A photo belongs to the step it was put to; other rows to the step that asks for them."""
    if isinstance(row, Photo):
        session = row.session
    for name, text in texts_in(row):
        spot = _spot(situation, path, " ".join(filter(None, [where, name])), session, text)
        yield replace(spot, step=row.step) if isinstance(row, Photo) else spot


def texts_in(record: Any) -> Iterator[tuple[str, str]]:
    """Every text inside a row with the label of its field, rows within it too."""
    known = facts_of(type(record))
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _KEYS or is_blank(value):
            continue
        if _is_rows(value):
            yield from (inner for item in value for inner in texts_in(item))
        else:
            label = known[field.name].label if field.name in known else ""
            yield from ((label, text) for text in _texts(value))


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple) and any(
        is_dataclass(item) and not isinstance(item, PersonRef) for item in value
    )


def _texts(value: Any) -> Iterator[str]:
    """A value as it reads; somebody with duties is found by each of them."""
    if isinstance(value, PersonRef):
        yield from (value.name, *(role.label for role in value.roles))
    elif isinstance(value, tuple):
        yield from (text for item in value for text in _texts(item))
    elif text := _plain(value):
        yield text


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case Choice():
            return value.label
        case bool():
            return "是" if value else "否"
        case date():
            return date_text(value)
        case time():
            return time_text(value)
    return str(value)


def _spot(situation: Situation, path: str, label: str, session: int | None, text: str) -> Spot:
    case = situation.case
    step = situation.procedure.step_of(path)
    held = f"第{session + 1}次协商" if session is not None and len(case.sessions) > 1 else ""
    title = case.topic.title or case.number or "（还没写议题）"
    where = " · ".join(filter(None, [title, held, step.title if step else "", label]))
    return Spot(where, text, case.id, step.id if step else "", session, path)


# ---------------------------------------------------------------------------------------------------- people
def _on_roster(people: Iterable[Person], wanted: str) -> Iterator[Spot]:
    for person in people:
        for name, text in texts_in(person):
            if name:
                yield Spot(f"名册 · {person.name} · {name}", text, person_id=person.id)
        keys = [key for key in person.keys if wanted in key]
        if keys:
            yield Spot(f"名册 · {person.name}", f"{person.name}（{keys[0]}）", person_id=person.id)
