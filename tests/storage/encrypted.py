"""The store twice, plain and encrypted: what holds for one must hold for the other."""

import pytest

from yishi_desktop.storage.cipher import Cipher
from yishi_desktop.storage.keyring import Encryption, Keyring, Keys

CIPHER = Cipher(bytes(range(32)))
ENCRYPTED = Encryption(Keyring(CIPHER.key_id, "scrypt:2:8:1:00:00", "scrypt:2:8:1:00:00"), CIPHER)
"""A key everybody knows, in a ring nothing opens: making a real one takes half a second."""
KEYS = Keys()
KEYS.add(CIPHER)
BOTH = pytest.mark.parametrize("encryption", [None, ENCRYPTED], ids=["plain", "encrypted"])
EACH = {"params": [None, ENCRYPTED], "ids": ["plain", "encrypted"]}
"""For fixtures of a whole file."""
