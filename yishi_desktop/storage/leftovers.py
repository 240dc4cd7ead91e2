"""What still lies about unencrypted after the data have been encrypted: found on the disk, not remembered.

Nothing here is ever deleted by itself. A copy that may be the last one in plain words is deleted only when a backup that
is encrypted, whole and opens with the village's own key lies in the usual place.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage.attachments import ATTACHMENTS_NAME, attachments_in
from yishi_desktop.storage.backup import is_readable, list_backups, remove_backup, unencrypted_folders
from yishi_desktop.storage.database import is_encrypted
from yishi_desktop.storage.keyring import Encryption
from yishi_desktop.storage.store import DATABASE_NAME

_COPIES = ("升级前-*.db", "恢复前-*.db", ".~*.part*")
"""What is kept before an upgrade and a restore, and what a crash has left half written."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Plain things: folders of backups, copies of the data file, and folders of attachments."""

    backups: tuple[Path, ...]
    copies: tuple[Path, ...]
    attachments: tuple[Path, ...]

    def __bool__(self) -> bool:
        return bool(self.backups or self.copies or self.attachments)


def leftovers(data: Path, places: Iterable[Path]) -> Leftovers:
    """What is plain in the data folder and in the places of backups that can be reached now."""
    there = [place for place in dict.fromkeys(places) if place.is_dir()]
    backups = [folder for place in there for folder in unencrypted_folders(place)]
    copies = [path for pattern in _COPIES for path in data.glob(pattern) if _is_plain(path)]
    attachments = [folder / ATTACHMENTS_NAME for folder in (data, *there)]
    return Leftovers(
        tuple(backups),
        tuple(sorted(copies)),
        tuple(folder for folder in attachments if any(folder.glob("??/*"))),
    )


def remove(found: Leftovers, data: Path, place: Path, encryption: Encryption) -> Leftovers:
    """Delete them, and what could not be deleted. Raises UserError, and deletes nothing, while no encrypted backup in
    `place` is whole, or the data lack an attachment that is still there in plain.
    """
    _require_encrypted_copy(data, place, encryption)
    for folder in found.backups:
        remove_backup(folder)
    for path in found.copies:
        for one in (path, path.with_name(path.name + "-journal")):
            with contextlib.suppress(OSError):
                one.unlink(missing_ok=True)
    for folder in found.attachments:
        _remove_attachments(folder)
    return leftovers(data, [one.parent for one in (*found.backups, *found.attachments)])


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.name.endswith("-journal") and not is_encrypted(path)


def _require_encrypted_copy(data: Path, place: Path, encryption: Encryption) -> None:
    ours = encryption.keyring.key_id
    backups = [one for one in list_backups(place) if one.keyring and one.keyring.key_id == ours]
    if not (is_encrypted(data / DATABASE_NAME) and any(one.sound and is_readable(one) for one in backups)):
        raise UserError(
            "还没有一份完好的加密备份，旧文件先不删。",
            "什么都没有删。",
            "请先点“现在备份到这台电脑”，再来删。",
        )
    kept = set(attachments_in(data, encryption.cipher).all())
    plain = attachments_in(data, None)
    missing = set(plain.all()) - kept - set(plain.verify())
    if missing:
        raise UserError(
            f"有{len(missing)}个附件还没有加密的一份，旧文件先不删。",
            "什么都没有删。",
            "请先停用加密，再重新启用一次。",
        )


def _remove_attachments(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for path in list(_ours(folder)):
            path.unlink()
        for inner in folder.iterdir():
            inner.rmdir()
        folder.rmdir()


def _ours(folder: Path) -> Iterator[Path]:
    """Files named by a hash; a folder with other things in it stays."""
    plain = attachments_in(folder.parent, None)
    return (plain.path(digest) for digest in plain.all())
