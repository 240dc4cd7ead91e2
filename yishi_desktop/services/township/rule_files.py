"""The file a township's rules travel in: readable JSON with an Ed25519 signature over its canonical form.

What the signature is for: a village that has once taken a township's key, with the number told by telephone, notices
every file that was changed on the way or made by somebody else. It is no protection from whoever sits at the
township's computer, or has its backup: the key lies in the township's data.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yishi_desktop import __version__
from yishi_desktop.domain.revisions import canonical_json

FORMAT, VERSION = "yishi-rules", 1
_CONTEXT = b"yishi-rules-v1\0"
_GROUPS, _DIGITS = 5, 4


@dataclass(frozen=True, slots=True)
class SignedRules:
    """What a file says, and the public key (in hexadecimal) its signature holds for."""

    content: Mapping[str, Any]
    key: str


def new_key() -> str:
    """A private key in hexadecimal."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(private: str) -> str:
    """The public key of a private one."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).public_key().public_bytes_raw().hex()


def fingerprint(public: str) -> str:
    """4827 1930 5561 0724 9312: twenty digits of a public key's SHA-256, to read out on the telephone."""
    number = int.from_bytes(hashlib.sha256(bytes.fromhex(public)).digest(), "big") % 10 ** (_GROUPS * _DIGITS)
    digits = f"{number:0{_GROUPS * _DIGITS}d}"
    return " ".join(digits[at : at + _DIGITS] for at in range(0, len(digits), _DIGITS))


def signed_bytes(content: Mapping[str, Any], private: str) -> bytes:
    """The file."""
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).sign(_signed(content))
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "content": dict(content),
        "key": public_of(private),
        "signature": signature.hex(),
    }
    return canonical_json(whole).encode("utf-8")


def checked(whole: Mapping[str, Any]) -> SignedRules | None:
    """What a file's JSON says, when the signature in it holds for its content; None when it does not."""
    content, key, signature = whole.get("content"), whole.get("key"), whole.get("signature")
    if not (isinstance(content, dict) and isinstance(key, str) and isinstance(signature, str)):
        return None
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            bytes.fromhex(signature), _signed(content)
        )
    except (InvalidSignature, ValueError):
        return None
    return SignedRules(content, key)


def _signed(content: Mapping[str, Any]) -> bytes:
    return _CONTEXT + canonical_json(content).encode("utf-8")
