"""Backups: one folder each, verified before they count, with a plain copy beside the database.

A backup counts once its manifest is written, which happens last. Attachments never change, so all backups in a
place share one folder of them and each backup copies only the new ones.
"""

import hashlib
import json
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from yishi_desktop import __version__
from yishi_desktop.domain.revisions import Written
from yishi_desktop.storage import faults, health, plain_copy
from yishi_desktop.storage.attachments import Attachments, attachments_in
from yishi_desktop.storage.cipher import Cipher
from yishi_desktop.storage.database import open_readonly
from yishi_desktop.storage.keyring import Encryption, Keyring, keyring_from
from yishi_desktop.storage.own_procedures import OWN_PROCEDURES, copy_procedures, own_procedures
from yishi_desktop.storage.safe_file import build_in_place, free_name, safe_write
from yishi_desktop.storage.store import DATABASE_NAME, Store
from yishi_desktop.storage.thinning import to_keep

PLAIN_COPY_NAME = "议事资料.jsonl"
MANIFEST_NAME = "备份说明.json"
_PREFIX = "议事备份 "
_FILES = (MANIFEST_NAME, DATABASE_NAME, PLAIN_COPY_NAME)


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup in `folder`. `sound` is False when the data were already damaged when it was made.

    `schema` is the number in the file. `keyring` opens an encrypted one; everything but this note is encrypted then.
    """

    folder: Path
    made_at: datetime
    program: str
    schema: int
    revisions: int
    records: int
    drafts: int
    database_sha256: str
    plain_copy_sha256: str
    sound: bool
    keyring: Keyring | None = None

    @property
    def database(self) -> Path:
        """The copy of the data file."""
        return self.folder / DATABASE_NAME

    @property
    def plain_copy(self) -> Path:
        """The same content as lines of JSON."""
        return self.folder / PLAIN_COPY_NAME

    def attachments(self, cipher: Cipher | None) -> Attachments:
        """The attachments of all backups in this place that are encrypted with this key, or of all plain ones."""
        return attachments_in(self.folder.parent, cipher)


def make_backup(store: Store, place: Path, now: datetime) -> Backup:
    """Back the store up into a new folder under `place`, check it by reading it back, then thin older backups.

    `now` carries its offset from UTC. Raises UserError when it cannot be written; older backups are untouched then,
    and also when the data turn out to be damaged.
    """
    folder = free_name(place / f"{_PREFIX}{now:%Y-%m-%d %H%M%S}")
    with ExitStack() as unless_finished:
        unless_finished.callback(remove_backup, folder)
        try:
            folder.mkdir(parents=True)
            backup = _fill(store, folder, now)
        except OSError as error:
            raise faults.disk_fault(error, folder) from error
        unless_finished.pop_all()
    if backup.sound:
        thin(place, now)
    return backup


def _fill(store: Store, folder: Path, now: datetime) -> Backup:
    image, drafts, encryption = store.database.image(), store.drafts.all(), store.database.encryption
    examined: list[tuple[health.Health, list[Written]]] = []
    build_in_place(folder / DATABASE_NAME, lambda path: examined.append(_examined(path, image, encryption)))
    found, revisions = examined[0]
    lines = plain_copy.to_lines(revisions, drafts, now.isoformat(), encryption)
    plain_copy_sha256 = safe_write(folder / PLAIN_COPY_NAME, lines)
    backup = Backup(
        folder=folder,
        made_at=now,
        program=__version__,
        schema=store.database.file_version(),
        revisions=len(revisions),
        records=len({one.record_id for one in revisions}),
        drafts=len(drafts),
        database_sha256=_sha256(image),
        plain_copy_sha256=plain_copy_sha256,
        sound=found.sound and len(revisions) == store.records.count(),
        keyring=encryption.keyring if encryption else None,
    )
    copy_missing(store.attachments, backup.attachments(store.database.cipher))
    copy_procedures(store.folder, folder)
    safe_write(folder / MANIFEST_NAME, _manifest(backup))
    return backup


def _examined(path: Path, image: bytes, encryption: Encryption | None) -> tuple[health.Health, list[Written]]:
    """Write the copy, compare it with the image, and examine it as a database before it counts."""
    path.write_bytes(image)
    if path.read_bytes() != image:
        raise faults.read_back_fault(path.with_name(DATABASE_NAME))
    database = open_readonly(path, encryption)
    try:
        return health.examine(database)
    finally:
        database.close()


def copy_missing(source: Attachments, target: Attachments) -> int:
    """Copy the attachments `target` does not have; how many. Damaged ones stay behind: they are reported elsewhere."""
    missing = sorted(set(source.all()) - set(target.all()) - set(source.verify()))
    for digest in missing:
        target.add(source.read(digest))
    return len(missing)


# ----------------------------------------------------------------------------------------------- list, check, thin
def list_backups(place: Path) -> list[Backup]:
    """The finished backups under `place`, newest first; unfinished ones and other folders do not count."""
    found = [_read_manifest(path) for path in place.glob(f"{_PREFIX}*/{MANIFEST_NAME}")]
    return sorted((backup for backup in found if backup), key=lambda backup: backup.made_at, reverse=True)


def unencrypted_folders(place: Path) -> list[Path]:
    """The folders under `place` with backups that are plain, or were never finished."""
    encrypted = {backup.folder for backup in list_backups(place) if backup.keyring}
    ours = {path.parent for name in _FILES for path in place.glob(f"{_PREFIX}*/{name}")}
    return sorted(ours - encrypted)


def is_readable(backup: Backup) -> bool:
    """Read the whole backup: are database and plain copy byte for byte what was written?"""
    with suppress(OSError):
        return (_sha256(backup.database.read_bytes()), _sha256(backup.plain_copy.read_bytes())) == (
            backup.database_sha256,
            backup.plain_copy_sha256,
        )
    return False


def thin(place: Path, now: datetime) -> list[Path]:
    """Delete the backups the schedule does not keep; their folders. A damaged-data backup never pushes out another."""
    backups = [backup for backup in list_backups(place) if backup.sound]
    kept = to_keep((backup.made_at for backup in backups), now)
    too_many = [backup.folder for backup in backups if backup.made_at not in kept]
    for folder in too_many:
        remove_backup(folder)
    return too_many


def remove_backup(folder: Path) -> None:
    """Delete our files, the manifest first so that half a backup never counts; a folder with other things stays."""
    with suppress(OSError):
        for path in (*(folder / name for name in _FILES), *own_procedures(folder)):
            path.unlink(missing_ok=True)
        if (folder / OWN_PROCEDURES).exists():
            (folder / OWN_PROCEDURES).rmdir()
        folder.rmdir()


# ----------------------------------------------------------------------------------------------------- manifest
def _manifest(backup: Backup) -> bytes:
    content = {
        "made_at": backup.made_at.isoformat(),
        "program": backup.program,
        "schema": backup.schema,
        "revisions": backup.revisions,
        "records": backup.records,
        "drafts": backup.drafts,
        "database_sha256": backup.database_sha256,
        "plain_copy_sha256": backup.plain_copy_sha256,
        "sound": backup.sound,
    }
    if backup.keyring:
        content["keyring"] = asdict(backup.keyring)
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _read_manifest(path: Path) -> Backup | None:
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        made_at = datetime.fromisoformat(content.pop("made_at"))
        keyring = keyring_from(content.pop("keyring")) if "keyring" in content else None
        return Backup(folder=path.parent, made_at=made_at, keyring=keyring, **content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
