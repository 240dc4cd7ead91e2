"""The records as plain lines of JSON: readable in thirty years without SQLite, and in what is left of a damaged file.

Each line is `{"crc32":"1a2b3c4d","line":{…}}`; the sum is over the canonical JSON of what stands after "line". The
first line is the heading; then come revisions, `{"revision":{…}}`, and drafts, `{"draft":{…}}`. Of encrypted data each of
these is `{"concealed":"…"}`, and the ring that opens them stands in the heading and once more at the end
(docs/encryption-format.md).
"""

import contextlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from yishi_desktop.domain.revisions import Revision, Written, canonical_json, from_mapping, is_intact
from yishi_desktop.storage import faults
from yishi_desktop.storage.cipher import Cipher
from yishi_desktop.storage.drafts import Draft
from yishi_desktop.storage.keyring import Encryption, Keyring, keyring_from

FORMAT = "yishi-records-1"
_PLACE = "plain copy"


@dataclass(frozen=True, slots=True)
class Salvage:
    """What a plain copy gave back, and the numbers of the lines (from 1) that could not be trusted."""

    revisions: tuple[Revision, ...]
    drafts: tuple[Draft, ...]
    bad_lines: tuple[int, ...]


def to_lines(
    revisions: Iterable[Written],
    drafts: Iterable[Draft],
    made_at: str,
    encryption: Encryption | None = None,
) -> bytes:
    """The plain copy as bytes in UTF-8, concealed line by line where the data are encrypted."""
    lines = [f'{{"revision":{one.line}}}' for one in revisions]
    lines += [canonical_json({"draft": asdict(draft)}) for draft in drafts]
    heading: dict[str, Any] = {"format": FORMAT, "made_at": made_at}
    if encryption is None:
        return b"".join(map(_sealed, [canonical_json(heading), *lines]))
    ring = {"keyring": asdict(encryption.keyring)}
    around = canonical_json(heading | ring), canonical_json({"format": FORMAT} | ring)
    concealed = (_concealed(line, encryption.cipher) for line in lines)
    return b"".join(map(_sealed, [around[0], *concealed, around[1]]))


def _concealed(line: str, cipher: Cipher) -> str:
    return canonical_json({"concealed": cipher.conceal(line, _PLACE)})


def _sealed(line: str) -> bytes:
    """A line, which is canonical JSON, with its sum."""
    data = line.encode("utf-8")
    return b'{"crc32":"%08x","line":%b}\n' % (zlib.crc32(data), data)


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8')):08x}"


def read_copy(path: Path) -> bytes:
    """The bytes of a copy. Raises UserError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise faults.disk_fault(error, path) from error


def keyring_in(data: bytes) -> Keyring | None:
    """The ring of a concealed copy, from its first line or its last; None where neither can be read or it is plain."""
    lines = data.splitlines()
    for raw in (*lines[:1], *lines[-1:]):
        with contextlib.suppress(ValueError):
            return keyring_from((_opened(raw) or {}).get("keyring"))
    return None


def from_lines(data: bytes, cipher: Cipher | None = None) -> Salvage:
    """Read what can be read: a line counts when its sum, and for a revision its hash, is right."""
    revisions: list[Revision] = []
    drafts: list[Draft] = []
    bad: list[int] = []
    for number, raw in enumerate(data.splitlines(), start=1):
        line = _revealed(_opened(raw), cipher)
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


def _revealed(line: dict[str, Any] | None, cipher: Cipher | None) -> dict[str, Any] | None:
    if line is None or cipher is None or "concealed" not in line:
        return line
    try:
        found = json.loads(cipher.reveal(line["concealed"], _PLACE))
    except (ValueError, TypeError):
        return None
    return found if isinstance(found, dict) else None


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
