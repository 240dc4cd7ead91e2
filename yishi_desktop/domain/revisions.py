"""Immutable revisions: what was known when, and how two copies of it become one.

A record (a case, a person, the village's settings) is never overwritten. Each meaningful change adds a revision
that names its parents; its id is the hash of its content, so the same content has the same id on every computer
and a changed byte shows. Two copies merge by set union. What nobody names as a parent is a head; a record with
more than one head was changed in two places and is 待核对: a person decides, never the clock.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeVar

Payload = Mapping[str, Any]
"""The content of a record as plain JSON: text, whole numbers, true, false, null, lists, mappings. No fractions."""

_SALT = b"yishi-revision-v1\0"
_ID_LENGTH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One state of one record, as somebody left it. Make it with `new_revision`; treat its payload as read-only.

    `record_id` is the record's UUIDv7, `kind` says what the record is ("case", "person", "organisation",
    "settings"). `parents` are the ids this state was made from, sorted; none for the first. `made_at` is ISO 8601
    with the offset from UTC: shown to people, never used to decide. `deleted` says that the record is withdrawn;
    the payload then is what it last was.
    """

    revision_id: str
    record_id: str
    kind: str
    payload: Payload
    parents: tuple[str, ...]
    author: str
    reason: str
    made_at: str
    deleted: bool = False

    def __hash__(self) -> int:
        return hash(self.revision_id)


# --------------------------------------------------------------------------------------------------- identity
def canonical_json(value: Any) -> str:
    """The one way to write `value` as JSON: keys sorted, no blanks, characters as they are.

    Raises ValueError for what has no one way or does not come back equal: fractions, keys that are not text,
    half characters (lone surrogates), types JSON does not know.
    """
    _require_plain(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_plain)
    text.encode("utf-8")  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    return text


def _as_plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else list(value)


def _require_plain(value: Any) -> None:
    if isinstance(value, list | tuple):
        for inner in value:
            if type(inner) not in _LEAVES:
                _require_plain(inner)
    elif isinstance(value, dict) or isinstance(value, Mapping):  # noqa: SIM101 - asking for dict is much quicker
        for key, inner in value.items():
            if not isinstance(key, str):
                raise ValueError(f"a key must be text: {key!r}")  # noqa: TRY004 - one error for all
            if type(inner) not in _LEAVES:
                _require_plain(inner)
    elif not (value is None or isinstance(value, str | int)):
        raise ValueError(f"not plain JSON: {value!r}")


_LEAVES = frozenset({str, int, bool, type(None)})
"""What holds nothing else: most of a record, and not worth a call each."""


class State(Protocol):
    """A state of a record, as far as the order of states is concerned: a revision, or one as it is written."""

    @property
    def revision_id(self) -> str:
        """Its own id."""

    @property
    def record_id(self) -> str:
        """The record it is a state of."""

    @property
    def parents(self) -> tuple[str, ...]:
        """The ids of the states it was made from."""


S = TypeVar("S", bound=State)


class Written(NamedTuple):
    """A revision as it is written: its payload is the canonical JSON that was hashed and stands in the row."""

    revision_id: str
    record_id: str
    kind: str
    payload: str
    parents: tuple[str, ...]
    author: str
    reason: str
    made_at: str
    deleted: bool

    @property
    def revision(self) -> Revision:
        """The revision, its payload read. Raises ValueError when that is no JSON."""
        return Revision(**{**self._asdict(), "payload": json.loads(self.payload)})

    @property
    def content_id(self) -> str:
        """The id this content asks for: SHA-256 in hex. The payload is hashed as it stands, so one more blank in it makes
        another id. Raises ValueError for half characters.
        """
        content = f"{{{self._members(sorted(set(self.parents)))}}}"
        return hashlib.sha256(_SALT + content.encode("utf-8")).hexdigest()

    @property
    def line(self) -> str:
        """The canonical JSON of `as_mapping(revision)`."""
        return f'{{{self._members(self.parents)},"revision_id":{_quoted(self.revision_id)}}}'

    def _members(self, parents: Iterable[str]) -> str:
        """What it says, in the order of the keys. Two revisions never give the same text."""
        return (
            f'"author":{_quoted(self.author)},"deleted":{"true" if self.deleted else "false"},'
            f'"kind":{_quoted(self.kind)},"made_at":{_quoted(self.made_at)},'
            f'"parents":[{",".join(map(_quoted, parents))}],"payload":{self.payload},'
            f'"reason":{_quoted(self.reason)},"record_id":{_quoted(self.record_id)}'
        )


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def written(revision: Revision) -> Written:
    """A revision and its payload as canonical JSON. Raises ValueError when that is not plain JSON."""
    return Written(
        revision.revision_id,
        revision.record_id,
        revision.kind,
        canonical_json(revision.payload),
        revision.parents,
        revision.author,
        revision.reason,
        revision.made_at,
        revision.deleted,
    )


def content_id(revision: Revision) -> str:
    """The id the content of `revision` asks for. Raises ValueError when it is not plain JSON."""
    return written(revision).content_id


def is_intact(revision: Revision) -> bool:
    """Does the id match the content? False means that a byte was changed since the revision was made."""
    try:
        return content_id(revision) == revision.revision_id
    except ValueError:
        return False


