"""What went wrong with a disk, a file or the database, said in words the user can act on.

The sentences follow one pattern: what happened, what is safe, what to do next. The technical cause travels as
`__cause__` and belongs to the log.
"""

import errno
import sqlite3
from pathlib import Path

from yishi_desktop.domain.errors import UserError

# Windows error numbers (winerror), which Python maps to errno only roughly.
_WIN_FULL = {39, 112}
_WIN_IN_USE = {32, 33, 1224}
_WIN_PROTECTED = {19}
_WIN_GONE = {2, 3, 15, 21, 31, 55, 433, 483, 1005, 1006, 1110, 1117, 1167}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_IN_USE = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOTCONN, errno.ESTALE}

_NOTHING_LOST = "您填的内容都在，没有丢。"
_RECORDS_UNTOUCHED = "电脑里的资料没有动。"


def disk_fault(error: OSError, path: Path) -> UserError:
    """The refusal for a file at `path` that could not be written or read."""
    name = path.name
    if _is(error, _FULL, _WIN_FULL):
        return UserError(
            f"{_disk(path)}满了，“{name}”没有存上。",
            "原来的文件没有动，存过的资料都在。",
            "请删掉些文件，腾出地方后再试一次。",
        )
    if _is(error, {errno.EROFS}, _WIN_PROTECTED):
        return UserError(
            f"{_disk(path)}写不进去，可能开了写保护。",
            _NOTHING_LOST,
            "请换一个U盘，或存到别的文件夹，再试一次。",
        )
    if _is(error, _IN_USE, _WIN_IN_USE):
        return UserError(
            f"“{name}”正在WPS里打开，或者这个文件夹不让写，存不进去。",
            _NOTHING_LOST,
            "请先在WPS里关掉它，再存一次。",
        )
    if _is(error, _GONE, _WIN_GONE):
        return UserError(
            f"存“{name}”的U盘或文件夹找不到了，没有做完。",
            _RECORDS_UNTOUCHED,
            "请插好U盘，或换一个文件夹，再试一次。",
        )
    return UserError(
        f"“{name}”没有存上。", _NOTHING_LOST, "请换一个文件夹再试一次；还不行，请把问题记录交给乡镇。"
    )


def read_back_fault(path: Path) -> UserError:
    """The refusal for a file that reads differently from what was written: a bad or fake stick."""
    return UserError(
        f"“{path.name}”写完后读出来不一样，{_disk(path)}可能坏了。",
        _RECORDS_UNTOUCHED,
        "请换一个U盘或文件夹，再存一次。",
    )


def database_fault(error: sqlite3.Error, path: Path) -> UserError | None:
    """The refusal for a failed statement; None when it is not the disk's or another program's fault, but ours.

    The transaction is rolled back; everything said to be saved is there.
    """
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary == sqlite3.SQLITE_FULL:
        return UserError(
            f"{_disk(path)}满了，刚才的内容还没存上。",
            "以前存过的资料都在。",
            "请删掉些文件，腾出地方后再试一次。",
        )
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return UserError(
            "另一个程序正在使用资料，这一次没有存上。", _NOTHING_LOST, "请关掉另一个窗口，再试一次。"
        )
    if primary == sqlite3.SQLITE_READONLY:
        return UserError(
            "资料文件写不进去，可能是只读的。", _NOTHING_LOST, "请检查资料文件夹能不能写，再试一次。"
        )
    if primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or "decode" in str(error).lower():
        return damaged_file(path)
    if primary in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return UserError(
            f"{_disk(path)}读写出错，刚才的内容还没存上。",
            "以前存过的资料都在。",
            "请检查磁盘有没有满、U盘有没有拔掉，再试一次。",
        )
    return None


def damaged_file(path: Path) -> UserError:
    """The refusal for a data file SQLite cannot read, or that is not ours."""
    return UserError(
        f"资料文件“{path.name}”坏了，读不出来。", "文件没有改动，备份都在。", "请点“从备份恢复”。"
    )


def missing_file(path: Path) -> UserError:
    """The refusal for a data file that is not where it was: never answered with a new empty one."""
    return UserError(
        f"没有找到资料文件“{path.name}”，可能被移走或被杀毒软件删了。",
        "备份还在。",
        "请不要新建，先点“从备份恢复”。",
    )


def newer_data(made_with: str, program: str) -> UserError:
    """The refusal for data that a newer program has already converted."""
    return UserError(
        f"这份资料是用新版（{made_with}）做的，这个版本（{program}）打不开。",
        "资料没有改动。",
        "请先升级程序。",
    )


def failed_upgrade() -> UserError:
    """The refusal when older data could not be brought to today's schema."""
    return UserError(
        "资料升级没有完成。", "资料保持原样，旧版程序还能用。", "请先用旧版程序，把问题记录交给乡镇。"
    )


def _is(error: OSError, errnos: set[int], winerrors: set[int]) -> bool:
    winerror = getattr(error, "winerror", None)
    return winerror in winerrors if winerror is not None else error.errno in errnos


def _disk(path: Path) -> str:
    return f"{path.drive[0]}盘" if path.drive[1:2] == ":" else "磁盘"
