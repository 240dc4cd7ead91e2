"""The password of the program: a door, not a safe.

It keeps out whoever comes by while nobody sits there. It encrypts nothing (docs/decisions/0009), so it keeps out
nobody who takes the disk, and a forgotten password loses nothing: the recovery code opens, and so does a backup on
another computer. What is kept is scrypt of both with salts of their own, in the settings of this computer.

scrypt is Python's own (OpenSSL); argon2 would be one more native library for a door whose frame is not locked.
"""

import hashlib
import hmac
import os

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.sealing import MistypedCodeError, code_of, read_code
from yishi_desktop.storage.settings import change_settings, load_settings

SHORTEST = 4
"""Signs of a password; a short one keeps out a passer-by, and a long one on a note under the keyboard nobody."""
MINUTES = (3, 5, 10, 30)
"""Of idleness until the screen is locked; the third is the usual one."""
_N, _R, _P = 1 << 15, 8, 1
"""32 MB and about a tenth of a second for one guess."""
_MEMORY = 64 << 20
_SALT_BYTES = 16


def is_set() -> bool:
    """Whether the program asks for a password."""
    return bool(load_settings().lock_password)


def minutes() -> int:
    """After how many idle minutes the screen is locked."""
    return load_settings().lock_minutes


def set_password(password: str) -> str:
    """Ask for this password from now on; the recovery code to be written down. `UserError` when it is too short."""
    if len(password) < SHORTEST:
        raise UserError(f"密码至少要{SHORTEST}个字。", "原来的设置没有改动。", "请换一个长一点的。")
    code = code_of(os.urandom(32).hex())
    change_settings(lock_password=_hashed(password), lock_recovery=_hashed(code))
    return code


def lock_after(wanted: int) -> None:
    """Lock the screen after so many idle minutes."""
    change_settings(lock_minutes=wanted)


def remove() -> None:
    """Ask for no password any more; to be called only where the present one was given."""
    change_settings(lock_password="", lock_recovery="")


def opens(password: str) -> bool:
    """Whether this is the password. Takes a tenth of a second, on purpose."""
    return _fits(password, load_settings().lock_password)


def recovers(typed: str) -> bool:
    """Whether this is the recovery code; then the password is removed, to be set anew."""
    try:
        code = read_code(typed)
    except MistypedCodeError:
        return False
    if not _fits(code, load_settings().lock_recovery):
        return False
    remove()
    return True


def _hashed(secret: str) -> str:
    salt = os.urandom(_SALT_BYTES)
    return f"scrypt:{salt.hex()}:{_derived(secret, salt).hex()}"


def _fits(secret: str, kept: str) -> bool:
    """False also for settings somebody has damaged; the recovery code and a backup remain."""
    try:
        _, salt, wanted = kept.split(":")
        return hmac.compare_digest(_derived(secret, bytes.fromhex(salt)), bytes.fromhex(wanted))
    except ValueError:
        return False


def _derived(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        secret.encode("utf-8", "surrogatepass"), salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY
    )
