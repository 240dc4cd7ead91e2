"""A reading process with readers that do what hostile files make readers do: `python -m tests.services.troubled_child`."""

import os
import sys
from pathlib import Path

from yishi_desktop.services.strangers.child import serve


def hang(_: bytes) -> None:
    while True:
        pass


def eat(_: bytes) -> int:
    return len([bytes(1 << 20) for _ in range(1200)])


def die(_: bytes) -> None:
    os.abort()


def trip(data: bytes) -> None:
    raise ZeroDivisionError(data.decode())


def chatter(data: bytes) -> str:
    print("x" * 5000, flush=True)
    sys.stdout.write("y")
    return data.decode()


def keep(place: bytes) -> None:
    Path(place.decode()).write_text("x", encoding="utf-8")


sys.exit(serve({each.__name__: each for each in (hang, eat, die, trip, chatter, keep)}))
