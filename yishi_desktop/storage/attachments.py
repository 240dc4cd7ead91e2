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
from yishi_desktop.storage.cipher import Cipher, UnreadableError
from yishi_desktop.storage.safe_file import make_folder, safe_write

ATTACHMENTS_NAME = "附件"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Attachments:
    """The attachments under one folder, which is made when the first one comes."""

    def __init__(self, folder: Path, cipher: Cipher | None = None) -> None:
        self.folder = folder
        self._cipher = cipher

    def add(self, data: bytes) -> str:
        """Keep `data`, on the disk when this returns; its digest, by which records refer to it."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if not (path.is_file() and self._digest_of(digest) == digest):
            make_folder(path.parent)
            safe_write(path, self._cipher.conceal_file(data, path.name) if self._cipher else data)
        return digest

    def path(self, digest: str) -> Path:
        """Where the content with this digest lies or would lie. Raises ValueError for what is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256: {digest!r}")
        name = self._cipher.conceal_id(digest) if self._cipher else digest
        return self.folder / name[:2] / name

    def read(self, digest: str) -> bytes:
        """The content. Raises UserError when it is missing or was changed."""
        path = self.path(digest)
        try:
            data = self._opened(path)
        except FileNotFoundError as error:
            raise UserError(
                "附件找不到了。", "其他资料没有动。", "请从备份恢复，或重新添加这个附件。"
            ) from error
        except OSError as error:
            raise faults.disk_fault(error, path) from error
        except UnreadableError as error:
            raise _changed() from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise _changed()
        return data

    def _opened(self, path: Path) -> bytes:
        data = path.read_bytes()
        return self._cipher.reveal_file(data, path.name) if self._cipher else data

    def all(self) -> list[str]:
        """The digests of all that is kept, sorted."""
        names = (path.name for path in self.folder.glob("??/*") if _DIGEST.fullmatch(path.name))
        return sorted(self._cipher.reveal_id(name) if self._cipher else name for name in names)

    def verify(self, wanted: Iterable[str] = ()) -> dict[str, str]:
        """Digest → "damaged" or "missing", among what is kept and what is `wanted`."""
        kept = set(self.all())
        found = {digest: "damaged" for digest in sorted(kept) if self._digest_of(digest) != digest}
        return found | dict.fromkeys(sorted(set(wanted) - kept), "missing")

    def _digest_of(self, digest: str) -> str:
        path = self.path(digest)
        try:
            if self._cipher:
                return hashlib.sha256(self._opened(path)).hexdigest()
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, UnreadableError):
            return ""  # cannot be read: as bad as changed


def attachments_in(folder: Path, cipher: Cipher | None) -> Attachments:
    """The attachments beside a data file or beside backups; each key has a folder of its own, plain ones have theirs."""
    name = f"{ATTACHMENTS_NAME}（加密{cipher.key_id}）" if cipher else ATTACHMENTS_NAME
    return Attachments(folder / name, cipher)


def _changed() -> UserError:
    return UserError("附件坏了，和存进来时不一样。", "其他资料没有动。", "请从备份恢复，或重新添加这个附件。")
