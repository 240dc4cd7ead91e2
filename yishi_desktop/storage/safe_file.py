"""Files written so that the old one or the new one is there, never a half: power cut, full disk, pulled stick.

Write beside the target, flush to the disk, put in place, read back and compare. Measured against plain saving:
docs/decisions/0004-truncate-not-wal.md.
"""

import contextlib
import hashlib
import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

from yishi_desktop.storage import faults

Pause = Callable[[float], object]

_TRIES = 10  # 5 s in all: a virus checker lets go sooner, WPS does not
_STALE_SECONDS = 24 * 3600
_NAME_UNITS = 80  # UTF-16 units, as Windows counts; leaves room for folders within its 260
_REPLACED = str.maketrans('<>:"/\\|?*', "〈〉：”／＼｜？＊")
_DROPPED = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, direction marks, half characters; rare characters stay
_RESERVED = re.compile(r"CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]", re.IGNORECASE)


def safe_write(path: Path, data: bytes, *, pause: Pause = time.sleep) -> str:
    """Put `data` at `path`, or leave what is there untouched. Returns only after reading back the same bytes: their
    SHA-256 in hex.

    Raises UserError saying what is in the way (full, open elsewhere, write-protected, gone). A target held by
    another program is tried again for about five seconds; `pause` waits between.
    """
    build_in_place(path, lambda temporary: temporary.write_bytes(data), pause=pause)
    wanted = hashlib.sha256(data)
    if _digest(path) != wanted.digest():
        raise faults.read_back_fault(path)
    return wanted.hexdigest()


def build_in_place(path: Path, build: Callable[[Path], object], *, pause: Pause = time.sleep) -> None:
    """Let `build` make the file under a temporary name in the same folder, then put it at `path` in one step.

    When `build` raises, nothing is left and what is at `path` stays. Use it also to check before replacing.
    """
    temporary = path.with_name(f".~{path.name[:40]}.{os.getpid()}.part")
    try:
        build(temporary)
        _flush_file(temporary)
        _replace(temporary, path, pause)
        flush_folder(path.parent)
    except OSError as error:
        raise faults.disk_fault(error, path) from error
    else:
        remove_stale_parts(path.parent, time.time())
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder that may be there already. Raises UserError when the disk does not take it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.disk_fault(error, folder) from error


def _flush_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _replace(source: Path, target: Path, pause: Pause) -> None:
    for attempt in range(1, _TRIES):
        try:
            source.replace(target)
        except PermissionError:
            pause(0.1 * attempt)
        else:
            return
    source.replace(target)


def flush_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk. Windows does it with the file."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _digest(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise faults.disk_fault(error, path) from error


def remove_stale_parts(folder: Path, now: float) -> list[Path]:
    """Delete temporary files a crash left in `folder` more than a day before `now` (seconds since 1970)."""
    removed = []
    for part in folder.glob(".~*.part*"):
        with contextlib.suppress(OSError):
            if now - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink()
                removed.append(part)
    return removed


def safe_name(text: str, suffix: str = "") -> str:
    """`text` as a file name that Windows, FAT sticks and WPS accept, at most 80 UTF-16 units before `suffix`.

    Forbidden signs become their full-width twins, invisible ones go, reserved names get a _ in front; nothing
    left gives 未命名. The same text always gives the same name, and a name gives itself.
    """
    kept = "".join(sign for sign in unicodedata.normalize("NFC", text) if _is_kept(sign))
    name = _shortened(" ".join(kept.translate(_REPLACED).split()).strip(" ."))
    if not name:
        return "未命名" + suffix
    if _RESERVED.fullmatch(name.split(".")[0].rstrip(" ")):
        name = _shortened("_" + name)
    return name + suffix


def _is_kept(sign: str) -> bool:
    return sign in "\t\n\r" or unicodedata.category(sign) not in _DROPPED


def _shortened(name: str) -> str:
    while len(name.encode("utf-16-le")) > 2 * _NAME_UNITS:
        name = name[:-1]
    return name.rstrip(" .")


def free_name(path: Path) -> Path:
    """`path`, or `名称 (2).xlsx` and so on when something is there: exports never overwrite each other."""
    candidate, number = path, 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return candidate
