"""The records as plain lines of JSON: readable in thirty years without SQLite, and in what is left of a damaged file.

Each line is `{"crc32":"1a2b3c4d","line":{…}}`; the sum is over the canonical JSON of what stands after "line". The
first line is the heading; then come revisions, `{"revision":{…}}`, and drafts, `{"draft":{…}}`.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from yishi_desktop.domain.revisions import Revision, as_mapping, canonical_json, from_mapping, is_intact
from yishi_desktop.storage.drafts import Draft

FORMAT = "yishi-records-1"


@dataclass(frozen=True, slots=True)
class Salvage:
    """What a plain copy gave back, and the numbers of the lines (from 1) that could not be trusted."""

    revisions: tuple[Revision, ...]
    drafts: tuple[Draft, ...]
    bad_lines: tuple[int, ...]


def to_lines(revisions: Iterable[Revision], drafts: Iterable[Draft], made_at: str) -> bytes:
    """The plain copy as bytes in UTF-8."""
    lines: list[dict[str, Any]] = [{"format": FORMAT, "made_at": made_at}]
    lines += [{"revision": as_mapping(revision)} for revision in revisions]
    lines += [{"draft": asdict(draft)} for draft in drafts]
    return b"".join(map(_sealed, lines))


def _sealed(line: Mapping[str, Any]) -> bytes:
    text = canonical_json(line)
    return f'{{"crc32":"{_checksum(text)}","line":{text}}}\n'.encode()


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8')):08x}"


def from_lines(data: bytes) -> Salvage:
    """Read what can be read: a line counts when its sum, and for a revision its hash, is right."""
    revisions: list[Revision] = []
    drafts: list[Draft] = []
    bad: list[int] = []
    for number, raw in enumerate(data.splitlines(), start=1):
        line = _opened(raw)
        if line is None or not _take(line, revisions, drafts):
            bad.append(number)
    return Salvage(tuple(revisions), tuple(drafts), tuple(bad))


def _opened(raw: bytes) -> dict[str, Any] | None:
    try:
        sealed = json.loads(raw)
        line, checksum = sealed["line"], sealed["crc32"]
        return line if isinstance(line, dict) and checksum == _checksum(canonical_json(line)) else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _take(line: dict[str, Any], revisions: list[Revision], drafts: list[Draft]) -> bool:
    try:
        if "revision" in line:
            revision = from_mapping(line["revision"])
            revisions.extend([revision] if is_intact(revision) else [])
            return is_intact(revision)
        if "draft" in line:
            drafts.append(Draft(**{**line["draft"], "base": tuple(line["draft"]["base"])}))
            return True
        return line.get("format") == FORMAT
    except (ValueError, TypeError, KeyError):
        return False
