"""What the user reads when a disk, a file or the database fails: Chinese sentences that say what to do."""

import errno
import re
import sqlite3
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest

from yishi_desktop.storage import faults

LEDGER = PureWindowsPath("D:\\导出\\2026年台账.xlsx")


def windows_error(number):
    error = OSError(errno.EINVAL, "")
    error.winerror = number
    return error


def database_error(code, text="", kind=sqlite3.OperationalError):
    error = kind(text)
    error.sqlite_errorcode = code
    return error


REFUSALS = {
    "满了": [OSError(errno.ENOSPC, ""), OSError(errno.EDQUOT, ""), windows_error(112), windows_error(39)],
    "WPS": [
        PermissionError(errno.EACCES, ""),
        OSError(errno.EBUSY, ""),
        windows_error(32),
        windows_error(33),
    ],
    "写保护": [OSError(errno.EROFS, ""), windows_error(19)],
    "插好U盘": [OSError(errno.ENOENT, ""), OSError(errno.EIO, ""), windows_error(21), windows_error(1167)],
    "没有存上": [OSError(errno.ENOTDIR, ""), windows_error(87)],
}
DATABASE_REFUSALS = {
    "满了": [database_error(sqlite3.SQLITE_FULL)],
    "另一个程序": [database_error(sqlite3.SQLITE_BUSY), database_error(sqlite3.SQLITE_BUSY_SNAPSHOT)],
    "只读": [database_error(sqlite3.SQLITE_READONLY)],
    "坏了": [
        database_error(sqlite3.SQLITE_CORRUPT, kind=sqlite3.DatabaseError),
        database_error(sqlite3.SQLITE_NOTADB, kind=sqlite3.DatabaseError),
        sqlite3.OperationalError("Could not decode to UTF-8 column 'author' with text '\\ufffd'"),
    ],
    "读写出错": [database_error(sqlite3.SQLITE_IOERR_WRITE), database_error(sqlite3.SQLITE_CANTOPEN)],
}


def said(refusal):
    parts = [refusal.happened, refusal.safe, refusal.do_next]
    assert all(re.fullmatch(r"[^a-z!！]+。", re.sub(r"“[^”]*”", "", part)) for part in parts), parts
    return str(refusal)


@pytest.mark.parametrize(
    ("word", "error"), [(word, each) for word, all_ in REFUSALS.items() for each in all_]
)
def test_each_fault_of_a_disk_has_its_sentence(word, error):
    text = said(faults.disk_fault(error, LEDGER))
    assert word in text


@pytest.mark.parametrize(
    ("word", "error"), [(word, each) for word, all_ in DATABASE_REFUSALS.items() for each in all_]
)
def test_each_fault_of_the_database_has_its_sentence(word, error):
    assert word in said(faults.database_fault(error, Path("议事资料.db")))


def test_the_file_and_the_disk_are_named():
    text = said(faults.disk_fault(OSError(errno.ENOSPC, ""), LEDGER))
    assert "D盘满了" in text
    assert "“2026年台账.xlsx”" in text
    assert "磁盘满了" in said(faults.disk_fault(OSError(errno.ENOSPC, ""), Path("/media/台账.xlsx")))


def test_a_mistake_in_our_sql_is_no_fault_of_the_user():
    with closing(sqlite3.connect(":memory:")) as empty, pytest.raises(sqlite3.OperationalError) as raised:
        empty.execute("SELECT * FROM nowhere")
    assert faults.database_fault(raised.value, Path("议事资料.db")) is None


@pytest.mark.parametrize(
    "refusal",
    [
        faults.read_back_fault(LEDGER),
        faults.damaged_file(LEDGER),
        faults.missing_file(LEDGER),
        faults.newer_data("2.1", "1.4"),
        faults.failed_upgrade(),
    ],
    ids=lambda refusal: refusal.happened,
)
def test_every_other_refusal_is_three_sentences(refusal):
    assert said(refusal)
