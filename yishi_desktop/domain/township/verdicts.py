"""What becomes of a file that was given to the township, as the clerk saw it on that day."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Verdict(Enum):
    """What becomes of a file, in the words of the list."""

    NEW = "可以收"
    DOUBTFUL = "可以收，要核对"
    OLDER = "可以收，较早的"
    AGAIN = "收过了"
    REFUSED = "不能收"


GOOD = (Verdict.NEW, Verdict.DOUBTFUL, Verdict.OLDER)
"""Those with which a file can be taken in."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file somebody gave: its name, what became of it, why, and on which day. `digest` is the SHA-256 of its content,
    empty where it could not be read.
    """

    name: str
    verdict: Verdict
    village: str = ""
    words: str = ""
    on: date | None = None
    digest: str = ""
