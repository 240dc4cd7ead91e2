"""A disk that is full, and a disk that fails at the n-th call: what the operating system does to a program then."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def disk_that_takes(size: int) -> Iterator[None]:
    """Inside, the operating system refuses every write beyond byte `size` of any file."""
    resource = pytest.importorskip("resource", reason="a full disk is acted by a limit on the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class FailingCalls:
    """Counts what is asked of the disk while a file is written, and lets one of these calls fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        self._failing = -1
        self._number = 0
        for owner, name in ((Path, "write_bytes"), (Path, "replace"), (os, "fsync"), (Path, "mkdir")):
            monkeypatch.setattr(owner, name, self._watched(name, getattr(owner, name)))

    @contextlib.contextmanager
    def failing_at(self, number: int, error_number: int) -> Iterator[None]:
        """Inside, call `number` (from 0) is refused with this error; calls after it go through."""
        self.done, self._failing, self._number = [], number, error_number
        try:
            yield
        finally:
            self._failing = -1

    def _watched(self, name: str, call: Callable[..., object]) -> Callable[..., object]:
        def watched(*words: object, **more: object) -> object:
            self.done.append(name)
            if len(self.done) - 1 == self._failing:
                raise OSError(self._number, os.strerror(self._number))
            return call(*words, **more)

        return watched
