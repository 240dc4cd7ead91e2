"""What was said to be saved is there after the program was killed while saving, drafts included."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.soaking import times
from tests.storage import journey
from tests.storage.encrypted import BOTH, KEYS
from yishi_desktop.storage import health
from yishi_desktop.storage.store import create_store, open_store

KILLS = times(40, 300)
ROOT = Path(__file__).resolve().parents[2]


def kill_while_saving(folder: Path, traveller: int, chance: random.Random) -> int:
    """Start the writer, kill it somewhere after a random number of steps; how many steps it had confirmed."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.killed_writer", str(folder), str(traveller)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with writer:
        wanted = 1 + chance.randrange(12)
        lines = [writer.stdout.readline() for _ in range(wanted)]
        assert all(lines), "the writer failed by itself"
        strike = (
            time.perf_counter() + chance.random() * 0.004
        )  # a save takes 1 ms: anywhere within the next few
        while time.perf_counter() < strike:
            pass
        writer.kill()
        lines += writer.stdout.readlines()
    return lines.count(b"saved\n")


@BOTH
def test_no_kill_loses_what_was_confirmed(folder, encryption):
    create_store(folder, encryption).close()
    chance = random.Random(20260310)
    confirmed = {}
    for traveller in range(KILLS):
        confirmed[traveller] = kill_while_saving(folder, traveller, chance)
        store = open_store(folder, KEYS)
        assert health.verify(store.database).sound
        steps = confirmed[traveller]
        kept = journey.found(store, traveller)
        assert kept in (journey.expected(traveller, steps), journey.expected(traveller, steps + 1))
        store.close()
    assert sum(confirmed.values()) > KILLS
