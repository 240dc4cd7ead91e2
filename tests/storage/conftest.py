"""A real store in a folder with a name that has given others trouble."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests import full_disk
from yishi_desktop.storage.keyring import Encryption
from yishi_desktop.storage.store import Store, create_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "议事 #1 50% ？资料"


@pytest.fixture
def encryption() -> Encryption | None:
    """Plain, unless a file says that its tests hold for both (tests/storage/encrypted.py)."""
    return None


@pytest.fixture
def store(folder: Path, encryption: Encryption | None) -> Iterator[Store]:
    opened = create_store(folder, encryption)
    yield opened
    opened.close()


@pytest.fixture
def disk_that_takes() -> Callable[[int], AbstractContextManager[None]]:
    """`with disk_that_takes(n):` the operating system refuses every write beyond byte n of any file."""
    return full_disk.disk_that_takes
