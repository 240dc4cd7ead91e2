"""Photos and scans, kept as files named by the SHA-256 of their content.

Files beside the database, not rows in it: a year of photos of signed sheets is some hundred megabytes, and the
database, which is copied whole at every backup, stays small. A name that is the hash makes the same photo one file,
shows every changed byte, and lets a backup copy only what it does not have.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import faults
from yishi_desktop.storage.safe_file import make_folder, safe_write

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Attachments:
    """The attachments under one folder, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, data: bytes) -> str:
        """Keep `data`, on the disk when this returns; its digest, by which records refer to it."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if not (path.is_file() and _digest_of(path) == digest):
            make_folder(path.parent)
            safe_write(path, data)
        return digest

    def path(self, digest: str) -> Path:
        """Where the content with this digest lies or would lie. Raises ValueError for what is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256: {digest!r}")
        return self.folder / digest[:2] / digest

    def read(self, digest: str) -> bytes:
        """The content. Raises UserError when it is missing or was changed."""
        path = self.path(digest)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise UserError(
                "附件找不到了。", "其他资料没有动。", "请从备份恢复，或重新添加这个附件。"
            ) from error
        except OSError as error:
            raise faults.disk_fault(error, path) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise UserError(
                "附件坏了，和存进来时不一样。", "其他资料没有动。", "请从备份恢复，或重新添加这个附件。"
            )
        return data

    def all(self) -> list[str]:
        """The digests of all that is kept, sorted."""
        return sorted(path.name for path in self.folder.glob("??/*") if _DIGEST.fullmatch(path.name))

    def verify(self, wanted: Iterable[str] = ()) -> dict[str, str]:
        """Digest → "damaged" or "missing", among what is kept and what is `wanted`."""
        kept = set(self.all())
        found = {digest: "damaged" for digest in sorted(kept) if _digest_of(self.path(digest)) != digest}
        return found | dict.fromkeys(sorted(set(wanted) - kept), "missing")


def _digest_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # cannot be read: as bad as changed
