"""Passwords made by the program: sixteen digits in fours, told by telephone without a misunderstanding."""

import os

GROUPS, DIGITS = 4, 4


def new_passphrase() -> str:
    """4827 1930 5561 0724: 53 bits, new each time; never written into a file or its name."""
    return " ".join(_group() for _ in range(GROUPS))


def _group() -> str:
    """Four digits, each number as likely as any other."""
    while True:
        number = int.from_bytes(os.urandom(2), "big")
        if number < 60_000:
            return f"{number % 10**DIGITS:0{DIGITS}d}"


def as_typed(text: str) -> str:
    """A passphrase as somebody types it: blanks and hyphens do not matter, full-width digits are understood."""
    digits = "".join(str(int(sign)) for sign in text if sign.isdecimal())
    if len(digits) != GROUPS * DIGITS:
        return text.strip()
    return " ".join(digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS))
