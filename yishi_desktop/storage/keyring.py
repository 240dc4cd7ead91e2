"""The data key, wrapped twice: with the password, and with the recovery code that lies in an envelope.

The ring is not secret and stands wherever it may be needed: in the data file, in every plain copy, in every backup's
manifest. So a backup and the code are enough, on any computer. A new password rewraps the key and touches nothing else.
"""

import contextlib
import hashlib
import json
import os
import unicodedata
from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import NamedTuple

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.sealing import MistypedCodeError, code_of, read_code
from yishi_desktop.storage.cipher import KEY_BYTES, Cipher

SHORTEST = 8
"""Signs of a password: whoever has the disk may guess as long as he likes, about five times a second and computer."""
_N, _R, _P = 1 << 16, 8, 1
"""64 MB and some 0.2 s for one guess."""
_MOST_N = 1 << 20  # a ring is read from files of strangers: 1 GB and not more
_SALT, _NONCE = 16, 12


class Secret(Enum):
    """What was typed to open."""

    PASSWORD = "password"  # noqa: S105 - the word, not one
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Keyring:
    """A data key by its name, wrapped with the password and with the recovery code."""

    key_id: str
    password: str
    recovery: str

    def to_text(self) -> str:
        """As it stands in files."""
        return json.dumps(asdict(self), sort_keys=True)


class Encryption(NamedTuple):
    """A store's key, and how it is wrapped."""

    keyring: Keyring
    cipher: Cipher


class LockedDataError(UserError):
    """Encrypted, and nobody has given the password or the recovery code yet."""

    def __init__(self, keyring: Keyring) -> None:
        super().__init__("这份资料加密了，还没有打开。", "资料没有动。", "请输入密码，或者恢复码。")
        self.keyring = keyring


class WrongSecretError(UserError):
    """Neither the password nor the recovery code."""

    def __init__(self) -> None:
        super().__init__(
            "密码或恢复码不对。",
            "资料没有动，试多少次都不会弄坏。",
            "请再试一次；注意大小写，恢复码是16个字。",
        )


class Keys:
    """The keys this program has been given since it was started, in memory and nowhere else."""

    def __init__(self) -> None:
        self._known: dict[str, Cipher] = {}

    def add(self, cipher: Cipher) -> None:
        """Whatever is encrypted with this key opens from now on."""
        self._known[cipher.key_id] = cipher

    def have(self, keyring: Keyring | None) -> bool:
        """Whether nothing needs to be asked."""
        return keyring is None or keyring.key_id in self._known

    def encryption(self, keyring: Keyring | None) -> Encryption | None:
        """What opens data with this ring; None for plain data. Raises LockedDataError."""
        if keyring is None:
            return None
        if keyring.key_id not in self._known:
            raise LockedDataError(keyring)
        return Encryption(keyring, self._known[keyring.key_id])

    def unlock(self, keyring: Keyring, typed: str) -> Secret:
        """Take the key out of the ring. Raises WrongSecretError."""
        cipher, secret = _opened(keyring, typed)
        self.add(cipher)
        return secret


def new_code() -> str:
    """A recovery code, such as 7KQ2-M9TD-…: 74 bits of chance and a check sign."""
    return code_of(os.urandom(32).hex())


def new_encryption(password: str, code: str) -> Encryption:
    """A key nobody has had before, wrapped with both. Raises UserError for a password that is too easily guessed."""
    require_strong(password)
    cipher = Cipher(os.urandom(KEY_BYTES))
    wrapped = {one: _wrapped(cipher, typed, one) for one, typed in _both(password, code)}
    return Encryption(Keyring(cipher.key_id, wrapped[Secret.PASSWORD], wrapped[Secret.RECOVERY]), cipher)


def with_password(encryption: Encryption, password: str) -> Encryption:
    """The same key under another password; the recovery code stays good. Raises UserError as `new_encryption`."""
    require_strong(password)
    wrapped = _wrapped(encryption.cipher, password, Secret.PASSWORD)
    return encryption._replace(keyring=replace(encryption.keyring, password=wrapped))


def with_code(encryption: Encryption, code: str) -> Encryption:
    """The same key under another recovery code, where the paper was lost or seen; the password stays good."""
    wrapped = _wrapped(encryption.cipher, code, Secret.RECOVERY)
    return encryption._replace(keyring=replace(encryption.keyring, recovery=wrapped))


def keyring_from(content: object) -> Keyring:
    """A ring read from a file, as text or as the mapping it stands for. Raises ValueError for anything else."""
    found = json.loads(content) if isinstance(content, str) else content
    if not (isinstance(found, dict) and all(isinstance(one, str) for one in found.values())):
        raise ValueError("no keyring")
    try:
        return Keyring(**found)
    except TypeError as error:
        raise ValueError("no keyring") from error


def require_strong(password: str) -> None:
    """Refuse what a computer guesses in a day."""
    text = _folded(password)
    if len(text) < SHORTEST or len(set(text)) < 4 or (text.isdecimal() and len(text) < 12):
        raise UserError(
            f"密码太容易猜：至少{SHORTEST}个字；只用数字要12位；不要老是同一个字。",
            "没有改动任何东西。",
            "请换一个，比如一句只有您知道的话。",
        )


def _both(password: str, code: str) -> tuple[tuple[Secret, str], tuple[Secret, str]]:
    return (Secret.PASSWORD, password), (Secret.RECOVERY, code)


def _opened(keyring: Keyring, typed: str) -> tuple[Cipher, Secret]:
    found = [(Secret.PASSWORD, keyring.password, typed)]
    with contextlib.suppress(MistypedCodeError):
        found.insert(0, (Secret.RECOVERY, keyring.recovery, read_code(typed)))
    for secret, wrapped, candidate in found:
        key = _unwrapped(keyring.key_id, wrapped, candidate, secret)
        if key is not None:
            return Cipher(key), secret
    raise WrongSecretError


def _wrapped(cipher: Cipher, typed: str, secret: Secret) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    sealed = AESGCM(_stretched(typed, salt, _N, _R, _P)).encrypt(
        nonce, cipher.key, _bound(cipher.key_id, secret)
    )
    return f"scrypt:{_N}:{_R}:{_P}:{salt.hex()}:{(nonce + sealed).hex()}"


def _unwrapped(key_id: str, wrapped: str, typed: str, secret: Secret) -> bytes | None:
    """None for a wrong password, and for a ring somebody has damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        _, n, r, p, salt, box = wrapped.split(":")
        if int(n) > _MOST_N or int(r) > _R or int(p) > _P:
            return None
        key, raw = _stretched(typed, bytes.fromhex(salt), int(n), int(r), int(p)), bytes.fromhex(box)
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], _bound(key_id, secret))
    except (ValueError, InvalidTag):
        return None


def _stretched(typed: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    secret = _folded(typed).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=n, r=r, p=p, maxmem=2 * 128 * n * r, dklen=KEY_BYTES)


def _folded(typed: str) -> str:
    """Full-width and half-width signs are the same password: the input method decides which one is typed."""
    return unicodedata.normalize("NFKC", typed)


def _bound(key_id: str, secret: Secret) -> bytes:
    return f"yishi {secret.value} {key_id}".encode()