def damaged(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """The revisions whose id does not match their content."""
    return tuple(revision for revision in revisions if not is_intact(revision))


def new_written(
    *,
    record_id: str,
    kind: str,
    payload: Payload,
    author: str,
    reason: str,
    made_at: str,
    parents: Iterable[str] = (),
    deleted: bool = False,
) -> Written:
    """A revision with its id, as it is to be written. The payload is copied: later changes to the mapping do not reach it.

    Raises ValueError for a payload that is not plain JSON, a time without offset, or a parent that is no id.
    """
    if datetime.fromisoformat(made_at).tzinfo is None:
        raise ValueError(f"made_at needs the offset from UTC: {made_at}")
    sorted_parents = tuple(sorted(set(parents)))
    if not record_id or not kind or not all(len(parent) == _ID_LENGTH for parent in sorted_parents):
        raise ValueError("a revision needs a record, a kind, and revision ids as parents")
    text = canonical_json(payload)
    draft = Written("", record_id, kind, text, sorted_parents, author, reason, made_at, deleted)
    return draft._replace(revision_id=draft.content_id)


def new_revision(**said: Any) -> Revision:
    """`new_written`, where nothing is to be written."""
    return new_written(**said).revision


def as_mapping(revision: Revision) -> dict[str, Any]:
    """The revision as plain JSON, for a package or a backup; `from_mapping` reads it back."""
    return {
        "revision_id": revision.revision_id,
        "record_id": revision.record_id,
        "kind": revision.kind,
        "payload": dict(revision.payload),
        "parents": list(revision.parents),
        "author": revision.author,
        "reason": revision.reason,
        "made_at": revision.made_at,
        "deleted": revision.deleted,
    }


def from_mapping(mapping: Mapping[str, Any]) -> Revision:
    """What `as_mapping` wrote. Raises KeyError or TypeError on other mappings; intactness is asked separately."""
    return Revision(
        revision_id=str(mapping["revision_id"]),
        record_id=str(mapping["record_id"]),
        kind=str(mapping["kind"]),
        payload=dict(mapping["payload"]),
        parents=tuple(mapping["parents"]),
        author=str(mapping["author"]),
        reason=str(mapping["reason"]),
        made_at=str(mapping["made_at"]),
        deleted=bool(mapping["deleted"]),
    )


def uuid7(now_ms: int, random_bytes: bytes) -> str:
    """A UUID of version 7 (RFC 9562): milliseconds since 1970 in front, so ids sort by when they were made.

    `random_bytes` are at least ten; 74 bits of them are used. Raises ValueError for fewer, or a time beyond 48 bits.
    """
    if len(random_bytes) < 10 or not 0 <= now_ms < 1 << 48:
        raise ValueError("uuid7 needs ten random bytes and a time of 48 bits")
    chance = int.from_bytes(random_bytes[:10], "big")
    high, low = chance >> 68, chance & ((1 << 62) - 1)
    digits = f"{now_ms << 80 | 7 << 76 | high << 64 | 2 << 62 | low:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


# ----------------------------------------------------------------------------------------- several revisions
def merge(a: Iterable[Revision], b: Iterable[Revision]) -> frozenset[Revision]:
    """Set union. Absence on one side means nothing; deletion is a revision. Both sides must be intact."""
    return frozenset(a) | frozenset(b)


def heads(revisions: Iterable[S]) -> tuple[S, ...]:
    """The revisions nobody names as a parent, the one with the longest history first.

    The order is the same on every computer and says which one a screen shows first, not which one is right.
    """
    known = _by_id(revisions)
    named = {parent for revision in known.values() for parent in revision.parents}
    lengths = _history_lengths(known)
    found = (revision for revision_id, revision in known.items() if revision_id not in named)
    return tuple(sorted(found, key=lambda head: (-lengths[head.revision_id], head.revision_id)))


def unknown_parents(revisions: Iterable[S]) -> dict[str, tuple[str, ...]]:
    """Revision id → the parents it names that are not among `revisions`: an incomplete copy, or a removed row."""
    known = _by_id(revisions)
    missing = {
        key: tuple(p for p in revision.parents if p not in known) for key, revision in sorted(known.items())
    }
    return {key: parents for key, parents in missing.items() if parents}


def ancestors(revisions: Iterable[Revision], revision_id: str) -> frozenset[str]:
    """The ids of everything `revision_id` was made from, known or not, without itself."""
    known = _by_id(revisions)
    found: set[str] = set()
    waiting = [revision_id]
    while waiting:
        revision = known.get(waiting.pop())
        fresh = set(revision.parents) - found if revision else set()
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)


def oldest_first(revisions: Iterable[S]) -> tuple[S, ...]:
    """Parents before children; among equals by id. Never by the clock, which may have been wrong."""
    known = _by_id(revisions)
    lengths = _history_lengths(known)
    return tuple(
        sorted(known.values(), key=lambda revision: (lengths[revision.revision_id], revision.revision_id))
    )


def _by_id(revisions: Iterable[S]) -> dict[str, S]:
    return {revision.revision_id: revision for revision in revisions}


def _history_lengths(known: Mapping[str, S]) -> dict[str, int]:
    """Revision id → how many revisions the longest way back from it has."""
    lengths: dict[str, int] = {}
    for start in known:
        for key in _parents_first(known, start, lengths):
            lengths[key] = 1 + max((lengths.get(parent, 0) for parent in known[key].parents), default=0)
    return lengths


def _parents_first(known: Mapping[str, S], start: str, done: Mapping[str, int]) -> Iterator[str]:
    """`start` and its ancestors that are not `done`, each after its parents; a stack, as histories grow long."""
    stack, opened = [start], set[str]()
    while stack:
        key = stack[-1]
        waiting = [p for p in known[key].parents if p in known and p not in done and p not in opened]
        opened.add(key)
        if waiting:
            stack.extend(waiting)
            continue
        stack.pop()
        if key not in done:
            yield key
