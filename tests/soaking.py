"""How much of a long test is done: a little of it each time, all of it with `python3 dev.py soak`."""

import os

SOAKING = os.environ.get("YISHI_SOAK") == "1"


def times(short: int, full: int) -> int:
    """The number of repetitions of this run; `full` is the figure docs/reliability.md claims."""
    return full if SOAKING else short
