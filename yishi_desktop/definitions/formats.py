"""How plain values, as TOML and JSON give them, become dataclasses: the format of one kind of file, and the quick way.

No code is generated for it: a start that reads sixty records was waiting longer for the compiler than for the records. For
each class there is one function that goes through the keys that are there.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Protocol, TypeVar, get_args, get_origin, get_type_hints

from yishi_desktop.domain.facts import Choice

T = TypeVar("T")
Reader = Callable[[Any], Any]
_WORDS = {int: "整数", str: "文字", bool: "true或者false", float: "数"}
PRIMITIVES = tuple(_WORDS)


class MisfitError(ValueError):
    """A value that does not fit, said in Chinese; every other exception's words are replaced."""


class Reading(Protocol):
    """What a type's own way of being written reads the values inside with."""

    def read(self, value: Any, wanted: Any) -> Any:
        """A value as what is wanted."""

    def fields(self, value: Any, record: type[Any]) -> Any:
        """A table as a dataclass by its fields, though the class has a way of its own."""


Own = Callable[[Any, Reading], Any]
"""How the values of one type are written. Raises MisfitError."""


class Format:
    """One kind of file or record: which types are written in a way of their own, and which keys have other names.

    `own` is by type, `names` by dataclass: the key under which a field is written, `[[step]]` for `steps`.
    """

    def __init__(
        self,
        own: Mapping[Any, Own] = MappingProxyType({}),
        names: Mapping[type[Any], Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self.own = own
        self.names = names
        self._readers: dict[Any, Reader] = {}
        self._by_fields: dict[type[Any], Reader] = {}

    def read(self, value: Any, wanted: Any) -> Any:
        """A value as what is wanted, or some ValueError, TypeError, KeyError or AttributeError."""
        return self._reader(wanted)(value)

    def fields(self, value: Any, record: type[Any]) -> Any:
        """A table as a dataclass by its fields."""
        return self._reader_by_fields(record)(value)

    def _reader(self, wanted: Any) -> Reader:
        reader = self._readers.get(wanted)
        if reader is None:
            reader = self._readers[wanted] = self._made(wanted)
        return reader

    def _reader_by_fields(self, record: type[Any]) -> Reader:
        reader = self._by_fields.get(record)
        if reader is None:
            reader = self._by_fields[record] = self._record(record)
        return reader

    # --- how each kind of type is read ---

    def _made(self, wanted: Any) -> Reader:
        if wanted in self.own:
            return partial(_in_its_own_way, self.own[wanted], self)
        if wanted in _WORDS:
            return partial(exactly, wanted=wanted)
        if isinstance(wanted, type) and issubclass(wanted, Choice):
            return _choice(wanted)
        if isinstance(wanted, type) and is_dataclass(wanted):
            return self._reader_by_fields(wanted)
        return self._composed(wanted)

    def _composed(self, wanted: Any) -> Reader:
        origin, inside = get_origin(wanted), get_args(wanted)
        if origin is tuple:
            return _tuple(self._reader(inside[0]))
        if origin is UnionType:
            return self._union(inside)
        if origin is Literal:
            return partial(_one_of, known=inside)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return _mapping(self._reader(inside[0]), self._reader(inside[1]))
        raise TypeError(wanted)

    def _union(self, kinds: tuple[Any, ...]) -> Reader:
        others = tuple(kind for kind in kinds if kind is not NoneType)
        if len(others) == len(kinds) and set(kinds) <= {int, str}:
            return partial(_number_or_name, kinds=kinds)
        if len(others) == 1:
            return _optional(self._reader(others[0]))
        raise TypeError(kinds)

    def _record(self, record: type[Any]) -> Reader:
        """The readers of the fields are made with the first record of its kind: most kinds a village never has."""
        known: dict[str, tuple[str, Reader]] = {}

        def read(value: Any) -> Any:
            if not known:
                known.update(self._known(record))
            given = {}
            for key, item in value.items():
                name, reader = known[key]
                given[name] = reader(item)
            return record(**given)

        return read

    def _known(self, record: type[Any]) -> dict[str, tuple[str, Reader]]:
        names, hints = self.names.get(record, {}), _types_of(record)
        return {names.get(name, name): (name, self._reader(wanted)) for name, wanted in hints.items()}


def _types_of(record: type[Any]) -> dict[str, Any]:
    """By field; a name in quotation marks is looked up, which takes time."""
    types = {field.name: field.type for field in fields(record)}
    if any(isinstance(wanted, str) for wanted in types.values()):
        hints = get_type_hints(record)
        return {name: hints[name] for name in types}
    return types


def _choice(wanted: type[Choice]) -> Reader:
    known = _answers(wanted)

    def read(value: Any) -> Choice:
        return known[value] if type(value) is str and value in known else choice(value, wanted)

    return read


def _tuple(inner: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        return tuple([inner(item) for item in listed(value)])

    return read


def _optional(inner: Reader) -> Reader:
    def read(value: Any) -> Any:
        return None if value is None else inner(value)

    return read


def _mapping(key: Reader, inner: Reader) -> Reader:
    def read(value: Any) -> dict[Any, Any]:
        return {key(name): inner(item) for name, item in value.items()}

    return read


def listed(value: Any) -> list[Any]:
    """Only a list makes a tuple: a string would otherwise be taken for a list of its characters."""
    if not isinstance(value, list):
        raise MisfitError(f"应当是列表，却是{value!r}")
    return value


def exactly(value: Any, wanted: type[T]) -> T:
    """A number, a text, a yes or no, and no other in its place."""
    if type(value) is wanted:
        return value
    if wanted is float and type(value) is int:
        return wanted(value)  # type: ignore[call-arg]
    raise MisfitError(f"应当是{_WORDS[wanted]}，却是{value!r}")


def choice(value: object, wanted: type[Choice]) -> Choice:
    """An answer by its code."""
    known = _answers(wanted)
    if type(value) is not str or value not in known:
        raise MisfitError(f"{value!r} 不在选项中（{'、'.join(known)}）")
    return known[value]


@cache
def _answers(wanted: type[Choice]) -> Mapping[str, Choice]:
    return {member.value: member for member in wanted}


def _in_its_own_way(own: Own, reading: Reading, value: Any) -> Any:
    return own(value, reading)


def _one_of(value: Any, known: tuple[Any, ...]) -> Any:
    if value not in known:
        raise MisfitError(f"{value!r} 不在选项中（{'、'.join(map(str, known))}）")
    return value


def _number_or_name(value: Any, kinds: tuple[Any, ...]) -> Any:
    if type(value) not in kinds:
        raise MisfitError(f"应当是整数或者文字，却是{value!r}")
    return value
