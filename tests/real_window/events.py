"""A mouse and a keyboard on an X display: nothing but the events a real mouse and a real keyboard make (XTEST).

The keyboard has a key for every character somebody is about to type, Chinese ones too, as if each came off an input
method at once. Keys are relabelled between two words only, when the program has taken in the word before.
"""

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager

LIBRARIES = ("X11", "Xtst")
LEFT, WHEEL_UP, WHEEL_DOWN = 1, 4, 5
SHIFT = 0xFFE1
NAMED = {
    "ctrl": 0xFFE3,
    "alt": 0xFFE9,
    "enter": 0xFF0D,
    "tab": 0xFF09,
    "escape": 0xFF1B,
    "space": 0x0020,
    "home": 0xFF50,
    "left": 0xFF51,
    "right": 0xFF53,
    "down": 0xFF54,
    "f4": 0xFFC1,
}
FIRST_FREE, LAST_FREE = 136, 255
"""Keys for music and windows: nobody types on them, and Shift means on them what it means on letters."""


def is_there() -> bool:
    """Whether this computer has the two libraries."""
    return all(ctypes.util.find_library(name) for name in LIBRARIES)


class _ModifierMap(ctypes.Structure):
    _fields_ = (("most", ctypes.c_int), ("codes", ctypes.POINTER(ctypes.c_ubyte)))


class Devices:
    """The mouse and the keyboard of one display. `close()` unplugs them."""

    def __init__(self, display: str) -> None:
        self._x, self._test = (ctypes.CDLL(ctypes.util.find_library(name)) for name in LIBRARIES)
        for function, result in (
            (self._x.XOpenDisplay, ctypes.c_void_p),
            (self._x.XKeysymToKeycode, ctypes.c_ubyte),
        ):
            function.restype = result
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._named = {symbol: self._code_of(symbol) for symbol in (*NAMED.values(), SHIFT)}
        self._typed = {chr(sign): self._code_of(sign) for sign in range(0x20, 0x7F)}
        kept = {*self._named.values(), *self._typed.values(), *self._modifiers()}
        self._free = [code for code in range(FIRST_FREE, LAST_FREE + 1) if code not in kept]
        self._keys: dict[str, tuple[int, bool]] = {
            sign: (code, self._is_shifted(code, sign)) for sign, code in self._typed.items()
        }
        self._plain = dict(self._keys)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    # ------------------------------------------------------------------------------------------------- mouse
    def click(self, x: int, y: int, button: int = LEFT) -> None:
        """Point there and press a button once; turning the wheel is pressing one, too."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        for pressed in (1, 0):
            self._test.XTestFakeButtonEvent(self._display, button, pressed, 0)
        self._sent()

    # ---------------------------------------------------------------------------------------------- keyboard
    def key(self, name: str, *held: str) -> None:
        """Press a key by its name, or a letter, while others are held down."""
        with self._down(*(NAMED[one] for one in held)):
            self._press(self._named[NAMED[name]] if name in NAMED else self._keys[name][0])
        self._sent()

    def type(self, text: str) -> None:
        """Type a text; a line break is Enter."""
        self._label_keys_for(text)
        for sign in text:
            if sign == "\n":
                self._press(self._named[NAMED["enter"]])
                continue
            code, shifted = self._keys[sign]
            with self._down(*([SHIFT] if shifted else [])):
                self._press(code)
        self._sent()

    def _press(self, code: int) -> None:
        for pressed in (1, 0):
            self._test.XTestFakeKeyEvent(self._display, code, pressed, 0)

    @contextmanager
    def _down(self, *symbols: int) -> Iterator[None]:
        for symbol in symbols:
            self._test.XTestFakeKeyEvent(self._display, self._named[symbol], 1, 0)
        yield
        for symbol in reversed(symbols):
            self._test.XTestFakeKeyEvent(self._display, self._named[symbol], 0, 0)

    def _label_keys_for(self, text: str) -> None:
        """Give every sign of a text a key: two to a key, the second with Shift."""
        missing = sorted({sign for sign in text if sign != "\n"} - set(self._keys))
        if not missing:
            return
        self._keys = dict(self._plain)
        signs = sorted({sign for sign in text if sign != "\n"} - set(self._keys))
        for code, at in zip(self._free, range(0, len(signs), 2), strict=False):
            pair = signs[at : at + 2]
            symbols = [0x01000000 + ord(sign) for sign in pair] + [0] * (2 - len(pair))
            self._x.XChangeKeyboardMapping(self._display, code, 2, (ctypes.c_ulong * 2)(*symbols), 1)
            self._keys |= {sign: (code, number == 1) for number, sign in enumerate(pair)}

    def _modifiers(self) -> set[int]:
        """The keys that do something while they are held, whatever stands on them."""
        self._x.XGetModifierMapping.restype = ctypes.POINTER(_ModifierMap)
        told = self._x.XGetModifierMapping(self._display)
        return {told.contents.codes[at] for at in range(8 * told.contents.most)}

    def _code_of(self, symbol: int) -> int:
        return int(self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol)))

    def _is_shifted(self, code: int, sign: str) -> bool:
        self._x.XKeycodeToKeysym.restype = ctypes.c_ulong
        return bool(self._x.XKeycodeToKeysym(self._display, ctypes.c_ubyte(code), 0) != ord(sign))

    def _sent(self) -> None:
        """Wait until the display has taken everything."""
        self._x.XSync(self._display, 0)
