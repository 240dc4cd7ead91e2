"""AES-256-GCM over everything the store keeps, where the village wants it encrypted (docs/decisions/0020).

Every text and every file is sealed on its own, bound to its place, so that one flipped bit costs one state of one record
and no more, and nothing can be put in another's place. How each is spelt: docs/encryption-format.md.
"""

import base64
import hashlib
import hmac
import os
import re

KEY_BYTES = 32
_NONCE, _TAG = 12, 16
_PADDED = 48
"""Bytes: hides the last digits of a length, and as a multiple of three leaves base64 no bit that says nothing."""
_IS_SHA256 = re.compile(r"[0-9a-f]{64}")
_FILE_MARK = b"YISHI-AES256GCM-1\n"


class UnreadableError(ValueError):
    """What was read was not written with this key for this place: damaged, exchanged, or another village's."""


class Cipher:
    """One data key in use. Makes a nonce of its own for everything it conceals."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if len(key) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        self._key = key
        self.key_id = _derived(key, "name").hex()[:8]
        self._texts = AESGCM(_derived(key, "texts"))
        self._files = AESGCM(_derived(key, "files"))
        self._ids = _derived(key, "ids")

    @property
    def key(self) -> bytes:
        """The key itself, to be wrapped by a password and by a recovery code, and kept nowhere."""
        return self._key

    def conceal(self, text: str, place: str) -> str:
        """`text` as base64; only `reveal` with the same key and the same `place` gives it back."""
        nonce, padded = os.urandom(_NONCE), text.encode("utf-8") + b"\x80"
        padded += bytes(-(_NONCE + len(padded) + _TAG) % _PADDED)
        sealed = self._texts.encrypt(nonce, padded, place.encode("utf-8"))
        return base64.b64encode(nonce + sealed).decode("ascii")

    def reveal(self, concealed: str, place: str) -> str:
        """The text. Raises UnreadableError."""
        from cryptography.exceptions import InvalidTag

        try:
            raw = base64.b64decode(concealed, validate=True)
            padded = self._texts.decrypt(raw[:_NONCE], raw[_NONCE:], place.encode("utf-8"))
            return padded.rstrip(b"\0")[:-1].decode("utf-8")
        except (ValueError, InvalidTag) as error:
            raise UnreadableError(place) from error

    def conceal_file(self, data: bytes, name: str) -> bytes:
        """The content of a file, bound to the name it has in the folder."""
        nonce = os.urandom(_NONCE)
        return _FILE_MARK + nonce + self._files.encrypt(nonce, data, name.encode("utf-8"))

    def reveal_file(self, concealed: bytes, name: str) -> bytes:
        """The content. Raises UnreadableError."""
        from cryptography.exceptions import InvalidTag

        if not concealed.startswith(_FILE_MARK):
            raise UnreadableError(name)
        raw = concealed.removeprefix(_FILE_MARK)
        try:
            return self._files.decrypt(raw[:_NONCE], raw[_NONCE:], name.encode("utf-8"))
        except (ValueError, InvalidTag) as error:
            raise UnreadableError(name) from error

    def conceal_id(self, identity: str) -> str:
        """A SHA-256 in hex as another 64 hex digits, always the same ones: ids stay good for looking up.

        A plain SHA-256 would tell whoever guesses the whole content of a record that he has guessed right.
        """
        if not _IS_SHA256.fullmatch(identity):  # a parent named by strangers; it need never be revealed
            return hmac.digest(self._ids, identity.encode("utf-8"), hashlib.sha256).hex()
        return self._of_id(identity, revealing=False)

    def reveal_id(self, concealed: str) -> str:
        """The SHA-256 again; of what was never concealed, another meaningless one. Raises UnreadableError for no id."""
        if not _IS_SHA256.fullmatch(concealed):
            raise UnreadableError("an id")
        return self._of_id(concealed, revealing=True)

    def _of_id(self, identity: str, *, revealing: bool) -> str:
        """A fixed start is right here: the 32 bytes are a hash, and being equal is all that may show."""
        from cryptography.hazmat.primitives import ciphers

        cipher = ciphers.Cipher(ciphers.algorithms.AES(self._ids), ciphers.modes.CBC(bytes(16)))
        run = cipher.decryptor() if revealing else cipher.encryptor()
        return run.update(bytes.fromhex(identity)).hex()


def _derived(key: bytes, purpose: str) -> bytes:
    """HKDF-Expand (RFC 5869) of one block: a key of its own for each purpose."""
    return hmac.digest(key, f"yishi {purpose}\x01".encode(), hashlib.sha256)
