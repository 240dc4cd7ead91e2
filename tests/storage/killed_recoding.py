"""A conversion killed at the n-th call that reaches the disk: `killed_recoding.py FOLDER N`. Ends with 9 when killed."""

import itertools
import os
import sys
from pathlib import Path

from tests.storage.encrypted import ENCRYPTED, KEYS
from yishi_desktop.storage.recoding import recode

calls = itertools.count()


def watched(call):
    def run(*words, **more):
        if next(calls) == int(sys.argv[2]):
            os._exit(9)
        return call(*words, **more)

    return run


for owner, name in (
    (Path, "write_bytes"),
    (Path, "replace"),
    (os, "fsync"),
    (Path, "mkdir"),
    (Path, "touch"),
):
    setattr(owner, name, watched(getattr(owner, name)))
recode(Path(sys.argv[1]), KEYS, ENCRYPTED)
