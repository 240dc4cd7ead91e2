"""Only one program works on a data folder at a time.

A lock of the operating system on an open file, not the presence of a file: it ends with the process, however that
ends, and what is written in the file does not matter (an empty lock file after a power cut locks nobody out).
"""

import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import faults

_LOCK_NAME = ".正在使用"

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(
            1 << 30
        )  # far behind the end: a lock on bytes that exist would stop people copying the folder
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class AlreadyOpen(UserError):  # noqa: N818 - a refusal like the others
    """Another program holds the folder."""


class FolderLock:
    """Held from the making of the object until `release`, the end of the with block, or the end of the process."""

    def __init__(self, folder: Path) -> None:
        """Raises AlreadyOpen when another program holds the folder, UserError when it cannot be written."""
        path = folder / _LOCK_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = path.open("ab")
        except OSError as error:
            raise faults.disk_fault(error, path) from error
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise AlreadyOpen(
                "议事已经打开了，正在用这个资料文件夹。",
                "资料没有动。",
                "请看看屏幕下面的任务栏，切换到已经打开的窗口。",
            ) from error
        self._file = file

    def release(self) -> None:
        """Let another program have the folder."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
