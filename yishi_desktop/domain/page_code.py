"""核对码: eight characters under every printed page that stand for the words on the paper.

The same words give the same code on any day and any computer; one character changed gives another one. Forty bits:
made to tell a paper from its correction, not to keep a forger out.
"""

import hashlib
import unicodedata

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another: 0 and O, 1 and I
LENGTH = 8


def page_code(words: str) -> str:
    """The code of a paper's words, written as people read it aloud: K7M3-9QXP."""
    number = int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()[:5], "big")
    code = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{code[:4]}-{code[4:]}"


def typed_code(text: str) -> str:
    """What somebody typed as a code; empty when it cannot be one. Small and full-width letters and spaces are fine."""
    folded = unicodedata.normalize("NFKC", text).upper()
    code = "".join(char for char in folded if char.isalnum())
    if len(code) != LENGTH or not set(code) <= set(_ALPHABET):
        return ""
    return f"{code[:4]}-{code[4:]}"
