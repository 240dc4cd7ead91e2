"""The one door to the one SQLite file.

Why TRUNCATE and FULL, and why plain sqlite3: docs/decisions/0004-truncate-not-wal.md. One connection belongs to
the thread that opened it; every write happens inside `atomic()`, which takes the write lock at once.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from yishi_desktop import __version__
from yishi_desktop.storage import faults
from yishi_desktop.storage.cipher import Cipher
from yishi_desktop.storage.keyring import Encryption, Keyring, Keys, keyring_from
from yishi_desktop.storage.migrations import MIGRATIONS, Migration
from yishi_desktop.storage.safe_file import build_in_place, make_folder, safe_write

APPLICATION_ID = 0x79697368  # "yish" in the file header: tells our file from any other database
LOCK_TIMEOUT_MS = 10_000
ENCRYPTED = 1000
"""Added to the number of the schema where the contents are encrypted: a program that knows nothing of it takes the file
for one of a newer program, and leaves it alone."""
_VERSION_AT = 60
"""Bytes into the file, where SQLite keeps the number."""
_RING = "keyring"

# Nothing written into the file's schema is run, and a damaged page is an error and not a wrong answer.
STRANGER_PRAGMAS = ("PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON")
# Per connection, before any transaction; only these together survive the power-cut simulator.
PRAGMAS = (
    f"PRAGMA busy_timeout={LOCK_TIMEOUT_MS}",
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    *STRANGER_PRAGMAS,
)

Values = Sequence[object]


class Database:
    """An open data file. Statements inside `atomic()` are all kept or all undone.

    Errors of the disk leave as `UserError`; wrong SQL, a broken constraint or another thread leave as the sqlite3
    error they are, because they are faults of the program.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, encryption: Encryption | None = None
    ) -> None:
        self.path = path
        self.encryption = encryption
        self._connection = connection
        self._is_open = True

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """One transaction, on the disk when the block has ended. Inside another one: a part that can fail alone."""
        if self._connection.in_transaction:
            begin, end, undo = "SAVEPOINT part", "RELEASE part", "ROLLBACK TO part; RELEASE part"
        else:
            begin, end, undo = "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"
        self.run(begin)
        with ExitStack() as unless_kept:
            unless_kept.callback(self._undo, undo)
            yield
            self.run(end)
            unless_kept.pop_all()

    def _undo(self, statements: str) -> None:
        if not self._connection.in_transaction:
            return  # SQLite has rolled back by itself, as it does on a full disk
        for statement in statements.split("; "):
            self._connection.execute(statement)

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """All rows at once: a half-read cursor would keep the file locked."""
        with self._explained():
            return self._connection.execute(sql, values).fetchall()

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.rows(sql, values)
        return found[0][0] if found else None

    def run(self, sql: str, values: Values = ()) -> int:
        """Execute one statement; the number of rows it changed."""
        with self._explained():
            return self._connection.execute(sql, values).rowcount

    def run_many(self, sql: str, many_values: Sequence[Values]) -> None:
        """Execute one statement for each of the values."""
        with self._explained():
            self._connection.executemany(sql, many_values)

    @property
    def cipher(self) -> Cipher | None:
        """What the contents are encrypted with; None where they are plain."""
        return self.encryption.cipher if self.encryption else None

    def schema_version(self) -> int:
        """The number of the last migration the file has seen."""
        return self._version() % ENCRYPTED

    def file_version(self) -> int:
        """The number in the file: the schema's, and `ENCRYPTED` more where it is."""
        return self._version()

    def _version(self) -> int:
        return int(self.value("PRAGMA user_version"))

    def keyring(self) -> Keyring | None:
        """The ring in an encrypted file. Raises UserError when it cannot be read: the file is damaged then."""
        if self._version() < ENCRYPTED:
            return None
        try:
            return keyring_from(self.value("SELECT value FROM meta WHERE key = ?", (_RING,)))
        except ValueError as error:
            raise faults.damaged_file(self.path) from error

    def rewrap(self, encryption: Encryption) -> None:
        """Keep another ring for the same key: another password, or another recovery code."""
        if self.encryption is None or self.encryption.keyring.key_id != encryption.keyring.key_id:
            raise ValueError("another key")
        with self.atomic():
            self.keep_ring(encryption.keyring)
        self.encryption = encryption

    def keep_ring(self, keyring: Keyring) -> None:
        """Write the ring into the file; `rewrap` does it for a file in use."""
        self.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_RING, keyring.to_text()))

    def moment(self) -> tuple[int, int] | None:
        """Equal as long as nobody has written into the file, here or from elsewhere; None inside a transaction."""
        if self._connection.in_transaction:
            return None
        return int(self.value("PRAGMA data_version")), self._connection.total_changes

    def integrity_problems(self) -> list[str]:
        """What SQLite itself finds wrong with the file, in its own words for the log. It cannot see changed text."""
        found = [row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
        return found + [f"foreign key: {tuple(row)}" for row in self.rows("PRAGMA foreign_key_check")]

    def image(self) -> bytes:
        """The whole file as it would be on the disk now: a consistent copy while the program runs."""
        self._require_no_transaction()
        with self._explained():
            return self._connection.serialize()

    def close(self) -> None:
        """Close the file; again does nothing. Raises RuntimeError in a transaction: its changes would be lost."""
        if self._is_open:
            self._require_no_transaction()
            self._connection.close()
            self._is_open = False

    def _require_no_transaction(self) -> None:
        if self._connection.in_transaction:
            raise RuntimeError("a transaction is still open")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError as error:  # SQLite quotes the damaged bytes in its own messages
            raise faults.damaged_file(self.path) from error
        except sqlite3.Error as error:
            refusal = faults.database_fault(error, self.path)
            if refusal is None:
                raise
            raise refusal from error


def open_db(
    path: Path, keys: Keys | None = None, *, migrations: Sequence[Migration] = MIGRATIONS
) -> Database:
    """Open an existing data file and bring it to today's schema.

    Raises UserError when it is missing, damaged, not ours, or from a newer program, LockedDataError when it is encrypted
    and `keys` do not have its key; the file is untouched then. A copy of an older file is kept beside it before its
    first change.
    """
    if not path.is_file():
        raise faults.missing_file(path)
    database = Database(path, _connect(path))
    with ExitStack() as unless_opened:
        unless_opened.callback(database.close)
        _require_ours(database, migrations)
        database.encryption = (keys or Keys()).encryption(database.keyring())
        _set_up(database)
        _upgrade(database, migrations)
        unless_opened.pop_all()
    return database


def create_db(
    path: Path, encryption: Encryption | None = None, *, migrations: Sequence[Migration] = MIGRATIONS
) -> Database:
    """Make a new, empty data file and open it, encrypted where wanted. It appears under its name only when complete.

    Raises FileExistsError when something is there already, UserError when it cannot be written.
    """
    if path.exists():
        raise FileExistsError(path)
    make_folder(path.parent)
    build_in_place(path, lambda temporary: build_db(temporary, encryption, migrations=migrations))
    keys = Keys()
    if encryption:
        keys.add(encryption.cipher)
    return open_db(path, keys, migrations=migrations)


def build_db(
    path: Path,
    encryption: Encryption | None = None,
    fill: Callable[[Database], object] | None = None,
    *,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> None:
    """Make the file at `path`, let `fill` put things into it, and close it: nothing but the one file is left."""
    path.touch()
    database = Database(path, _connect(path), encryption)
    try:
        _set_up(database)
        database.run(f"PRAGMA application_id={APPLICATION_ID}")
        _migrate(database, migrations)
        if encryption:
            database.keep_ring(encryption.keyring)
        if fill:
            fill(database)
    finally:
        database.close()
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)  # on a full disk SQLite leaves it


def open_readonly(path: Path, encryption: Encryption | None = None) -> Database:
    """Open a copy (a backup) only to read it, without journal, locks or migration."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    for pragma in STRANGER_PRAGMAS:
        connection.execute(pragma)
    return Database(path, connection, encryption)


def is_encrypted(path: Path) -> bool:
    """Whether the data file says of itself that its contents are encrypted; False also where there is none to read."""
    try:
        with path.open("rb") as file:
            head = file.read(_VERSION_AT + 4)
    except OSError:
        return False
    return len(head) == _VERSION_AT + 4 and int.from_bytes(head[_VERSION_AT:], "big") >= ENCRYPTED


def keyring_of(path: Path) -> Keyring | None:
    """The ring in a data file nobody has opened yet. None for plain data; raises UserError as `open_db`."""
    if not is_encrypted(path):
        return None
    database = Database(path, _connect(path))
    try:
        _require_ours(database, MIGRATIONS)
        return database.keyring()
    finally:
        database.close()


def _connect(path: Path) -> sqlite3.Connection:
    # as_uri escapes the # ? % a folder may be called; mode=rw never makes an empty file where data should be
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=LOCK_TIMEOUT_MS / 1000
    )
    connection.row_factory = sqlite3.Row
    return connection


def _set_up(database: Database) -> None:
    for pragma in PRAGMAS:
        database.run(pragma)
    mode, synchronous = database.value("PRAGMA journal_mode"), database.value("PRAGMA synchronous")
    if (mode, synchronous) != ("truncate", 2):
        raise RuntimeError(f"the file is not safe against power cuts: {mode}, {synchronous}")


def _require_ours(database: Database, migrations: Sequence[Migration]) -> None:
    if database.value("PRAGMA application_id") != APPLICATION_ID:
        raise faults.damaged_file(database.path)
    if database.schema_version() > migrations[-1].number:
        made_with = database.value("SELECT value FROM meta WHERE key = 'program'")
        raise faults.newer_data(str(made_with), __version__)


def _upgrade(database: Database, migrations: Sequence[Migration]) -> None:
    version = database.schema_version()
    if version == migrations[-1].number:
        return
    safe_write(database.path.with_name(f"升级前-{version}{database.path.suffix}"), database.image())
    try:
        _migrate(database, migrations)
    except sqlite3.Error as error:
        raise faults.failed_upgrade() from error


def _migrate(database: Database, migrations: Sequence[Migration]) -> None:
    """Each migration is one transaction with its number; a failed one leaves the file as it was before it."""
    for migration in migrations:
        if migration.number > database.schema_version():
            with database.atomic():
                _apply(database, migration)


def _apply(database: Database, migration: Migration) -> None:
    for statement in migration.statements:
        database.run(statement)
    database.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('program', ?)", (__version__,))
    mark = ENCRYPTED if database.encryption else 0
    database.run(f"PRAGMA user_version={mark + migration.number}")
