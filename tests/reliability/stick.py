"""A stick that is pulled at any moment of a program's work.

What is asked of the operating system is noted as it happens: bytes of a file, a flush, one file taking the place of
another. What was not flushed when the stick goes may be there, torn at 512 bytes, or not there; a name may still be
the old one until its folder was flushed.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

SECTOR = 512


class Event(NamedTuple):
    """`what` is "bytes", "flush", "name" or "folder"; `data` the file's content at that moment."""

    what: str
    file: str
    data: bytes = b""
    old: str = ""


class Stick:
    """One folder, watched while a program writes into it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.start = {path.name: path.read_bytes() for path in folder.iterdir()}
        self.events: list[Event] = []
        self._watch(monkeypatch, Path, "write_bytes", self._wrote)
        self._watch(monkeypatch, os, "fsync", self._flushed)
        self._watch(monkeypatch, Path, "replace", self._renamed)

    def _watch(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, note: Callable) -> None:
        call = getattr(owner, name)

        def watched(*words: object) -> object:
            answer = call(*words)
            note(*words)
            return answer

        monkeypatch.setattr(owner, name, watched)

    def _wrote(self, path: Path, data: bytes) -> None:
        if path.parent == self.folder:
            self.events.append(Event("bytes", path.name, data))

    def _flushed(self, descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path == self.folder:
            self.events.append(Event("folder", ""))
        elif path.parent == self.folder:
            self.events.append(Event("flush", path.name))

    def _renamed(self, old: Path, new: Path) -> None:
        if new.parent == self.folder:
            self.events.append(Event("name", new.name, old=old.name))

    def pulled_after(self, count: int, chance: random.Random) -> dict[str, bytes]:
        """What another computer finds on it when it goes after `count` events."""
        kept, names = dict(self.start), {}
        flushed: set[str] = set()
        for number, event in enumerate(self.events[:count]):
            if event.what == "bytes":
                names[event.file] = event.data
                flushed.discard(event.file)
            elif event.what == "flush":
                flushed.add(event.file)
            elif event.what == "name" and self._name_is_kept(number, count, chance):
                sure = event.old in flushed
                data = names.get(event.old, b"")
                kept[event.file] = data if sure else torn(data, chance)
        for name, data in names.items():  # written straight to its place, without a name of its own
            if name in self.start:
                kept[name] = data if name in flushed else torn(data, chance)
        return kept

    def _name_is_kept(self, number: int, count: int, chance: random.Random) -> bool:
        later = self.events[number:count]
        return any(event.what == "folder" for event in later) or chance.random() < 0.5


def torn(data: bytes, chance: random.Random) -> bytes:
    """What is left of bytes nobody flushed: nothing, a part, or each sector or zeros in its place."""
    fate = chance.random()
    if fate < 0.3:
        return b""
    if fate < 0.6:
        return data[: chance.randrange(len(data) + 1)]
    sectors = [data[at : at + SECTOR] for at in range(0, len(data), SECTOR)]
    return b"".join(each if chance.random() < 0.5 else bytes(len(each)) for each in sectors)
