"""Row 11: every record held against its hash, and a backup that was read back. `scale` is the number of records."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from benchmarks import material
from yishi_desktop.storage.backup import make_backup
from yishi_desktop.storage.health import verify
from yishi_desktop.storage.store import DATABASE_NAME, open_store


def made(folder: Path, scale: int) -> Path:
    return material.store(folder, scale, 1500)


def check(folder: Path, scale: int) -> Any:
    database = open_store(made(folder, scale)).database
    return lambda: _sound(verify(database).sound)


def _sound(sound: bool) -> None:
    assert sound


def sha256sum(folder: Path, scale: int) -> Any:
    path = made(folder, scale) / DATABASE_NAME
    return lambda: _nothing(subprocess.run(["sha256sum", str(path)], check=True, capture_output=True))


def _nothing(_made: object) -> None:
    """What was made is let go."""


def backup(folder: Path, scale: int) -> Any:
    store = open_store(made(folder, scale))
    place = folder / "backups"

    def work() -> None:
        shutil.rmtree(place, ignore_errors=True)
        assert make_backup(store, place, material.NOW).sound

    return work


def copy(folder: Path, scale: int) -> Any:
    """cp, and then wait for the disk."""
    source, target = made(folder, scale) / DATABASE_NAME, folder / "copied.db"

    def work() -> None:
        subprocess.run(["cp", str(source), str(target)], check=True)
        with target.open("rb+") as file:
            os.fsync(file.fileno())

    return work
