"""Somebody in front of the program: sees what a screen reader says, points, clicks, turns the wheel, types.

The same words as `tests.ui.hands.Hand`, so that both walk the same journeys; but there the program is inside the test,
and here it is a process of its own on a display of its own.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from tests.real_window.events import WHEEL_DOWN, WHEEL_UP, Devices
from tests.real_window.reader import CHECKED, CONTROLS, ENABLED, Reader, Thing

KEYS = {Qt.Key.Key_Return: "enter", Qt.Key.Key_A: "a", Qt.Key.Key_Right: "right"}
HELD = {Qt.KeyboardModifier.ControlModifier: "ctrl", Qt.KeyboardModifier.AltModifier: "alt"}
FILE_NAME = "文件名称(N)："
MOST_TURNS = 200
ARROW = 12
"""How far from its right edge the arrow of a list that folds down lies."""
Wait = Callable[..., Any]
"""`wait(condition, seconds)`: the answer once it is true, else `AssertionError`."""


class Person:
    """Counts clicks and keys as `Hand` does: a Chinese character is one key, whatever an input method needs."""

    def __init__(self, devices: Devices, reader: Reader, wait: Wait) -> None:
        self._devices, self._reader, self._wait = devices, reader, wait
        self.clicks = 0
        self.keys = 0

    # -------------------------------------------------------------------------------------------- finding
    def find(self, name: str) -> Thing:
        """The one control of that name, once it is there; a name ending in … may go on."""
        try:
            return self._wait(lambda: self._only(name))
        except AssertionError:
            there = "；".join(f"{one.role} {one.called}" for one in self._there())
            raise AssertionError(f"找不到“{name}”。有：{there}") from None

    def sees(self, name: str) -> bool:
        return bool(self._called(name))

    def reads(self, words: str) -> bool:
        """Whether these words stand anywhere in the window in front."""
        return any(words in thing.name for thing in self._reader.things())

    def wait_until_reads(self, words: str) -> None:
        self._wait(lambda: self.reads(words))

    def wait_until_chosen(self, name: str) -> None:
        self._wait(lambda: any(one.has(CHECKED) for one in self._called(name)))

    def _only(self, name: str) -> Thing | None:
        found = self._called(name)
        return found[0] if len(found) == 1 else None

    def _called(self, name: str) -> list[Thing]:
        there = self._there()
        if name.endswith("…"):
            return [one for one in there if one.called.startswith(name[:-1])]
        found = [one for one in there if one.called == name]
        lists = [
            one for one in found if one.role == "combo box"
        ]  # one that can be typed into holds a field, too
        return lists or found

    def _there(self) -> list[Thing]:
        return [one for one in self._reader.things() if one.role in CONTROLS and one.has(ENABLED)]

    # -------------------------------------------------------------------------------------------- working
    def press(self, name: str) -> None:
        self._click(name)

    def choose(self, name: str, words: str) -> None:
        self._click(name)
        self._click(words)

    def write(self, name: str, text: str) -> None:
        field = self._click(name)
        self._wait(lambda: self._reader.is_focused(field))
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._devices.type(text)
        self.keys += len(text)
        try:
            self._wait(lambda: self._reader.text_of(field).strip() == text.strip())
        except AssertionError:
            raise AssertionError(f"“{name}”里是“{self._reader.text_of(field)}”，应当是“{text}”") from None

    def name_file(self, path: Path) -> None:
        """Type a path into the window that asks for a file, once it has shown its folder, and take it."""
        self._wait(lambda: any(one.role == "dialog" for one in self._reader.things()))
        try:
            self.write(FILE_NAME, str(path))
        except AssertionError:  # Qt's window was still filling its list: a person types it again
            self.write(FILE_NAME, str(path))
        for _ in range(3):  # names it proposes below the field may take the first Enter
            self.key(Qt.Key.Key_Return)
            if self._soon(lambda: not self.sees(FILE_NAME)):
                return
        raise AssertionError(f"文件窗口没有收下“{path}”")

    def _soon(self, happened: Callable[[], bool]) -> bool:
        try:
            return bool(self._wait(happened, 2))
        except AssertionError:
            return False

    def enter(self, name: str, letters: str) -> None:
        self.write(name, letters)
        self.key(Qt.Key.Key_Return)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._devices.key(KEYS[key], *(HELD[one] for one in HELD if modifier & one))
        self.keys += 1

    def leave(self) -> None:
        """Close the program as one closes any window, and wait until it has gone."""
        if self._reader.windows():
            self._devices.key("f4", "alt")
        self._wait(lambda: not self._reader.windows())

    def _click(self, name: str) -> Thing:
        thing = self.find(name)
        for _ in range(MOST_TURNS):
            beyond = next(
                (spot for spot in reversed(thing.inside) if not spot.holds(thing.spot.middle)), None
            )
            if beyond is None:
                break
            up = thing.spot.middle[1] < beyond.y
            self._devices.click(beyond.x + beyond.width - 8, beyond.middle[1], WHEEL_UP if up else WHEEL_DOWN)
            thing = self._moved(name, thing)
        across, down = thing.spot.middle
        self._devices.click(
            thing.spot.x + thing.spot.width - ARROW if thing.role == "combo box" else across, down
        )
        self.clicks += 1
        return thing

    def _moved(self, name: str, thing: Thing) -> Thing:
        """Where it lies now that the wheel was turned."""
        return self._wait(lambda: next((one for one in self._called(name) if one.spot != thing.spot), None))
