"""The password of encrypted data in a terminal: typed unseen, or in YISHI_PASSWORD for scripts.

Never an argument: the list of running programs shows those to everybody. The password of the program alone is not asked
for here: who can use a terminal can read plain data without us.
"""

import getpass
import os
import sys
from pathlib import Path

from yishi_desktop.services.keeping.encryption import Keyring, Keys, LockedDataError, is_on
from yishi_desktop.storage.store import store_keyring

ENVIRONMENT = "YISHI_PASSWORD"


def keys_of(folder: Path) -> Keys:
    """What opens the data in a folder; nothing is asked where they are plain. `UserError` when it is not given."""
    keys = Keys()
    if is_on(folder):
        give(keys, store_keyring(folder))
    return keys


def give(keys: Keys, ring: Keyring | None) -> None:
    """Ask for what opens a ring, unless `keys` have it."""
    if ring is None or keys.have(ring):
        return
    keys.unlock(ring, asked(ring))


def asked(ring: Keyring) -> str:
    """The password or the recovery code, from the environment or from somebody at the terminal."""
    given = os.environ.get(ENVIRONMENT)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise LockedDataError(ring)
    return getpass.getpass("资料加密了，请输入密码或恢复码（打的字不显示）：")
