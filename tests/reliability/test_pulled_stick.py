"""Target 4: a stick pulled at any moment holds the whole new file or the whole old one; after “done”, the new one."""

import random
import sys
import zlib

import pytest

from tests.reliability.stick import Stick
from tests.soaking import times
from yishi_desktop.storage.safe_file import safe_write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads which file a descriptor is from /proc")

OLD, NEW = "上个月的台账。".encode() * 300, "这个月的台账！".encode() * 900
PULLS = times(200, 5000)
NAME = "台账.xlsx"


@pytest.fixture
def stick(tmp_path, monkeypatch):
    (tmp_path / NAME).write_bytes(OLD)
    return Stick(tmp_path, monkeypatch)


def told(content: bytes) -> str:
    """`content` in a word, so that a failure names it instead of printing it."""
    return {OLD: "old", NEW: "new"}.get(content, f"broken, {zlib.crc32(content):08x}")


def found_on(stick: Stick) -> set[str]:
    chance = random.Random(20260310)
    moments = [chance.randrange(len(stick.events) + 1) for _ in range(PULLS)]
    return {told(stick.pulled_after(moment, chance)[NAME]) for moment in moments}


def found_after_the_last(stick: Stick) -> set[str]:
    chance = random.Random(7)
    return {told(stick.pulled_after(len(stick.events), chance)[NAME]) for _ in range(PULLS)}


def test_a_pulled_stick_holds_the_old_file_or_the_new_one(stick):
    safe_write(stick.folder / NAME, NEW)
    assert found_on(stick) == {"old", "new"}


def test_what_was_said_to_be_saved_is_on_the_stick(stick):
    safe_write(stick.folder / NAME, NEW)
    assert found_after_the_last(stick) == {"new"}


def test_the_simulator_sees_the_losses_of_naive_saving(stick):
    (stick.folder / NAME).write_bytes(NEW)
    broken = found_on(stick) - {"old", "new"}
    assert len(broken) > 20


def test_the_simulator_sees_that_a_flush_was_forgotten(stick):
    temporary = stick.folder / "新.part"
    temporary.write_bytes(NEW)
    temporary.replace(stick.folder / NAME)
    after = found_after_the_last(stick)
    assert "old" in after
    assert after - {"old", "new"}
