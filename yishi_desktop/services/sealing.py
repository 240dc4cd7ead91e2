"""Sealing archived matters, and asking whether a code on paper belongs to what is in the file.

What a seal is stands in domain/sealing.py. Works on the store alone, so that everything that opens a case can ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.revisions import Revision, is_intact
from yishi_desktop.domain.sealing import (
    SEALS,
    MistypedCodeError,
    Seal,
    newest_by_case,
    payload_of,
    read_code,
    seal_in,
    uncovered,
)
from yishi_desktop.storage.records import Current
from yishi_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class SealLine:
    """One sealed matter in a list."""

    code: str
    name: str
    words: str


def seals(store: Store) -> list[Seal]:
    """Every seal, the oldest first."""
    return [seal_in(revision) for revision in store.records.history(SEALS)]


def newest(store: Store) -> dict[str, Seal]:
    """The last seal of each matter, by the matter's id."""
    return newest_by_case(seals(store))


def seal(store: Store, case_id: str, *, author: str, reason: str, made_at: str) -> Seal | None:
    """Close the chain over a matter as it stands now; None when its last seal is on exactly this state."""
    with store.database.atomic():
        current, before = store.records.get(case_id), seals(store)
        if current is None or _holds(newest_by_case(before).get(case_id), current):
            return None
        chain = {one.seal_id for one in before}
        known = (one for one in store.records.ids() if one not in chain)
        payload = payload_of(case_id, current.payload, current.revision_ids, uncovered(known, before))
        made = store.records.append(SEALS, SEALS, payload, author=author, reason=reason, made_at=made_at)
    return seal_in(made) if made else None


def _holds(last: Seal | None, current: Current) -> bool:
    return last is not None and sorted(last.revisions) == sorted(current.revision_ids)


def code_on(store: Store, case: Case, known: Mapping[str, Seal] | None = None) -> str:
    """The code of the seal on exactly this state of a case; empty when it is not sealed, or something was typed since."""
    if case.archive.archived_on is None:
        return ""
    last = (newest(store) if known is None else known).get(case.id)
    current = store.records.get(case.id) if last is not None else None
    if last is None or current is None or not _holds(last, current):
        return ""
    return last.code if to_json(case) == dict(current.payload) else ""


def listed(store: Store) -> list[SealLine]:
    """The sealed matters, the newest first."""
    found = newest(store).values()
    return [
        SealLine(one.code, one.name, f"{_day(one)}封存") for one in sorted(found, key=_moment, reverse=True)
    ]


def _moment(seal_: Seal) -> str:
    return seal_.sealed_at


def _day(seal_: Seal) -> str:
    year, month, day = seal_.sealed_at[:10].split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def look_up(store: Store, typed: str) -> str:
    """What a code on a paper says about the matter in this file, in a sentence or two."""
    try:
        code = read_code(typed)
    except MistypedCodeError:
        return "这个封存码抄错了：应当是16个字母和数字，四个一组。请对着纸再看一看，有一个不对就查不到。"
    found = seals(store)
    wanted = next((one for one in found if one.code == code), None)
    if wanted is None:
        return (
            "这里没有这个封存码。码没有抄错，那就是这份资料不是打印那张纸时的资料：可能换回了旧备份，"
            "可能有人改过资料文件，也可能是别的电脑打印的。请和备份、和乡镇留存的那份对一对。"
        )
    if not _intact(store, wanted):
        return (
            f"“{wanted.name}”{_day(wanted)}封存过，可是现在的内容和封存时对不上。请点“核对资料”看是哪一版。"
        )
    return f"对上了：“{wanted.name}”{_day(wanted)}封存，那一版一个字也没有变过。{_later(wanted, found)}"


def _intact(store: Store, wanted: Seal) -> bool:
    states = [store.records.revision(revision_id) for revision_id in (wanted.seal_id, *wanted.revisions)]
    return all(_whole(state) for state in states)


def _whole(state: Revision | None) -> bool:
    return state is not None and is_intact(state)


def _later(wanted: Seal, found: list[Seal]) -> str:
    after = [one for one in found[found.index(wanted) + 1 :] if one.case_id == wanted.case_id]
    if not after:
        return ""
    reasons = "；".join(f"{_day(one)}，{one.reason}" for one in after)
    return f"以后又更正过{len(after)}次（{reasons}），最新的封存码是{after[-1].code}。"
