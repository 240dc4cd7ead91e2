"""The village's data folder, opened: database, records, drafts and attachments that belong together."""

from dataclasses import dataclass
from pathlib import Path

from yishi_desktop.storage.attachments import ATTACHMENTS_NAME, Attachments, attachments_in
from yishi_desktop.storage.database import Database, create_db, is_encrypted, keyring_of, open_db
from yishi_desktop.storage.drafts import Drafts
from yishi_desktop.storage.keyring import Encryption, Keyring, Keys
from yishi_desktop.storage.records import Records

DATABASE_NAME = "议事资料.db"


@dataclass(frozen=True, slots=True)
class Store:
    """Everything kept in one folder. Used by the thread that opened it, closed by the one who opened it."""

    folder: Path
    database: Database
    records: Records
    drafts: Drafts
    attachments: Attachments

    def close(self) -> None:
        """Close the database. Raises RuntimeError when a transaction is still open."""
        self.database.close()


def has_store(folder: Path) -> bool:
    """Is there a data file in `folder`?"""
    return (folder / DATABASE_NAME).exists()


def was_used(folder: Path) -> bool:
    """Were there data in `folder` once? Attachments, a copy kept aside or a journal without its file say so."""
    traces = (f"{ATTACHMENTS_NAME}*/??/*", "升级前-*.db", "恢复前-*.db", f"{DATABASE_NAME}-journal")
    return any(True for trace in traces for _ in folder.glob(trace))


def store_encrypted(folder: Path) -> bool:
    """Is there an encrypted data file in `folder`?"""
    return is_encrypted(folder / DATABASE_NAME)


def store_keyring(folder: Path) -> Keyring | None:
    """What opens the data in `folder`; None for plain data. Raises UserError when the file is damaged."""
    return keyring_of(folder / DATABASE_NAME)


def create_store(folder: Path, encryption: Encryption | None = None) -> Store:
    """Start an empty store. Raises FileExistsError when there is one, UserError when it cannot be written."""
    return store_of(folder, create_db(folder / DATABASE_NAME, encryption))


def open_store(folder: Path, keys: Keys | None = None) -> Store:
    """Open the store in `folder`. Raises UserError when it is missing, damaged or from a newer program, LockedDataError
    when it is encrypted and `keys` do not have its key.
    """
    return store_of(folder, open_db(folder / DATABASE_NAME, keys))


def store_of(folder: Path, database: Database) -> Store:
    """The store in `folder` around its database, already open."""
    records = Records(database)
    return Store(
        folder, database, records, Drafts(database, records), attachments_in(folder, database.cipher)
    )
