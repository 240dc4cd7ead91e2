"""The seal of an archived matter: a chain of hashes, and a short code for the paper.

A seal is a revision of the one record `seals`. Revision ids are hashes of their content and their parents, so the seals
of a village form a chain by themselves: each names the one before, the states of the matter it seals, and every revision
that has come into the file since. Nobody can change, add or take out anything sealed without changing every later seal.

What the file alone cannot show: that somebody put an older copy of the whole file back, or computed the whole chain
anew. Both change the codes, and the codes stand on signed paper. A seal proves that nothing was changed, not that what
was written is true; what was wrong is corrected by a new revision with a reason, and sealed again.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yishi_desktop.domain.revisions import Payload, Revision, Written, heads, oldest_first

SEALS = "seals"
"""The id of the one record, and its kind."""
COVERED_DIGITS = 16
"""Hex digits of a revision's id as a seal lists it: no two of a village will ever share them."""
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Thirty-one signs nobody confuses by hand (no 0 O, 1 I L); a prime number, so one wrong sign or swap always shows."""
_SIGNS = 15
_GROUP = 4


class MistypedCodeError(ValueError):
    """What was typed is no code: too short, too long, or a sign is wrong."""


def code_of(seal_id: str) -> str:
    """The code of a seal, such as 7KQ2-M9TD-…: 74 bits of its id and a check sign, in four groups of four."""
    number = int(seal_id, 16)
    signs = [number // len(LETTERS) ** place % len(LETTERS) for place in range(_SIGNS)]
    text = "".join(LETTERS[sign] for sign in (*signs, _check(signs)))
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def _check(signs: Sequence[int]) -> int:
    """Weights 1 to 15: a wrong sign or two swapped ones change the sum."""
    return sum(weight * sign for weight, sign in enumerate(signs, 1)) % len(LETTERS)


def read_code(typed: str) -> str:
    """A code as it was typed, in its one spelling: capitals, full-width signs, blanks and strokes do not matter."""
    text = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    if len(text) != _SIGNS + 1 or any(sign not in LETTERS for sign in text):
        raise MistypedCodeError(typed)
    signs = [LETTERS.index(sign) for sign in text]
    if _check(signs[:-1]) != signs[-1]:
        raise MistypedCodeError(typed)
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal: the matter, what it is called, its states (more than one only when 待核对), and why it was sealed.

    `sealed_at` is ISO 8601 with offset; shown, never used to decide.
    """

    seal_id: str
    case_id: str
    number: str
    title: str
    revisions: tuple[str, ...]
    covers: tuple[str, ...]
    reason: str
    sealed_at: str

    @property
    def code(self) -> str:
        """What stands on the paper."""
        return code_of(self.seal_id)

    @property
    def name(self) -> str:
        """What people call the matter."""
        return f"{self.number} {self.title}".strip() or "（没有写议题的一件事）"


def payload_of(
    case_id: str, case: Mapping[str, Any], revisions: Iterable[str], covers: Iterable[str]
) -> Payload:
    """What a seal says, as the payload of its revision."""
    topic = case.get("topic")
    return {
        "case": case_id,
        "number": str(case.get("number", "")),
        "title": str(topic.get("title", "")) if isinstance(topic, Mapping) else "",
        "revisions": sorted(revisions),
        "covers": sorted(covers),
    }


def seal_in(revision: Revision) -> Seal:
    """The seal a revision is. KeyError or TypeError when it is none."""
    payload = revision.payload
    return Seal(
        seal_id=revision.revision_id,
        case_id=str(payload["case"]),
        number=str(payload["number"]),
        title=str(payload["title"]),
        revisions=tuple(payload["revisions"]),
        covers=tuple(payload["covers"]),
        reason=revision.reason,
        sealed_at=revision.made_at,
    )


def newest_by_case(seals: Iterable[Seal]) -> dict[str, Seal]:
    """The last seal of each matter; `seals` the oldest first."""
    return {seal.case_id: seal for seal in seals}


def uncovered(known: Iterable[str], seals: Iterable[Seal]) -> list[str]:
    """Which revisions no seal lists yet, as a seal lists them."""
    covered = {short for seal in seals for short in seal.covers}
    return sorted({revision_id[:COVERED_DIGITS] for revision_id in known} - covered)


def broken_seals(written: Iterable[Written], damaged: Iterable[str] = ()) -> list[str]:
    """Every seal that does not hold, each in one sentence; the revisions are those whose hash is right.

    `damaged` are ids of revisions that are there and changed: they are told by others, here only what follows.
    """
    intact = {one.revision_id: one for one in written}
    chain = [one.revision for one in intact.values() if one.record_id == SEALS]
    present = {*intact, *damaged}
    seals = [seal_in(revision) for revision in oldest_first(chain)]
    return [
        *_gaps(chain, present),
        *_lost(seals, present),
        *_changed(newest_by_case(seals), intact),
    ]


def _gaps(chain: Sequence[Revision], present: set[str]) -> list[str]:
    return [
        f"封存链断了：“{seal_in(one).name}”{one.made_at[:10]}封存以前的那一次封存不见了。"
        for one in chain
        if any(parent not in present for parent in one.parents)
    ]


def _lost(seals: Sequence[Seal], present: set[str]) -> list[str]:
    """Sealed states that are gone, by the matter's name; other records that are gone, counted."""
    short = {revision_id[:COVERED_DIGITS] for revision_id in present}
    matters = {
        f"“{seal.name}”{seal.sealed_at[:10]}封存的那一版不见了，有人从资料文件里删掉了它。": None
        for seal in seals
        if any(revision_id not in present for revision_id in seal.revisions)
    }
    told = {revision_id[:COVERED_DIGITS] for seal in seals for revision_id in seal.revisions}
    others = [
        f"{seal.sealed_at[:10]}封存“{seal.name}”时已有的资料里，有{gone}版不见了，有人从资料文件里删掉了它们。"
        for seal in seals
        if (gone := len([one for one in seal.covers if one not in short and one not in told]))
    ]
    return [*matters, *others]


def _changed(newest: Mapping[str, Seal], intact: Mapping[str, Written]) -> list[str]:
    """Matters to which something was added that no seal followed: not by this program, or on another computer."""
    now: dict[str, list[str]] = {}
    for head in heads(one for one in intact.values() if one.record_id in newest):
        now.setdefault(head.record_id, []).append(head.revision_id)
    return [
        f"“{seal.name}”封存以后又改过，改的这一版没有封存，请打开“谁改了什么”看一看。"
        for case_id, seal in newest.items()
        if sorted(now.get(case_id, [])) != sorted(seal.revisions)
        and all(revision_id in intact for revision_id in seal.revisions)
    ]
