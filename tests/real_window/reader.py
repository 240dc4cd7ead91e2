"""What a screen reader is told of the windows on a display: names, kinds, places. Reads only, from another process.

This is the system's accessibility bus (AT-SPI), which every program for people who cannot see serves. Nothing here can
press, write or change anything.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import Message

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
CHECKED, ENABLED, FOCUSED, VISIBLE = (1 << bit for bit in (4, 8, 12, 30))
CONTROLS = {
    "push button",
    "toggle button",
    "radio button",
    "check box",
    "combo box",
    "text",
    "list item",
    "link",
}
LEAVES = {
    "push button",
    "toggle button",
    "radio button",
    "check box",
    "label",
    "text",
    "list item",
    "table",
    "tree",
}
ON_THE_SCREEN = 0
"""Extents are asked for in the screen's own pixels."""


class Spot(NamedTuple):
    """A rectangle on the screen."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2

    def holds(self, point: tuple[int, int]) -> bool:
        return self.x <= point[0] < self.x + self.width and self.y <= point[1] < self.y + self.height


class Thing(NamedTuple):
    """One thing a screen reader knows of; `inside` are the spots of all it lies in, the window first."""

    address: tuple[str, str]
    role: str
    name: str
    states: int
    spot: Spot
    inside: tuple[Spot, ...]
    within: str
    """The nearest name above it: Qt says of a list the chosen entry instead of its name."""

    def has(self, state: int) -> bool:
        return bool(self.states & state)

    def holding(self) -> tuple[Spot, ...]:
        """What its children lie in; a list that unfolded hangs over everything its box lies in."""
        if self.role == "combo box":
            return ()
        return (*self.inside, self.spot) if self.spot.width else self.inside

    @property
    def called(self) -> str:
        return self.within if self.role == "combo box" else self.name


class Reader:
    """Listens on the accessibility bus that belongs to a session bus."""

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(session_bus) as session:
            asked = new_method_call(
                DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
            )
            [address] = session.send_and_get_reply(asked).body
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        self._bus.close()

    def windows(self) -> list[tuple[str, str]]:
        """The addresses of all windows, the newest last."""
        root = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        programs = self._children([root])[0]
        return [window for found in self._children(programs) for window in found]

    def things(self) -> list[Thing]:
        """Everything to be seen in the window in front, in reading order of depth."""
        for window in reversed(self.windows()):
            found = list(self._walk(window))
            if found and found[0].spot.width:
                return found
        return []

    def text_of(self, thing: Thing) -> str:
        """What stands in a field."""
        asked = new_method_call(
            DBusAddress(thing.address[1], thing.address[0], TEXT), "GetText", "ii", (0, -1)
        )
        return str(self._answers([asked])[0][0])

    def is_focused(self, thing: Thing) -> bool:
        return bool(self._states([thing.address])[0] & FOCUSED)

    # ------------------------------------------------------------------------------------------------ walking
    def _walk(self, window: tuple[str, str]) -> Iterator[Thing]:
        level = [(window, (), "")]
        while level:
            addresses = [address for address, _, _ in level]
            states = self._states(addresses)
            level = [one for one, state in zip(level, states, strict=True) if state & VISIBLE]
            states = [state for state in states if state & VISIBLE]
            things = self._known(level, states)
            yield from things
            open_ones = [thing for thing in things if thing.role not in LEAVES]
            below = self._children([thing.address for thing in open_ones])
            level = [
                (child, thing.holding(), thing.name or thing.within)
                for thing, children in zip(open_ones, below, strict=True)
                for child in children
            ]

    def _known(self, level: Sequence[Any], states: Sequence[int]) -> list[Thing]:
        addresses = [address for address, _, _ in level]
        names = self._answers([Properties(_at(one, ACCESSIBLE)).get("Name") for one in addresses])
        roles = self._answers([new_method_call(_at(one, ACCESSIBLE), "GetRoleName") for one in addresses])
        spots = self._answers(
            [new_method_call(_at(one, COMPONENT), "GetExtents", "u", (ON_THE_SCREEN,)) for one in addresses]
        )
        return [
            Thing(address, role[0], name[0][1], state, Spot(*spot[0]), inside, within)
            for (address, inside, within), name, role, spot, state in zip(
                level, names, roles, spots, states, strict=True
            )
            if name and role and spot
        ]

    def _children(self, addresses: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
        answers = self._answers([new_method_call(_at(one, ACCESSIBLE), "GetChildren") for one in addresses])
        return [list(answer[0]) if answer else [] for answer in answers]

    def _states(self, addresses: Sequence[tuple[str, str]]) -> list[int]:
        answers = self._answers([new_method_call(_at(one, ACCESSIBLE), "GetState") for one in addresses])
        return [answer[0][0] if answer else 0 for answer in answers]

    def _answers(self, questions: Sequence[Message]) -> list[tuple[Any, ...]]:
        """The answers to many questions at once; () where the thing has gone meanwhile."""
        asked = {}
        for at, question in enumerate(questions):
            serial = next(self._bus.outgoing_serial)
            self._bus.send(question, serial=serial)
            asked[serial] = at
        answers: list[tuple[Any, ...]] = [()] * len(questions)
        while asked:
            message = self._bus.receive(timeout=20)
            fields = message.header.fields
            at = asked.pop(fields.get(5, -1), None)  # 5: the number of the question
            if at is not None and message.header.message_type.name == "method_return":
                answers[at] = message.body
        return answers


def _at(address: tuple[str, str], interface: str) -> DBusAddress:
    return DBusAddress(address[1], address[0], interface)
