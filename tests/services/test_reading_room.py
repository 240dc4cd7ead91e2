"""Whatever a file from elsewhere does to its reader, the program goes on and says one sentence."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.strangers import room as reading_room
from yishi_desktop.services.strangers.room import ReadingRoom, one_child, read

ROOT = Path(__file__).resolve().parents[2]
TROUBLED = (sys.executable, "-m", "tests.services.troubled_child")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the limits a process sets for itself")


@pytest.fixture
def troubled(monkeypatch):
    monkeypatch.chdir(ROOT)
    room = ReadingRoom(TROUBLED, seconds=1.5)
    yield room
    room.close()


def process_of(room):
    return room._process.pid if room._process else None


def refusal(room, reader, data=b""):
    with pytest.raises(UserError) as refused:
        room.read(reader, data)
    assert refused.value.safe and refused.value.do_next
    return refused.value.happened


def test_a_reader_that_hangs_is_stopped_and_the_next_file_is_read(troubled):
    assert "1.5秒还没有读完" in refusal(troubled, "hang")
    assert troubled.read("chatter", "再来".encode()) == "再来"


@POSIX
def test_a_reader_that_fills_the_memory_is_refused(troubled):
    assert "内存大得不正常" in refusal(troubled, "eat")
    assert troubled.read("chatter", b"again") == "again"


@pytest.mark.expects_log
def test_a_reader_that_dies_is_replaced(troubled):
    assert troubled.read("chatter", b"1") == "1"
    before = process_of(troubled)
    assert "出了毛病" in refusal(troubled, "die")
    assert troubled.read("chatter", b"2") == "2"
    assert process_of(troubled) not in (None, before)


@pytest.mark.expects_log
def test_a_fault_is_told_by_its_place_never_by_the_words_of_the_file(troubled, caplog):
    with caplog.at_level(logging.WARNING):
        assert "出了毛病" in refusal(troubled, "trip", "徐国平".encode())
    assert "ZeroDivisionError" in caplog.text
    assert "troubled_child.py:" in caplog.text
    assert "徐国平" not in caplog.text


def test_what_a_reader_prints_is_no_answer(troubled):
    assert troubled.read("chatter", "徐国平".encode()) == "徐国平"


@POSIX
@pytest.mark.expects_log
def test_a_reader_cannot_write_a_file(troubled, tmp_path):
    place = tmp_path / "kept.txt"
    with pytest.raises(UserError, match="出了毛病"):
        troubled.read("keep", str(place).encode())
    assert not place.exists() or place.stat().st_size == 0


def test_one_process_reads_all_files_of_a_block_and_ends_with_it():
    with one_child() as room:
        for _ in range(3):
            with pytest.raises(UserError, match="不是 Excel 文件"):
                read("table", b"no workbook")
            process = room._process
        assert process.poll() is None
        with one_child() as inner:
            assert inner is room
    assert process.poll() is not None


def test_the_process_ends_when_nobody_asks_any_more():
    child = subprocess.run(
        reading_room.command(), input=b"", capture_output=True, check=False, cwd=ROOT, timeout=60
    )
    assert (child.returncode, child.stdout, child.stderr) == (0, b"", b"")


def test_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "议事.exe")
    assert reading_room.command() == ["议事.exe", "--read-strangers"]


def test_a_program_that_cannot_be_started_is_a_refusal(tmp_path):
    room = ReadingRoom([str(tmp_path / "none")])
    assert "电脑太忙" in refusal(room, "table")
