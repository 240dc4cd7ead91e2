"""核对码: eight characters under every printed page that stand for the words on the paper, and the number of the page.

The same words give the same code on any day and any computer; one character changed gives another one. Forty bits:
made to tell a paper from its correction, not to keep a forger out.
"""

import hashlib
import re
import unicodedata

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another: 0 and O, 1 and I
LENGTH = 8
_PAGE = re.compile("[1-9][0-9]{0,3}|")


def page_code(words: str) -> str:
    """The code of a paper's words, written as people read it aloud: K7M3-9QXP."""
    number = int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()[:5], "big")
    code = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{code[:4]}-{code[4:]}"


def typed_code(text: str) -> tuple[str, int]:
    """What somebody typed as a code, and the page behind it (K7M3-9QXP-2; 1 where none was typed).

    The code is empty when it cannot be one. Small and full-width letters and spaces are fine.
    """
    folded = unicodedata.normalize("NFKC", text).upper()
    typed = "".join(char for char in folded if char.isalnum())
    code, page = typed[:LENGTH], typed[LENGTH:]
    if len(code) != LENGTH or not set(code) <= set(_ALPHABET) or not _PAGE.fullmatch(page):
        return "", 1
    return f"{code[:4]}-{code[4:]}", int(page or 1)
