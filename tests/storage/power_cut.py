"""A disk whose power can be cut at any moment.

SQLite, run through APSW, writes to a real file; every write, truncation, flush and deletion is noted on the way.
Afterwards the disk is rebuilt as a cut at some point may leave it: what was flushed is there; of what was not, each
operation is kept, lost, or (a write) torn at sectors of 512 bytes.
"""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import apsw

SECTOR = 512
LOST, TORN = 0.4, 0.55  # of what was not flushed: 40 % lost, 15 % of the rest torn


class Event(NamedTuple):
    """Something the disk was told: "write", "truncate" (position is the new size), "flush", "delete"."""

    what: str
    file: str
    position: int = 0
    data: bytes = b""


class Statement(NamedTuple):
    """One statement with its values."""

    sql: str
    values: Sequence[object] = ()


CONFIRMED = Statement("")
"""Stands among the statements where the program has said 已保存 once more."""


class _NotedFile(apsw.VFSFile):
    def __init__(self, name, flags, events):
        super().__init__("", name, flags)
        full = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._file, self._events = Path(full).name if full else "", events

    def xWrite(self, data, offset):
        self._events.append(Event("write", self._file, offset, bytes(data)))
        return super().xWrite(data, offset)

    def xTruncate(self, size):
        self._events.append(Event("truncate", self._file, size))
        return super().xTruncate(size)

    def xSync(self, flags):
        self._events.append(Event("flush", self._file))
        return super().xSync(flags)

    def xDeviceCharacteristics(self):
        return 0  # promises nothing: the worst disk

    def xSectorSize(self):
        return SECTOR


class _NotingSystem(apsw.VFS):
    def __init__(self, events):
        self._events = events
        super().__init__("power-cut", "")

    def xOpen(self, name, flags):
        return _NotedFile(name, flags, self._events)

    def xDelete(self, name, sync_folder):
        self._events.append(Event("delete", Path(name).name))
        return super().xDelete(name, sync_folder)


def run(path: Path, pragmas: Iterable[str], statements: Iterable[Statement]) -> tuple[list[Event], list[int]]:
    """Execute the statements on the file at `path`: what the disk was told, and after how many of these events
    the first, second, third … save was confirmed.
    """
    events: list[Event] = []
    confirmed = []
    system = _NotingSystem(events)
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE, vfs="power-cut")
    for pragma in pragmas:
        connection.execute(pragma).fetchall()
    events.clear()
    for statement in statements:
        if statement is CONFIRMED:
            confirmed.append(len(events))
        else:
            connection.execute(statement.sql, statement.values).fetchall()
    connection.close()
    system.unregister()
    return events, confirmed


def disk_after(events: Sequence[Event], files: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """The disk when the power goes after these events, having started with `files`."""
    disk = {name: bytearray(content) for name, content in files.items()}
    flushed = {event.file: number for number, event in enumerate(events) if event.what == "flush"}
    for number, event in enumerate(events):
        if event.what == "flush":
            continue
        durable = number < flushed.get(event.file, -1)
        fate = 1.0 if durable else chance.random()
        if fate >= LOST:
            _carry_out(disk, event, chance if fate < TORN else None)
    return {name: bytes(content) for name, content in disk.items()}


def _carry_out(disk: dict[str, bytearray], event: Event, torn_by: random.Random | None) -> None:
    if event.what == "delete":
        disk.pop(event.file, None)
        return
    content = disk.setdefault(event.file, bytearray())
    if event.what == "truncate":
        _grow(content, event.position)
        del content[event.position :]
        return
    for start in range(0, len(event.data), SECTOR):
        if torn_by is None or torn_by.random() < 0.5:
            sector = event.data[start : start + SECTOR]
            _grow(content, event.position + start)
            content[event.position + start : event.position + start + len(sector)] = sector


def _grow(content: bytearray, size: int) -> None:
    content.extend(bytes(max(0, size - len(content))))
