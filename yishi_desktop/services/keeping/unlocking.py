"""What opens the window: the password of the program, or the one the data are encrypted with. There is never both."""

from enum import Enum
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.keeping import app_lock, encryption
from yishi_desktop.services.keeping.encryption import Keyring, Keys, Secret
from yishi_desktop.storage.keyring import WrongSecretError
from yishi_desktop.storage.store import store_keyring


class Opening(Enum):
    """What became of a try."""

    REFUSED = 0
    OPENED = 1
    BY_CODE = 2
    """The encrypted data are open, and a new password is wanted."""


class Door:
    """The door before one data folder; what it opens is added to `keys`."""

    def __init__(self, data: Path, keys: Keys) -> None:
        self._data = data
        self._keys = keys

    @property
    def encrypted(self) -> bool:
        """Whether it is the data themselves that are closed."""
        return self._ring() is not None

    def is_wanted(self) -> bool:
        """Whether anything has to be typed."""
        return app_lock.is_set() or self.encrypted

    def opens(self, typed: str) -> Opening:
        """Try a password or a recovery code. Takes some tenths of a second, on purpose."""
        ring = self._ring()
        if ring is not None:
            return self._unlocked(ring, typed)
        return Opening.OPENED if app_lock.opens(typed) or app_lock.recovers(typed) else Opening.REFUSED

    def _unlocked(self, ring: Keyring, typed: str) -> Opening:
        try:
            secret = self._keys.unlock(ring, typed)
        except WrongSecretError:
            return Opening.REFUSED
        return Opening.BY_CODE if secret is Secret.RECOVERY else Opening.OPENED

    def _ring(self) -> Keyring | None:
        """None also when the file is damaged: then no password helps, and the way to the backups must be open."""
        if not encryption.is_on(self._data):
            return None
        try:
            return store_keyring(self._data)
        except UserError:
            return None
