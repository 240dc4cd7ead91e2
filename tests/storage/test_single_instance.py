"""One program a data folder, and no lock-out after a crash."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.soaking import times
from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage.single_instance import FolderLock

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys
from pathlib import Path
from yishi_desktop.storage.single_instance import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_second_program_is_told_and_the_first_goes_on(folder):
    with FolderLock(folder), pytest.raises(UserError, match="已经打开了"):
        FolderLock(folder)
    FolderLock(folder).release()


def test_two_folders_do_not_disturb_each_other(tmp_path):
    with FolderLock(tmp_path / "一"), FolderLock(tmp_path / "二"):
        pass


@pytest.mark.parametrize("rest", [b"", b"\0" * 100, b"12345 another-pc"] * times(1, 34))
def test_a_killed_program_locks_nobody_out_whatever_it_left(folder, rest):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(UserError):
            FolderLock(folder)
        holder.kill()
    (folder / ".正在使用").write_bytes(rest)
    FolderLock(folder).release()


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path):
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(UserError):
        FolderLock(tmp_path / "文件" / "资料")
