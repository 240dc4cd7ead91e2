"""A fixed journey of saves, of which it is known after each step what must be in the store.

The crash tests break it off anywhere: what is found afterwards must be the state after the last confirmed step, or
after the one that was under way. Anything else is a lost save or half a one.
"""

from typing import NamedTuple

from yishi_desktop.domain.revisions import uuid7
from yishi_desktop.storage.drafts import Draft
from yishi_desktop.storage.store import Store

AT = "2026-03-10T09:00:00+08:00"


class Kept(NamedTuple):
    """What is in a store: (record, number of the state) of revisions and of drafts."""

    revisions: frozenset[tuple[str, int]]
    drafts: frozenset[tuple[str, int]]


# After each step of a record: the numbers of its revisions, and of its draft.
_STATES = [((), 1), ((), 2), ((2,), None), ((2,), 3), ((2, 3), None)]


def step(store: Store, traveller: int, number: int) -> None:
    """Do step `number` (from 0): a draft, a better draft, a revision of it, another draft, its revision; next record."""
    record_number, place = divmod(number, len(_STATES))
    record_id = _record_id(traveller, record_number)
    if _STATES[place][1] is None:
        assert store.drafts.commit(record_id, author="王会计", reason="填写", made_at=AT)
        return
    current = store.records.get(record_id)
    payload = {"n": _STATES[place][1], "topic": {"title": f"第{record_number}件"}, "minutes": _words(number)}
    base = current.revision_ids if current else ()
    assert store.drafts.save(Draft(record_id=record_id, kind="case", payload=payload, saved_at=AT, base=base))


def expected(traveller: int, steps: int) -> Kept:
    """What is kept after the first `steps` steps."""
    revisions, drafts = set(), set()
    for number in range(steps):
        record_number, place = divmod(number, len(_STATES))
        record_id = _record_id(traveller, record_number)
        numbers, draft = _STATES[place]
        revisions |= {(record_id, each) for each in numbers}
        drafts = {(record_id, draft)} if draft else set()
    return Kept(frozenset(revisions), frozenset(drafts))


def found(store: Store, traveller: int) -> Kept:
    """What is kept of this traveller's journey."""
    mine = f"{traveller:012x}"
    return Kept(
        frozenset(
            (each.record_id, each.payload["n"])
            for each in store.records.all()
            if each.record_id.endswith(mine)
        ),
        frozenset(
            (each.record_id, each.payload["n"])
            for each in store.drafts.all()
            if each.record_id.endswith(mine)
        ),
    )


def _record_id(traveller: int, record_number: int) -> str:
    return uuid7(record_number, b"\0" * 4 + traveller.to_bytes(6, "big"))


def _words(number: int) -> str:
    """From a line to several pages of the database."""
    return f"第{number}次发言。" * (1 + number * 7919 % 400)
