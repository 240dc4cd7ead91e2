"""The check functions, registered by name. Procedures name them; nothing else calls them.

Each looks at a situation and the numbers or facts a procedure passes, and answers `None` when the rule holds or
cannot be judged yet, or the values for the message when it is broken. Whole numbers arrive resolved; parameters
annotated `DayFact` and the like are paths of facts of that kind (`str`: of any).
"""

from yishi_desktop.domain.checks import (
    afterwards,
    dates,
    decisions,
    general,
    payment,
    people,
    rounds,
    topic,
    votes,
)
from yishi_desktop.domain.checks.registration import CHECKS, RegisteredCheck, check

__all__ = [
    "CHECKS",
    "RegisteredCheck",
    "afterwards",
    "check",
    "dates",
    "decisions",
    "general",
    "payment",
    "people",
    "rounds",
    "topic",
    "votes",
]
