"""Back from a backup: the present file is kept aside, a backup of it is made first, and the new one is checked."""

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from yishi_desktop import __version__
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.revisions import Revision
from yishi_desktop.storage import faults, health, plain_copy
from yishi_desktop.storage.attachments import attachments_in
from yishi_desktop.storage.backup import Backup, copy_missing, make_backup
from yishi_desktop.storage.database import ENCRYPTED, open_readonly
from yishi_desktop.storage.drafts import Drafts
from yishi_desktop.storage.keyring import Encryption, Keys
from yishi_desktop.storage.migrations import MIGRATIONS
from yishi_desktop.storage.own_procedures import copy_procedures
from yishi_desktop.storage.records import Records
from yishi_desktop.storage.safe_file import build_in_place, free_name, safe_write
from yishi_desktop.storage.store import DATABASE_NAME, Store, create_store, open_store, store_keyring


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `kept_aside` is the data file that was there before, `safety_backup` a backup of it.

    `from_plain_copy` says that the backup's database could not be read; `bad_lines` of the plain copy are lost.
    """

    backup: Backup
    kept_aside: Path | None
    safety_backup: Backup | None
    from_plain_copy: bool
    bad_lines: tuple[int, ...]


def restore(backup: Backup, folder: Path, now: datetime, keys: Keys | None = None) -> Restored:
    """Put the backup's data into the data folder `folder`, whose store must be closed.

    Data that are encrypted now stay encrypted, also when the backup is older than that. Raises UserError when nothing of
    the backup can be read, a newer program made it, or the disk does not take it, LockedDataError when `keys` do not
    open it; the present data stay.
    """
    if backup.schema % ENCRYPTED > MIGRATIONS[-1].number:
        raise faults.newer_data(backup.program, __version__)
    keys = keys or Keys()
    own = keys.encryption(backup.keyring)
    wanted = _wanted(own, _present(folder, keys))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        image, bad_lines = _image(backup, folder, own, wanted)
        aside = _keep_aside(
            folder / DATABASE_NAME, now
        )  # before anything opens it: opening plays the journal back
        safety = _safety_backup(folder, backup.folder.parent, now, keys)
        build_in_place(folder / DATABASE_NAME, lambda path: _put(path, image, folder))
        copy_missing(
            backup.attachments(own.cipher if own else None),
            attachments_in(folder, wanted.cipher if wanted else None),
        )
        copy_procedures(backup.folder, folder)
    except OSError as error:
        raise faults.disk_fault(error, folder / DATABASE_NAME) from error
    _opened_once(folder, keys, wanted)
    return Restored(backup, aside, safety, bad_lines is not None, bad_lines or ())


def _present(folder: Path, keys: Keys) -> Encryption | None:
    """What the present data are encrypted with, as far as they can be opened."""
    try:
        keyring = store_keyring(folder)
    except UserError:
        return None
    return keys.encryption(keyring) if keys.have(keyring) else None


def _wanted(own: Encryption | None, present: Encryption | None) -> Encryption | None:
    """What the restored data are to be encrypted with: the village's key now, and with it its password of now."""
    if present is None or (own and own.keyring.key_id != present.keyring.key_id):
        return own
    return present


def _opened_once(folder: Path, keys: Keys, wanted: Encryption | None) -> None:
    """Brings an older schema up to date, and shows that it opens; with the ring of now, where it is the same key."""
    store = open_store(folder, keys)
    try:
        if wanted and store.database.encryption != wanted:
            store.database.rewrap(wanted)
    finally:
        store.close()


def _image(
    backup: Backup, folder: Path, own: Encryption | None, wanted: Encryption | None
) -> tuple[bytes, tuple[int, ...] | None]:
    """The data file to put in place, and the lost lines if it had to be made from the plain copy."""
    image = _sound_image(backup, own)
    if image is not None and bool(own) == bool(wanted):
        return image, None
    if image is not None:
        return _rebuilt(_content(backup, own), folder, wanted), None
    salvage = _salvaged(backup, own)
    return _rebuilt(salvage, folder, wanted), salvage.bad_lines


def revisions_in(backup: Backup, keys: Keys) -> tuple[Revision, ...]:
    """Every state of every record a backup would bring back. Refuses as `restore` does."""
    own = keys.encryption(backup.keyring)
    whole = _sound_image(backup, own) is not None
    return (_content(backup, own) if whole else _salvaged(backup, own)).revisions


def _salvaged(backup: Backup, own: Encryption | None) -> plain_copy.Salvage:
    """What the plain copy gives, where the database cannot be trusted."""
    salvage = plain_copy.from_lines(_plain_lines(backup), own.cipher if own else None)
    if not salvage.revisions and backup.revisions:
        raise UserError("这份备份坏了，读不出来。", "现在的资料没有动。", "请选更早的一份备份。")
    return salvage


def _content(backup: Backup, own: Encryption | None) -> plain_copy.Salvage:
    database = open_readonly(backup.database, own)
    try:
        _, written = health.examine(database)
        revisions = tuple(one.revision for one in written)
        return plain_copy.Salvage(revisions, tuple(Drafts(database, Records(database)).all()), ())
    finally:
        database.close()


def _sound_image(backup: Backup, own: Encryption | None) -> bytes | None:
    """The backup's database, when it is byte for byte what was written and all its content is right."""
    try:
        image = backup.database.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(image).hexdigest() != backup.database_sha256:
        return None
    database = open_readonly(backup.database, own)
    try:
        return image if health.verify(database).sound == backup.sound else None
    finally:
        database.close()


def _plain_lines(backup: Backup) -> bytes:
    try:
        return backup.plain_copy.read_bytes()
    except OSError:
        return b""


def _rebuilt(salvage: plain_copy.Salvage, folder: Path, encryption: Encryption | None) -> bytes:
    with tempfile.TemporaryDirectory(prefix=".~", suffix=".part", dir=folder) as temporary:
        store = create_store(Path(temporary), encryption)
        try:
            _refill(store, salvage)
            return store.database.image()
        finally:
            store.close()


def _refill(store: Store, salvage: plain_copy.Salvage) -> None:
    with store.database.atomic():
        store.records.add(salvage.revisions)
        for draft in salvage.drafts:
            store.drafts.save(draft)


def _safety_backup(folder: Path, place: Path, now: datetime, keys: Keys) -> Backup | None:
    """A backup of what is there now; None when it cannot be opened, which is why one restores."""
    try:
        store = open_store(folder, keys)
    except UserError:
        return None
    try:
        return make_backup(store, place, now)
    finally:
        store.close()


def _keep_aside(path: Path, now: datetime) -> Path | None:
    """Copy the present data file, with the journal that may still belong to it."""
    if not path.exists():
        return None
    aside = free_name(path.with_name(f"恢复前-{now:%Y-%m-%d-%H%M%S}{path.suffix}"))
    safe_write(aside, path.read_bytes())
    journal = _journal(path)
    if journal.exists():
        safe_write(_journal(aside), journal.read_bytes())
    return aside


def _put(path: Path, image: bytes, folder: Path) -> None:
    path.write_bytes(image)
    # SQLite would play the old file's journal into the new one.
    _journal(folder / DATABASE_NAME).unlink(missing_ok=True)


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")
