"""Where files from elsewhere are read: a process of their own, with limits of time and memory.

Starting it takes a good part of a second, so one process reads many files in a row (`one_child`); one that died or was
stopped is replaced at the next file. Nothing is written to the disk, neither here nor there.
"""

import contextlib
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yishi_desktop
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.strangers import child
from yishi_desktop.services.strangers.process_limits import Limits

SECONDS = 20
"""For one file. The largest honest ledger measured takes under two."""
_MADE_FOR_EACH = threading.local()
_log = logging.getLogger(__name__)


def command() -> list[str]:
    """How to start the program as the reading process, from a source tree, a wheel or a frozen bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, child.WORD]
    return [sys.executable, "-B", "-m", "yishi_desktop", child.WORD]


class ReadingRoom:
    """At most one child process. Belongs to the thread that made it; `close` ends the process."""

    def __init__(self, start: Sequence[str] | None = None, seconds: float = SECONDS) -> None:
        self._start = list(start or command())
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._limits: Limits | None = None
        self._too_slow = False

    def read(self, reader: str, data: bytes) -> Any:
        """What the reader of this name makes of the bytes: plain JSON. `UserError` when it makes nothing of them.

        The sentences are without the file's name, which the caller knows.
        """
        process = self._running()
        self._too_slow = False
        watch = threading.Timer(self._seconds, self._stop_slow, (process,))
        watch.start()
        try:
            answer = _asked(process, reader, data)
        finally:
            watch.cancel()
            watch.join()
        return self._understood(answer)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        try:
            self._process = subprocess.Popen(
                self._start,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path(yishi_desktop.__file__).parents[1] if "-m" in self._start else None,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                start_new_session=True,
            )
        except OSError as error:
            raise UserError(
                "电脑太忙，现在读不了文件。", "没有读入任何内容。", "请关掉几个别的程序，再试一次。"
            ) from error
        self._limits = Limits(self._process, child.MEMORY)
        return self._process

    def _stop_slow(self, process: subprocess.Popen[bytes]) -> None:
        self._too_slow = True
        process.kill()

    def _understood(self, answer: Any) -> Any:
        match answer:
            case {"read": read}:
                return read
            case {"refused": [str(happened), str(safe), str(do_next)]}:
                raise UserError(happened, safe, do_next)
            case {"fault": place}:
                _log.warning("a file could not be read: %s", place)
        if self._too_slow or answer is None:
            self.close()
        raise self._stopped(answer)

    def _stopped(self, answer: Any) -> UserError:
        what = "读的时候出了毛病，这个文件可能是坏的，已停下不读。"
        if self._too_slow:
            what = f"读了{self._seconds:g}秒还没有读完，不像是正常的文件，已停下不读。"
        elif answer == {"memory": True}:
            what = "读它要用的内存大得不正常，已停下不读。"
        return UserError(what, "没有读入任何内容。", "请在WPS里打开看一看，另存一份，再选一次。")

    def close(self) -> None:
        """End the process; again does nothing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()
            process.wait()
        if self._limits is not None:
            self._limits.close()
            self._limits = None


def _asked(process: subprocess.Popen[bytes], reader: str, data: bytes) -> Any:
    """The answer; None when the process ended before it gave one, or answered something that is none."""
    assert process.stdin is not None and process.stdout is not None
    try:
        child.send(process.stdin, reader.encode() + b"\n" + data)  # type: ignore[arg-type]
        answer = child.receive(process.stdout)  # type: ignore[arg-type]
        return None if answer is None else json.loads(answer)
    except (OSError, ValueError):
        return None


@contextlib.contextmanager
def one_child() -> Iterator[ReadingRoom]:
    """One process for all files read in the block, also by what the block calls; inside another block, the same one."""
    present: ReadingRoom | None = getattr(_MADE_FOR_EACH, "room", None)
    if present is not None:
        yield present
        return
    room = ReadingRoom()
    _MADE_FOR_EACH.room = room
    try:
        yield room
    finally:
        _MADE_FOR_EACH.room = None
        room.close()


def read(reader: str, data: bytes) -> Any:
    """Read one file's bytes in the process of the block, or in one of its own."""
    with one_child() as room:
        return room.read(reader, data)
