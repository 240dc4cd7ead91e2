"""A program that saves and saves until it is killed: `killed_writer.py FOLDER TRAVELLER`. One line a confirmed step."""

import itertools
import os
import sys
from pathlib import Path

from tests.storage import journey
from tests.storage.encrypted import KEYS
from yishi_desktop.storage.store import open_store

store = open_store(Path(sys.argv[1]), KEYS)
os.write(1, b"open\n")
for number in itertools.count():
    journey.step(store, int(sys.argv[2]), number)
    os.write(1, b"saved\n")
