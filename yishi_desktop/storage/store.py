"""The village's data folder, opened: database, records, drafts and attachments that belong together."""

from dataclasses import dataclass
from pathlib import Path

from yishi_desktop.storage.attachments import Attachments
from yishi_desktop.storage.database import Database, create_db, open_db
from yishi_desktop.storage.drafts import Drafts
from yishi_desktop.storage.records import Records

DATABASE_NAME = "议事资料.db"
ATTACHMENTS_NAME = "附件"


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
    traces = (f"{ATTACHMENTS_NAME}/??/*", "升级前-*.db", "恢复前-*.db", f"{DATABASE_NAME}-journal")
    return any(True for trace in traces for _ in folder.glob(trace))


def create_store(folder: Path) -> Store:
    """Start an empty store. Raises FileExistsError when there is one, UserError when it cannot be written."""
    return store_of(folder, create_db(folder / DATABASE_NAME))


def open_store(folder: Path) -> Store:
    """Open the store in `folder`. Raises UserError when it is missing, damaged or from a newer program."""
    return store_of(folder, open_db(folder / DATABASE_NAME))


def store_of(folder: Path, database: Database) -> Store:
    """The store in `folder` around its database, already open."""
    records = Records(database)
    return Store(folder, database, records, Drafts(database, records), Attachments(folder / ATTACHMENTS_NAME))
