"""Ledgers that came from villages: which files there are, and each one read and checked before anything is done with it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.township.union import Delivery
from yishi_desktop.services.delivering.passphrases import as_typed
from yishi_desktop.services.strangers import room
from yishi_desktop.services.strangers.door import LARGEST_WORKBOOK, Door

_DOOR = Door("台账", "", LARGEST_WORKBOOK, names=False)
MOST_FILES = 5000
"""Files of one visit; the largest county has a tenth as many villages."""
ENDINGS = (".xlsx", ".xls", ".et")
SAMPLE_AMONG_REAL = "这是练习用的示例台账，不能和真的一起收。"
# Folders that systems keep for themselves on every disk and stick.
_OWN_FOLDERS = ("$recycle.bin", "system volume information", "lost+found")


class LockedFile(UserError):  # noqa: N818 - a refusal with advice
    """The file opens with a password only."""


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """One file that can be used: its name, its content's SHA-256, and what it says."""

    name: str
    digest: str
    deliveries: tuple[Delivery, ...]

    @property
    def is_plain(self) -> bool:
        """Whether somebody typed it by hand."""
        return any(record.is_plain for one in self.deliveries for record in one.records)

    @property
    def is_sample(self) -> bool:
        """Whether it comes from a village for practice."""
        return any(map(_is_sample, self.deliveries))


def ledger_files_in(paths: Iterable[Path]) -> list[Path]:
    """The spreadsheets meant: files as they are named, folders with everything below them, each once.

    Excel's and WPS's own marks of an open file (~$) and hidden files are passed over. `UserError` for a folder that
    cannot be read, and for more files than any county has villages.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for one in _below(path) if path.is_dir() else [path]:
            found[one] = None
            if len(found) > MOST_FILES:
                raise UserError(
                    f"这里的表格太多，超过{MOST_FILES}个。",
                    "一份也没有收，文件没有动。",
                    "请只选放台账的那个文件夹。",
                )
    return sorted(found)


def _below(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UserError(
            f"文件夹“{folder.name or folder}”打不开。", "一份也没有收。", "请看看U盘插好没有，再选一次。"
        ) from error
    found: list[Path] = []
    for one in entries:
        if one.name.startswith(("~$", ".")) or one.is_symlink():
            continue
        if one.is_dir() and one.name.lower() not in _OWN_FOLDERS:
            found += _below(one)
        elif one.suffix.lower() in ENDINGS:
            found.append(one)
    return found


def read_ledger(path: Path, passphrases: Sequence[str] = ()) -> LedgerFile:
    """A ledger made by this program, of a village or already merged, with its visible sheets as they were made.

    A file with a password is tried with each of the passphrases. `UserError` says why the file cannot be used, with
    sheet, row and column where somebody changed it.
    """
    from yishi_desktop.ledger_files.carrying import carried
    from yishi_desktop.ledger_files.locking import is_locked

    data = _DOOR.content(path)
    if is_locked(data):
        digest, content = _unlocked(data, passphrases)
    else:
        digest, content = sha256(data).hexdigest(), room.read("ledger", data)
    deliveries = (_from_file(one, path.name) for one in carried(content))
    return LedgerFile(path.name, digest, tuple(deliveries))


def _from_file(delivery: Delivery, name: str) -> Delivery:
    """What came straight from a village is marked with its file's name; what was merged before has one already."""
    return delivery if delivery.source else replace(delivery, source=name)


def _unlocked(data: bytes, passphrases: Sequence[str]) -> tuple[str, Any]:
    """The SHA-256 and the words of what is locked in; `LockedFile` where no passphrase opens it."""
    if not passphrases:
        raise LockedFile("加了打开密码，或者是旧的 xls 格式。", "", "请打电话问村里要密码。")
    keys = json.dumps([as_typed(passphrase) for passphrase in passphrases]).encode("ascii")
    found = room.read("locked_ledger", keys + b"\n" + data)
    if "closed" in found:
        raise LockedFile(*found["closed"])
    return found["digest"], found["ledger"]


def _is_sample(delivery: Delivery) -> bool:
    """A case without the word need not be read for it."""
    return any(
        '"sample":' in record.case and json.loads(record.case).get("sample") for record in delivery.records
    )


def samples_among(files: Sequence[LedgerFile]) -> list[LedgerFile]:
    """Sample villages are for practice: they merge with each other, never with a real one."""
    samples = [file for file in files if file.is_sample]
    return [] if len(samples) == len(files) else samples
