"""Target 10: no file from elsewhere kills the program, hangs it or fills the memory; each is read or refused in words."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.soaking import times

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="counts seconds as POSIX does, and memory as Linux"
)
ROOT = Path(__file__).resolve().parents[2]
FILES = times(150, 4000)
MOST_MEMORY = 250
"""MB, the whole process."""


def read(folder: Path, count: int) -> tuple[int, int, int, int]:
    command = [sys.executable, "-m", "tests.reliability.read_strangers", str(folder), str(count)]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stdout[-300:] + child.stderr[-3000:]
    was_read, refused, own, of_readers, stopped = map(int, child.stdout.splitlines()[-1].split())
    assert "WARNING" not in child.stderr, child.stderr[-3000:]
    return was_read, refused, max(own, of_readers), stopped


def test_no_bomb_goes_off(tmp_path):
    was_read, refused, memory, stopped = read(tmp_path, 0)
    assert was_read + refused == 22
    assert refused >= 18
    assert stopped == 0, "the check before reading let a bomb pass"
    assert memory < MOST_MEMORY


def test_no_mutated_workbook_is_more_than_a_refusal(tmp_path):
    was_read, refused, memory, stopped = read(tmp_path, FILES)
    assert stopped == 0
    assert was_read + refused == FILES
    assert was_read > FILES // 20, "hardly any got as far as the reader"
    assert memory < MOST_MEMORY
